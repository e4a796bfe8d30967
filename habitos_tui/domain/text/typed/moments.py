"""Moments as people type them: 7pm, yesterday 7pm, fri 19.30, 2026-11-28 21:00."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from habitos_tui.domain.model.base import MINUTES_PER_DAY, MINUTES_PER_HOUR
from habitos_tui.domain.model.weeks import FROM_MONDAY, Weeks
from habitos_tui.domain.text.typed.days import Sense, typed_day
from habitos_tui.domain.text.typed.times import plain, typed_time
from habitos_tui.errors import InvalidInputError

ACCEPTED: Final = "a time such as 7:30 or 7pm, a day such as yesterday or 2026-11-27, or both: yesterday 7pm"
JUST_NOW: Final = 6 * MINUTES_PER_HOUR
"""Minutes for which a time of the evening before is meant that is said without its day: as late as a day may end."""


@dataclass(frozen=True, slots=True)
class TypedMoment:
    """A day, a time in minutes after its midnight, or both."""

    day: date | None
    minute: int | None


def typed_moment(text: str, today: date, sense: Sense, weeks: Weeks = FROM_MONDAY) -> TypedMoment | None:
    """Return the time, the day, or both in either order with a space or a T between; None for anything else."""
    for before, after in _cuts(plain(text)):
        day = typed_day(before, today, sense, weeks) if before else None
        minute = _time(after) if after else None
        if (day is not None) is bool(before) and (minute is not None) is bool(after):
            return TypedMoment(day, minute)
    return None


def parse_moment(text: str, today: date, sense: Sense, weeks: Weeks = FROM_MONDAY) -> TypedMoment:
    """Return the moment as of `typed_moment`; InvalidInputError with what is accepted for anything else."""
    moment = typed_moment(text, today, sense, weeks)
    if moment is None:
        raise InvalidInputError(f"“{text}” is not a moment: use {ACCEPTED}.")
    return moment


def days_to_time(minute: int, now: int) -> int:
    """Return how many days from today the date is that a time of something done belongs to, said without its day.

    Both are minutes after midnight of today. If today goes on past midnight, a time since then is of the next date.
    Still to come, it is that of the evening before as long as that was only hours ago.
    """
    if minute + MINUTES_PER_DAY <= now:
        return 1
    return -1 if minute > now and now - (minute - MINUTES_PER_DAY) <= JUST_NOW else 0


def _cuts(said: str) -> Iterator[tuple[str, str]]:
    """Yield (day, time) as a text can be cut; the whole is a time before it is a day, as 10.11 is."""
    if not said:
        return
    yield "", said
    yield said, ""
    words = said.split(" ")
    for cut in range(1, len(words)):
        first, last = " ".join(words[:cut]), " ".join(words[cut:])
        yield first.removesuffix(","), last
        yield last, first.removesuffix(",")
    before, joined, after = said.partition("t")
    if joined and before and after:
        yield before, after


def _time(text: str) -> int | None:
    with suppress(ValueError):
        return typed_time(text)
    return None
