"""Checks and scores a plan from the planning model alone; knows no solver."""
