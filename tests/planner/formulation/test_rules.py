"""The six rule types, hard and soft, on and off, with fixed sessions, on weeks solved by hand."""

from typing import Any

import pytest

from habitos_tui.domain.model.plan import PlanStatus
from habitos_tui.planner.engines.engine import SolveLimits, StopCondition
from habitos_tui.planner.engines.highs import Highs
from habitos_tui.planner.formulation.model import Model
from tests.planner.mini import THREE_SLOTS, best, habit, proven, week

ALL = tuple(range(7))
HOUR = [{"name": "day", "start": "08:00", "end": "09:00"}]


def rule(kind: str, **fields: Any) -> dict[str, Any]:
    return {"id": "r", "type": kind} | fields


def done(name: str, start: str, day: int = 0, minutes: int = 30) -> dict[str, Any]:
    return {"behavior": name, "day": day, "start": start, "minutes": minutes, "kind": "done"}


def four() -> list[Any]:
    return [habit("a"), habit("b"), habit("c", category="work"), habit("d", category="work")]


@pytest.mark.parametrize(
    ("fields", "total"),
    [
        ({"max_minutes": 60}, 1.6),  # two of 30 min
        ({"max_minutes": 60, "active": False}, 3.2),
        ({"max_minutes": 60, "days": [1, 2]}, 3.2),
        ({"max_minutes": 30, "scope": {"category": "work"}}, 2.4),
        ({"max_minutes": 0, "scope": {"behaviors": ["a"]}}, 2.4),
        ({"max_minutes": 0, "slot": "day"}, 0.0),
        ({"max_minutes": 60, "penalty": 100}, 3.2 - 1),  # an hour too much, a point each: 100 points an hour
        ({"max_minutes": 60, "penalty": 200}, 1.6),  # 0.8 for half an hour at 2.0 an hour
    ],
)
def test_time_budget_of_a_day(fields: dict[str, Any], total: float) -> None:
    assert best(week(*four(), rules=[rule("time_budget", period="day", **fields)])) == pytest.approx(total)


@pytest.mark.parametrize("limit", [{"max_minutes": 50}, {"max_minutes": 67}])
def test_continuous_lengths_gain_nothing_between_the_steps_of_a_time_budget(limit: dict[str, Any]) -> None:
    # On a grid of 15, 50 minutes are as good as 45, and so are the 50 that 17 which are done leave of 67.
    long = habit("a", minutes=60, min_minutes=15)
    fixed = [done("b", "08:00", minutes=17)] if limit["max_minutes"] > 60 else []
    problem = week(long, habit("b"), rules=[rule("time_budget", period="day", **limit)], fixed=fixed)
    relaxed = Highs().solve(Model(problem).matrix.relaxed(), SolveLimits(), StopCondition())
    assert relaxed.objective == pytest.approx(best(problem))


def test_time_budget_over_the_week_counts_only_its_days() -> None:
    run = habit("run", weekdays=ALL)
    # 90 min on days 0-4 are three sessions, two more on days 5 and 6.
    limit = rule("time_budget", period="week", days=[0, 1, 2, 3, 4], max_minutes=90)
    assert best(week(run, rules=[limit])) == pytest.approx(5 * 0.8)


def test_time_budget_minimum_forces_or_charges() -> None:
    # tax costs 0.3 a session of 30 min; 60 min asked for.
    tax = habit("tax", -0.3, weekdays=ALL)
    least = {"period": "week", "min_minutes": 60}
    assert best(week(tax, rules=[rule("time_budget", **least)])) == pytest.approx(-0.6)
    # Soft: half an hour at 100 points an hour is 0.5 > 0.3; at 40 it is 0.2 < 0.3: both hours missed, -0.4.
    assert best(week(tax, rules=[rule("time_budget", penalty=100, **least)])) == pytest.approx(-0.6)
    assert best(week(tax, rules=[rule("time_budget", penalty=40, **least)])) == pytest.approx(-0.4)
    assert proven(week(rules=[rule("time_budget", **least)])).status is PlanStatus.INFEASIBLE


