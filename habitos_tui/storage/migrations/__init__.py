"""Schema changes, one script each, run in order."""
