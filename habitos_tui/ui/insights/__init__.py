"""Charts of the log, and suggestions."""