def test_fixed_sessions_use_up_a_time_budget_and_may_break_it() -> None:
    fixed = [done("a", "08:00"), done("b", "09:00")]
    limit = {"period": "day", "max_minutes": 30}
    assert best(week(*four(), fixed=fixed, rules=[rule("time_budget", **limit)])) == pytest.approx(2)
    # Soft: the raw limit counts: 30 min too much by fixed ones, 30 more for each of c and d: 0.5 an hour.
    soft = rule("time_budget", penalty=50, **limit)
    assert best(week(*four(), fixed=fixed, rules=[soft])) == pytest.approx(2 + 1.6 - 0.25 - 0.5)


@pytest.mark.parametrize(
    ("fields", "total"),
    [
        ({"max_sessions": 1}, 0.8),
        ({"max_sessions": 1, "active": False}, 3.2),
        ({"max_sessions": 1, "scope": {"category": "work"}}, 2.4),
        ({"max_sessions": 1, "slot": "day"}, 0.8),
        ({"max_sessions": 1, "penalty": 50}, 3.2 - 1.5),
        ({"max_sessions": 1, "penalty": 90}, 0.8),
    ],
)
def test_frequency_of_a_day(fields: dict[str, Any], total: float) -> None:
    assert best(week(*four(), rules=[rule("frequency", period="day", **fields)])) == pytest.approx(total)


def test_frequency_minimum_forces_or_charges() -> None:
    tax = habit("tax", -0.3, weekdays=ALL)
    least = {"period": "week", "min_sessions": 3}
    assert best(week(tax, rules=[rule("frequency", **least)])) == pytest.approx(-0.9)
    assert best(week(tax, rules=[rule("frequency", penalty=20, **least)])) == pytest.approx(-0.6)
    daily = rule("frequency", period="day", days=[0, 1], min_sessions=2)
    assert proven(week(tax, rules=[daily])).status is PlanStatus.INFEASIBLE


def test_frequency_counts_fixed_sessions() -> None:
    limit = {"period": "week", "max_sessions": 2}
    fixed = [done("a", "08:00")]
    assert best(week(*four(), fixed=fixed, rules=[rule("frequency", **limit)])) == pytest.approx(1.8)
    # Without a limit a is done and b, c, d follow: 3.4; the soft limit takes 0.5 for each of two sessions.
    assert best(week(*four(), fixed=fixed, rules=[rule("frequency", penalty=50, **limit)])) == pytest.approx(2.4)


@pytest.mark.parametrize(
    ("fields", "total"),
    [
        ({}, 0.8 * 1.15),  # 120 of 60 min
        ({"max_minutes": 50}, 0.8 * (0.4 + 0.6 * 45 / 60)),  # 45 is the longest on the grid
        ({"max_minutes": 50, "active": False}, 0.8 * 1.15),
        ({"max_minutes": 50, "days": [3]}, 0.8 * 1.15),
        ({"max_minutes": 60, "penalty": 6}, 0.8 * 1.15 - 0.06),  # an hour beyond brings 0.12
        ({"max_minutes": 60, "penalty": 20}, 0.8),
        ({"max_minutes": 0}, 0.0),
    ],
)
def test_duration_bounds(fields: dict[str, Any], total: float) -> None:
    run = habit("run", min_minutes=15, typical_minutes=60, max_minutes=120)
    rules = [rule("duration_bounds", behavior="run", **fields)] if fields else []
    assert best(week(run, rules=rules)) == pytest.approx(total)


def test_a_longer_shortest_session_can_leave_no_room() -> None:
    run = habit("run", min_minutes=15, typical_minutes=60, max_minutes=120)
    assert best(week(run, slots=HOUR, rules=[rule("duration_bounds", behavior="run", min_minutes=75)])) == 0.0
    # Soft: a quarter of an hour short costs 0.1 at 40 points an hour.
    soft = rule("duration_bounds", behavior="run", min_minutes=75, penalty=40)
    assert best(week(run, slots=HOUR, rules=[soft])) == pytest.approx(0.8 - 0.1)


