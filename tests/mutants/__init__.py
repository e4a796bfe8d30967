"""Small changes to the code, one at a time, and whether the tests notice them: `make mutants`."""
