"""Sessions are laid into their windows in a fixed order that keeps precedences and stacks."""

from habitos_tui.planner.formulation.timeline import Placement, lay_out, order_in_window
from tests.planner.mini import habit, week


def precedence(before: str, after: str) -> dict[str, object]:
    return {"id": f"{before}<{after}", "type": "precedence", "before": before, "after": after}


def stack(first: str, then: str) -> dict[str, object]:
    return {"id": f"{first}-{then}", "type": "stack", "first": first, "then": then}


def test_sessions_are_packed_from_the_start_of_the_window_with_a_transition_between() -> None:
    problem = week(habit("a"), habit("b", minutes=45), transition_minutes=10)
    window = problem.windows[0]
    sessions = lay_out(problem, [Placement("b", window, 45), Placement("a", window, 30)])
    # 10 minutes are rounded up to the grid of 15.
    assert [(s.behavior, s.start, s.end) for s in sessions] == [("a", 480, 510), ("b", 525, 570)]


def test_sessions_come_in_time_order_over_the_week() -> None:
    problem = week(habit("a", weekdays=(0, 3)))
    sessions = lay_out(problem, [Placement("a", problem.windows[3], 30), Placement("a", problem.windows[0], 30)])
    assert [session.day for session in sessions] == [0, 3]


def test_free_choices_go_by_the_order_of_the_behaviors() -> None:
    problem = week(habit("b"), habit("a"), habit("c"))
    assert order_in_window(problem, 0, ["c", "a", "b"]) == ["b", "a", "c"]


def test_an_absent_cue_glues_nothing() -> None:
    problem = week(habit("a"), habit("b"), habit("c"), rules=[stack("c", "a") | {"penalty": 1}])
    assert order_in_window(problem, 0, ["a", "b"]) == ["a", "b"]
    assert order_in_window(problem, 0, ["a", "b", "c"]) == ["b", "c", "a"]


def test_a_precedence_moves_a_whole_stack() -> None:
    problem = week(habit("a"), habit("b"), habit("c"), rules=[stack("a", "b"), precedence("c", "b")])
    assert order_in_window(problem, 0, ["a", "b", "c"]) == ["c", "a", "b"]


def test_rules_bind_on_their_days_only() -> None:
    problem = week(habit("a"), habit("b"), rules=[precedence("b", "a") | {"days": [2]}])
    assert order_in_window(problem, 2, ["a", "b"]) == ["b", "a"]
    assert order_in_window(problem, 3, ["a", "b"]) == ["a", "b"]


def test_an_orphan_called_for_inside_a_block_still_gets_a_place() -> None:
    # d follows c, which is absent; a < d < b by precedence, and b comes right behind a: one of them has to give way.
    rules = [stack("a", "c"), stack("c", "d") | {"penalty": 1}, stack("a", "b")]
    rules += [precedence("a", "d"), precedence("d", "b")]
    problem = week(*(habit(name) for name in "abcde"), rules=rules)
    assert order_in_window(problem, 0, ["a", "b", "d", "e"]) == ["a", "d", "b", "e"]
