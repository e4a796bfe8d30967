"""Why a week is impossible: the conflict is smallest, every repair works and is the least of its kind."""

import threading
from random import Random
from typing import Any

import pytest

from habitos_tui.domain.model.plan import Limit, PlanStatus, Repair
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.adjustment import adjusted, adjustment_of
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.why import Diagnosis
from habitos_tui.errors import InvalidInputError
from habitos_tui.planner.solve import solve
from habitos_tui.planner.why.diagnose import diagnose
from habitos_tui.planner.why.limits import named_limits, without_all
from tests.planner.mini import habit, week
from tests.support.problems import small_week

ALL = tuple(range(7))


def possible(problem: Problem) -> bool:
    """Ask the planner itself, not the oracle that the diagnosis used."""
    return solve(problem, SolveOptions(gap=0.5)).status is not PlanStatus.INFEASIBLE


def repaired(problem: Problem, repair: Repair) -> Problem:
    return adjusted(problem, [adjustment_of(repair.change)])


def check(problem: Problem, found: Diagnosis) -> None:
    """Check that a diagnosis is true: the conflict smallest, each repair enough."""
    assert not possible(problem)
    shown = [(limit.kind, limit.sentence) for limit in found.conflict]
    every = named_limits(problem)
    limits = [limit for limit in every if (limit.kind, limit.sentence) in shown]
    assert len(limits) == len(shown) > 0
    others = [limit for limit in every if limit not in limits]
    assert not possible(without_all(problem, others))
    for limit in limits:
        assert possible(without_all(problem, [*others, limit])), f"spare: {limit.sentence}"
    assert found.repairs
    for repair in found.repairs:
        assert possible(repaired(problem, repair)), repair.sentence


def sentences(entries: tuple[Limit, ...] | tuple[Repair, ...]) -> list[str]:
    return [entry.sentence for entry in entries]


def test_a_possible_week_has_nothing_to_diagnose() -> None:
    assert diagnose(week(habit("run", min_per_week=1))) == Diagnosis()


def test_a_minimum_beyond_once_a_day_that_only_the_maximum_of_the_week_makes_valid() -> None:
    problem = week(habit("run", weekdays=ALL, min_per_week=12, max_per_week=14))
    found = diagnose(problem)
    check(problem, found)
    assert sentences(found.repairs) == ["Run at least 12 → 7 times a week"]


def test_a_minimum_against_the_weekdays() -> None:
    problem = week(habit("run", weekdays=(0, 1), min_per_week=4))
    found = diagnose(problem)
    check(problem, found)
    assert sentences(found.conflict) == [
        "Run at least 4 times a week",
        "Run only on Monday and Tuesday",
    ]
    assert sentences(found.repairs) == [
        "Run at least 4 → 2 times a week",
        "Run on Wednesday and Thursday too",
    ]


def test_a_time_budget_is_widened_by_just_what_is_missing() -> None:
    run = habit("run", min_per_week=1, minutes=60)
    swim = habit("swim", min_per_week=1, minutes=15)
    budget = {
        "id": "time",
        "name": "Monday time",
        "type": "time_budget",
        "period": "day",
        "days": [0],
        "max_minutes": 60,
    }
    problem = week(run, swim, rules=[budget])
    found = diagnose(problem)
    check(problem, found)
    assert "Monday time: At most 1 h → 1 h 15 min of sessions on Monday" in sentences(found.repairs)
    repair = next(repair for repair in found.repairs if repair.kind == "rule")
    assert repair.change == {"what": "rule", "id": "time", "set": {"max_minutes": 75}}


def test_busy_time_is_freed_from_the_side_that_needs_less() -> None:
    # Free 09:45-10:00 only; 30 min are needed: 15 min at the end of work, or all of it from the start.
    work = [{"day": 0, "start": "08:00", "end": "09:45", "title": "Work"}]
    problem = week(habit("run", min_per_week=1), busy=work)
    found = diagnose(problem)
    check(problem, found)
    assert "Free 15 min of Work on Monday (09:30-09:45)" in sentences(found.repairs)


def test_energy_is_raised_to_what_is_needed() -> None:
    problem = week(habit("run", min_per_week=1, energy_cost=2.5), energy_budget=1)
    found = diagnose(problem)
    check(problem, found)
    assert "At most 1 → 2.5 energy on Monday" in sentences(found.repairs)


