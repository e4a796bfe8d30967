"""The behaviors: list, form and chances."""
