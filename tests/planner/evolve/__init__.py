"""Tests of the engine evolve."""
