"""The first run, the login and the lock."""
