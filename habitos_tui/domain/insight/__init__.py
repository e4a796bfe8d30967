"""Figures read off the log, as values."""
