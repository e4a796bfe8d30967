"""Widgets that know nothing of services."""
