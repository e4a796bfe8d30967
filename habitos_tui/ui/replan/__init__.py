"""Re-planning the rest of a week; shared by Today, Week and Solve."""
