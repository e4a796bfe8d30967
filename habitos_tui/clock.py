"""The only source of the present moment; tests pass a fixed one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from habitos_tui.errors import InvalidInputError


class Clock(Protocol):
    """Tells the time in the user's local zone."""

    def now(self) -> datetime:
        """Return the present moment, aware, in local time."""
        ...

    def at(self, day: date, minute: int) -> datetime:
        """Return the moment when the local wall clock shows `minute` minutes after midnight of `day`, aware."""
        ...

    def local(self, moment: datetime) -> datetime:
        """Return an aware moment in local time, as summer time was or will be then and not as it is now."""
        ...


def existing(clock: Clock, day: date, minute: int) -> datetime:
    """Return the moment when the wall clock shows `minute` of `day`, the first of two where clocks are turned back.

    InvalidInputError where it never does, since clocks are turned forward over it.
    """
    moment, wanted = clock.at(day, minute), _wall_clock(day, minute)
    shown = clock.local(moment.astimezone(UTC)).replace(tzinfo=None, fold=0)
    if shown != wanted:
        sentence = f"{wanted:%H:%M} is left out on {wanted:%Y-%m-%d}: the clocks are turned forward then"
        raise InvalidInputError(f"{sentence}.", issues=(("start", f"does not exist: {sentence}"),))
    return moment


def wall_clock_end(clock: Clock, began: datetime, start: int, minutes: int) -> int:
    """Return what the wall clock showed when something ended, in the minutes that `start` is in.

    Clocks that are turned while it goes on show less or more than the start and its minutes.
    """
    ended = clock.local(began + timedelta(minutes=minutes))
    turned = (ended.utcoffset() or timedelta()) - (clock.local(began).utcoffset() or timedelta())
    return start + minutes + turned // timedelta(minutes=1)


def _wall_clock(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)


class SystemClock:
    """The machine's clock in the machine's time zone (the TZ variable is honoured)."""

    def now(self) -> datetime:
        """Return the present moment, aware, in local time."""
        return datetime.now(UTC).astimezone()

    def at(self, day: date, minute: int) -> datetime:
        """Return the moment when the local wall clock shows `minute` minutes after midnight of `day`, aware."""
        return _wall_clock(day, minute).astimezone()

    def local(self, moment: datetime) -> datetime:
        """Return an aware moment in local time, as summer time was or will be then and not as it is now."""
        return moment.astimezone()


@dataclass
class FixedClock:
    """A clock that stands still until it is set; `moment` must be aware."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment it was set to."""
        return self.moment

    def at(self, day: date, minute: int) -> datetime:
        """Return the same in the zone of `moment`: `minute` minutes after midnight of `day` on the wall clock."""
        return _wall_clock(day, minute).replace(tzinfo=self.moment.tzinfo)

    def local(self, moment: datetime) -> datetime:
        """Return an aware moment in the zone of `moment`."""
        return moment.astimezone(self.moment.tzinfo)
