"""What every feature is made of: commands, dialogs, fields, lists, marks and themes."""
