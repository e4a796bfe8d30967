"""Every kind of repair that a diagnosis gives is made where it belongs, and makes the week possible."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import JsonValue

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.plan import PlanStatus
from habitos_tui.domain.model.problem import FIRST_EDITION, Problem
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import RULE_ADAPTER
from habitos_tui.domain.model.week import Slot
from habitos_tui.domain.planning.adjustment import StartAdjustment, Together, WeightAdjustment
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import InvalidInputError, OutdatedError
from habitos_tui.planner.why.diagnose import diagnose
from habitos_tui.services.repairs import without
from habitos_tui.services.workspace import Workspace
from habitos_tui.storage.behaviors import BehaviorRepository
from tests.support.household import MONDAY, WEEK_BEGIN, accept_now, hand_made, make_household, placed

NEXT_SUNDAY = MONDAY + timedelta(days=6)
SLOTS = (Slot(name="day", start=480, end=600), Slot(name="late", start=1200, end=1260))
TUESDAY, SATURDAY, SUNDAY = 1, 5, 6


class UndoneError(Exception):
    """Rolls a try back."""


@dataclass
class Home:
    """Ana, whose weeks begin on Sunday: two short slots a day, no energy budgets, no pauses."""

    household: DataDirectory
    space: Workspace

    def fill(self, *behaviors: Behavior, rules: tuple[dict[str, Any], ...] = ()) -> None:
        """Store the behaviors as they are: nobody is asked whether so much is possible."""
        repository = BehaviorRepository(self.household.database, self.space.profile.id)
        with self.household.database.unit():
            for behavior in behaviors:
                repository.add(behavior)
        for number, rule in enumerate(rules):
            self.space.rules.add(RULE_ADAPTER.validate_python({"id": f"r{number}", **rule}))

    def set_energy(self, *budget: float | None) -> None:
        self.prefer(energy_budget=budget)

    def prefer(self, **fields: object) -> None:
        preferences = self.space.profile.preferences.model_copy(update=fields)
        self.space = self.household.open_workspace(
            self.household.accounts.save_preferences(self.space.profile, preferences)
        )

    def week(self) -> Problem:
        return self.space.planning.problem_for(NEXT_SUNDAY, rest=True)

    def possible(self) -> bool:
        answer = self.space.planning.solve(self.week(), SolveOptions(gap=0.5))
        return answer.status is not PlanStatus.INFEASIBLE

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Take back what happens inside."""
        space = self.space
        with suppress(UndoneError), self.household.database.unit():
            yield
            raise UndoneError
        self.space = space

    def try_repairs(self) -> list[str]:
        """Make each repair of the week by itself; each must make the week possible. Return their sentences."""
        problem = self.week()
        found = diagnose(problem)
        for repair in found.repairs:
            with self.undone():
                self.space = self.household.open_workspace(self.space.repairs.apply(problem, repair.change))
                assert self.possible(), repair.sentence
        return [repair.sentence for repair in found.repairs]


def habit(name: str, minutes: int = 30, **fields: Any) -> Behavior:
    """A behavior of fixed length, on Tuesdays unless told otherwise."""
    lengths = {"min_minutes": minutes, "typical_minutes": minutes, "max_minutes": minutes}
    plain = {"id": name, "name": name.title(), "impacts": {"health": 0.5}, "weekdays": (TUESDAY,), "target_per_week": 7}
    return Behavior.model_validate(plain | lengths | fields)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    household = make_household(tmp_path, WEEK_BEGIN.replace(day=22))
    preferences = Preferences(week_start=6, grid_minutes=15, transition_minutes=0, energy_budget=(None,) * 7)
    space = household.open_workspace(household.accounts.create("ana", None, preferences))
    space.slots.save(SLOTS)
    return Home(household, space)


