"""From how much evidence on more room, stacks and other targets are suggested: either side of every limit."""

from collections.abc import Sequence
from typing import Any, ClassVar

import pytest

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.suggestion import AddRule, SetBehavior
from habitos_tui.domain.model.rule import Precedence, Rule, Stack, TimeBudget
from habitos_tui.insight.advice.ranking import holding
from habitos_tui.insight.advice.slack import slack
from habitos_tui.insight.advice.stacking import stacks
from habitos_tui.insight.advice.targets import better_targets, fitting_targets
from habitos_tui.insight.exact_tests import lower_sum, more_than_half
from tests.insight.advice.records import WEEKS, episode, named, record
from tests.support.household import make_behavior

RUN = make_behavior("run")
WORTHLESS = make_behavior("idle", impacts={})


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
