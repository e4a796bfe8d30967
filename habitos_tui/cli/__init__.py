"""The command line: one small module per command group, each imported only when it is called."""
