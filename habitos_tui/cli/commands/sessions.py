"""habitos-tui reopen, lock, unlock and move: planned sessions, put right."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from habitos_tui.cli.completing import names
from habitos_tui.cli.invocation import current
from habitos_tui.cli.naming import find_session, place_options
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say_result
from habitos_tui.cli.words import DAY, TIME, WordsCommand
from habitos_tui.errors import InvalidInputError

if TYPE_CHECKING:
    from datetime import date

    from habitos_tui.domain.model.agenda import PlannedSession, SessionState
    from habitos_tui.domain.model.plan import Session
    from habitos_tui.services.plan_editing import PickedUp
    from habitos_tui.services.workspace import Workspace


@click.command(cls=WordsCommand)
@click.argument("session", shell_complete=names("BEHAVIOR"))
@place_options
@json_option
@profile_options
def reopen(*, session: str, day: str | None, at: str | None, as_json: bool) -> None:
    """Plan a session again that was done or skipped. What was logged of it is deleted; undo brings it back.

    SESSION is its id in `today --json`, or a behavior: its id, its name or a part of it that fits only one.

    \b
    Examples:
      habitos-tui reopen run
      habitos-tui reopen read --day 2026-11-23
    """
    from habitos_tui.domain.model.agenda import SessionState

    workspace = current().workspace()
    found = find_session(workspace, session, day, at, (SessionState.DONE, SessionState.SKIPPED))
    reopened = workspace.tracking.reopen(found.id)
    say_result(
        "session", reopened.model_dump(mode="json"), f"Planned again: {_words(workspace, reopened)}", as_json=as_json
    )


@click.command(cls=WordsCommand)
@click.argument("session", shell_complete=names("BEHAVIOR"))
@place_options
@json_option
@profile_options
def lock(*, session: str, day: str | None, at: str | None, as_json: bool) -> None:
    """Keep a session in its place when the week is planned again.

    SESSION is its id in `today --json`, or a behavior: its id, its name or a part of it that fits only one.

    \b
    Examples:
      habitos-tui lock run --day today
      habitos-tui lock read --day 2026-11-24 --json
    """
    _set_locked(session, day, at, locked=True, as_json=as_json)


@click.command(cls=WordsCommand)
@click.argument("session", shell_complete=names("BEHAVIOR"))
@place_options
@json_option
@profile_options
def unlock(*, session: str, day: str | None, at: str | None, as_json: bool) -> None:
    """Let a locked session be moved again.

    SESSION is its id in `today --json`, or a behavior: its id, its name or a part of it that fits only one.

    \b
    Example:
      habitos-tui unlock run --day today
    """
    _set_locked(session, day, at, locked=False, as_json=as_json)


@click.command(cls=WordsCommand)
@click.argument("session", shell_complete=names("BEHAVIOR"))
@click.argument("to_day", metavar="DAY", type=DAY)
@click.argument("time", type=TIME)
@place_options
@click.option(
    "--minutes", type=click.IntRange(1, 1440), metavar="N", help="New length in minutes; by default it stays as it is."
)
@click.option("--force", is_flag=True, help="If there is no room, move what is in the way, too.")
@json_option
@profile_options
def move(
    *,
    session: str,
    to_day: str,
    time: str,
    day: str | None,
    at: str | None,
    minutes: int | None,
    force: bool,
    as_json: bool,
) -> None:
    """Move a session to DAY and TIME of its week. It is locked there, and what that costs is told.

    SESSION is its id in `today --json`, or a behavior: its id, its name or a part of it that fits only one. Where it
    would break a limit or a rule it stays, and what it would break is told: --force then takes the best week that has
    room for it.

    \b
    Examples:
      habitos-tui move run today 6pm
      habitos-tui move read today 21:30 --day today --force
    """
    from habitos_tui.cli.dates import day_meant, parse_time
    from habitos_tui.domain.model.agenda import SessionState

    workspace = current().workspace()
    found = find_session(workspace, session, day, at, (SessionState.PLANNED, SessionState.MISSED))
    _refuse_settled(workspace, found, "moved")
    target = day_meant(workspace, to_day)
    picked = workspace.plan_editing.pick_up(found.id)
    price, moved = _move(workspace, picked, target, parse_time(time), minutes, force=force)
    document = {"session": moved.model_dump(mode="json"), "price": _in_points(price)}
    say_result("move", document, f"Moved: {_words(workspace, moved)}, {_price_words(price)}, locked", as_json=as_json)


def _set_locked(text: str, day: str | None, at: str | None, *, locked: bool, as_json: bool) -> None:
    from habitos_tui.domain.model.agenda import SessionState

    workspace = current().workspace()
    found = find_session(workspace, text, day, at, (SessionState.PLANNED,))
    _refuse_settled(workspace, found, "locked" if locked else "unlocked")
    kept = found if found.locked is locked else workspace.planning.lock(found.id, locked)
    done = ("Locked" if locked else "Unlocked") + (" already" if kept is found else "")
    line = f"{done}: {_words(workspace, kept)}"
    say_result("session", kept.model_dump(mode="json"), line, as_json=as_json)


def _refuse_settled(workspace: Workspace, session: PlannedSession, what: str) -> None:
    """Refuse a session, named by its id, that is done or skipped."""
    from habitos_tui.domain.model.agenda import SessionState

    state = _state(workspace, session)
    if state in {SessionState.DONE, SessionState.SKIPPED}:
        raise InvalidInputError(
            f"{_words(workspace, session)} is {state}: only what is still open can be {what}.",
            hint=f"habitos-tui reopen {session.id}",
        )


def _state(workspace: Workspace, session: PlannedSession) -> SessionState:
    items = workspace.tracking.day(session.day).items
    return next(item.state for item in items if item.session is not None and item.session.id == session.id)


def _move(
    workspace: Workspace, picked: PickedUp, day: date, start: int, minutes: int | None, *, force: bool
) -> tuple[float, PlannedSession]:
    """Store the session at another place and return the price, in model units, with the session as it is now."""
    editing, offset = workspace.plan_editing, _day_of_week(picked, day)
    checked, wanted = editing.check(picked, offset, start, minutes), picked.session_at(offset, start, minutes)
    if wanted is None or not (checked.allowed or force):
        raise InvalidInputError(" ".join(checked.violations), hint=_way_out(workspace, picked, wanted))
    price, sessions = checked.price, checked.sessions
    placed: Session | None = wanted
    if not checked.allowed:
        around = editing.make_room(picked, wanted)
        if around is None:
            raise InvalidInputError(f"No week has it there. {' '.join(checked.violations)}")
        price, sessions = around.price, around.sessions
        placed = next((s for s in sorted(sessions, key=lambda s: abs(s.start - start)) if _like(s, wanted)), None)
    editing.place(picked, sessions, placed)
    where = placed or wanted
    now = workspace.planning.sessions(picked.week)
    there = (picked.week + timedelta(days=where.day), where.start, where.behavior)
    return price, next(s for s in now if (s.day, s.start, s.behavior) == there)


def _like(session: Session, wanted: Session) -> bool:
    """Tell whether a session is of the same behavior in the same slot of the same day."""
    return (session.behavior, session.day, session.slot) == (wanted.behavior, wanted.day, wanted.slot)


def _way_out(workspace: Workspace, picked: PickedUp, wanted: Session | None) -> str:
    """Return what --force would do; it is worked out only when somebody has asked in vain."""
    around = None if wanted is None else workspace.plan_editing.make_room(picked, wanted)
    return "" if around is None else f"There is a week with room for it, which {around.sentence}: --force takes that."


def _day_of_week(picked: PickedUp, day: date) -> int:
    from habitos_tui.domain.text.phrasing import day_label

    last = picked.problem.week_end
    if not picked.week <= day <= last:
        raise InvalidInputError(
            f"{day_label(day)} is in another week: a session moves from {day_label(picked.week)} to {day_label(last)}."
        )
    return (day - picked.week).days


def _words(workspace: Workspace, session: PlannedSession) -> str:
    """Return "Run, Mon 23 Nov 18:00, 30 min"."""
    from habitos_tui.domain.model.base import format_clock
    from habitos_tui.domain.text.phrasing import day_label

    name = workspace.behaviors.get(session.behavior).name
    return f"{name}, {day_label(session.day)} {format_clock(session.start)}, {session.minutes} min"


def _in_points(price: float) -> Any:
    from habitos_tui.cli.document import document
    from habitos_tui.domain.model.objective import POINTS

    return document(price * POINTS)


def _price_words(price: float) -> str:
    from habitos_tui.domain.text.price_phrasing import price_words

    return price_words(price)
