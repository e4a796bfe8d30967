"""Suggestions are tried out: with what a week can be planned, and what that brings."""

from dataclasses import replace
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from habitos_tui.domain.insight.suggestion import AdoptBehavior, Outlook, SetBehavior, Suggestion, Suggestions
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Adherence
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.planner.why.with_and_without import informed
from habitos_tui.services.trials import Trial, Trials, _placed, tried
from habitos_tui.services.week.problem import WeekMaterial, build_problem
from tests.insight.advice.records import FIRST
from tests.support.household import make_behavior

RUN = make_behavior("run", target_per_week=4, min_gap_days=1)


def week(behavior: Behavior) -> WeekMaterial:
    return WeekMaterial(
        week=FIRST,
        weeks=Weeks(FIRST.weekday()),
        preferences=Preferences(),
        slots=DEFAULT_SLOTS,
        busy=(),
        objectives=(Objective(name="health", weight=1.0),),
        behaviors=(behavior,),
        rules=(),
    )


def suggest(kind: Any, **fields: Any) -> Suggestion:
    proposal = SetBehavior(id="run", set=fields)
    return Suggestion(f"{kind}:run", kind, "run", "", "", 9, 1.0, proposal)


def trial_of(suggestion: Suggestion, behavior: Behavior = RUN) -> Trial | None:
    assert isinstance(suggestion.proposal, SetBehavior)
    changed = Behavior.model_validate(behavior.model_dump() | suggestion.proposal.set)
    return tried(week(behavior), suggestion, changed)


def checked(suggestion: Suggestion, behavior: Behavior = RUN) -> Suggestion | None:
    trial = trial_of(suggestion, behavior)
    return None if trial is None else Trials(9, build_problem(week(behavior)), (trial,)).check(trial)


def test_no_target_is_suggested_that_the_distance_forbids() -> None:
    """One day between makes four the most; five would end every streak."""
    assert trial_of(suggest("raise_target", target_per_week=5)) is None
    assert trial_of(suggest("raise_target", target_per_week=5), RUN.model_copy(update={"min_gap_days": 0})) is not None


def test_points_are_those_of_the_next_plan() -> None:
    free = make_behavior("run", target_per_week=3)
    found = checked(suggest("raise_target", target_per_week=4), free)
    assert found is not None
    assert found.gain is not None
    # one more session of 50 points at the usual chance, and a little variety
    assert found.points == pytest.approx(found.gain.points)
    assert found.gain.least <= found.points <= found.gain.most
    assert 20 < found.points < 80


def test_a_target_that_fits_after_all_is_not_lowered() -> None:
    free, lower = make_behavior("run", target_per_week=3), suggest("lower_target", target_per_week=2)
    assert checked(lower, free) is not None
    assert checked(replace(lower, moot_at=3), free) is None
    assert checked(replace(lower, moot_at=4), free) is not None


def test_what_is_about_the_same_is_not_suggested() -> None:
    assert checked(suggest("day", weekdays=[0, 2, 4, 6])) is None


def test_what_the_log_says_about_a_weekday_counts_in_both_plans() -> None:
    on_two_days = make_behavior("run", target_per_week=2, weekdays=(0, 3))
    other_day = suggest("day", weekdays=[3, 5])
    assert checked(other_day, on_two_days) is None
    found = checked(replace(other_day, outlooks=(Outlook("run", -0.4, 0.1, weekday=0),)), on_two_days)
    assert found is not None
    # one of two sessions of 50 points is likelier by a half, and the objective is the better served
    assert 25 <= found.points < 35


def test_what_plans_know_of_a_weekday_is_not_counted_twice() -> None:
    problem = build_problem(week(make_behavior("run", target_per_week=2, weekdays=(0, 3))))
    monday = Session(behavior="run", day=0, slot=problem.slots[0].name, start=problem.slots[0].start, minutes=30)
    slot = monday.slot
    outlook = Outlook("run", -0.4, 0.1, weekday=0)

    def chance(known: float) -> float:
        learned = Adherence(behavior="run", day=0, slot=slot, probability=known)
        told = informed(problem.changed(adherence=(learned,)), [monday], [outlook])
        return told.adherence[0].probability

    assert chance(0.8) == pytest.approx(0.4)
    assert chance(0.3) == pytest.approx(0.3)
    # half of the difference is known already
    assert chance(0.55) == pytest.approx(0.35)


def test_a_run_reports_each_and_ends_when_it_is_told_to() -> None:
    free = make_behavior("run", target_per_week=3)
    trial = trial_of(suggest("raise_target", target_per_week=4), free)
    assert trial is not None
    trials = Trials(9, build_problem(week(free)), (trial,))
    heard: list[Suggestions] = []
    assert trials.run(heard.append) == heard[-1]
    assert trials.run() == heard[-1]
    stop = Event()
    stop.set()
    assert not trials.run(cancel=stop).lines


@pytest.mark.parametrize(("times", "placed"), [(0, False), (1, True), (2, True)])
def test_what_is_to_be_added_is_placed_once_at_least(times: int, placed: bool) -> None:
    suggestion = replace(suggest("target"), proposal=AdoptBehavior(ready="run"))
    found = SimpleNamespace(
        without=SimpleNamespace(sessions=()),
        with_change=SimpleNamespace(sessions=[SimpleNamespace(behavior="run")] * times),
    )
    assert _placed(Trial(suggestion, week(RUN), RUN), found) == placed  # type: ignore[arg-type]