def test_soft_duration_bounds_charge_fixed_sessions_and_hard_ones_do_not() -> None:
    bounds = {"behavior": "a", "min_minutes": 60}
    a = habit("a")
    assert best(week(a, fixed=[done("a", "08:00")], rules=[rule("duration_bounds", **bounds)])) == pytest.approx(1)
    soft = rule("duration_bounds", penalty=10, **bounds)
    assert best(week(a, fixed=[done("a", "08:00")], rules=[soft])) == pytest.approx(1 - 0.05)


def order(**fields: Any) -> dict[str, Any]:
    return rule("precedence", before="a", after="b", **fields)


def test_required_precedence_needs_an_earlier_partner() -> None:
    # a is worth -0.3: b (0.8) brings it along; alone it would not be placed.
    a, b = habit("a", -0.3), habit("b")
    assert best(week(a, b, rules=[order()])) == pytest.approx(0.5)
    assert best(week(a, b, rules=[order(active=False)])) == pytest.approx(0.8)
    assert best(week(a, b, rules=[order(days=[1])])) == pytest.approx(0.8)
    assert best(week(a, b, rules=[order(penalty=20)])) == pytest.approx(0.6)


def test_required_precedence_looks_at_the_order_of_windows() -> None:
    # a only at dusk, b only at noon: b cannot have a before it.
    a = habit("a", preferred_slots=("dusk",), strict_slots=True)
    b = habit("b", preferred_slots=("noon",), strict_slots=True)
    assert best(week(a, b, slots=THREE_SLOTS, rules=[order()])) == pytest.approx(0.8)
    later = habit("b", preferred_slots=("dusk",), strict_slots=True)
    assert best(week(a, later, slots=THREE_SLOTS, rules=[order()])) == pytest.approx(1.6)


def test_required_precedence_with_fixed_partners() -> None:
    a, b = habit("a", -0.3), habit("b")
    # a is done at 08:00: b may follow it.
    assert best(week(a, b, fixed=[done("a", "08:00")], rules=[order()])) == pytest.approx(-0.3 + 0.8)
    # a was done last thing: nothing can come behind it but a second a, and that is not allowed.
    assert best(week(a, b, fixed=[done("a", "09:30")], rules=[order()])) == pytest.approx(-0.3)
    # b is done without a: tolerated when hard; when soft it costs, unless a new a goes before it.
    assert best(week(a, b, fixed=[done("b", "08:00")], rules=[order()])) == pytest.approx(1)
    assert best(week(a, b, fixed=[done("b", "08:00")], rules=[order(penalty=20)])) == pytest.approx(0.8)
    assert best(week(a, b, fixed=[done("b", "09:30")], rules=[order(penalty=20)])) == pytest.approx(0.8)
    assert best(week(a, b, fixed=[done("b", "09:30")], rules=[order(penalty=40)])) == pytest.approx(0.7)


def test_order_without_requirement_lets_either_stand_alone() -> None:
    a = habit("a", preferred_slots=("dusk",), strict_slots=True)
    b = habit("b", 0.5, preferred_slots=("noon",), strict_slots=True)
    wrong = {"slots": THREE_SLOTS, "rules": [order(required=False)]}
    assert best(week(a, b, **wrong)) == pytest.approx(0.8)
    assert best(week(a, **(wrong | {"rules": []}))) == pytest.approx(0.8)
    soft = {"slots": THREE_SLOTS, "rules": [order(required=False, penalty=30)]}
    assert best(week(a, b, **soft)) == pytest.approx(0.8 + 0.4 - 0.3)
    right = [THREE_SLOTS[2] | {"start": "10:00", "end": "11:00"}, THREE_SLOTS[1]]
    assert best(week(a, b, slots=right, rules=[order(required=False)])) == pytest.approx(1.2)


