"""Frozen models and pure functions over them; no input or output."""