@pytest.mark.parametrize(
    ("fields", "rule", "expected"),
    [
        ({"min_per_week": 2}, None, {"Run at least 2 → 1 times a week", "Run on Sunday too"}),
        ({"weekdays": (1, 2), "min_gap_days": 1, "min_per_week": 2}, None, {"Run more than 1 → 0 days apart"}),
        (
            {"max_per_day": 2, "min_per_week": 1},
            {"type": "frequency", "period": "day", "max_sessions": 0},
            {"No sessions → at most 1 session a day"},
        ),
        (
            {"min_per_week": 1},
            {"type": "time_budget", "period": "week", "max_minutes": 15, "name": "Little time"},
            {"Little time: At most 15 min → 30 min of sessions a week"},
        ),
        (
            {},
            {"type": "time_budget", "period": "week", "min_minutes": 60, "scope": {"behaviors": ["run"]}},
            {"Run at least 1 h → 30 min a week"},
        ),
        (
            {},
            {"type": "frequency", "period": "week", "min_sessions": 3, "scope": {"behaviors": ["run"]}},
            {"Run at least 3 → 1 sessions a week"},
        ),
        (
            {"min_per_week": 2, "weekdays": (1, 2)},
            {"type": "duration_bounds", "behavior": "run", "max_minutes": 15, "days": (1,)},
            set(),
        ),
        (
            {"min_per_week": 1},
            {"type": "precedence", "before": "walk", "after": "run"},
            {"Switch off: Run only after Walk on the same day"},
        ),
    ],
)
def test_repairs_of_behaviors_and_rules(
    home: Home, fields: dict[str, Any], rule: dict[str, Any] | None, expected: set[str]
) -> None:
    home.fill(habit("run", **fields), habit("walk", 90, weekdays=(SATURDAY,)), rules=(rule,) if rule else ())
    sentences = home.try_repairs()
    assert sentences
    assert expected <= set(sentences), "\n".join(sentences)


def test_behaviors_that_exclude_each_other_are_allowed_together(home: Home) -> None:
    rule = {"type": "mutual_exclusion", "behaviors": ["run", "swim"], "period": "week"}
    home.fill(habit("run", min_per_week=1), habit("swim", min_per_week=1), rules=(rule,))
    assert "Run and Swim never in the same week → at most 2 of Run and Swim in the same week" in home.try_repairs()


def test_a_strict_slot_is_opened_or_another_one_added(home: Home) -> None:
    home.fill(habit("run", minutes=90, min_per_week=1, preferred_slots=("late",), strict_slots=True))
    assert "Run in “day” too" in home.try_repairs()


def test_a_maximum_is_raised(home: Home) -> None:
    rule = {"type": "frequency", "period": "week", "min_sessions": 2, "scope": {"behaviors": ["run"]}}
    home.fill(habit("run", max_per_week=1, weekdays=(1, 2)), rules=(rule,))
    assert "Run at most 1 → 2 times a week" in home.try_repairs()


def test_the_energy_of_a_weekday_is_raised_whatever_day_weeks_begin_on(home: Home) -> None:
    home.fill(habit("run", min_per_week=1, energy_cost=4))
    home.set_energy(9, 3, 9, 9, 9, 9, 9)
    problem = home.week()
    assert "At most 3 → 4 energy on Tuesday" in home.try_repairs()
    repair = next(r for r in diagnose(problem).repairs if r.kind == "energy")
    profile = home.space.repairs.apply(problem, repair.change)
    assert profile.preferences.energy_budget == (9, 4, 9, 9, 9, 9, 9)


def test_busy_time_is_freed_in_the_calendar(home: Home) -> None:
    home.fill(habit("run", min_per_week=1))
    work = home.space.busy_time.add_busy(TUESDAY, 425, 587, "Work")
    home.space.busy_time.add_busy(TUESDAY, 1195, 1260, "Call")
    home.space.busy_time.add_busy(SATURDAY, 425, 587, "Work")
    sentences = home.try_repairs()
    assert "Free 30 min of Call on Tuesday (20:30-21:00)" in sentences
    problem = home.week()
    freed = next(r for r in diagnose(problem).repairs if "of Work on Tuesday" in r.sentence)
    home.space.repairs.apply(problem, freed.change)
    left = {(b.weekday, b.start, b.end) for b in home.space.busy_time.busy() if b.title == "Work"}
    assert left == {(TUESDAY, 425, 570), (SATURDAY, 425, 587)}
    assert work.id in {block.id for block in home.space.busy_time.busy()}


def test_busy_time_of_several_blocks_is_freed_altogether(home: Home) -> None:
    home.fill(habit("run", minutes=120, min_per_week=1))
    home.space.busy_time.add_busy(TUESDAY, 480, 510, "Calls")
    home.space.busy_time.add_busy(TUESDAY, 570, 600, "Calls")
    problem = home.week()
    whole = [r for r in diagnose(problem).repairs if "all of Calls" in r.sentence]
    home.space.repairs.apply(problem, whole[0].change)
    assert home.space.busy_time.busy() == ()


