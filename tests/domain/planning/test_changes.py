import pytest

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.planning.changes import ChangeKind, SessionDelta, counts, session_changes
from habitos_tui.domain.text.change_phrasing import change_counts


def at(behavior: str, day: int, start: int, minutes: int = 30, slot: str = "evening") -> Session:
    return Session(behavior=behavior, day=day, slot=slot, start=start, minutes=minutes)


def test_a_plan_beside_itself_is_kept() -> None:
    plan = (at("run", 0, 360), at("read", 1, 1200), at("run", 2, 360))
    assert [change.kind for change in session_changes(plan, plan)] == [ChangeKind.KEPT] * 3


def test_what_moves_goes_the_shortest_way() -> None:
    before = (at("run", 0, 360), at("run", 3, 360))
    after = (at("run", 0, 360), at("run", 4, 360), at("run", 6, 360))
    assert session_changes(before, after) == (
        SessionDelta(before[1], after[1]),
        SessionDelta(None, after[2]),
        SessionDelta(before[0], after[0]),
    )


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (at("run", 0, 1100), ChangeKind.KEPT),
        (at("run", 1, 1100), ChangeKind.MOVED),
        (at("run", 0, 1270, slot="night"), ChangeKind.MOVED),
        (at("run", 1, 1130, 45), ChangeKind.MOVED),
        (at("run", 0, 1105), ChangeKind.SHIFTED),
        (at("run", 0, 1105, 45), ChangeKind.SHIFTED),
        (at("run", 0, 1100, 25), ChangeKind.SHORTER),
        (at("run", 0, 1100, 35), ChangeKind.LONGER),
    ],
)
def test_what_becomes_of_a_session_is_told_by_its_greatest_change(after: Session, kind: ChangeKind) -> None:
    (change,) = session_changes([at("run", 0, 1100)], [after])
    assert change.kind is kind


def test_a_week_is_counted_by_kinds() -> None:
    before = (at("run", 0, 1100), at("read", 1, 1100), at("walk", 2, 1100), at("cook", 3, 1100), at("nap", 4, 1100))
    after = (
        at("run", 0, 1100), at("read", 2, 1100), at("walk", 2, 1105), at("cook", 3, 1100, 20), at("chess", 4, 1100),
        at("chess", 5, 1100),
    )  # fmt: skip
    found = counts(session_changes(before, after))
    assert list(found.values()) == [1, 1, 1, 1, 0, 2, 1]
    assert change_counts(found) == "1 dropped, 1 moved, 1 shifted, 1 shorter, 2 added and 1 kept"
    assert change_counts({ChangeKind.KEPT: 3}) == change_counts({}) == "Nothing changes"


def test_what_has_no_partner_is_dropped_or_added() -> None:
    dropped, added = session_changes((at("run", 5, 360),), (at("read", 6, 1200),))
    assert (dropped.kind, dropped.session.behavior) == (ChangeKind.DROPPED, "run")
    assert (added.kind, added.session.behavior) == (ChangeKind.ADDED, "read")
