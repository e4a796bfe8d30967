"""The question that those are asked once whose behaviors had no maximum."""

from datetime import timedelta
from typing import Any

import pytest

from habitos_tui.domain.model.problem import SECOND_EDITION
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.text.maximum_phrasing import NO_DIFFERENCE, difference_sentence
from habitos_tui.services.maximum_question import MoreSessions, more_sessions, with_more_welcome
from habitos_tui.services.store import Store
from habitos_tui.services.workspace import Workspace
from habitos_tui.storage.profiles import ProfileRepository
from tests.planner.mini import habit, proven, week
from tests.support.household import MONDAY, make_behavior

QUICK = SolveOptions(gap=0.05)


@pytest.fixture
def asked(alice: Workspace) -> Workspace:
    """Somebody whose behaviors had no maximum before."""
    store: Store = alice._store
    preferences = alice.profile.preferences.model_copy(update={"maximum_undecided": True})
    ProfileRepository(store.database).set_preferences(alice.profile.id, preferences)
    return Workspace(
        Store.of(store.database, alice.profile.model_copy(update={"preferences": preferences}), store.clock)
    )


def test_profiles_that_are_not_undecided_are_not_asked(alice: Workspace) -> None:
    assert not alice.maximum_question.is_open()


def test_an_answer_ends_the_question_and_leaves_behaviors_alone(asked: Workspace) -> None:
    before = asked.behaviors.all()
    assert asked.maximum_question.is_open()
    profile = asked.maximum_question.answer(welcome=False)
    assert not profile.preferences.maximum_undecided
    assert not asked.maximum_question.is_open()
    assert asked.behaviors.all() == before


def test_more_is_welcome_up_to_what_the_days_allow(asked: Workspace) -> None:
    wanted = {behavior.id for behavior in asked.maximum_question.behaviors()}
    asked.maximum_question.answer(welcome=True)
    changed = {behavior.id: behavior for behavior in asked.behaviors.all() if behavior.id in wanted}
    assert all(b.max_per_week is not None and b.max_per_week > b.target_per_week for b in changed.values())
    assert asked.maximum_question.behaviors() == ()
    assert asked.history.undo() is not None
    assert asked.maximum_question.is_open()


def test_the_difference_is_that_of_the_own_week(asked: Workspace) -> None:
    problem = asked.planning.problem_for(MONDAY + timedelta(days=7))
    behaviors = asked.maximum_question.behaviors()
    plan = asked.planning.solve(problem, QUICK)
    found = asked.planning.more_if_welcome(problem, plan, behaviors, QUICK)
    names = {behavior.name for behavior in behaviors}
    assert found
    assert all(each.name in names and each.then > each.now for each in found)
    limits = {b.id: b.week_limit for b in with_more_welcome(problem, behaviors).behaviors}
    assert any(limits[b.id] > b.week_limit for b in problem.behaviors)


def test_a_week_that_was_looked_at_before_allows_more_as_well(asked: Workspace) -> None:
    problem = asked.planning.problem_for(MONDAY + timedelta(days=7))
    before = dict(problem.behavior_by_id)
    more = with_more_welcome(problem, asked.maximum_question.behaviors()).behavior_by_id
    assert any(more[name].week_limit > each.week_limit for name, each in before.items())


def test_the_difference_is_said_in_a_sentence() -> None:
    assert difference_sentence(()) == NO_DIFFERENCE
    two = (MoreSessions("Nap", 3, 7), MoreSessions("Run", 3, 4))
    assert difference_sentence(two) == "If more is welcome this week has 5 sessions more: Nap 3 → 7 and Run 3 → 4."
    seven = tuple(MoreSessions(f"B{place}", 0, 1) for place in range(7))
    assert difference_sentence(seven).endswith("B4 0 → 1 and 2 more.")


def test_what_says_itself_how_often_it_is_wanted_is_not_asked_about(asked: Workspace) -> None:
    asked.behaviors.add(make_behavior("filter", rhythm={"times_a_month": 1}, target_per_week=1))
    asked.behaviors.add(make_behavior("report", task={"total_minutes": 60}, target_per_week=0))
    assert not {"filter", "report"} & {behavior.id for behavior in asked.maximum_question.behaviors()}


def test_what_a_plan_has_more_of_is_told_the_largest_difference_first() -> None:
    behaviors = [habit(name, weekdays=(0, 1, 2)) for name in ("run", "read", "swim")]
    few, many = (
        proven(week(*(b.model_copy(update={"max_per_week": most}) for b, most in zip(behaviors, times, strict=True))))
        for times in ((1, 2, 1), (2, 2, 3))
    )
    assert more_sessions(behaviors, few, many) == (MoreSessions("Swim", 1, 3), MoreSessions("Run", 1, 2))


def test_only_what_could_be_done_more_often_than_it_is_wanted_is_asked_about(asked: Workspace) -> None:
    """Runs and friends have a maximum, and one meditates on every day already."""
    assert [behavior.id for behavior in asked.maximum_question.behaviors()] == ["deepwork", "read"]
    asked.behaviors.archive("deepwork")
    asked.behaviors.archive("read")
    assert not asked.maximum_question.is_open()


def test_more_is_welcome_of_what_is_asked_about_and_has_no_maximum() -> None:
    three_days: dict[str, Any] = {"weekdays": (0, 1, 2), "target_per_week": 1}
    free, twice, limited, other = (
        habit(name, **three_days | fields)
        for name, fields in (
            ("free", {}),
            ("twice", {"max_per_day": 2}),
            ("limited", {"max_per_week": 2}),
            ("other", {}),
        )
    )
    problem = week(free, twice, limited, other, format=SECOND_EDITION)
    more = with_more_welcome(problem, (free, twice, limited)).behavior_by_id
    assert [more[name].max_per_week for name in ("free", "twice", "limited", "other")] == [3, 6, 2, None]