def test_busy_time_of_one_date_is_freed_on_that_date(home: Home) -> None:
    home.fill(habit("run", minutes=120, weekdays=(TUESDAY,), min_per_week=1))
    tuesday = NEXT_SUNDAY + timedelta(days=2)
    home.space.busy_time.add_dated(tuesday, 480, 600, "Dentist")
    problem = home.week()
    freed = next(r for r in diagnose(problem).repairs if r.kind == "busy")
    home.space.repairs.apply(problem, freed.change)
    assert home.space.busy_time.dated(tuesday, tuesday) == ()
    assert home.possible()


def test_sleep_is_freed_where_the_week_before_reaches_into_its_first_morning(home: Home) -> None:
    home.space.slots.save((Slot(name="early", start=300, end=360), *SLOTS))
    home.fill(habit("run", weekdays=(SUNDAY,), preferred_slots=("early",), strict_slots=True, min_per_week=1))
    home.space.busy_time.add_busy(SATURDAY, 1320, 1800, "Sleep")
    problem = home.week()
    freed = next(r for r in diagnose(problem).repairs if r.kind == "busy")
    home.space.repairs.apply(problem, freed.change)
    assert [(b.start, b.end) for b in home.space.busy_time.busy()] == [(1320, 1770)]
    assert home.possible()


def test_a_locked_session_is_released(home: Home) -> None:
    home.fill(habit("swim", minutes=90), habit("run", minutes=60, min_per_week=1))
    run_id = hand_made(home.space, NEXT_SUNDAY, placed(SLOTS, (("swim", 2, "08:15", 90),)))
    (session,) = accept_now(home.space, run_id)
    home.space.busy_time.add_busy(TUESDAY, 1200, 1260, "Call")
    home.space.planning.lock(session.id, True)
    problem = home.week()
    assert "Unlock Swim locked on Tuesday 08:15-09:45" in home.try_repairs()
    unlock = next(r for r in diagnose(problem).repairs if r.kind == "fixed")
    home.space.repairs.apply(problem, unlock.change)
    assert not home.space.planning.sessions(NEXT_SUNDAY)[0].locked
    with pytest.raises(OutdatedError, match="no longer locked"):
        home.space.repairs.apply(problem, unlock.change)
    home.space.behaviors.delete("swim", force=True)
    with pytest.raises(OutdatedError, match="no longer planned"):
        home.space.repairs.apply(problem, unlock.change)


def test_changes_that_help_only_together_are_made_together_or_not_at_all(home: Home) -> None:
    home.fill(habit("run", min_per_week=2), habit("swim", min_per_week=2))
    problem = home.week()
    assert home.try_repairs()
    both = next(r for r in diagnose(problem).repairs if r.kind == "combination")
    home.space.behaviors.update(home.space.behaviors.get("swim").model_copy(update={"min_per_week": 1}))
    home.space.behaviors.update(home.space.behaviors.get("swim").model_copy(update={"weekdays": (1, 2)}))
    with pytest.raises(OutdatedError, match="“Swim” was changed meanwhile"):
        home.space.repairs.apply(problem, both.change)
    assert home.space.behaviors.get("run").min_per_week == 2
    assert home.space.behaviors.get("run").weekdays == (TUESDAY,)


def test_what_is_different_by_now_is_left_alone(home: Home) -> None:
    rule = {"type": "time_budget", "period": "week", "max_minutes": 15}
    home.fill(habit("run", min_per_week=1), rules=(rule,))
    home.space.busy_time.add_busy(TUESDAY, 480, 510, "Work")
    home.set_energy(*[9.0] * 7)
    problem, repairs = home.week(), home.space.repairs
    home.space.rules.set_active("r0", False)
    home.space.busy_time.replace_busy(())
    home.set_energy(*[8.0] * 7)
    home.space.objectives.set_weight("health", 50)
    home.space.behaviors.archive("run")
    proposals: tuple[tuple[dict[str, Any], str], ...] = (
        ({"what": "rule", "id": "r0", "set": {"active": False}}, "changed meanwhile"),
        ({"what": "rule", "id": "r9", "set": {"active": False}}, "no longer there"),
        ({"what": "behavior", "id": "run", "set": {"min_per_week": 0}}, "no longer one of your behaviors"),
        ({"what": "busy", "day": 2, "start": 480, "end": 510, "title": "Work"}, "no longer in the calendar"),
        ({"what": "energy_budget", "day": 2, "limit": 12}, "Tuesday has another energy budget"),
        (WeightAdjustment(name="health", weight=3).model_dump(), "another weight"),
    )
    for change, words in proposals:
        with pytest.raises(OutdatedError, match=words) as caught:
            repairs.apply(problem, change)
        assert caught.value.hint


