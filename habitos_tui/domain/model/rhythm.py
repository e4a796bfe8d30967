"""Rhythms other than so many times a week, and the season in which something is wanted at all.

In files a rhythm is an object with one name that says what it is; None stands for times a week:

    {"every_weeks": 2, "since": "2026-11-30"}          every second week, as often in it as the target says
    {"every_days": 10, "since": "2026-11-30"}          10 days after it was done last, on that day at the soonest
    {"times_a_month": 2}                               in every calendar month
    {"dates": ["1", "last", "first saturday"]}         on these dates of every month

Weeks are counted from the one that `since` is in. Before `since` nothing is asked.
"""

from datetime import date
from typing import Annotated, Any, ClassVar, Final, Literal, assert_never

from pydantic import ConfigDict, Discriminator, Field, Tag, TypeAdapter

from habitos_tui.domain.model.base import DAYS, FrozenModel
from habitos_tui.domain.model.days import EARLIEST, LATEST
from habitos_tui.domain.model.month_date import (
    LONGEST_MONTH,
    FirstYearDay,
    LastYearDay,
    MonthDateList,
    day_in_month,
    days_of_month,
)
from habitos_tui.domain.model.validation import RHYTHM_TAGS

Since = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
Unit = Literal["weeks", "days", "month"]
MAX_DATES: Final = 31


class EveryWeeks(FrozenModel):
    """Every so many weeks, in each of these as often as the target says."""

    unit: ClassVar[Unit] = "weeks"
    every_weeks: Annotated[int, Field(ge=2, le=52)]
    since: Since


class EveryDays(FrozenModel):
    """So many days after it was done last, the first time on a day; what is overdue stays due."""

    unit: ClassVar[Unit] = "days"
    every_days: Annotated[int, Field(ge=2, le=366)]
    since: Since


class TimesAMonth(FrozenModel):
    """So many times in every calendar month."""

    unit: ClassVar[Unit] = "month"
    times_a_month: Annotated[int, Field(ge=1, le=LONGEST_MONTH)]


class MonthDates(FrozenModel):
    """On given dates of every month; the 31st of a short month is its last day."""

    unit: ClassVar[Unit] = "month"
    dates: Annotated[MonthDateList, Field(max_length=MAX_DATES)]

    def within(self, year: int, month: int) -> tuple[date, ...]:
        """Return the days that they are in a month, each once."""
        return tuple(sorted({day_in_month(text, year, month) for text in self.dates}))


RHYTHM_TYPES: Final = {
    "every_weeks": EveryWeeks,
    "every_days": EveryDays,
    "times_a_month": TimesAMonth,
    "dates": MonthDates,
}
"""Every kind of rhythm by the name that tells it."""

RHYTHM_TAGS.update(RHYTHM_TYPES)


def _kind(value: Any) -> str | None:
    """Return the name that tells what a rhythm is."""
    return next(
        (name for name in RHYTHM_TYPES if (name in value if isinstance(value, dict) else hasattr(value, name))), None
    )


Rhythm = Annotated[
    Annotated[EveryWeeks, Tag("every_weeks")]
    | Annotated[EveryDays, Tag("every_days")]
    | Annotated[TimesAMonth, Tag("times_a_month")]
    | Annotated[MonthDates, Tag("dates")],
    Discriminator(
        _kind,
        custom_error_type="rhythm",
        custom_error_message="must say one of every_weeks, every_days, times_a_month or dates",
    ),
]

RHYTHM_ADAPTER: TypeAdapter[Rhythm] = TypeAdapter(Rhythm, config=ConfigDict(defer_build=True))


class Season(FrozenModel):
    """The part of every year in which something is wanted; from October to March crosses the new year."""

    first: FirstYearDay
    last: LastYearDay

    def holds(self, day: date) -> bool:
        """Tell whether a day is in it."""
        first, last = (_in_year(text, day.year) for text in (self.first, self.last))
        if self.first <= self.last:
            return first <= day <= last
        return day >= first or day <= last

    def without(self, first: int, last: int) -> frozenset[int]:
        """Return the days among these, as proleptic ordinals, that are out of it."""
        found: set[int] = set()
        for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
            begin, end = (_in_year(text, year).toordinal() for text in (self.first, self.last))
            year_begin, year_end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            out = [(year_begin, begin - 1), (end + 1, year_end)] if self.first <= self.last else [(end + 1, begin - 1)]
            for start, stop in out:
                found.update(range(max(start, first), min(stop, last) + 1))
        return frozenset(found)


def _in_year(text: str, year: int) -> date:
    month, day = int(text[:2]), int(text[3:])
    return date(year, month, min(day, days_of_month(year, month)))


def usual_target(rhythm: Rhythm) -> int | None:
    """Return how often a week that asks for something asks for it at most; None where the target says that itself."""
    match rhythm:
        case EveryWeeks():
            return None
        case EveryDays():
            return -(-len(DAYS) // rhythm.every_days)
        case TimesAMonth():
            return -(-rhythm.times_a_month * len(DAYS) // LONGEST_MONTH)
        case MonthDates():
            return 1
        case _:
            assert_never(rhythm)
