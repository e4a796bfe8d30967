"""Building blocks of every feature: commands, dialogs, fields, lists, marks and themes."""
