"""One module per chart: its figures laid out as lines."""
