"""One plan beside another, as rows."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.planning.changes import ChangeKind
from habitos_tui.text import cell_width
from habitos_tui.ui.replan.diff import DiffView, diff_lines, diff_points, diff_summary, diff_view
from tests.support.weeks import MONDAY, hostile_names, office_problem

TO = "\N{EN DASH}"


def at(behavior: str, day: int, start: int, minutes: int = 30) -> Session:
    return Session(behavior=behavior, day=day, slot="evening", start=start, minutes=minutes)


BEFORE = (
    at("run", 0, 365, 35),
    at("deepwork", 2, 1085, 90),
    at("read", 3, 1285),
    at("cook", 4, 1180),
    at("walk", 5, 600),
)
AFTER = (
    at("run", 0, 365, 35),
    at("deepwork", 4, 1085, 90),
    at("read", 3, 1290),
    at("walk", 5, 600, 45),
    at("guitar", 6, 1100),
)


def missed(behavior: str, day: int) -> PlannedSession:
    date = MONDAY + timedelta(days=day)
    return PlannedSession(id=uuid4(), behavior=behavior, day=date, slot=None, start=600, minutes=30)


def texts(view: DiffView, width: int = 76) -> list[str]:
    return [line.plain for line in diff_lines(view, width)]


def both(before: Sequence[Session] = BEFORE, after: Sequence[Session] = AFTER) -> DiffView:
    return diff_view(office_problem(), before, after, missed=[missed("guitar", 1)], worth=(8.0, 8.5))


def test_what_one_has_to_know_first_comes_first() -> None:
    view = both()
    assert [row.kind for row in view.rows] == [
        ChangeKind.DROPPED, ChangeKind.MOVED, ChangeKind.SHIFTED, ChangeKind.LONGER, ChangeKind.ADDED, ChangeKind.KEPT,
    ]  # fmt: skip
    assert view.changed == 5
    assert diff_summary(view).plain == "1 dropped, 1 moved, 1 shifted, 1 longer, 1 added and 1 kept"
    assert diff_points(view).plain == "Total 50.0 points higher"


def test_a_moved_session_says_from_where_to_where() -> None:
    lines = texts(both())
    assert f"Wed 25 18:05 → Fri 27 18:05{TO}19:35" in lines[1]
    assert f"Thu 26 21:25 → 21:30{TO}22:00" in lines[2]
    assert f"Sat 28 10:00{TO}10:45, was 30 min" in lines[3]


def test_what_was_missed_is_offered_again() -> None:
    assert texts(both())[4].endswith(f"Sun 29 18:20{TO}18:50  missed Tue 24")


def test_a_plan_beside_itself_changes_nothing() -> None:
    view = diff_view(office_problem(), BEFORE, BEFORE, worth=(8.0, 8.0))
    assert diff_summary(view).plain == "Nothing changes"
    assert diff_points(view).plain == "Total unchanged"
    assert diff_points(DiffView.EMPTY).plain == ""


def test_no_row_is_wider_than_its_room() -> None:
    problem = office_problem(hostile_names())
    ids = [behavior.id for behavior in problem.behaviors]
    view = diff_view(problem, [at(name, 1, 600) for name in ids], [at(name, 2, 700) for name in ids[1:]])
    for width in (20, 58, 76):
        assert all(cell_width(line) <= width for line in texts(view, width))
