"""What one week asks of the planner: pure helpers of the services."""
