"""habitos-tui due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say_json, say_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from habitos_tui.services.reminders import Reminder


DAYS_FROM = 2
"""Days ahead from which on the hours are not told."""


@click.command()
@click.option("--within", metavar="TIME", help="Only sessions that begin within this time: 10m, 1h, 90 min.")
@json_option
@profile_options
@click.pass_context
def due(ctx: click.Context, *, within: str | None, as_json: bool) -> None:
    """Show what is next, and what is due.

    That is a session that goes on, the next one, and tasks and rhythms that have their day or are overdue. With
    --within it is the sessions that begin between now and then, for cron and status bars. Nothing is said where nothing
    is, and the exit status is 3.

    \b
    Examples:
      habitos-tui due
      habitos-tui due --within 7d --json
    """
    from habitos_tui.cli.spans import time_span
    from habitos_tui.errors import ExitCode

    workspace = current().workspace()
    now, reminders = workspace.clock.now(), workspace.reminders
    span = None if within is None else time_span(within)
    found: Sequence[Reminder] = reminders.now() if span is None else reminders.within(span)
    if as_json:
        say_json("due", {"now": now.isoformat(), "due": [_document(each, now) for each in found]})
    else:
        say_lines(_line(each, now) for each in found)
    if not found:
        ctx.exit(ExitCode.NOTHING_DUE)


def _line(reminder: Reminder, now: datetime) -> str:
    """Return "Run at 18:15, in 12 min, 35 min long"."""
    from habitos_tui.domain.text.phrasing import day_label, duration
    from habitos_tui.services.reminders import SessionReminder, Urgency

    if isinstance(reminder, SessionReminder):
        length, until, clock = duration(reminder.minutes or 0), reminder.until(now), f"{reminder.begins:%H:%M}"
        day = "" if reminder.begins.date() == now.date() else f"on {day_label(reminder.begins.date(), now.date())} "
        when = f"since {clock}" if until <= 0 else f"{day}at {clock}, in {_ahead(until)}"
        return f"{reminder.name} {when}, {length} long"
    if reminder.urgency is Urgency.OVERDUE:
        return f"{reminder.name} is overdue since {day_label(reminder.day, now.date())}"
    return f"{reminder.name} is due today"


def _ahead(minutes: int) -> str:
    """Return "12 min" or "1 h 30 min", of what is far away "6 days"."""
    from habitos_tui.domain.text.phrasing import count, duration

    days = minutes // (24 * 60)
    return count(days, "day") if days >= DAYS_FROM else duration(minutes)


def _document(reminder: Reminder, now: datetime) -> dict[str, object]:
    from habitos_tui.services.reminders import SessionReminder

    session = reminder if isinstance(reminder, SessionReminder) else None
    return {
        "urgency": reminder.urgency.value,
        "behavior": reminder.behavior,
        "name": reminder.name,
        "day": reminder.day.isoformat(),
        "minutes": reminder.minutes,
        "begins": None if session is None else session.begins.isoformat(),
        "in_minutes": None if session is None else session.until(now),
    }
