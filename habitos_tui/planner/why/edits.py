"""Changes made by hand, with the week arranged around them."""

import threading
import time
from collections.abc import Sequence
from typing import Final

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import Rule
from habitos_tui.domain.planning.why import Edit, Rearranged
from habitos_tui.domain.text.phrasing import alike, points
from habitos_tui.errors import NotInTimeError
from habitos_tui.planner.engines.engine import StopCondition
from habitos_tui.planner.formulation.timetable import timetable
from habitos_tui.planner.verification.edits import check_edit
from habitos_tui.planner.verification.verify import verify
from habitos_tui.planner.why.demand import demanding, sessions_of, steady
from habitos_tui.planner.why.displaced import displacements, phrase
from habitos_tui.planner.why.feasibility import UndecidedError
from habitos_tui.planner.why.neighbourhood import best_neighbour

SECONDS: Final = 5.0
"""Time for arranging a week anew; most takes a few tenths of a second."""


def rearranged(
    problem: Problem,
    sessions: Sequence[Session],
    edit: Edit,
    *,
    cancel: threading.Event | None = None,
    seconds: float = SECONDS,
) -> Rearranged | None:
    """Return the best week found that has the new session in its slot and the old one not; None when there is none.

    NotInTimeError when none was found in time.

    The rest gives way where that is worth it: a session that moves for nothing but a little gain stays where it is.
    Raises as `edited` does.
    """
    checked = check_edit(problem, sessions, edit)
    stop = StopCondition(time.monotonic() + seconds, cancel or threading.Event())
    asked = steady(demanding(problem, _demands(problem, checked.sessions, edit)), checked.sessions)
    touched = [session for session in (edit.old, edit.new) if session is not None]
    names, days = {session.behavior for session in touched}, {session.day for session in touched}
    try:
        found = best_neighbour(asked, checked.sessions, names, stop, days=days)
    except UndecidedError as error:
        if checked.violations:
            message = "No week that has room for it was found in time; there may be one."
            raise NotInTimeError(message, hint="Try again, or another place.") from error
        found = None  # as it stands it is allowed
    best = checked.sessions
    if found is not None and (checked.violations or found.objective > verify(asked, best).objective):
        best = found.sessions if problem.first_edition else timetable(asked, found.sessions)
    elif checked.violations:
        return None
    objective = verify(problem, best).objective
    price = verify(problem, sessions).objective - objective
    displaced = displacements(problem, checked.sessions, best)
    return Rearranged(best, objective, price, displaced, _sentence(objective, price, phrase(displaced)))


def _demands(problem: Problem, after: Sequence[Session], edit: Edit) -> list[Rule]:
    """Return the demands that hold an edit: no fewer sessions where it put one, no more where it took one away."""
    if edit.old is not None and edit.new is not None and _place(edit.old) == _place(edit.new):
        return []
    demands: list[Rule] = []
    for session, adds in ((edit.new, True), (edit.old, False)):
        if session is None:
            continue
        there = sum(_place(other) == _place(session) for other in after)
        there += sum(
            (fixed.behavior, fixed.day, problem.slot_at(fixed.start)) == _place(session) for fixed in problem.fixed
        )
        limits = {"least": there} if adds else {"most": there}
        demands.append(sessions_of(problem, session.behavior, day=session.day, slot=session.slot, **limits))
    return demands


def _place(session: Session) -> tuple[str, int, str]:
    return session.behavior, session.day, session.slot


def _sentence(objective: float, price: float, words: str) -> str:
    cost = f"costs {points(price)} points" if price >= 0 else f"gains {points(-price)} points"
    cost = "costs nothing" if alike(objective, objective + price) else cost
    return f"{cost} and {words}" if words else cost
