from datetime import date, timedelta

import pytest
from pydantic import JsonValue

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.away import AwayReason
from habitos_tui.domain.model.plan import PlanStatus
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.workspace import Workspace
from tests.support.household import (
    FRIDAY,
    MONDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    accept_now,
    hand_made,
    make_behavior,
)

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def states(workspace: Workspace, day: date) -> set[SessionState]:
    return {item.state for item in workspace.tracking.day(day).items}


class TestAbsences:
    def test_one_is_kept_until_it_is_removed(self, alice: Workspace) -> None:
        away = alice.away.add(THURSDAY, FRIDAY, AwayReason.ILLNESS, "a cold")
        assert (away.first, away.last, away.reason, away.note, away.days) == (THURSDAY, FRIDAY, "illness", "a cold", 2)
        assert alice.away.all() == (away,)
        assert (alice.away.on(FRIDAY), alice.away.on(SUNDAY)) == (away, None)
        assert alice.away.remove(away.id) == away
        assert alice.away.all() == ()

    def test_one_day_is_enough(self, alice: Workspace) -> None:
        assert alice.away.add(THURSDAY).days == 1

    @pytest.mark.parametrize(("first", "last"), [(FRIDAY, THURSDAY), (MONDAY, MONDAY + 366 * DAY)])
    def test_days_that_cannot_be_are_refused(self, alice: Workspace, first: date, last: date) -> None:
        with pytest.raises(InvalidInputError) as caught:
            alice.away.add(first, last)
        assert caught.value.issues[0][0] == "last"

    @pytest.mark.parametrize(
        ("first", "last", "where"),
        [
            (MONDAY, THURSDAY, "last"),
            (FRIDAY, SUNDAY, "first"),
            (MONDAY, SUNDAY, "last"),
            (THURSDAY, THURSDAY, "first"),
        ],
    )
    def test_absences_may_not_overlap(self, alice: Workspace, first: date, last: date, where: str) -> None:
        alice.away.add(THURSDAY, FRIDAY, AwayReason.VACATION)
        with pytest.raises(InvalidInputError, match="Vacation, Thu 26 Nov to Fri 27 Nov, 2 days") as caught:
            alice.away.add(first, last)
        assert caught.value.issues[0][0] == where

    def test_a_changed_one_may_overlap_with_itself_only(self, alice: Workspace) -> None:
        away, later = alice.away.add(THURSDAY), alice.away.add(SUNDAY)
        longer = alice.away.edit(away.model_copy(update={"last": FRIDAY, "reason": AwayReason.VACATION}))
        assert alice.away.all() == (longer, later)
        with pytest.raises(InvalidInputError):
            alice.away.edit(longer.model_copy(update={"last": SUNDAY}))
        assert alice.away.all() == (longer, later)

    def test_what_is_gone_cannot_be_changed(self, alice: Workspace) -> None:
        away = alice.away.add(THURSDAY)
        alice.away.remove(away.id)
        with pytest.raises(NotFoundError):
            alice.away.edit(away)
        with pytest.raises(NotFoundError):
            alice.away.remove(away.id)

    def test_every_change_can_be_undone(self, alice: Workspace) -> None:
        away = alice.away.add(THURSDAY, note="x")
        changed = alice.away.edit(away.model_copy(update={"first": FRIDAY, "last": FRIDAY}))
        alice.away.remove(changed.id)
        for left in ((changed,), (away,), ()):
            alice.history.undo()
            assert alice.away.all() == left
        for left in ((away,), (changed,), ()):
            alice.history.redo()
            assert alice.away.all() == left


class TestDays:
    def test_what_was_planned_is_neither_missed_nor_open(self, alice: Workspace) -> None:
        alice.away.add(MONDAY, WEDNESDAY, AwayReason.ILLNESS)
        assert states(alice, MONDAY) == {SessionState.DONE, SessionState.AWAY}
        assert states(alice, WEDNESDAY) == {SessionState.AWAY}
        assert states(alice, THURSDAY) == {SessionState.PLANNED}
        assert alice.planning.missed(MONDAY) == ()
        assert {session.day for session in alice.planning.movable(MONDAY)} == {THURSDAY, FRIDAY, FRIDAY + DAY, SUNDAY}

    def test_a_day_says_so_and_counts_only_what_was_done(self, alice: Workspace) -> None:
        away = alice.away.add(MONDAY, TUESDAY)
        monday = alice.tracking.day(MONDAY)
        assert monday.away == away
        assert alice.tracking.day(WEDNESDAY).away is None
        assert (monday.minutes, monday.energy, monday.done_count) == (35, 4, 1)

    def test_what_is_done_all_the_same_counts(self, alice: Workspace) -> None:
        alice.away.add(WEDNESDAY)
        entry = alice.tracking.done("run")
        assert entry.session is not None
        assert alice.tracking.day(WEDNESDAY).done_count == 1

    def test_it_is_open_again_without_the_absence(self, alice: Workspace) -> None:
        before = alice.tracking.day(WEDNESDAY)
        away = alice.away.add(WEDNESDAY)
        alice.away.remove(away.id)
        assert alice.tracking.day(WEDNESDAY) == before

    def test_strength_and_streaks_stand_still(self, alice: Workspace) -> None:
        run = alice.behaviors.get("run")
        for weeks in range(4, 10):
            for days in (0, 2, 4):
                alice.tracking.done("run", day=MONDAY - weeks * WEEK + days * DAY)
        alice.tracking.remove(next(c.id for c in alice.tracking._log.between(MONDAY, MONDAY)))
        weakened = alice.insights.strengths([run])["run"]
        alice.away.add(MONDAY - 3 * WEEK, WEDNESDAY, AwayReason.VACATION)
        strength = alice.insights.strengths([run])["run"]
        span = alice.insights.span()
        (line,) = alice.insights.everything(span, "run").strengths.lines
        assert weakened < strength == line.value == line.history[-4]
        (streak,) = alice.insights.streaks("run").lines
        assert streak.current == 6
        assert len(alice.insights.year(span).away) == 24


