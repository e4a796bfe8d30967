"""What the second edition of the planning model adds to a week, worked out by hand."""

from typing import Any

import pytest

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import SECOND_EDITION, Problem
from habitos_tui.planner.verification.verify import verify
from tests.support.problems import behavior, problem, rule, session

PLAIN: dict[str, Any] = {"routine": 0, "balance": 0, "variety": 0, "slack": 0}
RUN = behavior("run", target_per_week=3)


def second(*behaviors: Any, **fields: Any) -> Problem:
    return problem(*behaviors, **{"format": SECOND_EDITION, "transition_minutes": 0, "settings": PLAIN, **fields})


def worth(week: Problem, *sessions: Session) -> float:
    return verify(week, sessions).objective


def kinds(week: Problem, *sessions: Session) -> list[str]:
    return [violation.kind for violation in verify(week, sessions).violations]


def weekend(week: Problem, **fields: Any) -> Problem:
    """The problem with its first behavior changed."""
    document = week.model_dump()
    first, *others = document["behaviors"]
    return Problem.model_validate(document | {"behaviors": [first | fields, *others]})


class TestVariety:
    def test_the_first_session_counts_more_than_the_last(self) -> None:
        # Three wanted: + 0.4, 0, - 0.4 of V = 1, beside 0.8 each.
        week = second(RUN, settings=PLAIN | {"variety": 0.4})
        assert worth(week) == 0
        assert worth(week, session()) == pytest.approx(0.8 + 0.4)
        assert worth(week, session(), session(day=1)) == pytest.approx(1.6 + 0.4)
        assert worth(week, *(session(day=day) for day in range(3))) == pytest.approx(2.4)

    def test_the_last_of_two_takes_back_what_the_first_has_gained_and_each_behavior_has_its_own(self) -> None:
        twice = behavior("run", target_per_week=2), behavior("read", target_per_week=2)
        week = second(*twice, settings=PLAIN | {"variety": 0.4})
        assert worth(week, session(), session("read", start="08:30")) == pytest.approx(2 * (0.8 + 0.4))
        assert worth(week, session(), session("read", start="08:30"), session(day=1)) == pytest.approx(3 * 0.8 + 0.4)

    def test_the_only_one_counts_like_a_first_one(self) -> None:
        week = second(behavior("run", target_per_week=1), settings=PLAIN | {"variety": 0.4})
        assert worth(week, session()) == pytest.approx(0.8 + 0.4)

    def test_sessions_beyond_the_target_are_satiated_instead(self) -> None:
        eager = behavior("run", target_per_week=1, max_per_week=3)
        week = second(eager, settings=PLAIN | {"variety": 0.4})
        assert worth(week, session(), session(day=1)) == pytest.approx(1.6 + 0.4 - 0.7)

    def test_fixed_sessions_count_and_harm_has_no_variety(self) -> None:
        done = [{"behavior": "run", "day": 2, "start": "08:00", "minutes": 30, "kind": "done"}]
        week = second(RUN, settings=PLAIN | {"variety": 0.4}, fixed=done)
        assert worth(week, session()) == pytest.approx(1.0 + 0.8 + 0.4)
        harmful = second(behavior("run", impacts={"health": -1}), settings=PLAIN | {"variety": 0.4})
        assert worth(harmful, session()) == pytest.approx(-1)


