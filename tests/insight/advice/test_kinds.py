"""Each kind of suggestion: made on good evidence, worth what the arithmetic says, and silent on thin evidence."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.suggestion import AddRule, AdoptBehavior, ArchiveBehavior, SetBehavior, Suggestion
from habitos_tui.domain.model.rule import DurationBounds, Frequency, Rule, Scope, Stack, TimeBudget
from habitos_tui.insight.advice.lengths import better_lengths
from habitos_tui.insight.advice.places import better_days, better_slots
from habitos_tui.insight.advice.ranking import holding
from habitos_tui.insight.advice.record import Candidate
from habitos_tui.insight.advice.slack import slack
from habitos_tui.insight.advice.stacking import stacks
from habitos_tui.insight.advice.targets import better_targets, fitting_targets
from habitos_tui.insight.advice.variety import additions, rests
from tests.insight.advice.records import SLOTS, WEEKS, episode, record
from tests.support.household import make_behavior


def only(candidates: Iterable[Candidate]) -> Suggestion:
    (suggestion,) = holding(candidates)
    return suggestion


def mornings_and_evenings(weeks: int) -> list[Episode]:
    """Three mornings a week of which one in four is done, and an evening that is always done."""
    mornings = [
        episode(week, day, (3 * week + place) % 4 == 0) for week in range(weeks) for place, day in enumerate((0, 2, 4))
    ]
    return [*mornings, *(episode(week, 5, True, slot="evening") for week in range(weeks))]


def test_a_better_slot() -> None:
    run = make_behavior("run", preferred_slots=("morning",))
    found = only(better_slots(record(mornings_and_evenings(12), [run])))
    assert found.sentence == "“Run” in the evening rather than in the morning"
    assert found.evidence == "done 9 of 36 (likely 30 %) in the morning, 12 of 12 (likely 72 %) in the evening"
    assert found.observations == 48
    # 50 points a session, three a week in the morning; both shares with 12 sessions at the mean of 21/48
    assert found.points == pytest.approx(50 * 3 * ((12 + 5.25) / 24 - (9 + 5.25) / 48))
    assert found.proposal == SetBehavior(id="run", set={"preferred_slots": ["evening"]})


def test_no_better_slot_on_thin_evidence() -> None:
    assert not holding(better_slots(record(mornings_and_evenings(2))))


def test_a_better_slot_that_was_gone_to_is_not_suggested_again() -> None:
    run = make_behavior("run", preferred_slots=("evening",))
    assert not holding(better_slots(record(mornings_and_evenings(12), [run])))


def test_a_better_day() -> None:
    episodes = [episode(week, day, day != 4) for week in range(12) for day in (0, 2, 4)]
    found = only(better_days(record(episodes)))
    assert found.sentence == "“Run” on other days than Friday"
    assert found.evidence == "done 0 of 12 (likely 33 %) on Friday, 24 of 24 (likely 89 %) on other days"
    assert found.points == pytest.approx(50 * (32 / 36 - 8 / 24))
    assert [(shift.there, shift.elsewhere) for shift in found.outlooks] == [pytest.approx((-1 / 3, 2 / 9))]
    assert found.proposal == SetBehavior(id="run", set={"weekdays": [0, 1, 2, 3, 5, 6]})


def test_a_day_is_kept_where_the_others_would_be_too_few() -> None:
    episodes = [episode(week, day, day != 4) for week in range(12) for day in (0, 2, 4)]
    run = make_behavior("run", weekdays=(0, 2, 4))
    assert not holding(better_days(record(episodes, [run])))


def test_longer_sessions() -> None:
    episodes = [episode(week, 0, True, minutes=minutes) for week, minutes in enumerate((40, 41, 42, 43) * 3)]
    found = only(better_lengths(record(episodes)))
    assert found.sentence == "“Run” with 40 min instead of 30 min"
    assert found.evidence == "half of 12 sessions took at least 42 min"
    assert found.proposal == SetBehavior(id="run", set={"typical_minutes": 40})


def test_sessions_that_took_what_was_planned_say_nothing_about_their_length() -> None:
    assert not holding(better_lengths(record(episode(week, 0, True, planned=60) for week in range(12))))


def test_a_target_that_is_never_met() -> None:
    episodes = [episode(week, day, day == 0) for week in range(12) for day in (0, 2, 4)]
    found = only(better_targets(record(episodes)))
    assert found.sentence == "“Run” once instead of 3 times a week"
    assert found.evidence == "done once a week on average, 3 times in none of the last 8 weeks"
    # two of three left undone: 2 x 30 minutes; a minute done brings 50/30 points; a third of what is planned is done
    assert found.points == pytest.approx(2 * 30 * 50 / 30 / 3)
    assert found.proposal == SetBehavior(id="run", set={"target_per_week": 1})


def test_a_target_that_was_never_planned_is_not_lowered() -> None:
    assert not holding(better_targets(record(episode(week, 0, True) for week in range(12))))


def test_a_target_that_is_always_met() -> None:
    episodes = [episode(week, day, True) for week in range(12) for day in (0, 2, 4)]
    found = only(better_targets(record(episodes)))
    assert found.sentence == "“Run” 4 times instead of 3 times a week"
    # one session of 50 points more is planned
    assert found.points == pytest.approx(50)


def test_a_target_that_is_always_met_where_more_is_welcome() -> None:
    episodes = [episode(week, day, True) for week in range(12) for day in (0, 2, 4)]
    found = only(better_targets(record(episodes, [make_behavior("run", max_per_week=7)])))
    # satiation no longer takes 0.7 of its 50 points
    assert found.points == pytest.approx(0.7 * 50)
    assert found.proposal == SetBehavior(id="run", set={"target_per_week": 4})


@pytest.mark.parametrize(
    "fields", [{"every_days": 10, "since": "2026-01-01"}, {"every_weeks": 2, "since": "2026-01-01"}]
)
def test_another_rhythm_has_no_target_of_every_week(fields: dict[str, object]) -> None:
    run = make_behavior("run", rhythm=fields, target_per_week=1)
    assert not list(better_targets(record((episode(week, 0, True) for week in range(12)), [run])))


@pytest.mark.parametrize(
    ("limits", "rules"),
    [
        ({"max_per_week": 3}, ()),
        ({"weekdays": (0, 2, 4)}, ()),
        ({"min_gap_days": 2}, ()),
        ({"min_gap_days": 1, "weekdays": (0, 1, 2, 4), "max_per_day": 5}, ()),
        ({}, (Frequency(id="few", scope=Scope(behaviors=("run",)), period="week", max_sessions=3),)),
        ({}, (TimeBudget(id="short", period="week", max_minutes=59),)),
    ],
)
def test_a_target_is_not_raised_above_what_is_possible(limits: dict[str, Any], rules: tuple[Rule, ...]) -> None:
    episodes = [episode(week, day, True) for week in range(12) for day in (0, 2, 4)]
    run = make_behavior("run", **limits)
    assert not holding(better_targets(record(episodes, [run], rules=rules)))
    soft = tuple(rule.model_copy(update={"penalty": 1.0}) for rule in rules)
    assert bool(holding(better_targets(record(episodes, [run], rules=soft)))) == bool(rules)


def test_no_weekday_is_given_up_that_the_distance_needs() -> None:
    """Four times with a day between are Monday, Wednesday, Friday and Sunday, and nothing else."""
    episodes = [episode(week, day, day != 4) for week in range(12) for day in (0, 2, 4, 6)]
    assert holding(better_days(record(episodes, [make_behavior("run", target_per_week=4)])))
    assert not holding(better_days(record(episodes, [make_behavior("run", target_per_week=4, min_gap_days=1)])))


def test_no_slot_is_suggested_in_which_a_rule_leaves_too_little() -> None:
    episodes = [episode(week, 0, False) for week in range(12)]
    episodes += [episode(week, 1, True, slot="evening") for week in range(12)]
    few = Frequency(id="few", period="week", slot="evening", max_sessions=2)
    assert holding(better_slots(record(episodes)))
    assert not holding(better_slots(record(episodes, rules=[few])))


def test_no_length_is_suggested_that_a_rule_forbids() -> None:
    episodes = [episode(week, 0, True, minutes=minutes) for week, minutes in enumerate((40, 41, 42, 43) * 3)]
    assert not holding(
        better_lengths(record(episodes, rules=[DurationBounds(id="short", behavior="run", max_minutes=35)]))
    )
    assert not holding(better_lengths(record(episodes, rules=[TimeBudget(id="tight", period="week", max_minutes=100)])))


def test_what_is_disliked_gets_no_higher_target() -> None:
    episodes = [episode(week, day, True, rating=1) for week in range(12) for day in (0, 2, 4)]
    assert not holding(better_targets(record(episodes)))


def stacked(weeks: int) -> list[Episode]:
    """Reading is done exactly on the days on which coffee is, which is every other one."""
    days = [(week, day) for week in range(weeks) for day in (0, 2)]
    coffee = [episode(week, day, day == 0, "coffee") for week, day in days]
    return coffee + [episode(week, day, day == 0, "read") for week, day in days]


def test_a_cue() -> None:
    behaviors = [make_behavior("coffee"), make_behavior("read")]
    found = only(stacks(record(stacked(12), behaviors, strengths={"coffee": 0.9, "read": 0.4})))
    assert found.sentence == "“Read” right after “Coffee”"
    assert found.evidence == (
        "in the morning done 12 of 12 (likely 75 %) on days with “Coffee”, 0 of 12 (25 %) on days without"
    )
    # the half of two sessions a week that is without: 1 x 50 x (0.75 - 0.25)
    assert found.points == pytest.approx(25)
    assert isinstance(found.proposal, AddRule)
    assert isinstance(found.proposal.rule, Stack)
    assert (found.proposal.rule.first, found.proposal.rule.then) == ("coffee", "read")


@pytest.mark.parametrize("strengths", [{"coffee": 0.5, "read": 0.4}, {"coffee": 0.9, "read": 0.9}])
def test_only_a_steady_behavior_is_a_cue_and_only_for_one_that_is_not(strengths: dict[str, float]) -> None:
    behaviors = [make_behavior("coffee"), make_behavior("read")]
    assert not holding(stacks(record(stacked(12), behaviors, strengths=strengths)))


def hard_mondays() -> list[Episode]:
    """Three sessions on each Monday, of which one is done, and three on each Tuesday, all done."""
    return [
        episode(week, day, day == 1 or place == 0, f"b{place}")
        for week in range(12)
        for day in (0, 1)
        for place in (0, 1, 2)
    ]


def test_room_on_a_hard_day() -> None:
    behaviors = [make_behavior(f"b{place}") for place in (0, 1, 2)]
    found = only(slack(record(hard_mondays(), behaviors)))
    assert found.sentence == "At most 30 min on Monday"
    assert found.evidence == "done 12 of 36 on Monday (likely 42 %), 30 of 90 min planned; 92 % on other days"
    assert found.points == pytest.approx(50 * 0.5 * 3)
    assert isinstance(found.proposal, AddRule)
    assert isinstance(found.proposal.rule, TimeBudget)
    assert (found.proposal.rule.days, found.proposal.rule.max_minutes) == ((0,), 30)
    assert not holding(slack(record(hard_mondays(), behaviors, rules=[found.proposal.rule])))


def test_a_rest_from_what_does_no_good() -> None:
    found = only(rests(record(episode(week, 0, True, rating=1 + week % 2) for week in range(12))))
    assert found.sentence == "A rest from “Run”"
    assert found.evidence == "rated 1.5 of 5 on average, 12 ratings"
    assert found.proposal == ArchiveBehavior(id="run")
    # as its own minutes are all there are, they would bring back exactly what is given up
    assert found.points == pytest.approx(0)


def test_no_rest_after_a_few_bad_days() -> None:
    assert not holding(rests(record(episode(week, 0, True, rating=1) for week in range(4))))


def test_something_for_the_objective_that_is_served_worst() -> None:
    behaviors = [make_behavior("run"), make_behavior("call", impacts={"social": 0.5}, target_per_week=1)]
    ready = [
        make_behavior("dance", impacts={"social": 0.9}),
        make_behavior("swim", impacts={"health": 1.0}),
        make_behavior("chat", impacts={"social": 0.6}),
    ]
    episodes = [episode(week, day, True) for week in range(12) for day in (0, 2, 4)]
    more = {"weights": {"health": 0.5, "social": 0.5}, "ready": ready}
    found = only(additions(record(episodes, behaviors, **more)))
    assert found.sentence == "Add “Dance” for social"
    assert found.evidence == "social reached 0 % of what is within reach, less than any other objective, over 12 weeks"
    assert found.proposal == AdoptBehavior(ready="dance")
    # worth 0.5 x 0.9 = 45 points at a chance of 0.8. Balance: R = 0.4 for social and 1.2 for health, S = 0.8;
    # one dance does 0.72 of the 0.4 + 0.72 that are then within reach: 0.2 x 0.8 x 0.72/1.12
    assert found.points == pytest.approx(45 * 0.8 + 100 * 0.2 * 0.8 * 0.72 / 1.12)


def test_nothing_is_added_where_all_is_well_served_or_little_is_known() -> None:
    ready = [make_behavior("swim", impacts={"health": 1.0})]
    well = [episode(week, day, True) for week in range(12) for day in (0, 2, 4)]
    assert not holding(additions(record(well, ready=ready)))
    assert not holding(additions(record([episode(0, 0, True)], ready=ready, weeks=WEEKS[:1])))


def test_weeks_before_a_behavior_came_up_are_not_held_against_it() -> None:
    episodes = [episode(week, day, True) for week in range(9, 12) for day in (0, 2, 4)]
    found = record(episodes)
    assert found.by_week(make_behavior("run")) == [3, 3, 3]
    assert episodes[0].day == WEEKS[9]
    assert found.per_week(episodes) == pytest.approx(9 / 12)
    assert found.by_week(make_behavior("swim")) == []
    assert timedelta(weeks=11) == WEEKS[-1] - WEEKS[0]


def test_a_target_that_fits_no_plan_is_lowered_to_what_does() -> None:
    weeks = {"run": dict(zip(WEEKS[-5:], (2, 1, 2, 2, 0), strict=True))}
    found = only(fitting_targets(record((), planned=weeks)))
    assert found.sentence == "“Run” 2 times instead of 3 times a week"
    assert found.evidence == "planned 2 times at most in each of the last 5 weeks"
    assert found.proposal == SetBehavior(id="run", set={"target_per_week": 2})
    thin = {"run": dict(zip(WEEKS[-3:], (2, 1, 2), strict=True))}
    once_met = {"run": dict(zip(WEEKS[-5:], (2, 1, 3, 2, 0), strict=True))}
    assert not holding(fitting_targets(record((), planned=thin)))
    assert not holding(fitting_targets(record((), planned=once_met)))


def test_a_target_above_the_most_possible_is_lowered_to_it() -> None:
    found = only(fitting_targets(record((), [make_behavior("run", target_per_week=5, min_gap_days=1)])))
    assert found.sentence == "“Run” 4 times instead of 5 times a week"
    assert found.evidence == "its days, its distance and your rules leave at most 4 times a week"


def test_what_was_done_without_a_plan_is_no_sign_of_a_better_slot() -> None:
    mornings = [episode(week, day, (week + day) % 4 != 0) for week in range(12) for day in (0, 2, 4)]
    unplanned = [episode(week, 5, True, slot="evening", planned=None) for week in range(12)]
    assert not holding(better_slots(record([*mornings, *unplanned], [make_behavior("run")])))


def test_a_fair_life_suggests_nothing() -> None:
    """Every second session is done, whatever its day and slot: of many comparisons some look better."""
    draw = Random(7)
    behaviors = [make_behavior(f"b{number}") for number in range(12)]
    episodes = [
        episode(week, day, draw.random() < 0.6, behavior.id, draw.choice(SLOTS))
        for behavior in behaviors
        for week in range(12)
        for day in draw.sample(range(7), 4)
    ]
    fair = record(episodes, behaviors)
    candidates = [*better_days(fair), *better_slots(fair), *slack(fair)]
    assert min(candidate.claim.p for candidate in candidates if candidate.claim is not None) < 0.05
    assert not holding(candidates)
