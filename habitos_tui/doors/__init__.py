"""Other ways in than the terminal: for assistants, browsers and programs.

Each is a package with a `command`, needs an extra, and is imported when its command is called.
"""
