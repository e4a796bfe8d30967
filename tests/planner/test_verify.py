"""Each limit and rule on and off, and each term of the objective worked out by hand."""

import subprocess
import sys
from typing import Any

import pytest

from habitos_tui.domain.plan import Session
from habitos_tui.domain.problem import Problem
from habitos_tui.errors import InvalidInputError
from habitos_tui.planner.verify import Verdict, verify
from tests.support.problems import behavior, problem, rule, session

RUN = behavior("run")
READ = behavior("read", minutes=(10, 20, 40))
TWO_SLOTS = [{"name": "morning", "start": "08:00", "end": "10:00"}, {"name": "noon", "start": "10:00", "end": "12:00"}]


def broken(week: Problem, *sessions: Session) -> list[str]:
    return [violation.sentence for violation in verify(week, sessions).violations]


def worth(week: Problem, *sessions: Session) -> float:
    verdict = verify(week, sessions)
    assert verdict.allowed, verdict.violations
    return verdict.objective


def test_an_empty_plan_of_an_empty_problem_is_allowed_and_worth_nothing() -> None:
    verdict = verify(problem(), [])
    assert verdict == Verdict((), 0.0, verdict.objectives, verdict.days, ())


def test_a_good_session_is_allowed() -> None:
    assert broken(problem(RUN), session()) == []


def test_unknown_behavior_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="“swim”") as refused:
        verify(problem(RUN), [session(), session("swim")])
    assert refused.value.issues == (("sessions[1].behavior", "is not a behavior of the problem"),)


class TestPlace:
    """Where and how long a session may be."""

    @pytest.mark.parametrize(
        ("placed", "kind", "path", "sentence"),
        [
            (
                session(start="08:02"),
                "grid",
                "sessions[0].start",
                "“Run” on Monday at 08:02 does not start on the grid",
            ),
            (session(minutes=33), "grid", "sessions[0].minutes", "takes 33 min, which is not a multiple of 5"),
            (session(minutes=15), "length", "sessions[0].minutes", "takes 15 min; 20 to 60 min are allowed"),
            (session(minutes=65), "length", "sessions[0].minutes", "takes 65 min; 20 to 60 min are allowed"),
            (session(start="07:00"), "window", "sessions[0].start", "at 07:00 starts outside every slot"),
            (session(start="09:45"), "window", "sessions[0].start", "ends at 10:15, after the end of morning at 10:00"),
            (session(slot="noon"), "slot", "sessions[0].slot", "“Run” says noon, but its start lies in morning"),
        ],
    )
    def test_bad_place(self, placed: Session, kind: str, path: str, sentence: str) -> None:
        violations = verify(problem(RUN), [placed]).violations
        assert [(v.kind, v.path) for v in violations] == [(kind, path)]
        assert sentence in violations[0].sentence

    def test_weekday_that_is_not_allowed(self) -> None:
        week = problem(behavior(weekdays=[1, 2]))
        assert broken(week, session(day=1)) == []
        assert broken(week, session(day=0)) == ["“Run” on Monday at 08:00: not allowed on a Monday."]

    def test_weekday_names_follow_the_first_day_of_the_week(self) -> None:
        week = problem(behavior(weekdays=[1, 2]), week_start="2026-11-22")
        assert broken(week, session(day=0)) == ["“Run” on Sunday at 08:00: not allowed on a Sunday."]

    def test_strict_slot(self) -> None:
        fields: dict[str, Any] = {"preferred_slots": ["noon"], "strict_slots": True}
        week = problem(behavior(**fields), slots=TWO_SLOTS)
        assert broken(week, session(start="10:00", slot="noon")) == []
        assert broken(week, session()) == ["“Run” on Monday at 08:00: not allowed in morning."]
        assert broken(problem(behavior(**fields | {"strict_slots": False}), slots=TWO_SLOTS), session()) == []

    def test_strict_slots_without_a_preference_allow_none(self) -> None:
        assert broken(problem(behavior(strict_slots=True)), session()) != []

    def test_busy_time(self) -> None:
        week = problem(RUN, busy=[{"day": 0, "start": "08:30", "end": "09:00", "title": "Call"}])
        assert broken(week, session()) == []
        found = broken(week, session(minutes=35))
        assert found == ["“Run” on Monday at 08:00 lies in busy time from 08:30 to 09:00 (“Call”)."]

    def test_fixed_sessions_keep_their_pause(self) -> None:
        fixed = {"behavior": "read", "day": 0, "start": "08:00", "minutes": 30, "kind": "done"}
        week = problem(RUN, READ, fixed=[fixed])
        assert broken(week, session(start="08:35")) == []
        found = broken(week, session(start="08:30"))
        assert found == ["“Run” on Monday at 08:30 overlaps the fixed “Read” at 08:00 or the pause around it."]

    def test_before_now(self) -> None:
        week = problem(RUN, not_before={"day": 1, "time": "08:30"})
        assert broken(week, session(day=1, start="08:30")) == []
        found = broken(week, session(day=1, start="08:25"))
        assert found == ["“Run” on Tuesday at 08:25 starts before Tuesday 08:30, where the plan begins."]
        assert len(broken(week, session(day=0, start="09:00"))) == 1

    def test_across_a_slot_border(self) -> None:
        week = problem(RUN, slots=TWO_SLOTS)
        assert broken(week, session(start="09:25")) == []
        found = broken(week, session(start="09:30"))
        assert found == ["“Run” on Monday at 09:30 leaves no pause before the end of morning, or lies off the grid."]