class TestSlack:
    # An hour of what was asked for: 0.8 * 3 sessions / 1.5 h = 1.6. Each day has 120 free minutes.
    def test_time_beyond_the_free_share_costs_an_average_hour(self) -> None:
        week = second(RUN, settings=PLAIN | {"slack": 0.75})
        assert worth(week, session()) == pytest.approx(0.8)
        long = 0.8 * (1 + 0.15) - 1.6 * 30 / 60
        assert worth(week, session(minutes=60)) == pytest.approx(long)
        assert verify(week, [session(minutes=60)]).free_time == pytest.approx(1.6 * 30 / 60)

    def test_pauses_count_as_used_time_and_busy_time_is_not_free(self) -> None:
        busy = [{"day": 0, "start": "09:00", "end": "10:00"}]
        settings = PLAIN | {"slack": 0.5, "pause_beside_busy": False}
        week = second(RUN, settings=settings, busy=busy, transition_minutes=5)
        # 60 minutes are free; 30 of them are used at the usual price, and 35 are taken.
        assert worth(week, session()) == pytest.approx(0.8 - 1.6 * 5 / 60)

    def test_without_slack_only_the_last_pause_of_a_full_day_costs(self) -> None:
        week = second(behavior("run", minutes=(60, 120, 120), target_per_week=1), transition_minutes=5)
        assert worth(week, session(minutes=120)) == pytest.approx(0.8 - 0.4 * 5 / 60)

    def test_fixed_sessions_use_none_of_it(self) -> None:
        done = [{"behavior": "run", "day": 0, "start": "08:00", "minutes": 60, "kind": "done"}]
        week = second(RUN, settings=PLAIN | {"slack": 0.5}, fixed=done)
        assert worth(week) == pytest.approx(1.15)
        assert worth(week, session(start="09:00")) == pytest.approx(1.15 + 0.8)

    def test_the_first_edition_prices_no_time(self) -> None:
        assert worth(problem(RUN, transition_minutes=5), session(minutes=60)) == pytest.approx(0.8 * 1.15)


class TestPlaces:
    SLOTS = (
        {"name": "morning", "start": "08:00", "end": "10:00"},
        {"name": "noon", "start": "12:00", "end": "14:00"},
    )

    def test_weekends_may_have_slots_of_their_own(self) -> None:
        week = second(behavior("run", preferred_slots=("morning",)), slots=self.SLOTS)
        week = weekend(week, weekend_slots=("noon",))

        def at_noon(day: int) -> Session:
            return session(day=day, start="12:00", slot="noon")

        assert worth(week, session(day=4)) == pytest.approx(0.8)
        assert worth(week, session(day=5)) == pytest.approx(0.5)
        assert worth(week, at_noon(5)) == pytest.approx(0.8)
        # A week that begins on a Sunday has its weekend on its first and its last day.
        sunday = week.model_dump() | {"week_start": "2026-11-22"}
        assert worth(Problem.model_validate(sunday), at_noon(0)) == pytest.approx(0.8)
        assert worth(Problem.model_validate(sunday), at_noon(5)) == pytest.approx(0.5)

    def test_strict_slots_are_those_of_the_day(self) -> None:
        week = second(behavior("run", preferred_slots=("morning",), strict_slots=True), slots=self.SLOTS)
        week = weekend(week, weekend_slots=("noon",))
        assert kinds(week, session(day=5)) == ["strict_slot"]
        assert kinds(week, session(day=5, start="12:00", slot="noon")) == []

    def test_no_weekend_slots_at_all_are_no_preference(self) -> None:
        week = weekend(second(behavior("run", preferred_slots=("morning",)), slots=self.SLOTS), weekend_slots=())
        assert worth(week, session(day=6, start="12:00", slot="noon")) == pytest.approx(0.8)

    def test_a_pause_before_busy_time_is_asked_for_in_words(self) -> None:
        busy = [{"day": 0, "start": "08:30", "end": "09:00", "title": "Work"}]
        week = second(RUN, busy=busy, transition_minutes=5)
        (violation,) = verify(week, [session()]).violations
        assert violation.sentence.endswith("leaves no pause of 5 min beside busy time from 08:30 to 09:00 (“Work”).")
        assert kinds(week, session(minutes=25)) == []


class TestLimits:
    def test_no_more_is_allowed_than_was_asked_for(self) -> None:
        week = second(behavior("run", target_per_week=1))
        assert kinds(week, session(), session(day=1)) == ["max_per_week"]
        least = second(behavior("run", target_per_week=1, min_per_week=2))
        assert kinds(least, session(), session(day=1)) == []

    def test_a_rule_may_pick_what_costs_energy(self) -> None:
        once = rule("frequency", period="day", max_sessions=1, scope={"min_energy": 4})
        hard, easy = behavior("run", energy_cost=4), behavior("walk", energy_cost=3.5)
        week = second(hard, easy, behavior("lift", energy_cost=6), rules=[once])
        assert kinds(week, session(), session("walk", start="08:30")) == []
        assert kinds(week, session(), session("lift", start="08:30")) == ["frequency"]
