"""How regularly things are done: strength, streaks, follow-through, ratings, and what goes together.

Each insight is a frozen dataclass with `evidence`, `empty` and an `EMPTY`:

    Strengths      lines of StrengthLine, by the order of the behaviors
    Streaks        lines of StreakLine, by the order of the behaviors
    RateMap        weekdays x slots of RateCell
    SlotStandings  records of SlotRecord (behavior x slot), and the best and the hardest of them
    YearMap        the days of DayFigure on which something was done
    Ratings        weeks of RatingWeek, slots of RatingSlot
    Correlations   pairs of Correlation, the strongest first

Weekdays are Monday = 0; a slot is None outside of every slot. Shares are 0 to 1, None where nothing counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, Literal

from habitos_tui.domain.insight.evidence import DAYS_A_WEEK, NO_DAYS, Insight, Span, share_of
from habitos_tui.domain.model.recurrence import DAYS_A_MONTH

Period = Literal["day", "week", "month", "period"]
"""What a target is held against; a period is so many weeks or days of a rhythm of its own."""
DAYS_OF: Final[Mapping[Period, int]] = {"day": 1, "week": DAYS_A_WEEK, "month": DAYS_A_MONTH}
"""How long each counts in a row."""


@dataclass(frozen=True, slots=True)
class StrengthLine:
    """How firm one behavior has become; see `insight.strength` for the formula."""

    behavior: str
    name: str
    value: float
    """At the end of the span, 0 to 1."""
    history: tuple[float, ...]
    """The same at the end of each of the last weeks, oldest first; the last is `value`. Shorter for a new behavior."""
    times: int
    """How often it was done since `since`."""
    since: date
    """When it was done first, as far as looked back."""
    archived: bool = False
    """Whether it is put away today; its strength stands still since then."""


@dataclass(frozen=True, slots=True)
class Strengths(Insight):
    """Strength of every behavior that has a target and was done; evidence are the times done."""

    lines: tuple[StrengthLine, ...]

    EMPTY: ClassVar["Strengths"]


Strengths.EMPTY = Strengths(0, ())


@dataclass(frozen=True, slots=True)
class StreakLine:
    """In how many periods in a row the target of one behavior was met, each period by the target it had.

    Skips and absences break no streak, and neither does the time for which the behavior was put away.
    """

    behavior: str
    name: str
    period: Period
    """A day where the target is a whole number of times a day, a month or so many weeks or days where the rhythm says
    so, a week otherwise."""
    wanted: int
    """Times in a period; 0 where a cut week asks for none, or nothing is wanted any more."""
    current: int
    best: int
    best_until: date | None
    """Last day of the best streak; None without one."""
    done_now: int
    """Times done in the period that is not over yet."""
    periods: int
    """Periods since the behavior was first done."""
    best_period: Period
    """What `best` is counted in: a target may have been one of days once, and be one of weeks today."""
    archived: bool = False
    """Whether it is put away today; its streak stands still since then."""
    days: int = 0
    """How many days a period of its rhythm has."""

    @property
    def period_days(self) -> int:
        """How long its period counts."""
        return self.days or DAYS_OF[self.period]

    @property
    def in_a_row(self) -> str:
        """What is going on, such as "12 days in a row"."""
        return f"{self.current} {self.period}{'s' * (self.current != 1)} in a row"

    @property
    def met_now(self) -> bool:
        """Tell whether the period that is not over yet counts already."""
        return self.done_now >= self.wanted


@dataclass(frozen=True, slots=True)
class Streaks(Insight):
    """Streaks of every behavior that has a target and was ever done, over all time; evidence are the periods."""

    lines: tuple[StreakLine, ...]

    EMPTY: ClassVar["Streaks"]


Streaks.EMPTY = Streaks(0, ())

SHORTEST_ROW: Final = 2
"""One period is not a row yet."""


def longest_streak(streaks: Streaks) -> StreakLine | None:
    """Return the streak that goes on the longest, by the days it took; None as long as there is no row."""
    going_on = [line for line in streaks.lines if line.current >= SHORTEST_ROW and not line.archived]
    return max(going_on, key=lambda line: line.current * line.period_days, default=None)


@dataclass(frozen=True, slots=True)
class RateCell:
    """Planned sessions of a weekday and slot: those done, of those that counted (neither skipped nor absent)."""

    weekday: int
    slot: str | None
    done: int
    counted: int

    @property
    def share(self) -> float | None:
        """Done of counted."""
        return share_of(self.done, self.counted)


@dataclass(frozen=True, slots=True)
class RateMap(Insight):
    """Completion rate by weekday and slot; evidence are the planned sessions that counted."""

    weekdays: tuple[int, ...]
    """In the order of the profile's week."""
    slots: tuple[str | None, ...]
    """In the order of the day; last those that are no more, and None if anything was planned outside of all."""
    cells: tuple[RateCell, ...]
    """Those with evidence, by slot, then weekday, in these orders."""

    EMPTY: ClassVar["RateMap"]

    @property
    def done(self) -> int:
        """Planned sessions done."""
        return sum(cell.done for cell in self.cells)

    @property
    def share(self) -> float | None:
        """Done of all that counted."""
        return share_of(self.done, self.evidence)

    def cell(self, weekday: int, slot: str | None) -> RateCell:
        """Return a cell, one without evidence where nothing was planned."""
        found = (cell for cell in self.cells if (cell.weekday, cell.slot) == (weekday, slot))
        return next(found, RateCell(weekday, slot, 0, 0))


