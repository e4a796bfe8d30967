"""What a user can do, in plain Python."""
