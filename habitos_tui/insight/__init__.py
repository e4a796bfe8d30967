"""What the log says: pure functions over what was done."""