class TestPlanning:
    def test_a_week_has_no_time_on_these_days(self, alice: Workspace) -> None:
        alice.away.add(FRIDAY, SUNDAY + 2 * DAY, AwayReason.VACATION)
        problem = alice.planning.problem_for(MONDAY)
        assert {window.day for window in problem.windows} == {2, 3}
        assert {window.day for window in alice.planning.problem_for(MONDAY + WEEK).windows} == {2, 3, 4, 5, 6}
        assert [busy.title for busy in problem.busy if busy.day == 4] == ["Vacation", "Work"]
        assert {window.day for window in alice.planning.outline(MONDAY).windows} == {0, 1, 2, 3}

    def test_less_is_asked_of_it(self, alice: Workspace) -> None:
        alice.behaviors.update(alice.behaviors.get("meditate").model_copy(update={"min_per_week": 7}))
        alice.away.add(MONDAY + WEEK, MONDAY + WEEK + 4 * DAY)
        problem = alice.planning.problem_for(MONDAY + WEEK)
        asked = {b.id: (b.target_per_week, b.min_per_week) for b in problem.behaviors}
        assert asked["meditate"] == (2, 2)
        assert alice.planning.solve(problem).status is PlanStatus.OPTIMAL

    def test_a_whole_week_away_can_be_planned(self, alice: Workspace) -> None:
        alice.behaviors.update(alice.behaviors.get("meditate").model_copy(update={"min_per_week": 7}))
        alice.away.add(MONDAY + WEEK, SUNDAY + WEEK)
        plan = alice.planning.solve(alice.planning.problem_for(MONDAY + WEEK))
        assert (plan.status, plan.sessions) == (PlanStatus.OPTIMAL, ())

    def test_what_is_impossible_names_the_absence(self, alice: Workspace) -> None:
        alice.behaviors.add(make_behavior("choir", name="Choir", min_per_week=3, weekdays=(2, 3, 4, 5, 6)))
        for weekday in range(4):
            alice.busy_time.add_busy(weekday, 0, 1440, "Congress")
        alice.away.add(FRIDAY + WEEK, SUNDAY + WEEK - DAY, AwayReason.VACATION)
        problem = alice.planning.problem_for(MONDAY + WEEK)
        plan = alice.planning.solve(problem)
        assert plan.status is PlanStatus.INFEASIBLE
        sentences = {limit.sentence for limit in plan.conflict}
        assert {"Choir at least 2 times a week", "Vacation on Friday 00:00-24:00"} <= sentences
        assert any(repair.sentence.startswith("Choir") for repair in plan.repairs)

    def test_a_repair_of_what_was_asked_less_of_still_applies(self, alice: Workspace) -> None:
        alice.behaviors.update(alice.behaviors.get("meditate").model_copy(update={"min_per_week": 7}))
        alice.away.add(MONDAY + WEEK, MONDAY + WEEK + 4 * DAY)
        problem = alice.planning.problem_for(MONDAY + WEEK)
        alice.repairs.apply(problem, {"what": "behavior", "id": "meditate", "set": {"min_per_week": 1}})
        assert alice.behaviors.get("meditate").min_per_week == 1

    def test_no_repair_takes_time_out_of_an_absence(self, alice: Workspace) -> None:
        alice.away.add(FRIDAY, FRIDAY, AwayReason.VACATION)
        change: dict[str, JsonValue] = {"what": "busy", "day": 4, "start": 0, "end": 1440, "title": "Vacation"}
        with pytest.raises(InvalidInputError, match="You are away on Fri 27 Nov: Vacation"):
            alice.repairs.apply(alice.planning.problem_for(MONDAY), change)

    def test_a_plan_made_before_is_out_of_date(self, alice: Workspace) -> None:
        assert not alice.planning.outdated(MONDAY)
        alice.away.add(FRIDAY)
        assert alice.planning.outdated(MONDAY)

    def test_planning_anew_keeps_what_was_locked_for_the_case_of_coming_back(self, alice: Workspace) -> None:
        friday = next(s for s in alice.planning.sessions(MONDAY) if s.day == FRIDAY)
        alice.planning.lock(friday.id, True)
        away = alice.away.add(FRIDAY)
        assert "friends" not in {fixed.behavior for fixed in alice.planning.problem_for(MONDAY).fixed}
        accept_now(alice, hand_made(alice, MONDAY, ()))
        alice.away.remove(away.id)
        assert states(alice, FRIDAY) == {SessionState.PLANNED}


def test_absences_are_a_persons_own(household: DataDirectory, alice: Workspace) -> None:
    alice.away.add(FRIDAY)
    bob = household.open_workspace(household.accounts.create("bob", None))
    assert bob.away.all() == ()
    assert bob.away.add(FRIDAY)
