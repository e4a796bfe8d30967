"""The week as a mixed-integer linear problem: what is decided, what limits it, what it is worth.

See docs/planning-model.md, sections 2 to 4.
"""
