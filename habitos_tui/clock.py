"""The only source of the present moment; tests pass a fixed one."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time in the user's local zone."""

    def now(self) -> datetime:
        """Return the present moment, aware, in local time."""
        ...


class SystemClock:
    """The machine's clock in the machine's time zone (the TZ variable is honoured)."""

    def now(self) -> datetime:
        """Return the present moment, aware, in local time."""
        return datetime.now(UTC).astimezone()


@dataclass
class FixedClock:
    """A clock that stands still until it is set; `moment` must be aware."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment it was set to."""
        return self.moment