class TestNeighbours:
    """Sessions next to one another."""

    def test_pause(self) -> None:
        week = problem(RUN, READ)
        assert broken(week, session(), session("read", start="08:35")) == []
        found = broken(week, session(), session("read", start="08:30"))
        assert found == ["“Read” on Monday at 08:30 starts 0 min after “Run” on Monday at 08:00 ends; 5 are needed."]
        assert broken(problem(RUN, READ, transition_minutes=0), session(), session("read", start="08:30")) == []

    def test_a_pause_off_the_grid_is_a_whole_step(self) -> None:
        week = problem(RUN, READ, grid_minutes=10, transition_minutes=5)
        assert broken(week, session(), session("read", start="08:40", minutes=20)) == []
        assert len(broken(week, session(), session("read", start="08:30", minutes=20))) == 1

    def test_overlap_behind_a_session_in_between(self) -> None:
        rest = behavior("rest", minutes=(10, 10, 10))
        week = problem(RUN, READ, rest)
        found = broken(
            week, session(minutes=60), session("rest", start="08:10", minutes=10), session("read", start="08:40")
        )
        assert found == [
            "“Rest” on Monday at 08:10 overlaps “Run” on Monday at 08:00.",
            "“Read” on Monday at 08:40 overlaps “Run” on Monday at 08:00.",
        ]

    def test_twice_in_one_window(self) -> None:
        week = problem(behavior(max_per_day=2), busy=[{"day": 0, "start": "08:50", "end": "09:00"}])
        assert broken(week, session(minutes=20), session(start="09:00")) == []
        found = broken(week, session(start="08:00", minutes=20), session(start="08:25", minutes=20))
        assert found == ["“Run” on Monday at 08:25 is the second in one free window."]


