"""How often, from all that a line says about it: counts, weekdays, rhythms, and being done once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeGuard

from habitos_tui.domain.model.base import ALL_DAYS, DAYS
from habitos_tui.domain.model.month_date import LONGEST_MONTH
from habitos_tui.domain.model.rhythm import EveryDays, EveryWeeks, MonthDates, Rhythm, TimesAMonth, usual_target
from habitos_tui.domain.text.quick.days import Weekdays
from habitos_tui.domain.text.quick.parts import Part
from habitos_tui.domain.text.quick.rhythm import Every, Often, Per
from habitos_tui.domain.text.quick.slots import SlotNames

USUAL_TARGET: Final = 3
"""Times a week of something of which that is not said."""
MOST_WEEKS: Final = 52
MOST_DAYS: Final = 366
MOST_A_DAY: Final = 50
USUAL_MOST_A_DAY: Final = 3
"""As often a day as a count a week is taken for meant; what would need more is likely a slip."""
MOST_A_WEEK: Final = 1000
_REPEATING: Final = frozenset({"often", "every", "every_weekday", "month_dates"})
_ONCE: Final = frozenset({"due", "day", "once", "pieces", "in_pieces"})
_NEVER: Final = frozenset({"seldom", "no_date"})
"""What nothing can be wanted by."""


@dataclass(slots=True)
class Frequency:
    """What a week asks for, or a rhythm, or a task with its day; `left_over` contradicts what is said before it."""

    target: int = USUAL_TARGET
    least: int = 0
    most: int | None = None
    per_day: int = 1
    gap: int = 0
    weekdays: tuple[int, ...] = ALL_DAYS
    rhythm: Rhythm | None = None
    task: bool = False
    due: date | None = None
    left_over: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a line says about how often, sorted by what it counts in."""

    parts: tuple[Part, ...]
    weekdays: tuple[Weekdays, ...]
    counts: dict[Per | str, Part]
    """By what they count in, a count without a period by the week, and the limits of a week by which they are."""

    def often(self, key: Per | str) -> Often | None:
        """Return a count."""
        part = self.counts.get(key)
        return part.value if part is not None and isinstance(part.value, Often) else None

    @property
    def each_slot(self) -> bool:
        """Whether it is every evening, or another part of every day."""
        return any(isinstance(part.value, SlotNames) and part.value.each for part in self.parts)

    @property
    def slots_a_day(self) -> int:
        """In how many parts of a day it is: two of every morning and evening."""
        return max((len(part.value.names) for part in self.parts if _in_all_of(part.value)), default=1)

    @property
    def counted(self) -> bool:
        """Whether it is said how often a week."""
        return any(key is not Per.MONTH for key in self.counts)


def frequency_of(parts: Sequence[Part], today: date) -> Frequency:
    """Return how often, and the phrases that do not go together with others."""
    found = Frequency(weekdays=_days(parts))
    found.left_over += [part for part in parts if part.kind in _NEVER]
    said = _said(parts, found)
    single = [part for part in parts if part.kind in _ONCE]
    if single and not said.each_slot and not any(part.kind in _REPEATING for part in parts):
        return _task(found, single, parts)
    found.left_over += single
    _a_week(found, said)
    _limit(found, said)
    for part in parts:
        _take(found, part, said, today)
    return found


def _said(parts: Sequence[Part], found: Frequency) -> _Said:
    counts: dict[Per | str, Part] = {}
    for part in parts:
        if isinstance(part.value, Often):
            per = part.value.per or Per.WEEK
            key = part.value.limit if per is Per.WEEK and part.value.limit else per
            if key in counts:
                found.left_over.append(part)
            counts.setdefault(key, part)
    named = tuple(part.value for part in parts if isinstance(part.value, Weekdays))
    return _Said(tuple(parts), named, counts)


def _days(parts: Sequence[Part]) -> tuple[int, ...]:
    """Return the weekdays that are named and not left out."""
    chosen = {day for part in parts if isinstance(part.value, Weekdays) for day in part.value.days} or set(ALL_DAYS)
    for part in parts:
        if part.kind == "not_weekdays" and isinstance(part.value, tuple):
            chosen = chosen & set(part.value) or chosen
    return tuple(sorted(chosen))


def _task(found: Frequency, single: Sequence[Part], parts: Sequence[Part]) -> Frequency:
    """Return a task, done by the first day that is named."""
    days = [part for part in single if isinstance(part.value, date)]
    found.task, found.target = True, 0
    if days and isinstance(days[0].value, date):
        found.due = days[0].value
    found.left_over += [*days[1:], *(part for part in parts if part.kind == "gap")]
    return found


