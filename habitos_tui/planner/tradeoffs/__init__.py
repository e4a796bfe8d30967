"""Plans to choose from."""