def test_order_without_requirement_when_there_are_several_a_day() -> None:
    # Both three times a day in three windows: a a a|b b b needs every a at or before every b: a,a,ab / a,ab,b / ab,b,b.
    a, b = habit("a", max_per_day=3), habit("b", max_per_day=3)
    assert best(week(a, b, slots=THREE_SLOTS, rules=[order(required=False)])) == pytest.approx(4 * 0.8)
    # Soft, each late a costs 0.3: all six, the a of noon and dusk are late: 4.8 - 0.6.
    soft = order(required=False, penalty=30)
    assert best(week(a, b, slots=THREE_SLOTS, rules=[soft])) == pytest.approx(4.8 - 0.6)


def test_order_without_requirement_with_fixed_partners() -> None:
    a, b = habit("a"), habit("b")
    hard, soft = order(required=False), order(required=False, penalty=50)
    # b done first thing: a would come later.
    assert best(week(a, b, fixed=[done("b", "08:00")], rules=[hard])) == pytest.approx(1)
    assert best(week(a, b, fixed=[done("b", "08:00")], rules=[soft])) == pytest.approx(1 + 0.8 - 0.5)
    # a done last thing: a new b would come before it.
    assert best(week(a, b, fixed=[done("a", "09:30")], rules=[hard])) == pytest.approx(1)
    assert best(week(a, b, fixed=[done("a", "09:30")], rules=[soft])) == pytest.approx(1 + 0.8 - 0.5)
    # Both done in the wrong order: tolerated when hard, charged when soft.
    both = [done("b", "08:00"), done("a", "09:30")]
    assert best(week(a, b, fixed=both, rules=[hard])) == pytest.approx(2)
    assert best(week(a, b, fixed=both, rules=[soft])) == pytest.approx(1.5)


def test_order_inside_a_window_is_met_by_laying_it_out() -> None:
    # c before b before a, against the order of the behaviors, all in one window.
    rules = [
        order(required=False, id="x") | {"before": "b", "after": "a"},
        order(id="y") | {"before": "c", "after": "b"},
    ]
    plan = proven(week(habit("a"), habit("b"), habit("c"), rules=rules))
    assert [session.behavior for session in plan.sessions] == ["c", "b", "a"]


def exclusive(period: str, **fields: Any) -> dict[str, Any]:
    return rule("mutual_exclusion", behaviors=["a", "b", "c"], period=period, **fields)


@pytest.mark.parametrize(
    ("period", "fields", "total"),
    [
        # a, b, c on days 0 and 1, each in three slots a day: 18 sessions possible.
        ("week", {}, 6 * 0.8),  # one behavior: 2 days * 3 slots
        ("week", {"limit": 2}, 12 * 0.8),
        ("week", {"limit": 3}, 18 * 0.8),
        ("week", {"active": False}, 18 * 0.8),
        ("week", {"days": [0]}, (3 + 9) * 0.8),
        ("day", {}, 6 * 0.8),
        ("day", {"days": [1]}, (9 + 3) * 0.8),
        ("slot", {}, 6 * 0.8),
        ("slot", {"limit": 2}, 12 * 0.8),
        ("slot", {"penalty": 50}, 18 * 0.8 - 6 * 2 * 0.5),
        ("slot", {"penalty": 90}, 6 * 0.8),
        ("day", {"penalty": 200}, 18 * 0.8 - 2 * 2 * 2.0),
        ("week", {"penalty": 200}, 18 * 0.8 - 2 * 2.0),
    ],
)
def test_mutual_exclusion(period: str, fields: dict[str, Any], total: float) -> None:
    behaviors = [habit(name, minutes=15, weekdays=(0, 1), max_per_day=3) for name in "abc"]
    problem = week(*behaviors, slots=THREE_SLOTS, rules=[exclusive(period, **fields)])
    assert best(problem) == pytest.approx(total)


