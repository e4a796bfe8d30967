"""What holds for all tests."""

from hypothesis import settings

# The same examples on every run, however busy the machine is.
settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("steady")
