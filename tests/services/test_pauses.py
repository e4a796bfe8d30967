from datetime import date, timedelta

import pytest

from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.days import LATEST
from habitos_tui.domain.model.plan import PlanStatus
from habitos_tui.domain.model.rule import Frequency, Precedence, Scope
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.workspace import Workspace
from tests.support.household import FRIDAY, MONDAY, SUNDAY, THURSDAY, TUESDAY, WEDNESDAY, make_behavior

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
NEXT = MONDAY + WEEK


def states(workspace: Workspace, behavior: str) -> dict[date, SessionState]:
    """Return what became of the planned sessions of a behavior this week, by day."""
    items = (item for day in workspace.tracking.week(MONDAY).days for item in day.items)
    return {i.session.day: i.state for i in items if i.behavior.id == behavior and i.session is not None}


class TestPauses:
    def test_one_is_kept_until_it_is_deleted(self, alice: Workspace) -> None:
        pause = alice.pauses.add("run", THURSDAY, FRIDAY, "my knee")
        assert (pause.first, pause.last, pause.note) == (THURSDAY, FRIDAY, "my knee")
        assert alice.pauses.all() == alice.pauses.of("run") == (pause,)
        assert (alice.pauses.on("run", FRIDAY), alice.pauses.on("run", SUNDAY)) == (pause, None)
        assert alice.pauses.on("read", FRIDAY) is None
        assert alice.pauses.remove(pause.id) == pause
        assert alice.pauses.all() == ()

    def test_one_without_an_end_ends_when_the_behavior_is_taken_up_again(self, alice: Workspace) -> None:
        pause = alice.pauses.add("run", MONDAY - 9 * DAY)
        assert (pause.last, pause.end) == (None, LATEST)
        assert alice.pauses.coming() == {"run": pause}
        assert alice.pauses.resume("run") == pause
        assert alice.pauses.of("run") == (pause.model_copy(update={"last": TUESDAY}),)
        assert alice.pauses.coming() == {}
        assert alice.history.undo() is not None
        assert alice.pauses.of("run") == (pause,)

    def test_one_of_today_is_as_if_it_had_never_been_when_it_ends_today(self, alice: Workspace) -> None:
        alice.pauses.add("run", WEDNESDAY)
        alice.pauses.resume("run")
        assert alice.pauses.all() == ()

    def test_what_is_not_paused_today_cannot_be_taken_up_again(self, alice: Workspace) -> None:
        with pytest.raises(NotFoundError, match="“Morning run” is not paused") as caught:
            alice.pauses.resume("run")
        assert caught.value.hint
        alice.pauses.add("run", FRIDAY)
        with pytest.raises(NotFoundError, match="not paused today") as caught:
            alice.pauses.resume("run")
        assert "pause remove run 2026-11-27" in (caught.value.hint or "")

    @pytest.mark.parametrize(
        ("first", "last", "where"), [(MONDAY, THURSDAY, "last"), (FRIDAY, None, "first"), (MONDAY, None, "last")]
    )
    def test_those_of_one_behavior_may_not_overlap(
        self, alice: Workspace, first: date, last: date | None, where: str
    ) -> None:
        alice.pauses.add("run", THURSDAY, FRIDAY)
        with pytest.raises(InvalidInputError, match="paused already: Thu 26 Nov to Fri 27 Nov, 2 days") as caught:
            alice.pauses.add("run", first, last)
        assert caught.value.issues[0][0] == where
        assert alice.pauses.add("read", first, last)

    def test_one_that_ends_before_it_begins_is_refused(self, alice: Workspace) -> None:
        with pytest.raises(InvalidInputError) as caught:
            alice.pauses.add("run", FRIDAY, THURSDAY)
        assert caught.value.issues == (("last", "must not be before the first day"),)

    def test_an_archived_behavior_can_only_have_been_paused(self, alice: Workspace) -> None:
        alice.behaviors.archive("run")
        for last in (None, WEDNESDAY):
            with pytest.raises(InvalidInputError, match="rests already"):
                alice.pauses.add("run", TUESDAY, last)
        assert alice.pauses.add("run", MONDAY, TUESDAY)

    def test_it_is_found_by_a_day_and_comes_until_it_is_over(self, alice: Workspace) -> None:
        over = alice.pauses.add("run", MONDAY, TUESDAY)
        now, later = alice.pauses.add("run", WEDNESDAY, WEDNESDAY), alice.pauses.add("run", FRIDAY)
        assert alice.pauses.coming() == {"run": now}
        assert [alice.pauses.at("run", day) for day in (TUESDAY, WEDNESDAY, SUNDAY)] == [over, now, later]
        with pytest.raises(NotFoundError, match="not paused on Thu 26 Nov"):
            alice.pauses.at("run", THURSDAY)

    def test_one_that_is_gone_is_not_found(self, alice: Workspace) -> None:
        pause = alice.pauses.add("run", THURSDAY)
        alice.pauses.remove(pause.id)
        with pytest.raises(NotFoundError, match="no longer there"):
            alice.pauses.remove(pause.id)
        with pytest.raises(NotFoundError, match="no longer there"):
            alice.pauses.edit(pause)

    def test_every_change_can_be_undone(self, alice: Workspace) -> None:
        pause = alice.pauses.add("run", THURSDAY)
        longer = alice.pauses.edit(pause.model_copy(update={"first": WEDNESDAY, "last": SUNDAY}))
        alice.pauses.remove(longer.id)
        for left in ((longer,), (pause,), ()):
            alice.history.undo()
            assert alice.pauses.all() == left

    def test_it_goes_with_its_behavior(self, alice: Workspace) -> None:
        alice.pauses.add("run", THURSDAY)
        alice.behaviors.delete("run", force=True)
        assert alice.pauses.all() == ()
        alice.history.undo()
        assert len(alice.pauses.all()) == 1


