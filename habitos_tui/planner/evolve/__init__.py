"""Weeks bred from weeks: a population method with the verifier as its judge; it proves nothing."""
