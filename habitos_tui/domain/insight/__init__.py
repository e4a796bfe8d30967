"""What insights say, as frozen values."""
