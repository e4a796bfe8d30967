"""Suggestions are tried out: with what a week can be planned, and what that brings."""

from dataclasses import replace
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from habitos_tui.domain.insight.suggestion import (
    AddRule,
    AdoptBehavior,
    ArchiveBehavior,
    Gain,
    Outlook,
    SetBehavior,
    Suggestion,
    Suggestions,
)
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Adherence, Problem
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import Frequency, Scope
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.planner.why import with_and_without
from habitos_tui.planner.why.with_and_without import informed
from habitos_tui.services.trials import MAX_SHOWN, MAX_TRIED, Trial, Trials, _placed, tried
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


def plans(before: int, after: int, of: str = "run") -> SimpleNamespace:
    """Return a comparison of two plans with so many sessions of a behavior."""
    without, with_change = (
        SimpleNamespace(sessions=[SimpleNamespace(behavior=of)] * times + [SimpleNamespace(behavior="other")])
        for times in (before, after)
    )
    return SimpleNamespace(without=without, with_change=with_change)


@pytest.mark.parametrize(
    ("suggestion", "behavior", "found", "placed"),
    [
        (suggest("rest"), None, plans(0, 0), True),
        (suggest("day", weekdays=[0]), RUN, plans(0, 0), True),
        (suggest("raise_target", target_per_week=4), RUN, plans(0, 4), True),
        (suggest("raise_target", target_per_week=4), RUN, plans(0, 5), True),
        (suggest("raise_target", target_per_week=4), RUN, plans(4, 3), False),
        (suggest("raise_target", target_per_week=9), make_behavior("run", target_per_week=9), plans(0, 7), True),
        (
            suggest("raise_target", target_per_week=9),
            make_behavior("run", target_per_week=9, max_per_day=2),
            plans(0, 7),
            False,
        ),
        (replace(suggest("day", weekdays=[0]), moot_at=2), RUN, plans(1, 4), True),
        (replace(suggest("day", weekdays=[0]), moot_at=2), RUN, plans(2, 4), False),
        (replace(suggest("add"), proposal=AdoptBehavior(ready="run")), RUN, plans(0, 1, of="read"), False),
    ],
    ids=["of none", "no target", "all", "more", "less", "each day", "twice a day", "not moot", "moot", "another"],
)
def test_a_target_is_placed_as_often_as_days_allow_and_only_where_it_is_not_moot(
    suggestion: Suggestion, behavior: Behavior | None, found: Any, placed: bool
) -> None:
    assert _placed(Trial(suggestion, week(RUN), behavior), found) == placed


def test_a_run_tries_those_that_promise_most_and_shows_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = list[str]()

    def check(_trials: Trials, trial: Trial, _cancel: Event | None = None) -> Suggestion | None:
        seen.append(trial.suggestion.key)
        points = int(trial.suggestion.key)
        return None if points == 3 else replace(trial.suggestion, points=points)

    monkeypatch.setattr(Trials, "check", check)
    many = tuple(Trial(replace(suggest("day"), key=str(number)), week(RUN), None) for number in range(MAX_TRIED + 4))
    heard, stop = list[list[float]](), Event()

    def hear(found: Suggestions) -> None:
        heard.append([line.points for line in found.lines])
        if stop_at == len(heard):
            stop.set()

    stop_at = 0
    found = Trials(9, None, many).run(hear)
    assert seen == [str(number) for number in range(MAX_TRIED)]
    assert (found.evidence, [line.points for line in found.lines]) == (9, [15, 14, 13, 12, 11, 10, 9, 8])
    assert len(found.lines) == MAX_SHOWN
    assert heard[:5] == [[0], [1, 0], [2, 1, 0], [4, 2, 1, 0], [5, 4, 2, 1, 0]]
    assert len(heard) == MAX_TRIED - 1
    heard.clear()
    seen.clear()
    stop_at = 2
    assert [line.points for line in Trials(9, None, many).run(hear, stop).lines] == [1, 0]
    assert seen == ["0", "1"]


