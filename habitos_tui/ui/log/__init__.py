"""The log: completions, skips and absences."""
