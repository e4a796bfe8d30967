"""What differs between two plans of a week, in words."""

from collections.abc import Mapping
from datetime import date, timedelta

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.planning.changes import ChangeKind, SessionDelta
from habitos_tui.domain.text.phrasing import day_label, listed, span


def change_counts(counts: Mapping[ChangeKind, int]) -> str:
    """Return "1 dropped, 2 moved and 9 kept", or "Nothing changes"."""
    if not any(amount for kind, amount in counts.items() if kind is not ChangeKind.KEPT):
        return "Nothing changes"
    return listed([f"{counts[kind]} {kind}" for kind in ChangeKind if counts.get(kind)])


def change_places(week: date, change: SessionDelta) -> str:
    """Return where a session is to be, and where it was if that is another time: both with their days."""
    places = [_place(week, session) for session in (change.before, change.after) if session is not None]
    return " → ".join(dict.fromkeys(places))


def _place(week: date, session: Session) -> str:
    return f"{day_label(week + timedelta(days=session.day))} {span(session.start, session.minutes)}"