def _a_week(found: Frequency, said: _Said) -> None:
    """Work out how often a week, and a day."""
    days, a_day, a_week = len(found.weekdays), said.often(Per.DAY), said.often(Per.WEEK)
    times_a_day = 1 if a_day is not None or a_week is not None else said.slots_a_day
    found.per_day = times_a_day
    if a_day is not None:
        found.per_day = min(a_day.most or a_day.times, MOST_A_DAY)
        times_a_day = 1 if a_day.limit == "most" else min(a_day.times, MOST_A_DAY)
    if (a_day is not None and a_day.limit != "most") or said.each_slot or days < len(DAYS):
        found.target = times_a_day * (1 if any(one.one_of for one in said.weekdays) else days)
    if a_week is not None:
        found.target = min(a_week.times, MOST_A_WEEK) * times_a_day
        found.most = None if a_week.most is None else min(a_week.most, MOST_A_WEEK)
        needed = -(-found.target // days)
        found.per_day = max(found.per_day, needed if needed <= USUAL_MOST_A_DAY else 1)


def _in_all_of(value: object) -> TypeGuard[SlotNames]:
    return isinstance(value, SlotNames) and value.all_of


def _limit(found: Frequency, said: _Said) -> None:
    """Take at least and at most so many times a week; alone they say how often it is wanted, too."""
    wanted = {Per.DAY, Per.WEEK} & said.counts.keys() or said.weekdays
    if least := said.often("least"):
        found.least = min(least.times, MOST_A_WEEK)
        found.target = max(found.target, found.least) if wanted else found.least
    if most := said.often("most"):
        found.most = min(most.times, MOST_A_WEEK)
        found.target = min(found.target, found.most) if wanted else found.most
        found.least = min(found.least, found.most)


def _take(found: Frequency, part: Part, said: _Said, today: date) -> None:
    """Take what is no count: a gap, and the one rhythm; another one is left over."""
    match part.kind:
        case "gap" if isinstance(part.value, int):
            found.gap = part.value
        case "every" if isinstance(part.value, Every):
            _every(found, part, part.value, said, today)
        case "every_weekday" if isinstance(part.value, tuple) and found.rhythm is None:
            number, weekday = part.value
            found.weekdays, found.target = (weekday,), 1
            found.rhythm = EveryWeeks(every_weeks=min(number, MOST_WEEKS), since=today)
        case "month_dates" if isinstance(part.value, tuple) and found.rhythm is None:
            monthly = said.counts.get(Per.MONTH)
            found.left_over += [one for one in said.counts.values() if one is not monthly]
            found.left_over += [] if monthly is None or monthly.value == Often(1, Per.MONTH) else [monthly]
            _set_rhythm(found, MonthDates(dates=part.value))
        case "often" if part is said.counts.get(Per.MONTH):
            _a_month(found, part, said)
        case "every" | "every_weekday" | "month_dates":
            found.left_over.append(part)


def _every(found: Frequency, part: Part, every: Every, said: _Said, today: date) -> None:
    """Take every so many days as a rhythm, or as the distance of what is counted by the week, or so many weeks."""
    if every.per is Per.DAY and said.counted and 2 <= every.number <= len(DAYS) and found.rhythm is None:
        found.gap = every.number - 1
    elif found.rhythm is not None or every.number > (MOST_DAYS if every.per is Per.DAY else MOST_WEEKS):
        found.left_over.append(part)
    elif every.per is Per.DAY and not said.counted:
        _set_rhythm(found, EveryDays(every_days=every.number, since=today))
    elif every.per is Per.WEEK:
        found.rhythm = EveryWeeks(every_weeks=every.number, since=today)
        if not said.counted and (not said.weekdays or any(one.group for one in said.weekdays)):
            found.target = 1
    else:
        found.left_over.append(part)


def _a_month(found: Frequency, part: Part, said: _Said) -> None:
    """Take so many times a month, unless a date of the month says when."""
    if any(one.kind == "month_dates" for one in said.parts):
        return
    often = said.often(Per.MONTH)
    if often is None or found.rhythm is not None or not 1 <= often.times <= LONGEST_MONTH:
        found.left_over.append(part)
        return
    found.left_over += [one for key, one in said.counts.items() if key is not Per.MONTH]
    _set_rhythm(found, TimesAMonth(times_a_month=often.times))


def _set_rhythm(found: Frequency, rhythm: Rhythm) -> None:
    """Take a rhythm that says itself how often a week asks for it."""
    found.rhythm = rhythm
    found.target, found.least, found.most, found.per_day = usual_target(rhythm) or 1, 0, None, 1
