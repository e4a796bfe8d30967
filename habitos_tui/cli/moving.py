"""Moving a planned session to another place of its week, with what is in the way if that is wanted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from habitos_tui.errors import InvalidInputError

if TYPE_CHECKING:
    from datetime import date

    from habitos_tui.domain.model.agenda import PlannedSession, SessionState
    from habitos_tui.domain.model.plan import Session
    from habitos_tui.services.plan_editing import PickedUp
    from habitos_tui.services.workspace import Workspace


def move_session(
    workspace: Workspace, picked: PickedUp, day: date, start: int, minutes: int | None, *, force: bool
) -> tuple[float, PlannedSession]:
    """Store the session at another place and return the price, in model units, with the session as it is now."""
    editing, offset = workspace.plan_editing, _day_in_week(picked, day)
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


def session_words(workspace: Workspace, session: PlannedSession) -> str:
    """Return "Run, Mon 23 Nov 18:00, 30 min"."""
    from habitos_tui.domain.model.base import format_clock
    from habitos_tui.domain.text.phrasing import day_label

    name = workspace.behaviors.get(session.behavior).name
    return f"{name}, {day_label(session.day)} {format_clock(session.start)}, {session.minutes} min"


def refuse_settled(workspace: Workspace, session: PlannedSession, what: str) -> None:
    """Refuse a session, named by its id, that is done or skipped."""
    from habitos_tui.domain.model.agenda import SessionState

    state = _state(workspace, session)
    if state in {SessionState.DONE, SessionState.SKIPPED}:
        raise InvalidInputError(
            f"{session_words(workspace, session)} is {state}: only what is still open can be {what}.",
            hint=f"habitos-tui reopen {session.id}",
        )


def _state(workspace: Workspace, session: PlannedSession) -> SessionState:
    items = workspace.tracking.day(session.day).items
    return next(item.state for item in items if item.session is not None and item.session.id == session.id)


def _like(session: Session, wanted: Session) -> bool:
    """Tell whether a session is of the same behavior in the same slot of the same day."""
    return (session.behavior, session.day, session.slot) == (wanted.behavior, wanted.day, wanted.slot)


def _way_out(workspace: Workspace, picked: PickedUp, wanted: Session | None) -> str:
    """Return what --force would do; it is worked out only when somebody has asked in vain."""
    around = None if wanted is None else workspace.plan_editing.make_room(picked, wanted)
    return "" if around is None else f"There is a week with room for it, which {around.sentence}: --force takes that."


def _day_in_week(picked: PickedUp, day: date) -> int:
    from habitos_tui.domain.text.phrasing import day_label

    last = picked.problem.week_end
    if not picked.week <= day <= last:
        raise InvalidInputError(
            f"{day_label(day)} is in another week: a session moves from {day_label(picked.week)} to {day_label(last)}."
        )
    return (day - picked.week).days