class TestCounts:
    """How many sessions, how far apart, and their energy."""

    def test_per_day(self) -> None:
        week = problem(RUN, slots=TWO_SLOTS)
        found = broken(week, session(), session(start="10:00", slot="noon"))
        assert found == ["“Run”: 2 sessions on Monday, at most 1 allowed."]

    def test_per_week(self) -> None:
        week = problem(behavior(max_per_week=1))
        assert broken(week, session(), session(day=2)) == ["“Run”: 2 sessions in the week, at most 1 allowed."]

    def test_at_least_per_week(self) -> None:
        week = problem(behavior(min_per_week=2))
        assert broken(week, session(), session(day=2)) == []
        assert broken(week, session()) == ["“Run”: 1 session in the week, at least 2 asked for."]

    def test_days_between(self) -> None:
        week = problem(behavior(min_gap_days=1))
        assert broken(week, session(), session(day=2)) == []
        found = broken(week, session(), session(day=1))
        assert found == ["Two sessions of “Run” on Monday and Tuesday: they must lie more than 1 day apart."]

    def test_days_between_bind_within_a_day_too(self) -> None:
        week = problem(behavior(min_gap_days=1, max_per_day=2), slots=TWO_SLOTS)
        assert len(broken(week, session(), session(start="10:00", slot="noon"))) == 1

    def test_fixed_sessions_may_be_close_but_new_ones_keep_away_from_them(self) -> None:
        fixed = [{"behavior": "run", "day": d, "start": "08:00", "minutes": 30, "kind": "done"} for d in (0, 1)]
        week = problem(behavior(min_gap_days=1), fixed=fixed)
        assert broken(week) == []
        assert broken(week, session(day=3)) == []
        assert len(broken(week, session(day=2))) == 1

    def test_energy(self) -> None:
        week = problem(behavior(energy_cost=3), READ, energy_budget=[2, None, 3, 3, 3, 3, 3])
        assert broken(week, session(day=1), session(day=2)) == []
        assert broken(week, session()) == ["Monday takes 3 energy, at most 2 is there."]

    def test_restoring_makes_room(self) -> None:
        nap = behavior("read", minutes=(10, 20, 40), energy_cost=-2.5)
        week = problem(behavior(energy_cost=3), nap, energy_budget=0.5)
        assert broken(week, session(), session("read", start="08:35")) == []
        assert len(broken(week, session())) == 1

    def test_what_fixed_sessions_exceed_becomes_the_limit(self) -> None:
        fixed = [
            {"behavior": "run", "day": 0, "start": start, "minutes": 30, "kind": "done"} for start in ("08:00", "09:00")
        ]
        week = problem(
            behavior(max_per_week=1, energy_cost=3), behavior("read", energy_cost=0.5), energy_budget=4, fixed=fixed
        )
        assert broken(week) == []
        assert broken(week, session("read", start="10:00", day=0)) != []
        assert broken(week, session("read", day=1)) == []
        assert broken(week, session(day=1)) == ["“Run”: 3 sessions in the week, at most 2 allowed."]


def both(first: str = "run", then: str = "read") -> tuple[Session, Session]:
    """Return two sessions of Monday morning, one right behind the other."""
    return session(first), session(then, start="08:35")


