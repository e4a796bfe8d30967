"""One module per chart: how its figures are drawn."""
