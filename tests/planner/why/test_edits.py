"""Changes by hand: checked at once, priced, and priced again with the week arranged around them."""

import pytest

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import SECOND_EDITION, Problem
from habitos_tui.domain.planning.why import Edit
from habitos_tui.errors import NotFoundError, NotInTimeError
from habitos_tui.planner.verification.edits import check_edit, edited
from habitos_tui.planner.verification.verify import verify
from habitos_tui.planner.why.edits import rearranged
from tests.planner.mini import habit, proven, week

SWIM = habit("swim", 1.0, 120, weekdays=(0, 1), target_per_week=1, max_per_week=1)
READ = habit("read", 0.25, 60)


def problem() -> Problem:
    """Swim fills two hours on Monday at 0.8, or on Tuesday at 0.5; Read has an hour on Monday at 0.2."""
    learned = [{"behavior": "swim", "day": 1, "slot": "day", "probability": 0.5}]
    return week(SWIM, READ, adherence=learned)


def session(behavior: str, day: int, start: str = "08:00", minutes: int = 60) -> Session:
    return Session.model_validate({"behavior": behavior, "day": day, "slot": "day", "start": start, "minutes": minutes})


def test_a_drop_costs_what_the_session_was_worth() -> None:
    plan = proven(problem()).sessions
    checked = check_edit(problem(), plan, Edit(old=plan[0]))
    assert checked.allowed
    assert checked.sessions == ()
    assert checked.objective == 0
    assert checked.price == pytest.approx(0.8)


def test_around_a_drop_the_week_is_filled_again() -> None:
    plan = proven(problem()).sessions
    found = rearranged(problem(), plan, Edit(old=plan[0]))
    assert found is not None
    assert found.price == pytest.approx(0.8 - 0.7)
    assert {(s.behavior, s.day) for s in found.sessions} == {("swim", 1), ("read", 0)}
    assert found.sentence == "costs 10.0 points"


def test_an_addition_that_does_not_fit_is_refused_with_sentences() -> None:
    plan = proven(problem()).sessions
    checked = check_edit(problem(), plan, Edit(new=session("read", 0)))
    assert not checked.allowed
    assert any("overlaps" in sentence for sentence in checked.violations)


def test_around_an_addition_others_give_way() -> None:
    plan = proven(problem()).sessions
    found = rearranged(problem(), plan, Edit(new=session("read", 0)))
    assert found is not None
    assert found.price == pytest.approx(0.1)
    assert [(one.behavior, one.kind) for one in found.displaced] == [("swim", "moved")]
    assert verify(problem(), found.sessions).allowed


def test_a_move_costs_the_difference() -> None:
    plan = proven(problem()).sessions
    move = Edit(old=plan[0], new=session("swim", 1, minutes=120))
    assert check_edit(problem(), plan, move).price == pytest.approx(0.3)
    assert check_edit(problem(), plan, move, objective=0.9).price == pytest.approx(0.9 - 0.5)
    found = rearranged(problem(), plan, move)
    assert found is not None
    assert found.price == pytest.approx(0.1)


def test_a_move_within_its_slot_asks_for_nothing_else() -> None:
    only = week(READ)
    plan = proven(only).sessions
    found = rearranged(only, plan, Edit(old=plan[0], new=session("read", 0, "09:00")))
    assert found is not None
    assert (found.price, found.sessions[0].start) == (0, 540)


def test_an_edit_that_no_week_can_have_gives_none() -> None:
    plan = proven(problem()).sessions
    assert rearranged(problem(), plan, Edit(new=session("read", 2))) is None


def test_a_session_that_is_gone_cannot_be_edited() -> None:
    with pytest.raises(NotFoundError):
        edited((), Edit(old=session("read", 0)))


def test_a_week_that_was_not_found_in_time_is_not_told_as_impossible() -> None:
    plan = proven(problem()).sessions
    crowded = Edit(new=session("read", 0))
    with pytest.raises(NotInTimeError, match="may be one"):
        rearranged(problem(), plan, crowded, seconds=0.0)


def test_in_the_second_edition_what_has_to_give_way_goes_no_further_than_it_must() -> None:
    settings = {"routine": 0, "balance": 0, "variety": 0, "slack": 0}
    later = {"ideal_time": 9 * 60}
    behaviors = [habit(name, weekdays=(0, 1), target_per_week=2).model_dump() | later for name in ("a", "b")]
    problem = week(format=SECOND_EDITION, grid_minutes=5, settings=settings, behaviors=behaviors)
    plan = proven(problem).sessions
    old = next(s for s in plan if (s.behavior, s.day) == ("b", 1))
    there = next(s for s in plan if (s.behavior, s.day) == ("a", 1))
    found = rearranged(problem, plan, Edit(old, old.model_copy(update={"start": there.start + 10})))
    assert found is not None
    assert verify(problem, found.sessions).allowed
    first, second = (s.start for s in found.sessions if s.day == 1)
    assert first <= 9 * 60 <= second
    assert second - first == 30
    assert [s for s in found.sessions if s.day == 0] == [s for s in plan if s.day == 0]
