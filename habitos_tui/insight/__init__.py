"""Insights: pure functions over the log."""