def test_a_run_of_the_first_edition_is_about_the_same_behavior(home: Home) -> None:
    home.fill(habit("run", max_per_day=2))
    stored = home.week().model_dump() | {"format": FIRST_EDITION, "settings": {}}
    problem = Problem.model_validate(stored)
    assert problem.behaviors[0].max_per_week == 14
    home.space.repairs.apply(problem, {"what": "behavior", "id": "run", "set": {"max_per_week": 9}})
    assert home.space.behaviors.get("run").max_per_week == 9
    with pytest.raises(OutdatedError, match="“Run” was changed meanwhile"):
        home.space.repairs.apply(problem, {"what": "behavior", "id": "run", "set": {"max_per_week": 9}})


def task(due: date, minutes: int = 240) -> Behavior:
    """A report in pieces of 15 minutes to two hours, on any day."""
    lengths = {"min_minutes": 15, "typical_minutes": 60, "max_minutes": 120}
    once = {"due": due, "total_minutes": minutes}
    return habit("report", **lengths, weekdays=tuple(range(7)), target_per_week=0, task=once)


@pytest.mark.parametrize(
    ("a_day", "later"), [(60, "Report due Wed 2 Dec instead"), (30, "Report due Tue 8 Dec instead")]
)
def test_a_task_that_a_rule_leaves_no_time_for_may_be_due_later(home: Home, a_day: int, later: str) -> None:
    """The least that helps: a day of the same week where that is enough, else the same day a week later."""
    rule = {"type": "time_budget", "period": "day", "max_minutes": a_day, "name": "Little time"}
    home.fill(task(date(2026, 12, 1)), rules=(rule,))
    assert later in home.try_repairs()
    problem = home.week()
    found = diagnose(problem)
    named = [limit.sentence for limit in found.conflict]
    assert "Report: 4 h left, due Tue 1 Dec" in named
    assert not any("Report only" in words or "Report at most" in words for words in named)
    repair = next(repair for repair in found.repairs if repair.sentence == later)
    home.space.repairs.apply(problem, repair.change)
    with pytest.raises(OutdatedError, match="“Report” is due"):
        home.space.repairs.apply(problem, repair.change)
    assert home.space.behaviors.get("report").weekdays == tuple(range(7))


def test_two_tasks_that_clash_are_told_and_each_may_be_later(home: Home) -> None:
    other = task(date(2026, 11, 30), 180).model_copy(update={"id": "essay", "name": "Essay"})
    home.fill(task(date(2026, 11, 30), 300), other)
    assert set(home.try_repairs()) == {"Report due Tue 1 Dec instead", "Essay due Tue 1 Dec instead"}


def test_what_a_week_asks_of_a_task_is_not_set_on_the_task(home: Home) -> None:
    home.fill(task(date(2026, 12, 1)))
    with pytest.raises(InvalidInputError, match="follows from its minutes and its due date"):
        home.space.repairs.apply(home.week(), {"what": "behavior", "id": "report", "set": {"max_per_week": 9}})


def test_what_is_no_task_any_more_cannot_be_due_later(home: Home) -> None:
    home.fill(habit("run"))
    change = {"what": "due", "behavior": "run", "rule": "x", "due": "2026-12-08"}
    with pytest.raises(OutdatedError, match="no longer a task"):
        home.space.repairs.apply(home.week(), change)


