"""The front between two objectives as a curve, and what is claimed of each of its plans."""

from dataclasses import replace

import pytest

from habitos_tui.domain.model.plan import ObjectiveShare
from habitos_tui.domain.planning.alternatives import Front, FrontPoint
from habitos_tui.ui.solve.front import curve_lines, front_view, objectives_to_choose
from tests.ui.solve.test_result_presenter import LATER, READ, RUN, with_fields
from tests.ui.solve.test_run_history import PROBLEM


def point(first: float, second: float, worth: float = 10.0, gap: float | None = 0.004) -> FrontPoint:
    shares = (
        ObjectiveShare(objective="health", achieved=first, reachable=4, weighted=0),
        ObjectiveShare(objective="deep_work", achieved=second, reachable=2, weighted=0),
    )
    plan = with_fields(objectives=shares, objective=worth, sessions=(RUN, READ) if first > 2 else (LATER,))
    return FrontPoint(first, second, gap, plan)


FRONT = Front("health", "deep_work", (point(1, 2), point(3, 1.5, 12.0), point(4, 0.5)), (2, 0.5))


def drawn(front: Front, chosen: int, width: int = 40, height: int = 9) -> list[str]:
    return [line.plain for line in curve_lines(front_view(PROBLEM, front, (RUN,)), chosen, width, height)]


def test_points_lie_where_their_shares_are() -> None:
    # Health 25 % to 100 % over 33 columns, deep work 25 % to 100 % over 6 rows: 75 % is column 21 and row 2.
    lines = drawn(FRONT, 1)
    assert lines[0] == "↑ Deep work"
    assert lines[1].startswith("100 % │●·")
    assert lines[3][7 + 21] == "◆"
    assert lines[6].startswith(" 25 % │")
    assert lines[6].rstrip().endswith("●")
    assert lines[6][7 + 11] == "○"  # the plan of now, health 50 %
    assert lines[7].startswith("      └25 %")
    assert lines[7].endswith("100 %")
    assert "○ your plan now" in lines[8]
    assert lines[8].endswith("Health →")
    assert {len(line) for line in lines[1:]} <= {39, 40}


def test_more_than_the_targets_ask_for_is_told_in_words() -> None:
    front = Front("health", "deep_work", (point(1, 3.0), point(5, 1.0)))
    lines = drawn(front, 1)
    assert lines[0] == "↑ Deep work   + more than asked"
    assert lines[1].startswith("150 %+│")
    assert lines[7].rstrip().endswith("125 %+")
    assert {len(line) for line in lines[1:]} <= {39, 40}
    assert [card.heading for card in front_view(PROBLEM, front, ()).cards] == [
        "Health 25 %, deep work 150 %+",
        "Health 125 %+, deep work 50 %",
    ]


def test_without_a_plan_of_now_none_is_drawn() -> None:
    front = Front("health", "deep_work", FRONT.points)
    assert "○" not in "".join(drawn(front, 0))


def test_one_plan_stands_in_the_middle() -> None:
    lines = drawn(Front("health", "deep_work", (point(4, 2),)), 0)
    assert sum(line.count("◆") for line in lines) == 1


@pytest.mark.parametrize(("width", "height"), [(20, 20), (80, 6), (0, 0)])
def test_no_curve_where_there_is_no_room(width: int, height: int) -> None:
    assert drawn(FRONT, 0, width, height) == []


def test_long_and_wide_names_keep_every_line_in_its_width() -> None:
    wide = FRONT.points
    for name in ("健康" * 30, "x" * 100):
        view = replace(front_view(PROBLEM, Front("health", "deep_work", wide, (2, 0.5)), ()), names=(name, name))
        lines = curve_lines(view, 0, 40, 9)
        assert len(lines) == 9
        assert max(line.cell_length for line in lines) <= 40
        assert "…" in lines[0].plain


def test_nothing_is_drawn_without_plans() -> None:
    assert drawn(Front("health", "deep_work", ()), 0) == []


def test_the_plan_that_is_worth_most_is_the_first_to_be_chosen() -> None:
    view = front_view(PROBLEM, FRONT, ())
    assert view.best == 1
    assert [card.behind for card in view.cards] == ["-200.0", "", "-200.0"]


def test_each_plan_says_what_it_is_the_most_of_and_how_surely() -> None:
    points = (point(1, 2), point(2, 1.8, gap=0.06), point(3, 1.5, gap=None), point(4, 0.5, gap=0.0))
    cards = front_view(PROBLEM, Front("health", "deep_work", points), (RUN,)).cards
    assert [card.about for card in cards] == [
        "the most health with this much deep work, proved within 0.4 %",
        "the most health with this much deep work found in time, 6.0 % open",
        "the most health with this much deep work that was found",
        "the most deep work with this much health, proved within 0.0 %",
    ]
    assert cards[0].heading == "Health 25 %, deep work 100 %"
    assert [card.facts.rpartition(", ")[2] for card in cards] == ["keeps 0 of 1"] * 2 + ["keeps 1 of 1"] * 2


def test_only_objectives_that_something_serves_can_be_chosen() -> None:
    shown = objectives_to_choose(PROBLEM)
    served = {o for b in PROBLEM.behaviors if b.target_per_week for o, impact in b.impacts.items() if impact > 0}
    assert {name for name, _ in shown} == served
    weights = [PROBLEM.objectives[name] for name, _ in shown]
    assert weights == sorted(weights, reverse=True)
