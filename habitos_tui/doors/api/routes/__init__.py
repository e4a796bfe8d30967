"""The operations, one module per kind of thing."""