class TestRules:
    """Each hard rule, kept and broken, and what a soft one costs (100 points per unit)."""

    @pytest.mark.parametrize(
        ("limits", "sessions", "sentence", "units"),
        [
            ({"type": "time_budget", "period": "day", "max_minutes": 60}, both(), None, 0),
            ({"type": "time_budget", "period": "day", "max_minutes": 45}, both(), "60 min on Monday, at most 45", 0.25),
            (
                {"type": "time_budget", "period": "week", "max_minutes": 45, "days": [0, 6]},
                both(),
                "60 min on Monday, Sunday, at most 45",
                0.25,
            ),
            ({"type": "time_budget", "period": "week", "min_minutes": 90}, both(), "60 min in the week, at least", 0.5),
            ({"type": "time_budget", "period": "day", "max_minutes": 45, "slot": "noon"}, both(), None, 0),
            ({"type": "time_budget", "period": "day", "max_minutes": 45, "days": [1]}, both(), None, 0),
            (
                {"type": "time_budget", "period": "day", "min_minutes": 60, "days": [0, 1]},
                both(),
                "0 min on Tuesday, at least 60",
                1,
            ),
            (
                {"type": "time_budget", "period": "day", "max_minutes": 15, "scope": {"behaviors": ["read"]}},
                both(),
                "30 min on Monday, at most 15",
                0.25,
            ),
            (
                {"type": "frequency", "period": "day", "max_sessions": 1},
                both(),
                "2 sessions on Monday, at most 1 allowed",
                1,
            ),
            (
                {"type": "frequency", "period": "week", "min_sessions": 2, "scope": {"category": "other"}},
                both(),
                None,
                0,
            ),
            (
                {"type": "frequency", "period": "week", "min_sessions": 2, "scope": {"category": "health"}},
                both(),
                "0 sessions in the week, at least 2",
                2,
            ),
            ({"type": "duration_bounds", "behavior": "run", "min_minutes": 30, "max_minutes": 30}, both(), None, 0),
            (
                {"type": "duration_bounds", "behavior": "run", "min_minutes": 45},
                both(),
                "“Run” on Monday at 08:00 takes 30 min, at least 45",
                0.25,
            ),
            (
                {"type": "duration_bounds", "behavior": "run", "max_minutes": 15},
                both(),
                "“Run” on Monday at 08:00 takes 30 min, at most 15",
                0.25,
            ),
            ({"type": "duration_bounds", "behavior": "run", "max_minutes": 15, "days": [1]}, both(), None, 0),
            ({"type": "precedence", "before": "run", "after": "read"}, both(), None, 0),
            (
                {"type": "precedence", "before": "read", "after": "run"},
                both(),
                "“Run” on Monday at 08:00 has no “Read” earlier that day",
                1,
            ),
            (
                {"type": "precedence", "before": "read", "after": "run", "required": False},
                both(),
                "“Read” on Monday at 08:35 comes later than “Run”",
                1,
            ),
            ({"type": "precedence", "before": "read", "after": "run", "required": False}, (session(),), None, 0),
            ({"type": "precedence", "before": "read", "after": "run"}, (session(),), "has no “Read” earlier", 1),
            (
                {"type": "mutual_exclusion", "behaviors": ["run", "read"], "period": "day"},
                both(),
                "“Run”, “Read” on Monday, at most 1 of them allowed",
                1,
            ),
            ({"type": "mutual_exclusion", "behaviors": ["run", "read"], "period": "day", "limit": 2}, both(), None, 0),
            (
                {"type": "mutual_exclusion", "behaviors": ["run", "read"], "period": "slot"},
                both(),
                "“Run”, “Read” on Monday in morning, at most 1",
                1,
            ),
            (
                {"type": "mutual_exclusion", "behaviors": ["run", "read"], "period": "slot"},
                (session(), session("read", start="10:00", slot="noon")),
                None,
                0,
            ),
            (
                {"type": "mutual_exclusion", "behaviors": ["run", "read"], "period": "week"},
                (session(), session("read", day=3)),
                "in the week, at most 1 of them allowed",
                1,
            ),
            (
                {"type": "mutual_exclusion", "behaviors": ["run", "read"], "period": "day"},
                (session(), session("read", day=3)),
                None,
                0,
            ),
            ({"type": "stack", "first": "run", "then": "read"}, both(), None, 0),
            ({"type": "stack", "first": "run", "then": "read"}, (session(),), None, 0),
            (
                {"type": "stack", "first": "run", "then": "read"},
                (session(), session("read", start="08:40")),
                "“Read” on Monday at 08:40 does not come right behind “Run”",
                1,
            ),
            ({"type": "stack", "first": "read", "then": "run"}, both(), "“Run” on Monday at 08:00 does not come", 1),
            ({"type": "stack", "first": "read", "then": "run", "days": [1, 2]}, both(), None, 0),
        ],
    )
    def test_rule(
        self, limits: dict[str, Any], sessions: tuple[Session, ...], sentence: str | None, units: float
    ) -> None:
        fields = {"slots": TWO_SLOTS}
        plain = verify(problem(RUN, behavior("read"), **fields), sessions)
        hard = verify(problem(RUN, behavior("read"), rules=[{"id": "r", "name": "Mine", **limits}], **fields), sessions)
        soft_rule = {"id": "r", "penalty": 100, **limits}
        soft = verify(problem(RUN, behavior("read"), rules=[soft_rule], **fields), sessions)
        off = verify(problem(RUN, behavior("read"), rules=[soft_rule | {"active": False}], **fields), sessions)
        assert plain.allowed
        assert soft.allowed
        assert off == plain
        assert soft.objective == pytest.approx(plain.objective - units)
        assert hard.allowed == (sentence is None)
        assert all(v.sentence.startswith("Rule “Mine”: ") for v in hard.violations)
        assert sentence is None or any(sentence in v.sentence for v in hard.violations)