RateMap.EMPTY = RateMap(0, (), (), ())


@dataclass(frozen=True, slots=True)
class SlotRecord:
    """How planned sessions of a behavior went in a slot, with the 95 % interval of their share done."""

    behavior: str
    name: str
    slot: str | None
    done: int
    counted: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        """Done of counted."""
        return share_of(self.done, self.counted)


@dataclass(frozen=True, slots=True)
class SlotStandings(Insight):
    """Where behaviors work out and where they do not; evidence are the planned sessions that counted."""

    records: tuple[SlotRecord, ...]
    """Every behavior and slot with evidence, by the order of the behaviors and of the day."""
    best: tuple[SlotRecord, ...]
    """Records with enough evidence that are surely good, the surest first."""
    hardest: tuple[SlotRecord, ...]
    """Records with enough evidence that are surely hard, the surest first. None is among the best."""

    EMPTY: ClassVar["SlotStandings"]


SlotStandings.EMPTY = SlotStandings(0, (), (), ())


@dataclass(frozen=True, slots=True)
class DayFigure:
    """What was done on a day."""

    day: date
    sessions: int
    minutes: int


@dataclass(frozen=True, slots=True)
class YearMap(Insight):
    """What was done day by day; evidence are the sessions done."""

    span: Span
    days: tuple[DayFigure, ...]
    """Those on which something was done, oldest first."""
    away: tuple[date, ...]
    """Days of absence, oldest first."""

    EMPTY: ClassVar["YearMap"]


YearMap.EMPTY = YearMap(0, NO_DAYS, (), ())


@dataclass(frozen=True, slots=True)
class RatingWeek:
    """The ratings of a week, which begins on `week`: their mean, 1 to 5, and number."""

    week: date
    mean: float
    count: int


@dataclass(frozen=True, slots=True)
class RatingSlot:
    """The ratings of a slot: their mean, 1 to 5, and number."""

    slot: str | None
    mean: float
    count: int


@dataclass(frozen=True, slots=True)
class Ratings(Insight):
    """How good it was; evidence are the ratings given."""

    mean: float | None
    weeks: tuple[RatingWeek, ...]
    """Those with ratings, oldest first."""
    slots: tuple[RatingSlot, ...]
    """Those with ratings, in the order of the day."""

    EMPTY: ClassVar["Ratings"]


Ratings.EMPTY = Ratings(0, None, (), ())


@dataclass(frozen=True, slots=True)
class Correlation:
    """Whether two behaviors are done on the same days: phi, -1 to 1, with its 95 % interval."""

    first: str
    first_name: str
    second: str
    second_name: str
    phi: float
    low: float
    high: float
    both: int
    only_first: int
    only_second: int
    neither: int
    clear: bool
    """It would stand out by chance too rarely to be one of the many pairs looked at."""

    @property
    def pairs(self) -> int:
        """Days compared."""
        return self.both + self.only_first + self.only_second + self.neither


@dataclass(frozen=True, slots=True)
class Correlations(Insight):
    """Which behaviors go together and which do not; evidence are the pairs of behaviors that could be compared."""

    pairs: tuple[Correlation, ...]
    """Every pair compared on enough days, the strongest first, either way."""

    EMPTY: ClassVar["Correlations"]

    @property
    def clear(self) -> tuple[Correlation, ...]:
        """The pairs that stand out."""
        return tuple(pair for pair in self.pairs if pair.clear)


Correlations.EMPTY = Correlations(0, ())
