"""Modal screens with typed results."""