def fixed(name: str, start: str, minutes: int = 30) -> dict[str, Any]:
    return {"behavior": name, "day": 0, "start": start, "minutes": minutes, "kind": "done"}


class TestRulesAndFixedSessions:
    """Life happened: fixed sessions alone break no upper limit, and new ones must not add to it."""

    @pytest.mark.parametrize(
        ("limits", "new"),
        [
            ({"type": "time_budget", "period": "week", "max_minutes": 20}, session(day=1)),
            ({"type": "frequency", "period": "week", "max_sessions": 0}, session(day=1)),
            ({"type": "mutual_exclusion", "behaviors": ["run", "read", "rest"], "period": "week"}, session("rest", 1)),
            ({"type": "precedence", "before": "rest", "after": "run"}, session(day=1)),
            (
                {"type": "precedence", "before": "read", "after": "run", "required": False},
                session("read", 0, "09:35", 20),
            ),
            ({"type": "stack", "first": "rest", "then": "read"}, session("read", 1)),
        ],
    )
    def test_fixed_sessions_alone_break_nothing(self, limits: dict[str, Any], new: Session) -> None:
        done = [fixed("run", "08:00"), fixed("read", "09:00")]
        read = behavior("read", minutes=(10, 20, 40), max_per_day=2)
        week = problem(RUN, read, behavior("rest"), fixed=done, rules=[{"id": "r", **limits}])
        assert broken(week) == []
        assert len(broken(week, new)) == 1

    def test_lower_limits_stay(self) -> None:
        limits = {"id": "r", "type": "frequency", "period": "week", "min_sessions": 2}
        assert len(broken(problem(RUN, fixed=[fixed("run", "08:00")], rules=[limits]))) == 1

    def test_duration_bounds_let_done_sessions_be(self) -> None:
        limits = {"id": "r", "type": "duration_bounds", "behavior": "run", "max_minutes": 25}
        assert broken(problem(RUN, fixed=[fixed("run", "08:00", 50)], rules=[limits])) == []

    def test_a_done_session_can_come_first(self) -> None:
        required = {"id": "r", "type": "precedence", "before": "run", "after": "read"}
        week = problem(RUN, READ, fixed=[fixed("run", "08:00")], rules=[required])
        assert broken(week, session("read", start="08:35")) == []
        assert len(broken(week, session("read", day=1))) == 1

    def test_a_new_session_must_not_come_before_a_done_one(self) -> None:
        order = {"id": "r", "type": "precedence", "before": "run", "after": "read", "required": False}
        week = problem(RUN, READ, fixed=[fixed("run", "09:00")], rules=[order])
        assert broken(week, session("read", start="09:35", minutes=20)) == []
        assert len(broken(week, session("read"))) == 1

    def test_a_new_session_does_not_stack_on_a_done_one(self) -> None:
        # The fixed session lies in no window, so nothing can be in the same window as it.
        stack = {"id": "r", "type": "stack", "first": "run", "then": "read"}
        week = problem(RUN, READ, fixed=[fixed("run", "08:00")], rules=[stack])
        assert len(broken(week, session("read", start="08:35"))) == 1

    @pytest.mark.parametrize(("start", "units"), [("08:37", 0), ("08:40", 1)])
    def test_done_sessions_stack_with_the_pause_as_written(self, start: str, units: int) -> None:
        done = [fixed("run", "08:00"), fixed("read", "08:35")]
        stack = {"id": "r", "type": "stack", "first": "run", "then": "read", "penalty": 100}
        free = problem(RUN, READ, fixed=done, transition_minutes=5 if units == 0 else 0)
        charged = problem(RUN, READ, fixed=done, rules=[stack], transition_minutes=5 if units == 0 else 0)
        assert worth(charged) == pytest.approx(worth(free) - units)


