"""Which planned session, and which entry of the log, a person means: by its id, or by behavior, day and time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar
from uuid import UUID

import click

from habitos_tui.cli.words import DAY, TIME
from habitos_tui.errors import InvalidInputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from habitos_tui.domain.model.agenda import AgendaItem, PlannedSession, SessionState
    from habitos_tui.domain.model.completion import Completion, Skip
    from habitos_tui.domain.text.typed.days import Sense
    from habitos_tui.services.workspace import Workspace

F = TypeVar("F", bound="Callable[..., Any]")
T = TypeVar("T")

DAYS_BACK: Final = 7
DAYS_AHEAD: Final = 13
"""Around today, as far as one looks for what is named without its day."""

MAX_NAMED: Final = 6
"""Of several that could be meant."""


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """Something that can be meant, with its day and, unless it has no time, its start."""

    value: T
    day: date
    start: int | None

    def __str__(self) -> str:
        from habitos_tui.domain.model.base import format_clock
        from habitos_tui.domain.text.phrasing import day_label

        return day_label(self.day) if self.start is None else f"{day_label(self.day)} {format_clock(self.start)}"


def place_options(command: F) -> F:
    """Add --day and --at, passed on as `day` and `at`: of several of a behavior, the one that is meant."""
    at = click.option("--at", type=TIME, metavar="TIME", help="Start of the session, such as 7:30 or 7pm.")
    day = click.option(
        "--day", type=DAY, metavar="DAY", help="Day of the session: today, last fri, 27 nov; by default the nearest."
    )
    return day(at(command))


def find_session(
    workspace: Workspace, text: str, day: str | None, at: str | None, states: Collection[SessionState]
) -> PlannedSession:
    """Return the session that is meant by an id or a behavior, one of `states` where a behavior is named.

    NotFoundError when there is none, InvalidInputError that lists them when several fit.
    """
    from habitos_tui.domain.model.agenda import SessionState
    from habitos_tui.domain.text.typed.days import Sense

    if (known := _id(text)) is not None:
        return workspace.tracking.session(known)
    behavior = workspace.behaviors.find_any(text)
    sense = Sense.COMING if SessionState.PLANNED in states else Sense.PAST
    found = [
        Named(item.session, item.session.day, item.session.start)
        for item in _around(workspace, day, sense)
        if item.behavior.id == behavior.id and item.session is not None and item.state in states
    ]
    what = f"session of “{behavior.name}” that is {' or '.join(states)}"
    return _only(found, what, workspace.tracking.today(), day, at)


def find_entry(workspace: Workspace, text: str, day: str | None, at: str | None) -> Completion | Skip:
    """Return the entry of the log that is meant by an id or a behavior; errors as of `find_session`."""
    from habitos_tui.domain.text.typed.days import Sense

    if (known := _id(text)) is not None:
        return workspace.tracking.entry(known)
    behavior = workspace.behaviors.find_any(text)
    found = [
        Named(logged, logged.day, item.start if item.timed else None)
        for item in _around(workspace, day, Sense.PAST)
        if item.behavior.id == behavior.id and (logged := item.completion or item.skip) is not None
    ]
    return _only(found, f"entry of “{behavior.name}”", workspace.tracking.today(), day, at)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _around(workspace: Workspace, day: str | None, sense: Sense) -> Iterator[AgendaItem]:
    """Yield what there is on a day, or on the days around today."""
    from habitos_tui.cli.dates import day_meant

    today = workspace.tracking.today()
    first, count = today - timedelta(days=DAYS_BACK), DAYS_BACK + 1 + DAYS_AHEAD
    if day is not None:
        first, count = day_meant(workspace, day, sense), 1
    for agenda in workspace.tracking.days(first, count):
        yield from agenda.items


def _only(found: list[Named[T]], what: str, today: date, day: str | None, at: str | None) -> T:
    """Return the only one that fits; without a day those of today come before all others."""
    from habitos_tui.cli.dates import parse_time
    from habitos_tui.domain.text.phrasing import listed

    start = None if at is None else parse_time(at)
    fitting = [one for one in found if start is None or one.start == start]
    if day is None:
        fitting = [one for one in fitting if one.day == today] or fitting
    if not fitting:
        where = "" if day is None and at is None else " then"
        raise NotFoundError(f"There is no {what}{where}.", hint="Name another day with --day, or the id in --json.")
    if len(fitting) > 1:
        several = [str(one) for one in fitting[:MAX_NAMED]]
        more = ["others"] if len(fitting) > MAX_NAMED else []
        raise InvalidInputError(
            f"Which {what} is meant: that of {listed([*several, *more], 'or')}?",
            hint="Say which with --day and --at, or by the id in --json.",
        )
    return fitting[0].value
