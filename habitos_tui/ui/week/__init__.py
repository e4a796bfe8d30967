"""The week as a grid, and editing a plan."""