def test_what_a_week_asks_by_a_rhythm_is_not_set_on_the_behavior(home: Home) -> None:
    rhythm = {"every_days": 10, "since": "2026-12-01"}
    home.fill(habit("filter", rhythm=rhythm, target_per_week=1, min_per_week=1, weekdays=range(7)))
    days: list[JsonValue] = [0, 2, 3, 4, 5, 6]
    with pytest.raises(InvalidInputError, match="follows from its rhythm"):
        home.space.repairs.apply(home.week(), {"what": "behavior", "id": "filter", "set": {"weekdays": days}})
    home.space.repairs.apply(home.week(), {"what": "behavior", "id": "filter", "set": {"min_per_week": 0}})
    assert home.space.behaviors.get("filter").min_per_week == 0


def test_a_day_more_leaves_those_out_of_season_to_the_rest_of_the_year(home: Home) -> None:
    season = {"first": "12-01", "last": "03-31"}
    home.fill(habit("ski", season=season, weekdays=(0, 1, 2), target_per_week=1))
    week = home.week()
    assert week.behavior_by_id["ski"].weekdays == (2, 3)
    home.space.repairs.apply(week, {"what": "behavior", "id": "ski", "set": {"weekdays": [2, 3, 4]}})
    assert home.space.behaviors.get("ski").weekdays == (0, 1, 2, 3)


def test_a_weight_is_set_and_the_past_stays_closed(home: Home) -> None:
    home.fill(habit("run"))
    problem = home.week()
    more = Together(changes=(WeightAdjustment(name="health", weight=70),)).model_dump()
    home.space.repairs.apply(problem, more)
    assert {o.name: o.weight for o in home.space.objectives.all()}["health"] == 70
    with pytest.raises(InvalidInputError, match="over"):
        home.space.repairs.apply(problem, StartAdjustment().model_dump())


def test_time_is_taken_out_of_a_span() -> None:
    assert without((10, 20), []) == [(10, 20)]
    assert without((10, 20), [(12, 14), (16, 25)]) == [(10, 12), (14, 16)]
    assert without((10, 20), [(5, 12), (11, 13)]) == [(13, 20)]
    assert without((10, 20), [(0, 30)]) == []
    assert without((10, 20), [(20, 30)]) == [(10, 20)]
    assert without((10, 20), [(10, 12)]) == [(12, 20)]
    assert without((10, 20), [(18, 20), (10, 12)]) == [(12, 18)]
    assert without((10, 20), [(10, 20)]) == []


MORNING: dict[str, JsonValue] = {"what": "busy", "day": 2, "start": 480, "end": 600, "title": "Work"}
"""The busy time of a Tuesday, in a week that begins on Sunday."""


def test_what_is_left_of_busy_time_stays_on_both_sides_of_what_is_freed(home: Home) -> None:
    home.fill(habit("run"))
    home.space.busy_time.add_busy(TUESDAY, 482, 598, "Work")
    change = MORNING | {"kept": [[480, 495], [525, 540], [570, 600]]}
    home.space.repairs.apply(home.week(), change)
    left = [(block.weekday, block.start, block.end) for block in home.space.busy_time.busy()]
    assert left == [(TUESDAY, 482, 495), (TUESDAY, 525, 540), (TUESDAY, 570, 598)]


def test_what_is_left_of_busy_time_of_one_date_stays_on_that_date(home: Home) -> None:
    home.fill(habit("run"))
    tuesday = NEXT_SUNDAY + timedelta(days=2)
    home.space.busy_time.add_dated(tuesday, 480, 600, "Work")
    home.space.repairs.apply(home.week(), MORNING | {"kept": [[480, 495], [570, 600]]})
    left = [(block.day, block.start, block.end, block.title) for block in home.space.busy_time.dated(tuesday)]
    assert left == [(tuesday, 480, 495, "Work"), (tuesday, 570, 600, "Work")]


def test_busy_time_that_stands_twice_in_the_calendar_is_freed_in_both_places(home: Home) -> None:
    home.fill(habit("run"))
    home.space.busy_time.add_busy(TUESDAY, 480, 600, "Work")
    home.space.busy_time.add_dated(NEXT_SUNDAY + timedelta(days=2), 480, 600, "Work")
    home.space.repairs.apply(home.week(), dict(MORNING))
    assert (home.space.busy_time.busy(), home.space.busy_time.dated(NEXT_SUNDAY)) == ((), ())


