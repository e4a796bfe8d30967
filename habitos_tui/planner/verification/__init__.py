"""Checks and values plans without a solver.

See docs/planning-model.md, sections 2 to 4.
"""