class TestDays:
    def test_sessions_are_neither_missed_nor_open_and_those_of_others_are_as_before(self, alice: Workspace) -> None:
        before = {behavior: states(alice, behavior) for behavior in ("meditate", "run")}
        alice.pauses.add("meditate", MONDAY, THURSDAY)
        after = states(alice, "meditate")
        assert {state for day, state in after.items() if day <= THURSDAY} <= {SessionState.PAUSED, SessionState.DONE}
        assert SessionState.PAUSED in after.values()
        assert {d: s for d, s in after.items() if d > THURSDAY} == {
            d: s for d, s in before["meditate"].items() if d > THURSDAY
        }
        assert states(alice, "run") == before["run"]
        assert not [s for s in alice.planning.missed(MONDAY) if s.behavior == "meditate"]
        open_days = {s.day for s in alice.planning.movable(MONDAY) if s.behavior == "meditate"}
        assert open_days == {day for day in before["meditate"] if day > THURSDAY}

    def test_what_is_done_all_the_same_counts(self, alice: Workspace) -> None:
        alice.pauses.add("run", WEDNESDAY)
        alice.tracking.done("run")
        assert alice.tracking.day(WEDNESDAY).done_count == 1

    def test_what_was_planned_can_be_taken_out_with_it(self, alice: Workspace) -> None:
        sessions = alice.planning.sessions(MONDAY)
        coming = [s for s in sessions if s.behavior == "meditate" and s.day >= WEDNESDAY]
        assert alice.pauses.planned("meditate", MONDAY, None) == tuple(coming) != ()
        alice.pauses.add("meditate", WEDNESDAY, THURSDAY, clear=True)
        left = [s for s in coming if s.day > THURSDAY]
        assert list(alice.pauses.planned("meditate", MONDAY, None)) == left
        alice.history.undo()
        assert alice.planning.sessions(MONDAY) == sessions

    def test_what_is_locked_or_done_stays_in_the_plan_and_a_longer_pause_takes_more(self, alice: Workspace) -> None:
        sessions = {(s.behavior, s.day): s.id for s in alice.planning.sessions(MONDAY)}
        alice.planning.lock(sessions["friends", FRIDAY], True)
        alice.tracking.done("meditate", session=sessions["meditate", WEDNESDAY])
        assert alice.pauses.planned("friends", MONDAY, None) == ()
        assert [s.day for s in alice.pauses.planned("meditate", MONDAY, None)] == [THURSDAY]
        pause = alice.pauses.add("meditate", WEDNESDAY, WEDNESDAY)
        longer = alice.pauses.edit(pause.model_copy(update={"last": THURSDAY}))
        assert len(alice.pauses.planned("meditate", MONDAY, None)) == 1
        alice.pauses.edit(longer, clear=True)
        assert alice.pauses.planned("meditate", MONDAY, None) == ()

    def test_strength_and_streak_stand_still_for_years(self, alice: Workspace) -> None:
        long_ago = MONDAY - 120 * WEEK
        for weeks in range(8):
            for days in (0, 2, 4):
                alice.tracking.done("run", day=long_ago + weeks * WEEK + days * DAY)
        alice.pauses.add("run", long_ago + 8 * WEEK)
        alice.tracking.remove(next(c.id for c in alice.tracking._log.between(MONDAY, MONDAY)))
        strength = alice.insights.strengths([alice.behaviors.get("run")])["run"]
        (line,) = alice.insights.everything(Span(long_ago, long_ago + 8 * WEEK - DAY), "run").strengths.lines
        assert strength == pytest.approx(line.value)
        (streak,) = alice.insights.streaks("run").lines
        assert streak.current == 8

    def test_nobody_is_asked_whether_they_were_away_for_the_sake_of_what_was_paused(self, alice: Workspace) -> None:
        for behavior in {session.behavior for session in alice.planning.sessions(MONDAY)}:
            alice.pauses.add(behavior, MONDAY - WEEK)
        assert alice.away_question.days() is None


