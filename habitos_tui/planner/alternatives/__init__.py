"""Other good plans: three named ones, and the front between two objectives."""
