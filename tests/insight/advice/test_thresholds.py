"""From how much evidence on other lengths, slots and days are suggested: either side of every limit."""

from typing import Any

import pytest

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.suggestion import ArchiveBehavior, SetBehavior, Suggestion
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rule import DurationBounds
from habitos_tui.insight.advice.lengths import better_lengths
from habitos_tui.insight.advice.places import better_days, better_slots
from habitos_tui.insight.advice.ranking import holding, suggestions
from habitos_tui.insight.advice.record import Candidate
from habitos_tui.insight.exact_tests import either_way
from tests.insight.advice.records import WEEKS, episode, named, record
from tests.support.household import make_behavior

RUN = make_behavior("run")
WORTHLESS = make_behavior("idle", impacts={})


class TestLengths:
    def timed(self, *pairs: tuple[int | None, int | None]) -> list[Episode]:
        """Sessions of (planned, actual) minutes, one a week and two from the thirteenth on."""
        return [
            episode(n % 12, n // 12, actual is not None, planned=planned, minutes=actual)
            for n, (planned, actual) in enumerate(pairs)
        ]

    def length(self, *pairs: tuple[int | None, int | None], run: Behavior = RUN, **more: Any) -> dict[str, Any] | None:
        (candidate,) = better_lengths(record(self.timed(*pairs), [run], **more))
        if candidate.suggestion is None:
            return None
        assert isinstance(candidate.suggestion.proposal, SetBehavior)
        return dict(candidate.suggestion.proposal.set)

    def test_eight_sessions_that_were_planned_and_timed_are_enough(self) -> None:
        seven, other = [(30, 40)] * 7, make_behavior("read")
        assert not list(better_lengths(record(self.timed(*seven, (None, 40), (30, None)))))
        reading = [one._replace(behavior="read") for one in self.timed(*[(30, 40)] * 8)]
        (found,) = better_lengths(record([*self.timed(*seven), *reading], [RUN, other]))
        assert found.suggestion is not None
        assert found.suggestion.evidence == "half of 8 sessions took at least 40 min"

    def test_only_what_took_another_length_than_planned_and_than_usual_counts(self) -> None:
        # As planned twice; shorter than planned yet longer than usual twice, and the other way; 4 longer, 1 shorter.
        pairs = [(30, 30)] * 2 + [(45, 40)] * 2 + [(20, 25)] + [(30, 40)] * 4 + [(30, 20)]
        (found,) = better_lengths(record(self.timed(*pairs)))
        assert found.claim == either_way(4, 1)

    @pytest.mark.parametrize(
        ("planned", "actual", "usual", "typical"),
        [
            (30, 35, 30, 35),
            (30, 34, 30, None),  # 13 % longer
            (30, 60, 30, 60),
            (30, 20, 30, 20),
            (30, 26, 30, None),
            (30, 40, 35, None),  # much longer than planned, 14 % longer than usual
            (38, 40, 30, None),  # 5 % longer than planned, much longer than usual
            (60, 40, 30, None),  # shorter than planned, longer than usual
            (20, 30, 30, None),  # longer than planned, but as usual
            (40, 40, 30, None),  # as planned
        ],
    )
    def test_both_differ_the_same_way_and_enough(
        self, planned: int, actual: int, usual: int, typical: int | None
    ) -> None:
        run = make_behavior("run", typical_minutes=usual)
        found = self.length(*[(planned, actual)] * 8, run=run)
        assert (found and found["typical_minutes"]) == typical

    def test_what_rounds_to_the_usual_length_is_no_change(self) -> None:
        assert self.length(*[(30, 36)] * 8, grid_minutes=15) is None

    def test_the_bounds_make_room_for_the_new_length(self) -> None:
        assert self.length(*[(30, 70)] * 8) == {"typical_minutes": 70, "max_minutes": 70}
        assert self.length(*[(30, 10)] * 8) == {"typical_minutes": 10, "min_minutes": 10}

    def test_shorter_sessions_and_what_they_are_worth(self) -> None:
        # 8 of 12 planned were done, in 12 weeks; a minute brings 50 points x (0.4 + 0.6 x 20/30) / 20 minutes = 2.
        (found,) = better_lengths(record(self.timed(*[(30, 20)] * 8, *[(30, None)] * 4)))
        assert found.suggestion is not None
        assert found.suggestion.evidence == "half of 8 sessions took at most 20 min"
        assert found.suggestion.points == pytest.approx(10 * 8 / 12 * 2)

    @pytest.mark.parametrize(
        ("bounds", "allowed"),
        [
            ({"max_minutes": 40}, True),
            ({"max_minutes": 35}, False),
            ({"min_minutes": 40}, True),
            ({"min_minutes": 45}, False),
            ({"min_minutes": 45, "penalty": 10}, True),
        ],
    )
    def test_a_rule_allows_what_is_on_its_bounds(self, bounds: dict[str, Any], allowed: bool) -> None:
        rule = DurationBounds.model_validate({"id": "r", "behavior": "run", **bounds})
        assert bool(self.length(*[(30, 40)] * 8, rules=[rule])) is allowed


class TestSlots:
    def used(self, mornings: int, evenings: int, behavior: str = "run") -> list[Episode]:
        """Mornings that all fail and evenings that all work."""
        used = [episode(n % 12, n // 12, False, behavior) for n in range(mornings)]
        return used + [episode(n % 12, 3 + n // 12, True, behavior, "evening") for n in range(evenings)]

    @pytest.mark.parametrize(("mornings", "evenings", "compared"), [(8, 5, 1), (7, 5, 0), (8, 4, 0)])
    def test_evidence(self, mornings: int, evenings: int, compared: int) -> None:
        assert len(list(better_slots(record(self.used(mornings, evenings))))) == compared

    def test_the_slot_used_most_is_left_whatever_its_name(self) -> None:
        other_way = [
            one._replace(slot={"morning": "evening", "evening": "morning"}[one.slot or ""]) for one in self.used(36, 12)
        ]
        (found,) = holding(better_slots(record(other_way)))
        assert found.sentence == "“Run” in the morning rather than in the evening"

    def test_those_that_cannot_be_better_are_passed_over_one_by_one(self) -> None:
        """Too few sessions, nothing to win, and one that wants to be elsewhere: the fourth is looked at."""
        behaviors = [
            make_behavior("few"),
            WORTHLESS,
            make_behavior("moved", preferred_slots=("evening",)),
            make_behavior("run", impacts={"health": 0.005}),
        ]
        used = [*self.used(7, 5, "few"), *self.used(36, 12, "idle"), *self.used(36, 12, "moved"), *self.used(36, 12)]
        (found,) = named(better_slots(record(used, behaviors)))
        assert found is not None
        assert found.behavior == "run"

    def test_without_slots_nothing_is_compared(self) -> None:
        assert not list(better_slots(record(self.used(36, 12), slots=())))


class TestDays:
    def worked(self, fridays: int, others: int, behavior: str = "run") -> list[Episode]:
        return [episode(week, 4, False, behavior) for week in range(fridays)] + [
            episode(n % 12, n // 12, True, behavior) for n in range(others)
        ]

    @pytest.mark.parametrize(("fridays", "others", "compared"), [(8, 8, 2), (7, 8, 0), (8, 7, 0), (10, 7, 0)])
    def test_evidence_of_the_day_and_of_the_others(self, fridays: int, others: int, compared: int) -> None:
        """The others are all on Mondays, which are compared with the Fridays in turn."""
        run = make_behavior("run", target_per_week=1)
        assert len(list(better_days(record(self.worked(fridays, others), [run])))) == compared

    def test_points_go_by_how_often_it_is_that_day(self) -> None:
        # 9 Fridays in 12 weeks, 27 others: likely 12 x 0.75 / 21 and (27 + 9) / 39.
        (found,) = holding(better_days(record(self.worked(9, 27))))
        assert found.observations == 36
        assert found.points == pytest.approx(50 * ((27 + 9) / 39 - 9 / 21) * 9 / 12)

    def test_those_without_another_day_or_worth_are_passed_over(self) -> None:
        behaviors = [
            make_behavior("weekly", weekdays=(4,), target_per_week=1),
            WORTHLESS,
            make_behavior("run", weekdays=(0, 1, 2, 4), impacts={"health": 0.005}),
            make_behavior("read", weekdays=(0, 4), target_per_week=1),
        ]
        worked = [one for b in behaviors for one in self.worked(12, 12 if b.id == "read" else 27, b.id)]
        found = {line.behavior for line in named(better_days(record(worked, behaviors))) if line is not None}
        assert found == {"run", "read"}


class TestRanking:
    def line(self, key: str, points: float) -> Suggestion:
        proposal = ArchiveBehavior(id="run")
        return Suggestion(key, "rest", "run", f"{key} {points:g}", "", 1, points, proposal)

    def test_most_points_come_first_and_of_one_key_the_best_alone(self) -> None:
        lines = [self.line("a", 1), self.line("b", 5), self.line("a", 3), self.line("c", -2)]
        found = holding([Candidate(None, line) for line in lines])
        assert [line.sentence for line in found] == ["b 5", "a 3", "c -2"]

    def test_what_was_dismissed_stays_away(self) -> None:
        weeks = {"run": dict.fromkeys(WEEKS[-5:], 2)}
        (line,) = suggestions(record((), planned=weeks)).lines
        assert suggestions(record((), planned=weeks), {"something else"}).lines == (line,)
        assert suggestions(record((), planned=weeks), {line.key}).lines == ()
