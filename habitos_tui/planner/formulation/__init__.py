"""The week as a mixed-integer linear problem: what is decided, what limits it, what it is worth."""
