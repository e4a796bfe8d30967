"""What was done and skipped."""
