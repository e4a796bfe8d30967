"""The review of a week that is over."""
