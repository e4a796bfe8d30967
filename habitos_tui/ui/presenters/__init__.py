"""Pure functions from domain objects to frozen views."""
