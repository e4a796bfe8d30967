"""One module per command or command group; what is slow to import is imported inside the functions."""
