"""Checks and values plans without a solver."""
