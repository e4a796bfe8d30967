"""The guide and the keys of a pane."""