@pytest.mark.parametrize(
    ("fields", "rules", "repair"),
    [
        ({"weekdays": (0, 1), "min_gap_days": 1, "min_per_week": 2}, [], "Run more than 1 → 0 days apart"),
        (
            {"strict_slots": True, "preferred_slots": (), "min_per_week": 1},
            [],
            "Run in “day” too",
        ),
        (
            {"min_per_week": 1},
            [{"type": "frequency", "period": "week", "max_sessions": 0}],
            "No sessions → at most 1 session a week",
        ),
        ({"min_per_week": 1}, [{"type": "stack", "first": "swim", "then": "run"}], None),
        (
            {"min_per_week": 1},
            [{"type": "duration_bounds", "behavior": "run", "max_minutes": 15}],
            "Run lasts at most 15 min → 30 min",
        ),
        (
            {},
            [{"type": "time_budget", "period": "week", "min_minutes": 100, "scope": {"behaviors": ["run"]}}],
            "Run at least 1 h 40 min → 30 min a week",
        ),
    ],
)
def test_limits_of_every_kind(fields: dict[str, Any], rules: list[dict[str, Any]], repair: str | None) -> None:
    swim = habit("swim", strict_slots=True)
    problem = week(habit("run", **fields), swim, rules=[{"id": "r", **rule} for rule in rules])
    found = diagnose(problem)
    check(problem, found)
    assert repair is None or repair in sentences(found.repairs)


def test_a_locked_session_can_be_unlocked_and_a_done_one_cannot() -> None:
    fixed = {"behavior": "swim", "day": 0, "start": "08:30", "minutes": 60}
    for kind, expected in (("locked", True), ("done", False)):
        problem = week(habit("run", min_per_week=1, minutes=45), habit("swim"), fixed=[fixed | {"kind": kind}])
        found = diagnose(problem)
        check(problem, found)
        assert any(limit.kind == "fixed" for limit in found.conflict)
        assert any(repair.kind == "fixed" for repair in found.repairs) is expected


def test_two_conflicts_at_once_are_repaired_together() -> None:
    problem = week(habit("run", weekdays=(0,), min_per_week=2), habit("swim", weekdays=(1,), min_per_week=2))
    found = diagnose(problem)
    check(problem, found)
    assert {repair.kind for repair in found.repairs} == {"combination"}
    assert sentences(found.repairs)[0] in {
        "Run at least 2 → 1 times a week; Swim at least 2 → 1 times a week",
        "Run on Tuesday too; Swim at least 2 → 1 times a week",
    }


def test_what_is_over_is_named_but_not_repaired() -> None:
    problem = week(habit("run", min_per_week=1), not_before={"day": 1, "time": "00:00"})
    found = diagnose(problem)
    check(problem, found)
    assert "not_before" in {limit.kind for limit in found.conflict}
    assert "not_before" not in {repair.kind for repair in found.repairs}


def test_cancelling_gives_an_empty_answer_at_once() -> None:
    cancel = threading.Event()
    cancel.set()
    found = diagnose(week(habit("run", weekdays=(0, 1), min_per_week=4)), cancel)
    assert found == Diagnosis(complete=False)


def test_a_repair_of_another_week_is_refused() -> None:
    repair = Repair(kind="rule", subject="x", sentence="", change={"what": "rule", "id": "x", "set": {}})
    with pytest.raises(InvalidInputError, match="not in the week"):
        repaired(week(habit("run")), repair)
    with pytest.raises(InvalidInputError):
        repaired(week(habit("run")), Repair(kind="?", subject="", sentence="", change={"what": "?"}))


@pytest.mark.parametrize("seed", range(25))
def test_drawn_impossible_weeks_are_diagnosed_truly(seed: int) -> None:
    rng = Random(seed)
    for _ in range(200):
        problem = _harder(rng, small_week(rng))
        if not possible(problem):
            check(problem, diagnose(problem, seconds=None))
            return
    raise AssertionError("no impossible week was drawn")


def _harder(rng: Random, problem: Problem) -> Problem:
    document = problem.model_dump()
    for behavior in document["behaviors"]:
        most = behavior["max_per_week"] if behavior["max_per_week"] is not None else 7 * behavior["max_per_day"]
        behavior["min_per_week"] = min(rng.choice((0, 1, 2, 3)), most)
    return Problem.model_validate(document)


WORK = [{"day": 0, "start": "08:45", "end": "10:00", "title": "Work"}]


def test_what_the_user_decides_gives_way_before_work() -> None:
    # Running for 45 minutes right after stretching for 15 needs 60 of the 45 that work leaves; 15 less of it is little.
    rules = [{"id": "warm", "type": "stack", "first": "stretch", "then": "run"}]
    problem = week(habit("run", minutes=45, min_per_week=1), habit("stretch", minutes=15), rules=rules, busy=WORK)
    found = diagnose(problem)
    check(problem, found)
    kinds = [repair.kind for repair in found.repairs]
    assert "rule" in kinds
    assert kinds[-1] == "busy"
    assert kinds.count("busy") == 1


def test_more_than_one_wish_gives_way_before_work_does() -> None:
    # Work keeps both from their only day: an hour less of it would do, or else something of both has to give.
    behaviors = habit("run", minutes=60, min_per_week=1), habit("read", minutes=60, min_per_week=1)
    problem = week(*behaviors, busy=WORK)
    found = diagnose(problem)
    check(problem, found)
    first, *_, last = found.repairs
    assert first.kind == "combination"
    assert "Work" not in first.sentence
    assert last.sentence.startswith("Free")
