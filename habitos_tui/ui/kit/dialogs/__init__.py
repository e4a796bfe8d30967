"""Dialogs that any feature opens."""
