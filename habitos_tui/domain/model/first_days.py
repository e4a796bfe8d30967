"""The first days with the app: what of it somebody has used already."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

FIRST_DAYS: Final = 7
"""On how many days of use somebody is told what there is."""


class Deed(StrEnum):
    """Something done at least once."""

    LOGGED = "logged"
    RATED = "rated"
    UNPLANNED = "unplanned"
    """Logged something that was not planned."""
    SKIPPED = "skipped"
    PLANNED = "planned"
    """Accepted a plan."""
    REPLANNED = "replanned"
    """Accepted another plan of a week that had one."""
    LOCKED = "locked"
    DESCRIBED = "described"
    """Added a behavior of their own."""


@dataclass(frozen=True, slots=True)
class FirstDays:
    """How many days somebody was there so far, none as long as nothing is known of it, and what they did."""

    days: int
    deeds: frozenset[Deed]

    NONE: ClassVar["FirstDays"]

    @property
    def over(self) -> bool:
        """Whether nothing is told any more, or yet."""
        return not 0 < self.days <= FIRST_DAYS


FirstDays.NONE = FirstDays(0, frozenset())
