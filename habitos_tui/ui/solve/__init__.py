"""Running the planner and choosing among its answers."""
