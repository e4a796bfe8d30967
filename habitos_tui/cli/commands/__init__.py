"""One module per command or command group; slow imports happen inside the functions."""
