"""Files of other habit trackers: reading what people have kept there."""
