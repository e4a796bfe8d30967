"""Peewee and SQLite live here and only here; nothing outside sees a row."""
