"""From how much evidence on something is suggested, and where it is worth nothing: either side of every limit."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.suggestion import AddRule, ArchiveBehavior, SetBehavior, Suggestion
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.rule import DurationBounds, Frequency, Precedence, Rule, Scope, Stack, TimeBudget
from habitos_tui.insight.advice.lengths import better_lengths
from habitos_tui.insight.advice.places import better_days, better_slots
from habitos_tui.insight.advice.ranking import holding, suggestions
from habitos_tui.insight.advice.record import Aggregate, Candidate
from habitos_tui.insight.advice.slack import slack
from habitos_tui.insight.advice.stacking import stacks
from habitos_tui.insight.advice.targets import better_targets, fitting_targets
from habitos_tui.insight.advice.variety import additions, rests
from habitos_tui.insight.exact_tests import either_way, lower_sum, more_than_half
from tests.insight.advice.records import WEEKS, episode, record, since_ever, wished
from tests.support.household import make_behavior

RUN = make_behavior("run")
WORTHLESS = make_behavior("idle", impacts={})


def named(candidates: Iterable[Candidate]) -> list[Suggestion | None]:
    return [candidate.suggestion for candidate in candidates]


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


class TestSlack:
    """Mondays on which nothing works out beside Tuesdays on which all does, of three behaviors."""

    BEHAVIORS = tuple(make_behavior(f"b{place}") for place in range(4))

    def days(self, weeks: int, sessions: int = 3, *, lived: int = 1, minutes: int = 30) -> list[Episode]:
        return [
            episode(week, day, day == 1 or place < lived, f"b{place}", minutes=minutes)
            for week in range(weeks)
            for day in (0, 1)
            for place in range(sessions)
        ]

    @pytest.mark.parametrize(
        ("weeks", "sessions", "compared"), [(5, 4, 2), (4, 5, 0), (6, 3, 0), (7, 3, 2), (10, 2, 2)]
    )
    def test_twenty_sessions_on_five_days(self, weeks: int, sessions: int, compared: int) -> None:
        behaviors = [*self.BEHAVIORS, make_behavior("b4")]
        assert len(list(slack(record(self.days(weeks, sessions), behaviors)))) == compared

    @pytest.mark.parametrize(
        ("rule", "limited"),
        [
            (TimeBudget(id="r", period="day", days=(0,), max_minutes=60), True),
            (TimeBudget(id="r", period="day", days=(0,), min_minutes=60), False),
            (TimeBudget(id="r", period="day", days=(0, 1), max_minutes=60), False),
            (TimeBudget(id="r", period="week", days=(0,), max_minutes=60), False),
        ],
    )
    def test_a_day_with_a_budget_of_its_own_gets_no_other(self, rule: Rule, limited: bool) -> None:
        found = named(slack(record(self.days(12), self.BEHAVIORS, rules=[rule])))
        assert len(found) == (1 if limited else 2)

    @pytest.mark.parametrize(
        ("lived", "minutes", "budget"),
        [
            (1, 30, 30),
            (0, 30, 15),  # nothing was done: the least that there is
            (1, 31, 45),  # begun quarters are whole
            (2, 30, 60),
            (2, 38, None),  # 76 of 90 minutes: no room would be made
        ],
    )
    def test_the_budget_is_what_was_lived_in_quarters(self, lived: int, minutes: int, budget: int | None) -> None:
        found = next(slack(record(self.days(12, lived=lived, minutes=minutes), self.BEHAVIORS))).suggestion
        assert (None if found is None else found.sentence) == (
            None if budget is None else f"At most {_told(budget)} on Monday"
        )

    def test_no_budget_takes_what_must_be(self) -> None:
        # Mondays alone, at least once: 30 minutes are enough for each of 30, but not for one of at least 45.
        may = {"weekdays": (0,), "target_per_week": 1, "typical_minutes": 45, "max_minutes": 60}
        for least, times, suggested in ((30, 1, True), (45, 1, False), (45, 0, True)):
            behaviors = [*self.BEHAVIORS, make_behavior("must", min_minutes=least, min_per_week=times, **may)]
            found = next(slack(record(self.days(12), behaviors))).suggestion
            assert (found is not None) is suggested

    def test_what_is_put_into_a_plan_and_looked_for_in_it(self) -> None:
        # 12 of 36 there, all 36 elsewhere, so 2/3 of all: likely (12 + 8) / 48 and (36 + 8) / 48.
        found = next(
            line for line in holding(slack(record(self.days(12), self.BEHAVIORS[:3]))) if "Mon" in line.sentence
        )
        assert found.proposal == AddRule(rule=TimeBudget(id="room-on-monday", period="day", days=(0,), max_minutes=30))
        assert [outlook.behavior for outlook in found.outlooks] == ["b0", "b1", "b2"]
        for outlook in found.outlooks:
            assert (outlook.there, outlook.elsewhere) == pytest.approx((20 / 48 - 2 / 3, 44 / 48 - 2 / 3))
            assert outlook.weekday == 0

    def test_a_day_is_measured_by_what_is_usual_for_its_sessions(self) -> None:
        # b0 is done on Monday and not on Tuesday, a half; b1 not on Monday but on Tuesday and Sunday, two thirds:
        # beyond the usual by 1/2 - 2/3, -1/2 + 1/3 and 1/3, which are -1, -1 and 1 quarters.
        done = {"b0": {0: True, 1: False}, "b1": {0: False, 1: True, 6: True}}
        lived = [
            episode(week, day, did, name)
            for week in range(10)
            for name, days in done.items()
            for day, did in days.items()
        ]
        claim = next(slack(record(lived, self.BEHAVIORS[:2]))).claim
        assert claim == lower_sum([(-1, [-1, -1, 1])] * 10)

    def test_what_harms_is_no_loss(self) -> None:
        # b1 and b2 are missed 12 times each; b2 is worth nothing: 25 points a session, x 0.5 x 3 a week.
        harmful = make_behavior("b2", impacts={"health": -0.5})
        (found,) = [
            line
            for line in holding(slack(record(self.days(12), [*self.BEHAVIORS[:2], harmful])))
            if "Monday" in line.sentence
        ]
        assert found.points == pytest.approx(25 * 0.5 * 3)


def _told(minutes: int) -> str:
    return "1 h" if minutes == 60 else f"{minutes} min"


class TestStacks:
    BEHAVIORS = (make_behavior("coffee"), make_behavior("read"))
    STRENGTHS: ClassVar = {"coffee": 0.7, "read": 0.4}

    def lived(self, together: int, alone: int, read: str = "read") -> list[Episode]:
        """Coffee on the first of these days, and reading exactly then."""
        days = [(n % 12, n // 12) for n in range(together + alone)]
        cups = [episode(*day, n < together, "coffee") for n, day in enumerate(days)]
        return cups + [episode(*day, n < together, read) for n, day in enumerate(days)]

    @pytest.mark.parametrize(("together", "alone", "compared"), [(8, 5, 1), (7, 5, 0), (8, 4, 0)])
    def test_evidence(self, together: int, alone: int, compared: int) -> None:
        lived = record(self.lived(together, alone), self.BEHAVIORS, strengths=self.STRENGTHS)
        assert len(list(stacks(lived))) == compared

    def test_those_that_no_cue_would_help_are_passed_over(self) -> None:
        little = make_behavior("read", impacts={"health": 0.005})
        behaviors = [make_behavior("coffee"), WORTHLESS, make_behavior("bound"), little]
        lived = [
            one for name in ("idle", "bound", "read") for one in self.lived(12, 12, name) if one.behavior != "coffee"
        ]
        lived += [one for one in self.lived(12, 12) if one.behavior == "coffee"]
        order = Precedence(id="r", before="bound", after="coffee")
        strengths = self.STRENGTHS | {"idle": 0.1, "bound": 0.1}
        (found,) = named(stacks(record(lived, behaviors, strengths=strengths, rules=[order])))
        assert found is not None
        assert found.behavior == "read"

    def test_what_no_strength_is_known_of_is_no_cue_but_may_have_one(self) -> None:
        lived = self.lived(12, 12)
        assert list(stacks(record(lived, self.BEHAVIORS, strengths={"coffee": 0.7})))
        assert not list(stacks(record(lived, self.BEHAVIORS, strengths={"read": 0.1})))

    @pytest.mark.parametrize(("done", "others", "alike"), [(1, 2, True), (1, 3, False), (0, 0, False)])
    def test_a_day_is_a_good_one_from_half_of_its_other_sessions_on(self, done: int, others: int, alike: bool) -> None:
        """Beside coffee so many others are done, on the days without it three of three."""
        lived = self.lived(12, 12)
        for n in range(24):
            count, wanted = (done, others) if n < 12 else (3, 3)
            lived += [episode(n % 12, n // 12, place < count, f"b{place}") for place in range(wanted)]
        behaviors = [*self.BEHAVIORS, *(make_behavior(f"b{place}") for place in range(3))]
        claim = next(iter(stacks(record(lived, behaviors, strengths=self.STRENGTHS)))).claim
        assert claim is not None
        assert (claim.p < 0.05) is alike
        assert alike or claim.p == 1

    def test_only_days_of_the_same_kind_are_compared(self) -> None:
        """On days on which all the rest fails, neither gets done: that makes none the cue of the other."""
        rest = [episode(n % 12, n // 12, n < 12, "walk") for n in range(24)]
        behaviors = [*self.BEHAVIORS, make_behavior("walk")]
        lived = record([*self.lived(12, 12), *rest], behaviors, strengths=self.STRENGTHS | {"walk": 0.1})
        assert "read" not in {line.behavior for line in holding(stacks(lived))}

    def test_points_are_those_of_the_days_without(self) -> None:
        # 20 with, 16 without, mean 20/36: likely (20 + 6.67) / 32 and 6.67 / 28; 3 a week, of which 16/36.
        (found,) = holding(stacks(record(self.lived(20, 16), self.BEHAVIORS, strengths=self.STRENGTHS)))
        shift = (20 + 12 * 20 / 36) / 32 - 12 * 20 / 36 / 28
        assert found.observations == 36
        assert found.points == pytest.approx(50 * shift * 16 / 36 * 3)
        assert found.proposal == AddRule(rule=Stack(id="read-behind-coffee", first="coffee", then="read", penalty=29.8))
        (outlook,) = found.outlooks
        assert (outlook.cue, outlook.slot, outlook.weekday) == ("coffee", "morning", None)
        there, elsewhere = (20 + 12 * 20 / 36) / 32 - 20 / 36, 12 * 20 / 36 / 28 - 20 / 36
        assert (outlook.there, outlook.elsewhere) == pytest.approx((there, elsewhere))


class TestTargets:
    def lived(self, done: Sequence[int], planned: int = 3) -> list[Episode]:
        """How often it was done in each of the last weeks, of so many times that it was planned."""
        first = 12 - len(done)
        return [
            episode(first + week, day, day < times)
            for week, times in enumerate(done)
            for day in range(max(planned, times))
        ]

    @pytest.mark.parametrize(("weeks", "compared"), [(6, 2), (5, 0)])
    def test_six_weeks_are_enough(self, weeks: int, compared: int) -> None:
        assert len(list(better_targets(record(self.lived([3] * weeks))))) == compared

    def test_those_without_a_target_or_of_too_few_weeks_are_passed_over(self) -> None:
        behaviors = [make_behavior("new"), make_behavior("loose", target_per_week=0), RUN]
        episodes = [
            *(one._replace(behavior="new") for one in self.lived([3] * 5)),
            *(one._replace(behavior="loose") for one in self.lived([3] * 8)),
            *self.lived([1] * 8),
        ]
        assert [line.behavior for line in named(better_targets(record(episodes, behaviors))) if line] == ["run"]

    def test_the_last_eight_weeks_count_and_a_week_that_reached_it_counts_as_met(self) -> None:
        found = list(better_targets(record(self.lived([0] * 4 + [3] * 8))))
        assert [candidate.claim for candidate in found] == [more_than_half(0, 8), more_than_half(8, 0)]
        assert [line.sentence for line in named(found) if line] == ["“Run” 4 times instead of 3 times a week"]

    @pytest.mark.parametrize(
        ("done", "new"),
        [
            ([1, 1, 1, 1, 2, 1, 1, 2], 1),  # 1.25 on average
            ([1, 1, 1, 2, 2, 1, 1, 2], 2),
            ([0] * 8, 1),
            ([2] * 7 + [3], None),  # reached once in eight weeks: not never
        ],
    )
    def test_the_lower_target_is_the_average_a_little_rounded_down(self, done: list[int], new: int | None) -> None:
        lower, higher = named(better_targets(record(self.lived(done))))
        assert higher is None
        told = None if new is None else f"“Run” {'once' if new == 1 else f'{new} times'} instead of 3 times a week"
        assert (lower and lower.sentence) == told

    def test_what_must_be_is_lowered_with_it(self) -> None:
        run = make_behavior("run", min_per_week=2)
        lower, _ = named(better_targets(record(self.lived([1] * 8), [run])))
        assert lower is not None
        assert lower.proposal == SetBehavior(id="run", set={"target_per_week": 1, "min_per_week": 1})
        lower, _ = named(better_targets(record(self.lived([2] * 8), [run])))
        assert lower is not None
        assert lower.proposal == SetBehavior(id="run", set={"target_per_week": 2})

    @pytest.mark.parametrize(("unplanned", "compared"), [(3, True), (4, False)])
    def test_plans_have_all_but_half_a_session_a_week(self, unplanned: int, compared: bool) -> None:
        # Of 3 x 8 sessions more than 2.5 x 8 must have been planned.
        lived = [one._replace(planned=None) if n < unplanned else one for n, one in enumerate(self.lived([3] * 8))]
        claims = [candidate.claim for candidate in better_targets(record(lived))]
        assert (more_than_half(0, 8) in claims) is compared

    def test_more_is_asked_for_where_it_was_done_and_is_not_disliked(self) -> None:
        # 24 of 32 planned sessions were done: 50 points x 0.75.
        _, higher = named(better_targets(record(self.lived([3] * 8, planned=4))))
        assert higher is not None
        assert higher.points == pytest.approx(50 * 0.75)
        assert higher.evidence == "3 times a week reached in 8 of the last 8 weeks"
        for rating, suggested in ((3, True), (2, False)):
            rated = [one._replace(rating=rating) for one in self.lived([3] * 8)]
            _, higher = named(better_targets(record(rated)))
            assert (higher is not None) is suggested

    def test_what_is_worth_nothing_is_never_raised(self) -> None:
        for impact, compared in ((0.0, 1), (0.005, 2)):
            run = make_behavior("run", impacts={"health": impact})
            assert len(list(better_targets(record(self.lived([3] * 8), [run])))) == compared

    def test_once_a_week_is_not_lowered_to_once_a_week(self) -> None:
        run = make_behavior("run", target_per_week=1)
        lower, _ = named(better_targets(record(self.lived([0] * 8, planned=1), [run])))
        assert lower is None

    @pytest.mark.parametrize(("limits", "fits"), [({"max_per_week": 3}, None), ({"weekdays": (0,)}, 1)])
    def test_a_target_above_what_is_possible_is_lowered_to_that(self, limits: dict[str, Any], fits: int | None) -> None:
        (*found,) = named(fitting_targets(record((), [make_behavior("run", **limits)])))
        sets = [line.proposal.set for line in found if line and isinstance(line.proposal, SetBehavior)]
        assert sets == ([] if fits is None else [{"target_per_week": fits}])

    def test_a_plan_with_one_session_fits_one(self) -> None:
        (found,) = named(fitting_targets(record((), planned={"run": dict.fromkeys(WEEKS[-4:], 1)})))
        assert found is not None
        assert found.proposal == SetBehavior(id="run", set={"target_per_week": 1})

    def test_what_fits_no_plan_for_four_weeks_is_lowered(self) -> None:
        fits, never = dict.fromkeys(WEEKS[-4:], 2), dict.fromkeys(WEEKS[-4:], 0)
        behaviors = [make_behavior("read"), make_behavior("swim"), RUN]
        planned = {"run": fits, "swim": never, "read": dict.fromkeys(WEEKS[-3:], 2)}
        (found,) = named(fitting_targets(record((), behaviors, planned=planned)))
        assert found is not None
        assert (found.behavior, found.observations, found.points, found.moot_at) == ("run", 4, 0, 3)
        assert found.proposal == SetBehavior(id="run", set={"target_per_week": 2})

    def test_of_the_plans_the_last_eight_count(self) -> None:
        once = {"run": dict.fromkeys(WEEKS[-9:-8], 3) | dict.fromkeys(WEEKS[-8:], 2)}
        assert len(list(fitting_targets(record((), planned=once)))) == 1
        lately = {"run": dict.fromkeys(WEEKS[-8:-7], 3) | dict.fromkeys(WEEKS[-7:], 2)}
        assert not list(fitting_targets(record((), planned=lately)))


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
