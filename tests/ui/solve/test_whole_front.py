"""The front over all objectives as parallel lines."""

import pytest

from habitos_tui.domain.model.plan import ObjectiveShare
from habitos_tui.domain.planning.alternatives import WholeFront, WholePoint
from habitos_tui.ui.solve.whole_front import parallel_lines, whole_front_view
from tests.ui.solve.test_result_presenter import LATER, READ, RUN, with_fields
from tests.ui.solve.test_run_history import PROBLEM


def point(*achieved: float, worth: float = 10.0, gap: float | None = 0.021) -> WholePoint:
    names = ("health", "deep_work", "social")
    shares = tuple(
        ObjectiveShare(objective=name, achieved=much, reachable=4, weighted=0)
        for name, much in zip(names, achieved, strict=True)
    )
    sessions = (RUN, READ) if achieved[0] > 2 else (LATER,)
    return WholePoint(achieved, with_fields(objectives=shares, objective=worth, sessions=sessions, gap=gap))


POINTS = (point(4, 1, 2, worth=12.0), point(2, 2, 3), point(0, 3, 4, gap=None))
FRONT = WholeFront(("health", "deep_work", "social"), POINTS, (2, 1, 2))


def drawn(front: WholeFront, chosen: int, width: int = 27, height: int = 9) -> list[str]:
    return [line.plain.rstrip() for line in parallel_lines(whole_front_view(PROBLEM, front, ()), chosen, width, height)]


def test_a_line_of_the_chosen_week_crosses_the_axes_at_its_shares() -> None:
    # Three axes of nine cells, their middles at 4, 13 and 22. Health goes from 0 to 100 %, deep work from 25 to 75 %,
    # social from 50 to 100 %, over five rows: the first week is at the top, the bottom and the bottom.
    lines = drawn(FRONT, 0)
    assert lines[0].split() == ["Health", "Deep", "wo…", "Social"]
    assert lines[1].split() == ["100", "%", "75", "%", "100", "%"]
    assert lines[2][4] == "◆"
    assert lines[6][13] == lines[6][22] == "◆"
    assert lines[6][14:22] == "•" * 8
    assert lines[4][4] == "○"  # the plan of now, health 50 %
    assert lines[2][13] == lines[2][22] == "●"  # the last week
    assert lines[8] == "◆ the chosen week  ○ your …"


def test_where_all_weeks_are_the_same_the_axis_is_crossed_in_the_middle() -> None:
    front = WholeFront(("health", "deep_work", "social"), (point(4, 1, 2), point(2, 2, 2)))
    lines = drawn(front, 0)
    assert lines[4][22] == "◆"
    assert lines[8] == "◆ the chosen week"


def test_axes_without_room_are_left_out_and_every_line_keeps_its_width() -> None:
    assert [len(line) <= 20 for line in drawn(FRONT, 1, width=20)] == [True] * 9
    assert "Social" not in drawn(FRONT, 1, width=20)[0]


@pytest.mark.parametrize(("width", "height"), [(19, 20), (40, 7)])
def test_nothing_is_drawn_where_there_is_no_room(width: int, height: int) -> None:
    assert not drawn(FRONT, 0, width, height)


def test_nothing_is_drawn_without_weeks() -> None:
    assert not drawn(WholeFront(("health",), ()), 0)


def test_each_week_says_what_it_does_most_of_and_that_nothing_is_proved() -> None:
    cards = whole_front_view(PROBLEM, FRONT, ()).cards
    assert [card.heading for card in cards] == ["Most health", "Between them", "Most deep work, social"]
    assert [card.about for card in cards[1:]] == ["not proved, at most 2.1 % below any week", "not proved, gap unknown"]
    assert whole_front_view(PROBLEM, FRONT, ()).best == 0
