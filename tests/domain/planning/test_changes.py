from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.planning.changes import ChangeKind, SessionDelta, session_changes


def at(behavior: str, day: int, start: int, minutes: int = 30) -> Session:
    return Session(behavior=behavior, day=day, slot="evening", start=start, minutes=minutes)


def test_a_plan_beside_itself_is_kept() -> None:
    plan = (at("run", 0, 360), at("read", 1, 1200), at("run", 2, 360))
    assert [change.kind for change in session_changes(plan, plan)] == [ChangeKind.KEPT] * 3


def test_what_moves_goes_the_shortest_way() -> None:
    before = (at("run", 0, 360), at("run", 3, 360))
    after = (at("run", 0, 360), at("run", 4, 360), at("run", 6, 360))
    assert session_changes(before, after) == (
        SessionDelta(before[0], after[0]),
        SessionDelta(before[1], after[1]),
        SessionDelta(None, after[2]),
    )


def test_another_time_or_length_is_a_move_too() -> None:
    before, after = (at("run", 0, 360), at("read", 1, 1200)), (at("run", 0, 365), at("read", 1, 1200, 45))
    assert [change.kind for change in session_changes(before, after)] == [ChangeKind.MOVED] * 2


def test_what_has_no_partner_is_dropped_or_added() -> None:
    dropped, added = session_changes((at("run", 5, 360),), (at("read", 6, 1200),))
    assert (dropped.kind, dropped.session.behavior) == (ChangeKind.DROPPED, "run")
    assert (added.kind, added.session.behavior) == (ChangeKind.ADDED, "read")
