"""Answers about a plan or an impossible week, each found by solving."""
