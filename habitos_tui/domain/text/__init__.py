"""How values read to a person."""
