"""Each limit on and off, and each term of the objective worked out by hand."""

import subprocess
import sys
from typing import Any

import pytest

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import SECOND_EDITION
from habitos_tui.errors import InvalidInputError
from habitos_tui.planner.verification.verify import Verification, verify
from tests.support.problems import behavior, problem, rule, session
from tests.support.sample_weeks import READ, RUN, TWO_SLOTS, both, broken, fixed, worth

BUSY = {"day": 0, "start": "08:00", "end": "08:30"}


def test_an_empty_plan_of_an_empty_problem_is_allowed_and_worth_nothing() -> None:
    verdict = verify(problem(), [])
    assert verdict == Verification((), 0.0, verdict.objectives, verdict.days, 0.0, ())


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

    def test_too_soon(self) -> None:
        week = problem(RUN, format="habitos-problem/2", not_before={"day": 1, "time": "08:30"}, notice_minutes=15)
        assert broken(week, session(day=1, start="08:45")) == []
        found = broken(week, session(day=1, start="08:40"))
        assert found == ["“Run” on Tuesday at 08:40 is too soon: it begins less than 15 minutes after Tuesday 08:30."]
        assert len(broken(week, session(day=1, start="08:25"))) == 1

    def test_across_a_slot_border(self) -> None:
        week = problem(RUN, slots=TWO_SLOTS)
        assert broken(week, session(start="09:25")) == []
        found = broken(week, session(start="09:30"))
        assert found == ["“Run” on Monday at 09:30 leaves no pause before the end of morning, or lies off the grid."]

    @pytest.mark.parametrize(
        ("fields", "start", "obstacle"),
        [
            (
                {"not_before": {"day": 0, "time": "08:00"}, "busy": [BUSY]},
                "08:00",
                "lies in busy time from 08:00 to 08:30",
            ),
            ({}, "10:00", "starts outside every slot"),
            ({"busy": [BUSY]}, "08:30", "leaves no pause of 5 min beside busy time from 08:00 to 08:30"),
            # Right behind busy time, where no pause is asked for: what is done meanwhile is in the way.
            (
                {"busy": [BUSY], "fixed": [fixed("read", "08:45")], "settings": {"pause_beside_busy": False}},
                "08:30",
                "overlaps the fixed “Read” at 08:45 or the pause around it",
            ),
            ({"fixed": [fixed("read", "08:30")]}, "08:00", "overlaps the fixed “Read” at 08:30 or the pause around it"),
        ],
    )
    def test_the_first_thing_in_the_way_is_told(self, fields: dict[str, Any], start: str, obstacle: str) -> None:
        week = problem(RUN, READ, **{"format": SECOND_EDITION, "transition_minutes": 5, **fields})
        assert broken(week, session(start=start)) == [f"“Run” on Monday at {start} {obstacle}."]

    def test_busy_time_of_the_next_day_is_in_the_way_of_what_reaches_it_only(self) -> None:
        # 01:05 to 01:35 of Tuesday, which is 25:05 to 25:35 of Monday: before the busy time, but beside what was done.
        night = [{"name": "night", "start": "23:00", "end": "26:00"}]
        busy = [{"day": 1, "start": "01:45", "end": "02:00"}]
        week = problem(RUN, READ, slots=night, busy=busy, fixed=[fixed("read", "25:00")])
        found = broken(week, session(start="25:05", slot="night"))
        assert found == [
            "“Run” on Monday at 01:05 the next day overlaps the fixed “Read” at 01:00 the next day"
            " or the pause around it."
        ]


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

    def test_of_two_that_end_together_the_first_is_overlapped(self) -> None:
        rest = behavior("rest", minutes=(10, 10, 10))
        week = problem(RUN, READ, rest)
        sessions = (
            session(minutes=60),
            session("read", start="08:40", minutes=20),
            session("rest", start="08:50", minutes=10),
        )
        assert broken(week, *sessions)[1] == "“Rest” on Monday at 08:50 overlaps “Run” on Monday at 08:00."

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

    def test_the_new_one_of_two_that_are_too_close_is_to_move(self) -> None:
        done = {"behavior": "run", "day": 3, "start": "08:00", "minutes": 30, "kind": "done"}
        week = problem(behavior(min_gap_days=1), fixed=[done])
        for day in (2, 4):
            (violation,) = verify(week, [session(day=0), session(day=day)]).violations
            assert violation.path == "sessions[1].day"

    def test_energy(self) -> None:
        week = problem(behavior(energy_cost=3), READ, energy_budget=[2, None, 3, 3, 3, 3, 3])
        assert broken(week, session(day=1), session(day=2)) == []
        assert broken(week, session()) == ["Monday takes 3 energy, at most 2 is there."]
        later = problem(behavior(energy_cost=3), energy_budget=[None, 2, 3, 3, 3, 3, 3])
        assert broken(later, session(day=1)) == ["Tuesday takes 3 energy, at most 2 is there."]

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

    def test_routine_spares_what_is_worth_nothing(self) -> None:
        settings = {"routine": 0.25, "balance": 0, "stability": 0}
        week = problem(behavior(impacts={"health": -0.5}), slots=TWO_SLOTS, settings=settings)
        assert worth(week, session(), session(day=1, start="10:00", slot="noon")) == pytest.approx(-1.0)

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
    assert found == ["“Run” on Monday at 01:30 the next day lies in busy time from 01:00 to 02:00."]


def test_checking_a_plan_loads_no_solver() -> None:
    solvers = "('pulp', 'highspy', 'numpy')"
    code = f"import sys, habitos_tui.planner.verification.verify; sys.exit(any(m in sys.modules for m in {solvers}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
