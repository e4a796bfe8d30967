"""What holds for all tests."""

import gc

from hypothesis import settings

# The same examples on every run, however busy the machine is.
settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("steady")

# An app leaves many objects behind, and a few hundred apps run in one process: at the usual pace of collections a
# third of the time would go into looking at all of them again and again.
gc.set_threshold(200_000, 100, 100)
