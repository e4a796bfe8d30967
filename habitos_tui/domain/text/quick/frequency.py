"""How often, from all that a line says about it: counts, weekdays, rhythms, and being done once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

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


Counts = dict[Per | str | None, Part]
"""The counts of a line by what they count in, and its limits by which they are."""


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


_REPEATING: Final = frozenset({"often", "every", "every_weekday", "month_dates"})
_ONCE: Final = frozenset({"due", "day", "once"})


def frequency_of(parts: Sequence[Part], today: date) -> Frequency:
    """Return how often, and the phrases that do not go together with others."""
    found = Frequency(weekdays=_weekdays(parts))
    repeated = [part for part in parts if part.kind in _REPEATING]
    single = [part for part in parts if part.kind in _ONCE]
    if single and not repeated:
        return _task(found, single)
    found.left_over += single
    counts = _counts(repeated, found)
    _count(found, counts, parts)
    for part in repeated:
        _REPEATS.get(part.kind, _nothing)(found, part, today, counts)
    if isinstance(month := counts.get(Per.MONTH), Part):
        _a_month(found, month, counts)
    return found


def _task(found: Frequency, single: Sequence[Part]) -> Frequency:
    days = [part for part in single if isinstance(part.value, date)]
    found.task, found.target = True, 0
    if days and isinstance(days[0].value, date):
        found.due = days[0].value
    found.left_over += days[1:]
    return found


def _weekdays(parts: Sequence[Part]) -> tuple[int, ...]:
    named = [part.value for part in parts if isinstance(part.value, Weekdays)]
    chosen = {day for one in named for day in one.days} or set(ALL_DAYS)
    for part in parts:
        if part.kind == "not_weekdays" and isinstance(part.value, tuple):
            chosen = chosen & set(part.value) or chosen
    return tuple(sorted(chosen))


def _counts(repeated: Sequence[Part], found: Frequency) -> Counts:
    """Return the counts by what they count in, and the limits; a second one of a kind is left over."""
    counts: Counts = {}
    for part in repeated:
        if isinstance(part.value, Often):
            key = part.value.limit or part.value.per
            if key in counts:
                found.left_over.append(part)
            else:
                counts[key] = part
    return counts


def _count(found: Frequency, counts: Counts, parts: Sequence[Part]) -> None:
    """Work out how often a week."""
    days, named = len(found.weekdays), [part.value for part in parts if isinstance(part.value, Weekdays)]
    if per_day := _often(counts, Per.DAY):
        found.per_day = min(per_day.most or per_day.times, MOST_A_DAY)
        found.target = min(per_day.times, MOST_A_DAY) * days
    elif named:
        found.target = 1 if any(one.one_of for one in named) else days
    elif any(isinstance(part.value, SlotNames) and part.value.each for part in parts) or len(found.weekdays) < len(
        DAYS
    ):
        found.target = days
    week = _often(counts, Per.WEEK) or _often(counts, None)
    if week is not None:
        found.target = min(week.times, MOST_A_WEEK) * (found.per_day if _often(counts, Per.DAY) else 1)
        found.most = None if week.most is None else min(week.most, MOST_A_WEEK)
        needed = -(-found.target // len(found.weekdays))
        found.per_day = max(found.per_day, needed if needed <= USUAL_MOST_A_DAY else 1)
    _limit(found, counts, said=week is not None or per_day is not None or bool(named))


def _limit(found: Frequency, counts: Counts, *, said: bool) -> None:
    if least := _often(counts, "least"):
        found.least = min(least.times, MOST_A_WEEK)
        found.target = max(found.target, found.least) if said else found.least
    if most := _often(counts, "most"):
        found.most = min(most.times, MOST_A_WEEK)
        found.target = min(found.target, found.most) if said else found.most
        found.least = min(found.least, found.most)


def _often(counts: Counts, key: Per | str | None) -> Often | None:
    part = counts.get(key)
    return part.value if part is not None and isinstance(part.value, Often) else None


def _nothing(_found: Frequency, _part: Part, _today: date, _counts: Counts) -> None:
    """Counts are worked out together."""


def _every(found: Frequency, part: Part, today: date, counts: Counts) -> None:
    if not isinstance(part.value, Every) or found.rhythm is not None:
        found.left_over.append(part)
        return
    number = part.value.number
    week = _often(counts, Per.WEEK) or _often(counts, None)
    if part.value.per is Per.DAY and week is not None and 2 <= number <= len(DAYS):
        found.gap = number - 1
    elif part.value.per is Per.DAY and week is None and number <= MOST_DAYS and not found.least and found.most is None:
        _set_rhythm(found, EveryDays(every_days=number, since=today))
    elif part.value.per is Per.WEEK and number <= MOST_WEEKS:
        _weeks(found, number, today, counts)
    else:
        found.left_over.append(part)


def _every_weekday(found: Frequency, part: Part, today: date, counts: Counts) -> None:
    if not isinstance(part.value, tuple) or found.rhythm is not None:
        found.left_over.append(part)
        return
    number, weekday = part.value
    found.weekdays = (weekday,)
    _weeks(found, min(number, MOST_WEEKS), today, counts)
    found.target = 1


def _weeks(found: Frequency, number: int, today: date, counts: Counts) -> None:
    said = any(key in counts for key in (Per.DAY, Per.WEEK, None, "least", "most")) or len(found.weekdays) < len(DAYS)
    found.rhythm = EveryWeeks(every_weeks=number, since=today)
    found.target = found.target if said else 1


def _month_dates(found: Frequency, part: Part, _today: date, counts: Counts) -> None:
    if found.rhythm is not None or not isinstance(part.value, tuple):
        found.left_over.append(part)
        return
    month = _often(counts, Per.MONTH)
    found.left_over += [one for key, one in counts.items() if key is not Per.MONTH]
    if month is not None and month.times != 1:
        found.left_over.append(counts[Per.MONTH])
    _set_rhythm(found, MonthDates(dates=part.value))


def _a_month(found: Frequency, part: Part, counts: Counts) -> None:
    """Take so many times a month, unless something else says how often."""
    if isinstance(found.rhythm, MonthDates):
        return
    value = part.value
    others = [one for key, one in counts.items() if key is not Per.MONTH]
    if not isinstance(value, Often) or found.rhythm is not None or value.times > LONGEST_MONTH or value.times < 1:
        found.left_over.append(part)
        return
    found.left_over += others
    _set_rhythm(found, TimesAMonth(times_a_month=value.times))


def _set_rhythm(found: Frequency, rhythm: Rhythm) -> None:
    """Take a rhythm that says itself how often a week asks for it."""
    found.rhythm = rhythm
    found.target, found.least, found.most, found.per_day = usual_target(rhythm) or 1, 0, None, 1


_REPEATS: Final[dict[str, Callable[[Frequency, Part, date, Counts], None]]] = {
    "every": _every,
    "every_weekday": _every_weekday,
    "month_dates": _month_dates,
}