def test_the_time_after_midnight_belongs_to_the_night_before(home: Home) -> None:
    home.space.slots.save((*SLOTS[:1], Slot(name="night", start=1320, end=1560)))
    home.fill(habit("run"))
    home.space.busy_time.add_busy(TUESDAY + 1, 0, 90, "Work")
    night: dict[str, JsonValue] = MORNING | {"start": 1440, "end": 1530, "kept": [[1440, 1470]]}
    home.space.repairs.apply(home.week(), night)
    assert [(block.weekday, block.start, block.end) for block in home.space.busy_time.busy()] == [(TUESDAY + 1, 0, 30)]
    home.space.away.add(NEXT_SUNDAY + timedelta(days=2))
    away = max(home.week().busy, key=lambda block: block.end - block.start)
    with pytest.raises(InvalidInputError, match="You are away"):
        home.space.repairs.apply(home.week(), {"what": "busy", **away.model_dump()})


def test_a_change_is_undone_under_the_label_it_was_made_with(home: Home) -> None:
    home.fill(habit("run"))
    labels: list[str] = []
    for label in ("Cared for health", ""):
        change = WeightAdjustment(name="health", weight=70 + len(labels)).model_dump()
        home.space.repairs.apply(home.week(), change, label)
        last = home.space.history.last()
        assert last is not None
        labels.append(last.label)
    assert labels[0] == "Cared for health"
    assert "week of Sun 29 Nov" in labels[1]


def test_a_locked_session_between_the_steps_of_the_grid_is_released_by_its_step(home: Home) -> None:
    home.fill(habit("swim", minutes=90))
    home.prefer(grid_minutes=5)
    (session,) = accept_now(home.space, hand_made(home.space, NEXT_SUNDAY, placed(SLOTS, (("swim", 2, "08:20", 90),))))
    home.prefer(grid_minutes=15)
    home.space.planning.lock(session.id, True)
    release: dict[str, JsonValue] = {"what": "fixed", "behavior": "swim", "day": 2, "start": 495}
    home.space.repairs.apply(home.week(), release)
    assert [(one.start, one.locked) for one in home.space.planning.sessions(NEXT_SUNDAY)] == [(500, False)]


def test_one_field_that_is_different_by_now_is_enough(home: Home) -> None:
    rule = {"type": "frequency", "period": "week", "min_sessions": 1, "scope": {"behaviors": ["run"]}}
    home.fill(habit("run"), rules=(rule,))
    problem = home.week()
    home.space.behaviors.update(home.space.behaviors.get("run").model_copy(update={"min_per_week": 1}))
    both: dict[str, JsonValue] = {"min_per_week": 0, "max_per_day": 3}
    with pytest.raises(OutdatedError, match="“Run” was changed meanwhile"):
        home.space.repairs.apply(problem, {"what": "behavior", "id": "run", "set": both})
    home.space.behaviors.archive("run", from_now=True)
    home.space.repairs.apply(problem, {"what": "rule", "id": "r0", "set": {"active": False}})
    assert [rule.active for rule in home.space.rules.all()] == [False]


def test_what_came_after_the_week_was_solved_is_left_alone(home: Home) -> None:
    home.fill(habit("run"))
    problem = home.week()
    home.fill(habit("swim"), rules=({"type": "frequency", "period": "week", "max_sessions": 9},))
    changes: tuple[dict[str, JsonValue], ...] = (
        {"what": "behavior", "id": "swim", "set": {"min_per_week": 0}},
        {"what": "rule", "id": "r0", "set": {"active": False}},
        {"what": "objective", "name": "no such objective", "weight": 3},
    )
    for change in changes:
        with pytest.raises(OutdatedError):
            home.space.repairs.apply(problem, change)


@pytest.mark.parametrize("name", ["nobody", "undated", "finished"])
def test_only_a_task_that_is_due_and_open_can_be_due_later(home: Home, name: str) -> None:
    finished = {"total_minutes": 60, "due": "2026-12-01", "finished": "2026-11-20"}
    once = {"undated": {"total_minutes": 60}, "finished": finished}
    lengths: dict[str, Any] = {"min_minutes": 15, "max_minutes": 120, "weekdays": range(7), "target_per_week": 0}
    home.fill(*(habit(known, **lengths, task=fields) for known, fields in once.items()))
    with pytest.raises(OutdatedError, match="no longer a task"):
        home.space.repairs.apply(home.week(), {"what": "due", "behavior": name, "rule": "x", "due": "2026-12-08"})
