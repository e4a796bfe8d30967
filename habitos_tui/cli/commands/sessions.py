"""habitos-tui reopen, lock, unlock and move: planned sessions, put right."""

from __future__ import annotations

from typing import Any

import click

from habitos_tui.cli.completing import names
from habitos_tui.cli.invocation import current
from habitos_tui.cli.moving import move_session, refuse_settled, session_words
from habitos_tui.cli.naming import find_session, place_options
from habitos_tui.cli.options import json_option, profile_options
from habitos_tui.cli.output import say_result
from habitos_tui.cli.words import DAY, TIME, WordsCommand


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
        "session",
        reopened.model_dump(mode="json"),
        f"Planned again: {session_words(workspace, reopened)}",
        as_json=as_json,
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
    refuse_settled(workspace, found, "moved")
    target = day_meant(workspace, to_day)
    picked = workspace.plan_editing.pick_up(found.id)
    price, moved = move_session(workspace, picked, target, parse_time(time), minutes, force=force)
    document = {"session": moved.model_dump(mode="json"), "price": _in_points(price)}
    say_result(
        "move", document, f"Moved: {session_words(workspace, moved)}, {_price_words(price)}, locked", as_json=as_json
    )


def _set_locked(text: str, day: str | None, at: str | None, *, locked: bool, as_json: bool) -> None:
    from habitos_tui.domain.model.agenda import SessionState

    workspace = current().workspace()
    found = find_session(workspace, text, day, at, (SessionState.PLANNED,))
    refuse_settled(workspace, found, "locked" if locked else "unlocked")
    kept = found if found.locked is locked else workspace.planning.lock(found.id, locked)
    done = ("Locked" if locked else "Unlocked") + (" already" if kept is found else "")
    line = f"{done}: {session_words(workspace, kept)}"
    say_result("session", kept.model_dump(mode="json"), line, as_json=as_json)


def _in_points(price: float) -> Any:
    from habitos_tui.cli.document import document
    from habitos_tui.domain.model.objective import POINTS

    return document(price * POINTS)


def _price_words(price: float) -> str:
    from habitos_tui.domain.text.price_phrasing import price_words

    return price_words(price)
