"""When what is logged began, where nobody says it."""

from datetime import datetime, timedelta

from habitos_tui.services.workspace import Workspace
from tests.support.household import MONDAY, NOW, WEDNESDAY


def test_what_ended_when_this_began_does_not_move_it(idle: Workspace) -> None:
    idle.tracking.done("run", minutes=30, at=datetime(2026, 11, 25, 8, tzinfo=NOW.tzinfo))
    assert idle.tracking.done("run", minutes=30).start == 8 * 60 + 30
    assert idle.tracking.done("run", minutes=30).start == 7 * 60 + 30


def test_starts_to_come_are_those_of_open_sessions_by_behavior(alice: Workspace) -> None:
    planned = alice.planning.sessions(MONDAY)
    coming = [(s.day, s.start) for s in planned if s.behavior == "deepwork" and s.day >= WEDNESDAY]
    assert coming
    assert alice.tracking.next_starts(5)["deepwork"] == coming
    alice.tracking.done("deepwork")
    assert alice.tracking.next_starts(1).get("deepwork", []) == [at for at in coming[1:] if at[0] == WEDNESDAY]


def test_what_began_at_a_time_lasted_as_long_as_is_said(alice: Workspace) -> None:
    entry = alice.tracking.done("run", at=NOW - timedelta(minutes=10), minutes=35)
    assert (entry.minutes, entry.session is not None) == (35, True)