class TestStackChains:
    """Several behaviors on one cue follow it one behind the other, each with what is stacked on it."""

    RULES = (
        {"id": "ab", "type": "stack", "first": "a", "then": "b"},
        {"id": "bd", "type": "stack", "first": "b", "then": "d"},
        {"id": "ac", "type": "stack", "first": "a", "then": "c"},
    )

    @pytest.mark.parametrize(
        ("order", "adrift"),
        [
            ("abdc", ""),
            ("abc", ""),
            ("ac", ""),
            ("bd", "b"),
            ("acb", "b"),
            ("abcd", "d"),
            ("adc", "cd"),
            ("bc", "bc"),
            ("xab", ""),
            ("axb", "b"),
        ],
    )
    def test_chain(self, order: str, adrift: str) -> None:
        behaviors = [behavior(name, minutes=(10, 10, 10)) for name in "abcdx"]
        week = problem(*behaviors, rules=self.RULES)
        sessions = [session(name, start=f"08:{15 * place:02d}", minutes=10) for place, name in enumerate(order)]
        found = broken(week, *sessions)
        assert [sentence for sentence in found if "does not come right behind" not in sentence] == []
        assert sorted(s.split("“")[2][0].lower() for s in found) == sorted(adrift)


class TestObjective:
    """Each term by hand. One session of the typical 30 minutes at the prior chance of 0.8 is worth 0.8."""

    @pytest.mark.parametrize(
        ("minutes", "value"),
        [(20, 0.8 * (0.4 + 0.6 * 20 / 30)), (30, 0.8), (60, 0.8 * (1 + 0.15 * 30 / 30))],
    )
    def test_length(self, minutes: int, value: float) -> None:
        assert worth(problem(RUN), session(minutes=minutes)) == pytest.approx(value)

    def test_what_is_worth_less_than_nothing_neither_flattens_nor_depends_on_its_chance(self) -> None:
        week = problem(behavior(impacts={"health": -0.5}), adherence=[])
        assert worth(week, session(minutes=60)) == pytest.approx(-0.5 * (0.4 + 0.6 * 2))

    def test_chance(self) -> None:
        week = problem(
            behavior(preferred_slots=["noon"]),
            slots=TWO_SLOTS,
            adherence=[{"behavior": "run", "day": 1, "slot": "morning", "probability": 0.25}],
        )
        assert worth(week, session()) == pytest.approx(0.5)
        assert worth(week, session(day=1)) == pytest.approx(0.25)
        assert worth(week, session(start="10:00", slot="noon")) == pytest.approx(0.8)

    def test_fixed_sessions_count(self) -> None:
        done = fixed("run", "08:00") | {"kind": "done"}
        locked = fixed("run", "08:00") | {"kind": "locked"}
        outside = fixed("run", "14:00") | {"kind": "locked"}
        assert worth(problem(RUN, fixed=[done])) == pytest.approx(1.0)
        assert worth(problem(RUN, fixed=[locked])) == pytest.approx(0.8)
        assert worth(problem(RUN, fixed=[outside])) == pytest.approx(0.5)

    def test_satiation(self) -> None:
        week = problem(behavior(target_per_week=1))
        assert worth(week, session(), session(day=1), session(day=2)) == pytest.approx(3 * 0.8 - 2 * 0.7)

    def test_satiation_spares_what_is_worth_nothing(self) -> None:
        week = problem(behavior(target_per_week=0, impacts={"health": -0.5}))
        assert worth(week, session()) == pytest.approx(-0.5)

    def test_routine(self) -> None:
        settings = {"routine": 0.25, "balance": 0, "stability": 0}
        week = problem(RUN, slots=TWO_SLOTS, settings=settings)
        one_slot = worth(week, session(), session(day=1))
        two_slots = worth(week, session(), session(day=1, start="10:00", slot="noon"))
        assert one_slot == pytest.approx(1.6)
        assert two_slots == pytest.approx(1.6 - 0.25)

    def test_a_place_outside_every_slot_is_no_second_slot(self) -> None:
        settings = {"routine": 0.25, "balance": 0, "stability": 0}
        week = problem(RUN, settings=settings, fixed=[fixed("run", "14:00")])
        assert worth(week, session(day=1)) == pytest.approx(1.0 + 0.8)

    def test_balance_takes_the_worst_served_objective(self) -> None:
        # R = 0.8 * 1 * 2 for health and 0.8 * 0.5 * 4 for social: 1.6 each; S = 0.75 * 1.6 + 0.25 * 1.6 = 1.6.
        week = problem(
            behavior("run", target_per_week=2),
            behavior("read", impacts={"social": 0.5}, target_per_week=4),
            objectives={"health": 3, "social": 1},
            settings={"routine": 0, "balance": 0.5, "stability": 0},
        )
        alone = worth(week, session())
        together = worth(week, *both())
        assert alone == pytest.approx(0.75 * 0.8)
        assert together == pytest.approx(0.75 * 0.8 + 0.125 * 0.8 + 0.5 * 1.6 * min(0.8 / 1.6, 0.4 / 1.6))

    def test_balance_is_capped_at_one_and_may_be_negative(self) -> None:
        settings = {"routine": 0, "balance": 0.5, "stability": 0}
        full = problem(behavior(target_per_week=1), settings=settings, fixed=[fixed("run", "08:00", 60)])
        assert worth(full) == pytest.approx(1.15 + 0.5 * 0.8)
        bad = behavior("read", impacts={"health": -1}, target_per_week=1)
        harmed = problem(behavior(target_per_week=1), bad, settings=settings)
        assert worth(harmed, session("read")) == pytest.approx(-1 - 0.5 * 0.8)

    def test_balance_ignores_what_has_no_weight_or_is_out_of_reach(self) -> None:
        settings = {"routine": 0, "balance": 0.5, "stability": 0}
        week = problem(
            behavior(target_per_week=1), objectives={"health": 1, "social": 0, "learning": 1}, settings=settings
        )
        # learning is out of reach: S = 0.5 * 0.8
        assert worth(week, session()) == pytest.approx(0.5 * 0.8 + 0.5 * 0.4)
        assert worth(problem(behavior(target_per_week=0), settings=settings)) == 0

    def test_stability(self) -> None:
        settings = {"routine": 0, "balance": 0, "stability": 0.02}
        places = [{"behavior": "run", "day": day, "slot": "morning"} for day in (0, 0, 1, 2)]
        week = problem(RUN, settings=settings, previous=places, fixed=[fixed("run", "08:00")])
        assert worth(week, session(day=1)) == pytest.approx(1 + 0.8 - 0.02)

    def test_shares_days_and_worths(self) -> None:
        week = problem(
            behavior(impacts={"health": 1, "social": -0.5}, energy_cost=2, target_per_week=2),
            objectives={"health": 3, "social": 1},
            energy_budget=5,
            fixed=[fixed("run", "08:00")],
        )
        verdict = verify(week, [session(day=2), session(day=1, minutes=60)])
        health, social = verdict.objectives
        assert (health.objective, social.objective) == ("health", "social")
        assert health.achieved == pytest.approx(1 + 0.8 + 0.8 * 1.15)
        assert health.reachable == pytest.approx(1.6)
        assert health.weighted == pytest.approx(0.75 * health.achieved)
        assert social.share is None
        assert [(day.minutes, day.energy, day.energy_limit) for day in verdict.days[:4]] == [
            (30, 2, 5),
            (60, 2, 5),
            (30, 2, 5),
            (0, 0, 5),
        ]
        assert verdict.worths == pytest.approx((0.625 * 0.8, 0.625 * 0.8 * 1.15))


def test_a_slot_after_midnight_belongs_to_its_day() -> None:
    night = [{"name": "night", "start": "23:00", "end": "26:00"}]
    week = problem(RUN, slots=night, rules=[rule("frequency", period="day", max_sessions=1)])
    assert broken(week, session(start="25:30", slot="night"), session(day=1, start="23:00", slot="night")) == []
    crowded = problem(RUN, slots=night, busy=[{"day": 1, "start": "01:00", "end": "02:00"}])
    found = broken(crowded, session(start="25:30", slot="night"))
    assert found == ["“Run” on Monday at 25:30 lies in busy time from 01:00 to 02:00."]


def test_checking_a_plan_loads_no_solver() -> None:
    code = "import sys, habitos_tui.planner.verify; sys.exit(any(m in sys.modules for m in ('pulp','highspy','numpy')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