class TestPlanning:
    def test_its_days_are_not_among_those_of_the_behavior_and_less_is_asked(self, alice: Workspace) -> None:
        alice.pauses.add("meditate", NEXT + 2 * DAY, NEXT + 5 * DAY)
        problem = alice.planning.problem_for(NEXT)
        meditate = problem.behavior_by_id["meditate"]
        usual = alice.behaviors.get("meditate")
        assert (usual.target_per_week, meditate.target_per_week, meditate.weekdays) == (7, 3, (0, 1, 6))
        others = {b.id: b.target_per_week for b in alice.planning.problem_for(NEXT + WEEK).behaviors}
        assert {b.id: b.target_per_week for b in problem.behaviors} == others | {"meditate": 3}
        (reduced,) = alice.planning.reduced_targets(problem)
        assert (reduced.behavior, reduced.target, reduced.usual, reduced.days, reduced.paused) == (
            "meditate",
            3,
            7,
            3,
            True,
        )

    def test_a_week_of_rest_knows_the_behavior_no_more_but_what_was_done_of_it(self, alice: Workspace) -> None:
        alice.pauses.add("meditate", MONDAY)
        assert "meditate" not in alice.planning.problem_for(NEXT).behavior_by_id
        here = alice.planning.problem_for(MONDAY)
        assert here.behavior_by_id["meditate"].week_limit == len([f for f in here.fixed if f.behavior == "meditate"])
        assert [r.target for r in alice.planning.reduced_targets(alice.planning.problem_for(NEXT))] == [0]

    def test_a_plan_with_sessions_of_it_to_come_is_out_of_date(self, alice: Workspace) -> None:
        assert not alice.planning.outdated(MONDAY)
        alice.pauses.add("meditate", MONDAY, TUESDAY)
        assert not alice.planning.outdated(MONDAY)
        alice.pauses.add("meditate", WEDNESDAY, THURSDAY)
        assert alice.planning.outdated(MONDAY)
        alice.history.undo()
        alice.pauses.add("meditate", WEDNESDAY, THURSDAY, clear=True)
        assert not alice.planning.outdated(MONDAY)

    def test_rules_ask_no_more_of_it(self, alice: Workspace) -> None:
        alice.behaviors.add(make_behavior("choir", name="Choir", target_per_week=7, max_per_day=1))
        alice.rules.add(Frequency(id="sing", scope=Scope(behaviors=("choir",)), period="week", min_sessions=7))
        alice.rules.add(Frequency(id="daily", scope=Scope(behaviors=("choir",)), period="day", min_sessions=1))
        alice.rules.add(Frequency(id="both", scope=Scope(behaviors=("choir", "read")), period="week", min_sessions=2))
        alice.rules.add(Precedence(id="first", before="choir", after="read"))
        alice.pauses.add("choir", NEXT, NEXT + 3 * DAY)
        problem = alice.planning.problem_for(NEXT)
        rules = {rule.id: rule for rule in problem.rules}
        week, daily, both = rules["sing"], rules["daily"], rules["both"]
        assert isinstance(week, Frequency)
        assert isinstance(both, Frequency)
        assert (week.min_sessions, both.min_sessions) == (3, 2)
        assert daily.days == rules["first"].days == (4, 5, 6)
        assert alice.planning.solve(problem).status is PlanStatus.OPTIMAL
        alice.pauses.add("choir", NEXT + 4 * DAY)
        rules = {rule.id: rule for rule in alice.planning.problem_for(NEXT).rules}
        assert rules.keys() & {"sing", "daily", "both", "first"} == {"both"}

    def test_a_repair_of_a_rule_that_asks_less_for_a_pause_still_applies(self, alice: Workspace) -> None:
        alice.behaviors.add(make_behavior("choir", name="Choir", target_per_week=7, max_per_day=1))
        alice.rules.add(Frequency(id="sing", scope=Scope(behaviors=("choir",)), period="week", min_sessions=7))
        alice.pauses.add("choir", NEXT, NEXT + 3 * DAY)
        alice.repairs.apply(
            alice.planning.problem_for(NEXT), {"what": "rule", "id": "sing", "set": {"min_sessions": 2}}
        )
        (sing,) = (rule for rule in alice.rules.all() if rule.id == "sing")
        assert isinstance(sing, Frequency)
        assert sing.min_sessions == 2


def test_a_pause_is_not_moved_over_another(alice: Workspace) -> None:
    first = alice.pauses.add("read", MONDAY, MONDAY)
    alice.pauses.add("read", SUNDAY, SUNDAY)
    with pytest.raises(InvalidInputError):
        alice.pauses.edit(first.model_copy(update={"last": SUNDAY}))
    assert [pause.last for pause in alice.pauses.of("read")] == [MONDAY, SUNDAY]
