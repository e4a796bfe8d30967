"""HabitOS in the terminal: from behaviors to a proven week."""

__version__ = "0.1.0"
