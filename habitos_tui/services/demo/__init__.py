"""Ready-made behaviors and the household of the demo."""
