"""Solvers of mixed-integer linear problems, and the arrays they take."""
