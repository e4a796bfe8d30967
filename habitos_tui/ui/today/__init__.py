"""The day: what is planned, what was done."""
