"""Busy time: entering and painting it; shared by Rules, Week and the first run."""