def test_a_suggestion_holds_that_surely_brings_something_or_is_for_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[tuple[Problem, Problem, object, object]]()
    answers = list[Any]()

    def compare(*arguments: Any) -> Any:
        asked.append(arguments)
        return answers.pop()

    monkeypatch.setattr(with_and_without, "with_and_without", compare)
    before, cancel = build_problem(week(RUN)), Event()

    def check(kind: Any, least: float, placed: int = 4, *, known: bool = True) -> Suggestion | None:
        suggestion = replace(suggest(kind, target_per_week=4), outlooks=(Outlook("run", 0.0, 0.1),))
        comparison = plans(0, placed)
        comparison.gain, comparison.least, comparison.most = 0.2, least, 0.25
        answers.append(comparison if known else None)
        return Trials(9, before, ()).check(Trial(suggestion, week(RUN), RUN), cancel)

    found = check("raise_target", 0.005)
    assert found is not None
    assert found.gain == Gain(20, 0.5, 25)
    assert found.points == pytest.approx(20)
    assert asked[0] == (before, build_problem(week(RUN)), (Outlook("run", 0.0, 0.1),), cancel)
    assert check("raise_target", 0.004) is None
    assert [check(kind, -1) is not None for kind in ("lower_target", "length", "rest", "day", "slot")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert check("lower_target", 0.005, placed=3) is None
    assert check("lower_target", 0.005, known=False) is None
    trial = Trial(suggest("day"), week(RUN), None)
    assert Trials(9, None, (trial,)).check(trial) is None
    impossible = Trial(suggest("day"), replace(week(RUN), objectives=()), None)
    assert Trials(9, before, ()).check(impossible) is None


def test_a_trial_is_the_week_with_what_is_suggested() -> None:
    read, changed = make_behavior("read"), RUN.model_copy(update={"target_per_week": 2})
    material = replace(week(RUN), behaviors=(RUN, read), archived=(make_behavior("swim"),))

    def after(proposal: Any, behavior: Behavior | None = None) -> WeekMaterial:
        trial = tried(material, replace(suggest("day"), proposal=proposal), behavior)
        assert trial is not None
        assert (trial.behavior is None) == (behavior is None)
        return trial.after

    assert after(SetBehavior(id="run", set={}), changed).behaviors == (changed, read)
    assert after(SetBehavior(id="run", set={})).behaviors == (RUN, read)
    assert after(AdoptBehavior(ready="cook"), make_behavior("cook")).behaviors == (RUN, read, make_behavior("cook"))
    assert after(AdoptBehavior(ready="cook")).behaviors == (RUN, read)
    archived = after(ArchiveBehavior(id="run"))
    assert (archived.behaviors, archived.archived) == ((read,), (make_behavior("swim"), RUN))
    rule = Frequency(id="f", period="week", max_sessions=9)
    assert after(AddRule(rule=rule)).rules == (rule,)


def test_a_change_is_possible_where_a_week_has_room_for_it_or_for_as_much_as_before() -> None:
    apart = RUN.model_copy(update={"min_gap_days": 2})  # three a week at most

    def possible(before: Behavior, **fields: Any) -> bool:
        changed = before.model_copy(update=fields)
        return tried(week(before), suggest("day"), changed) is not None

    assert possible(RUN, min_gap_days=0)
    assert possible(apart, weekdays=(0, 1, 2, 3, 4, 5, 6))  # more is wanted than there can be, as before
    assert not possible(apart, weekdays=(0, 1, 2, 3))
    assert not possible(RUN, min_gap_days=2)
    assert possible(RUN, min_gap_days=2, target_per_week=3)
    assert not possible(RUN, min_gap_days=2, target_per_week=2, min_per_week=4)
    most = (Frequency(id="f", period="week", max_sessions=3, scope=Scope(behaviors=("run",))),)
    limited = replace(week(RUN), rules=most)
    suggestion = suggest("raise_target", target_per_week=5)
    assert tried(limited, suggestion, RUN.model_copy(update={"target_per_week": 3})) is not None
    assert tried(limited, suggestion, RUN.model_copy(update={"target_per_week": 5, "min_gap_days": 0})) is None
    added = replace(suggest("add"), proposal=AdoptBehavior(ready="cook"))
    cook = make_behavior("cook", target_per_week=4, weekdays=(0, 1, 2))
    assert tried(week(RUN), added, cook) is None
    assert tried(week(RUN), added, cook.model_copy(update={"target_per_week": 3})) is not None
