"""Seconds by which the app tells how long nobody was there."""

import time
from typing import Final

_CLOCK: Final[int] = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Linux stops its monotonic clock while the machine sleeps; a lid that was closed for hours is hours without a key."""


def steady_seconds() -> float:
    """Return seconds since some moment: never set, as those of the wall clock are, and counted in sleep as well."""
    return time.clock_gettime(_CLOCK)
