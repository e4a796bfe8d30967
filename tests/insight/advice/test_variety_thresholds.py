"""From how much evidence on rests and additions are suggested: either side of every limit."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.suggestion import Suggestion
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.rule import Frequency, Scope
from habitos_tui.insight.advice.record import Aggregate
from habitos_tui.insight.advice.variety import additions, rests
from habitos_tui.insight.exact_tests import more_than_half
from tests.insight.advice.records import WEEKS, episode, named, record, since_ever, wished
from tests.support.household import make_behavior

RUN = make_behavior("run")
WORTHLESS = make_behavior("idle", impacts={})


class TestRests:
    def rated(self, *ratings: int) -> list[Episode]:
        return [episode(n % 12, n // 12, True, rating=rating) for n, rating in enumerate(ratings)]

    def test_eight_ratings_and_those_in_the_middle_say_nothing(self) -> None:
        assert not list(rests(record(self.rated(*[1] * 7))))
        (found,) = rests(record(self.rated(1, 1, 1, 1, 1, 3, 3, 5)))
        assert found.claim == more_than_half(5, 1)

    @pytest.mark.parametrize(("ratings", "suggested"), [([2] * 9 + [3] * 2, True), ([2] * 8 + [3] * 3, False)])
    def test_the_mean_is_drawn_to_the_middle_by_four_ratings(self, ratings: list[int], suggested: bool) -> None:
        # (4 x 3 + 24) / 15 = 2.4 is low, 37 / 15 is not.
        (found,) = named(rests(record(self.rated(*ratings))))
        assert (found is not None) is suggested

    def test_what_its_time_would_bring_elsewhere(self) -> None:
        # 12 sessions of 30 min at 25 points and 12 at 100: a minute brings (300 + 1200) / 720 = 2.0833.
        run, read = make_behavior("run", impacts={"health": 0.25}), make_behavior("read", impacts={"health": 1.0})
        lived = [*self.rated(*[1] * 12), *(episode(week, 2, True, "read") for week in range(12))]
        (found,) = (line for line in named(rests(record(lived, [run, read]))) if line)
        assert found.points == pytest.approx(1 * 30 * 1500 / 720 - 25)
        # Missed as often again: twice a week 30 min are freed, two of three done, for a half of 2 x 25 points.
        missed = [episode(week, 4, False) for week in range(12)]
        (found,) = (line for line in named(rests(record([*lived, *missed], [run, read]))) if line)
        assert found.points == pytest.approx(60 * 1500 / 720 * 2 / 3 - 2 * 25 * 0.5)


class TestAdditions:
    READY = (make_behavior("dance", impacts={"social": 0.5}), make_behavior("chat", impacts={"social": 0.49}))

    def lived(self, calls: int) -> list[Episode]:
        runs = [episode(week, day, True) for week in range(12) for day in (0, 2, 4)]
        return runs + [episode(n % 12, 1 + n // 12, True, "call") for n in range(calls)]

    def added(self, calls: int, **more: Any) -> list[Suggestion | None]:
        call = make_behavior("call", impacts={"social": 0.5}, target_per_week=1)
        fields = {"weights": {"health": 0.5, "social": 0.5}, "ready": self.READY, **more}
        return named(additions(record(self.lived(calls), [RUN, call], **fields)))

    def test_four_weeks_are_enough(self) -> None:
        assert len(self.added(0, weeks=WEEKS[:4])) == 1
        assert not self.added(0, weeks=WEEKS[:3])

    def test_an_objective_is_badly_served_below_seven_tenths_of_what_plans_reach(self) -> None:
        # Twelve calls were asked for: 0.7 x 0.8 x 12 = 6.72 of them are enough.
        (found,) = self.added(6)
        assert found is not None
        assert found.evidence.startswith("social reached 50 % of what is within reach")
        assert found.sentence == "Add “Dance” for social"
        assert not self.added(7)

    def test_what_hardly_serves_it_or_is_worth_nothing_is_not_offered(self) -> None:
        assert not self.added(0, ready=self.READY[1:])
        harmful = make_behavior("party", impacts={"social": 0.6, "health": -0.6})
        assert not self.added(0, ready=[harmful])

    def test_of_those_that_serve_it_alike_the_one_worth_more_is_offered(self) -> None:
        more = make_behavior("team", impacts={"social": 0.5, "health": 0.2})
        (found,) = self.added(0, ready=[self.READY[0], more])
        assert found is not None
        assert found.sentence == "Add “Team” for social"

    def test_what_nothing_serves_is_reached_not_at_all(self) -> None:
        (found,) = named(
            additions(record(self.lived(0)[:36], [RUN], weights={"health": 0.5, "social": 0.5}, ready=self.READY))
        )
        assert found is not None
        assert found.evidence == "social served by nothing, less than any other objective, over 12 weeks"

    def test_an_objective_without_weight_is_left_alone(self) -> None:
        team = make_behavior("team", impacts={"social": 0.5, "health": 0.2})
        assert not self.added(0, weights={"health": 1.0, "social": 0.0}, ready=[team])
        assert self.added(0, weights={"health": 0.99, "social": 0.01})

    @pytest.mark.parametrize(("most", "offered"), [(1, True), (0, False)])
    def test_only_what_a_week_has_room_for_is_offered(self, most: int, offered: bool) -> None:
        few = Frequency(id="few", scope=Scope(behaviors=("dance",)), period="week", max_sessions=most)
        assert bool(self.added(0, rules=[few])) is offered

    def test_what_was_done_counts_by_its_length_in_whole_weeks(self) -> None:
        # Six calls of a quarter, each 0.4 + 0.6 / 2 of a whole one, of twelve.
        calls = [episode(week, 1, True, "call", minutes=15) for week in range(6)]
        call, more = make_behavior("call", impacts={"social": 0.5}, target_per_week=1), {"ready": self.READY}
        fields = {"weights": {"health": 0.5, "social": 0.5}, **more}
        lived = [*self.lived(0), episode(6, 1, False, "call")]
        (found,) = named(additions(record([*lived, *calls], [RUN, call], **fields)))
        assert found is not None
        assert found.evidence.startswith("social reached 35 % of")
        (found,) = named(additions(record([*lived, *calls], [RUN, call], weeks=WEEKS[6:], **fields)))
        assert found is not None
        assert found.evidence.startswith("social reached 0 % of")


class TestRecord:
    def test_a_session_beyond_the_usual_length_adds_less_where_it_does_good(self) -> None:
        # 60 instead of 30 minutes: 0.4 + 0.6 and 0.15 for the second half hour, or 0.6 where it does none.
        bad = make_behavior("bad", impacts={"health": -0.5})
        found = record((), [RUN, WORTHLESS, bad])
        assert [found.fullness(each, 60) for each in (RUN, WORTHLESS, bad)] == pytest.approx([1.15, 1.6, 1.6])

    def test_a_behavior_is_wanted_from_the_week_on_in_which_it_was_made_or_done_before(self) -> None:
        sunday = WEEKS[3] + timedelta(days=6)
        for made, lived, first in (
            (sunday, (), 3),
            (sunday + timedelta(days=1), (), 4),
            (sunday, [episode(1, 0, True)], 1),
        ):
            found = record(lived, wished=wished(since_ever(RUN), made=made))
            assert [week for week in WEEKS if found.wanted_in(week)] == list(WEEKS[first:])

    def test_nothing_is_wanted_in_a_week_with_a_day_of_a_pause(self) -> None:
        pause = Pause(id=UUID(int=1), behavior="run", first=WEEKS[2] + timedelta(days=6), last=WEEKS[4])
        known = {"run": replace(wished(since_ever(RUN))["run"], pauses=(pause,))}
        found = record((), wished=known)
        assert [week for week in WEEKS if not found.wanted_in(week)] == list(WEEKS[2:5])

    def test_a_single_week_is_its_own_average(self) -> None:
        assert record([episode(0, 0, True)], weeks=WEEKS[:1]).per_week([episode(0, 0, True)]) == 1


def test_a_share_of_nothing_is_nothing() -> None:
    assert Aggregate().share == 0


def test_time_that_was_never_spent_has_no_price() -> None:
    assert record([episode(0, 0, False)]).points_per_minute == 0
    harmful = make_behavior("run", impacts={"health": -0.5})
    assert record([episode(0, 0, True)], [harmful]).points_per_minute == 0