def test_mutual_exclusion_once_a_day_and_with_fixed_sessions() -> None:
    behaviors = [habit(name) for name in "abc"]
    assert best(week(*behaviors, rules=[exclusive("day")])) == pytest.approx(0.8)
    # a and b are done: the limit of 1 becomes 2; c cannot be added.
    fixed = [done("a", "08:00"), done("b", "08:30")]
    assert best(week(*behaviors, fixed=fixed, rules=[exclusive("slot")])) == pytest.approx(2)
    assert best(week(*behaviors, fixed=fixed, rules=[exclusive("slot", penalty=50)])) == pytest.approx(2.8 - 1)
    # Done outside every slot it is in none; per day it counts.
    outside = [done("a", "11:00")]
    one = [habit("a", max_per_day=1), habit("b", target_per_week=1)]
    assert best(week(*one, habit("c"), fixed=outside, rules=[exclusive("slot")])) == pytest.approx(1.8)
    assert best(week(*one, habit("c"), fixed=outside, rules=[exclusive("day")])) == pytest.approx(1)


def stack(first: str, then: str, **fields: Any) -> dict[str, Any]:
    return rule("stack", first=first, then=then) | fields | {"id": f"{first}-{then}"}


def test_a_stacked_session_needs_its_cue_in_the_same_window() -> None:
    # tea is worth -0.3; journal (0.8) needs it in its window.
    tea, journal = habit("tea", -0.3), habit("journal")
    assert best(week(tea, journal, rules=[stack("tea", "journal")])) == pytest.approx(0.5)
    assert best(week(tea, journal, rules=[stack("tea", "journal", active=False)])) == pytest.approx(0.8)
    assert best(week(tea, journal, rules=[stack("tea", "journal", days=[4])])) == pytest.approx(0.8)
    assert best(week(tea, journal, rules=[stack("tea", "journal", penalty=10)])) == pytest.approx(0.7)
    tea = habit("tea", preferred_slots=("dawn",), strict_slots=True)
    journal = habit("journal", 0.5, preferred_slots=("dusk",), strict_slots=True)
    assert best(week(tea, journal, slots=THREE_SLOTS, rules=[stack("tea", "journal")])) == pytest.approx(0.8)


def test_stacks_lie_one_behind_the_other() -> None:
    # c and a follow d, b follows c; e comes first by precedence, and nothing comes between.
    rules = [stack("d", "c"), stack("d", "a"), stack("c", "b"), order(id="z") | {"before": "e", "after": "b"}]
    behaviors = [habit(name, minutes=15) for name in "abcde"]
    plan = proven(week(*behaviors, rules=rules, grid_minutes=5, transition_minutes=5))
    assert [session.behavior for session in plan.sessions] == ["e", "d", "c", "b", "a"]
    assert best(week(*behaviors, rules=rules)) == pytest.approx(4.0)


def test_soft_stacks_charge_fixed_sessions_that_stand_alone() -> None:
    tea, journal = habit("tea"), habit("journal")
    rules = [stack("tea", "journal", penalty=10)]
    apart = [done("tea", "08:00"), done("journal", "09:30")]
    close = [done("tea", "08:00"), done("journal", "08:30")]
    assert best(week(tea, journal, fixed=apart, rules=rules)) == pytest.approx(2 - 0.1)
    assert best(week(tea, journal, fixed=close, rules=rules)) == pytest.approx(2)
    assert best(week(tea, journal, fixed=apart, rules=[stack("tea", "journal")])) == pytest.approx(2)


def test_rules_that_cannot_hold_together_are_infeasible() -> None:
    least = rule("frequency", period="day", min_sessions=1, days=[0])
    most = rule("time_budget", period="day", max_minutes=15) | {"id": "s"}
    assert proven(week(habit("a"), rules=[least, most])).status is PlanStatus.INFEASIBLE
