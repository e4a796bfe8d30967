"""Lines as people type them, read as a behavior, busy time or an entry of the log."""
