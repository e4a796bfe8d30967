"""Times, days and moments as they are typed on the command line, refused in a sentence."""

from datetime import date, datetime, timedelta

from habitos_tui.clock import existing
from habitos_tui.domain.model.base import LAST_BUSY_MINUTE, LAST_MINUTE, MINUTES_PER_DAY, MINUTES_PER_HOUR
from habitos_tui.domain.text.typed.days import Sense, parse_day, typed_day
from habitos_tui.domain.text.typed.moments import days_to_time, parse_moment
from habitos_tui.domain.text.typed.times import typed_time
from habitos_tui.domain.text.typed.weekdays import typed_weekdays
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.workspace import Workspace


def day_meant(workspace: Workspace, text: str, sense: Sense = Sense.COMING) -> date:
    """Return the day that a text means to a person; InvalidInputError if it is none."""
    return parse_day(text, workspace.tracking.today(), sense, workspace.profile.weeks)


def optional_day(workspace: Workspace, text: str | None, sense: Sense = Sense.COMING) -> date | None:
    """Return the day, None if not given."""
    return None if text is None else day_meant(workspace, text, sense)


def day_after(workspace: Workspace, text: str, first: date) -> date:
    """Return the last day of a stretch that begins on `first`: "2 jan" is the one behind it."""
    last, weeks = day_meant(workspace, text), workspace.profile.weeks
    return last if last >= first else parse_day(text, first, Sense.COMING, weeks)


def moment_done(workspace: Workspace, text: str) -> tuple[date | None, datetime | None]:
    """Return (day, moment), one of them None, of something done: for a time, a day, or both.

    A bare day is a day without a moment. A bare time belongs to the logged day; if that day continues past midnight, a
    time since midnight belongs to the calendar date (`days_to_time`). InvalidInputError for a time that a change of
    summer time leaves out.
    """
    clock, today, now = workspace.clock, workspace.tracking.today(), workspace.clock.now()
    typed = parse_moment(text, today, Sense.PAST, workspace.profile.weeks)
    if typed.minute is None:
        return typed.day, None
    if typed.day is not None:
        return None, existing(clock, typed.day, typed.minute)
    minute = (now.date() - today).days * MINUTES_PER_DAY + now.hour * MINUTES_PER_HOUR + now.minute
    return None, existing(clock, today + timedelta(days=days_to_time(typed.minute, minute)), typed.minute)


def parse_time(text: str, last: int = LAST_MINUTE) -> int:
    """Return minutes after midnight for a time such as 7:30, up to 30:00 for the night after a day."""
    try:
        return typed_time(text, last)
    except ValueError as error:
        raise InvalidInputError(f"“{text}” {error}.") from error


def parse_busy_time(text: str) -> int:
    """Return minutes after midnight for a time such as 7:30, up to 48:00."""
    return parse_time(text, LAST_BUSY_MINUTE)


def weekdays_or_day(workspace: Workspace, text: str) -> tuple[tuple[int, ...], date | None]:
    """Return weekdays, Monday = 0, or one day: "fri" is every Friday, "next fri" and "27 nov" are a date."""
    today, weeks = workspace.tracking.today(), workspace.profile.weeks
    try:
        return typed_weekdays(text), None
    except InvalidInputError as error:
        day = typed_day(text, today, Sense.COMING, weeks)
        if day is None:
            hint = "A single day is today, tomorrow, next fri, 1 dec or such as 2026-12-01."
            raise InvalidInputError(error.message, hint=hint) from error
        return (), day
