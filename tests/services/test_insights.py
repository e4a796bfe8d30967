from dataclasses import fields
from datetime import datetime, time, timedelta

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.insight.effort import ObjectiveWeek
from habitos_tui.domain.insight.evidence import Insight, Span
from habitos_tui.domain.insight.regularity import RateCell
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.domain.model.wishes import EVER, WishedBehavior
from habitos_tui.domain.planning.valuation import phi
from habitos_tui.errors import InvalidInputError
from habitos_tui.insight.strength import DAYS_THAT_COUNT
from habitos_tui.services.insights import _first_that_counts
from habitos_tui.services.workspace import Workspace
from tests.support.household import (
    BERLIN,
    MONDAY,
    NOW,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    make_behavior,
    set_clock,
)
from tests.support.wishes import changing, wished


def all_of(space: Workspace) -> Statistics:
    return space.insights.everything(space.insights.span())


def test_strength_grows_with_what_is_done_and_stays_where_it_was_skipped(
    household: DataDirectory, idle: Workspace
) -> None:
    behaviors = idle.behaviors.all()
    assert idle.insights.strengths(behaviors) == {}
    idle.tracking.done("meditate", day=WEDNESDAY - timedelta(days=1))
    once = pytest.approx({"meditate": 0.051922}, abs=1e-6)
    assert idle.insights.strengths(behaviors) == once
    idle.tracking.skip("meditate", day=WEDNESDAY)
    set_clock(household, NOW + timedelta(days=1))
    assert idle.insights.strengths(behaviors) == once
    set_clock(household, NOW + timedelta(days=2))
    assert idle.insights.strengths(behaviors)["meditate"] < 0.05
    set_clock(household, NOW + timedelta(days=500))
    assert idle.insights.strengths(behaviors) == {}


def test_everything_has_an_empty_state(idle: Workspace) -> None:
    everything = idle.insights.everything(idle.insights.span())
    assert everything.empty
    named = {field.name: getattr(everything, field.name) for field in fields(everything)}
    insights = {name: value for name, value in named.items() if isinstance(value, Insight)}
    assert len(insights) == 13
    assert all(insight.empty for insight in insights.values())
    assert len(everything.booked.days) == 7


def test_the_statistics_of_a_week_in_progress(alice: Workspace) -> None:
    span = alice.insights.span()
    assert (span.first, span.last) == (MONDAY - timedelta(weeks=52), WEDNESDAY)
    found = alice.insights.everything(span)
    assert (found.rates.done, found.rates.evidence) == (2, 4)
    assert found.rates.cell(0, "early_morning") == RateCell(0, "early_morning", done=1, counted=2)
    assert found.rates.cell(1, "night").share is None
    assert [(day.day, day.sessions, day.minutes) for day in found.year.days] == [(MONDAY, 1, 35), (TUESDAY, 1, 10)]
    assert (found.ratings.mean, found.ratings.evidence) == (5, 1)
    assert [(line.behavior, line.planned, line.actual) for line in found.lengths.lines] == [
        ("run", 35, 35),
        ("meditate", 15, 10),
    ]
    assert [(day.used, day.budget) for day in found.energy.days] == [(4, 12), (-1, 12)]
    assert [(line.name, line.minutes) for line in found.efforts.categories] == [("health", 35), ("mindfulness", 10)]
    assert all(line.shares[:-1] == (None,) * 52 for line in found.objectives.lines)  # before the log began
    wellness = next(line for line in found.objectives.lines if line.objective == "wellness")
    assert wellness.weeks[-1].reached == pytest.approx(0.4 * phi(35, 30, flattens=True) + 0.8 * (0.4 + 0.6 * 10 / 15))
    assert wellness.reachable == pytest.approx(0.4 * 3 + 0.8 * 7 + 0.4 * 5 + 0.5 * 1)
    # Two days are over and nine hours of the third; reading was planned from Tuesday on, friends from Friday on.
    today = 9 / 24
    due = (0.4 * 3 * (2 + today) + 0.8 * 7 * (1 + 1 + today) + 0.4 * 5 * (1 + today)) / 7
    assert wellness.weeks[-1].reachable == pytest.approx(due)
    assert [day.planned for day in found.booked.days] == [170, 15, 120, 45, 60, 0, 0]
    assert found.booked.days[0].free == 19 * 60 - 525
    assert found.correlations.empty


def test_a_week_that_has_just_begun_takes_nothing_from_what_was_reached(
    household: DataDirectory, idle: Workspace
) -> None:
    meditate = idle.behaviors.get("meditate")
    for day in range(7):
        idle_day = datetime.combine(MONDAY + timedelta(days=day), time(8), BERLIN)
        set_clock(household, idle_day + timedelta(hours=1))
        idle.tracking.done(meditate.id, at=idle_day, minutes=meditate.typical_minutes)

    def reached(moment: datetime) -> float | None:
        set_clock(household, moment)
        found = idle.insights.everything(idle.insights.span(), "meditate").objectives
        return next(line.share for line in found.lines if line.objective == "wellness")

    sunday = datetime.combine(SUNDAY, time(23, 50), BERLIN)
    before, after = reached(sunday), reached(sunday + timedelta(minutes=20))
    assert before is not None
    assert after == pytest.approx(before, rel=0.01)
    assert 0 < before < 1  # the other behaviors were wanted as well


def test_on_the_first_day_of_a_week_nothing_is_due_but_what_was_done(household: DataDirectory, idle: Workspace) -> None:
    at = datetime.combine(MONDAY, time(8), BERLIN)
    set_clock(household, at + timedelta(hours=1))
    idle.tracking.done("run", at=at)

    def weeks(moment: datetime) -> dict[str, ObjectiveWeek]:
        set_clock(household, moment)
        return {line.objective: line.weeks[-1] for line in all_of(idle).objectives.lines}

    for minutes in (10, 23 * 60 + 50):
        begun = weeks(datetime.combine(SUNDAY + timedelta(days=1), time(), BERLIN) + timedelta(minutes=minutes))
        assert {week.share for week in begun.values()} == {None}
        assert all(week.nothing_due_yet for week in begun.values())
    idle.tracking.done("deepwork")
    begun = weeks(datetime.combine(SUNDAY + timedelta(days=1), time(23, 55), BERLIN))
    assert begun["productivity"].share == 1
    assert begun["social"].share is None
    second = weeks(datetime.combine(SUNDAY + timedelta(days=2), time(0, 10), BERLIN))
    assert second["social"].share is not None


def test_what_was_done_without_a_plan_is_not_planned(household: DataDirectory, idle: Workspace) -> None:
    set_clock(household, datetime.combine(SUNDAY + timedelta(days=14), time(12), BERLIN))
    idle.tracking.done("run")
    booked = all_of(idle).booked
    assert booked.empty
    assert [day.planned for day in booked.days] == [0] * 7


def test_the_first_week_counts_from_the_day_a_behavior_was_made(household: DataDirectory, idle: Workspace) -> None:
    """Who makes it on Wednesday is asked for five days."""
    for day in range(2, 7):
        at = datetime.combine(MONDAY + timedelta(days=day), time(8), BERLIN)
        set_clock(household, at + timedelta(hours=1))
        idle.tracking.done("meditate", at=at, minutes=15)
    for other in ("run", "deepwork", "read", "friends"):
        idle.behaviors.archive(other)
    set_clock(household, datetime.combine(SUNDAY, time(23), BERLIN))
    found = all_of(idle).objectives
    line = next(line for line in found.lines if line.objective == "wellness")
    assert line.shares[-1] == pytest.approx(1)
    assert line.weeks[-1].reachable == pytest.approx(line.reachable * 5 / 7)


def test_a_span_has_days_of_the_past(idle: Workspace) -> None:
    insights = idle.insights
    assert insights.span(MONDAY, SUNDAY) == Span(MONDAY, WEDNESDAY)
    assert insights.span(WEDNESDAY) == insights.span(WEDNESDAY, WEDNESDAY) == Span(WEDNESDAY, WEDNESDAY)
    assert insights.span(last=TUESDAY - timedelta(weeks=1)) == Span(
        MONDAY - timedelta(weeks=53), TUESDAY - timedelta(weeks=1)
    )
    with pytest.raises(InvalidInputError, match="comes after the last"):
        insights.span(WEDNESDAY, TUESDAY)
    with pytest.raises(InvalidInputError, match="is still to come"):
        insights.span(THURSDAY)
    with pytest.raises(InvalidInputError, match="comes after the last"):
        insights.span(WEDNESDAY, MONDAY)


def test_through_days_of_absence_everything_stands_still(alice: Workspace) -> None:
    span = alice.insights.span()
    before = alice.insights.everything(span)
    alice.away.add(MONDAY, WEDNESDAY)
    found = alice.insights.everything(span)
    assert found.year.away == (MONDAY, TUESDAY, WEDNESDAY)
    assert (found.rates.done, found.rates.evidence) == (2, 2)
    assert before.rates.evidence == 4
    reachable = {line.objective: (line.reachable, line.weeks[-1].whole) for line in found.objectives.lines}
    whole, left = reachable["social"]
    assert whole == left > 0  # once a week can still be done
    whole, left = reachable["productivity"]
    assert left == pytest.approx(whole * 3 / 4)  # three times in four days instead of four times in seven
    assert [day.free for day in found.booked.days[:1]] == [0]


def test_strengths_look_back_for_good_where_one_behavior_stood_still(alice: Workspace) -> None:
    today, store = alice.tracking.today(), alice.insights._store
    assert _first_that_counts(store.all_wishes().behaviors, today) == today - timedelta(days=DAYS_THAT_COUNT - 1)
    alice.pauses.add("run", today)
    assert _first_that_counts(store.all_wishes().behaviors, today) == EVER


def test_strengths_look_back_as_many_days_as_count() -> None:
    first = _first_that_counts((), WEDNESDAY)
    assert Span(first, WEDNESDAY).days == DAYS_THAT_COUNT


def test_strengths_are_told_of_the_behaviors_asked_about(alice: Workspace) -> None:
    assert set(alice.insights.strengths([alice.behaviors.get("run")])) == {"run"}


@pytest.mark.parametrize(
    ("behavior", "days"),
    [
        (wished(make_behavior("run")), DAYS_THAT_COUNT),
        (wished(make_behavior("run", target_per_week=0)), DAYS_THAT_COUNT),
        (changing(make_behavior("run"), {TUESDAY: {"target_per_week": 4}}), DAYS_THAT_COUNT),
        (changing(make_behavior("run"), {TUESDAY: {"target_per_week": 0}}), None),
        (changing(make_behavior("run"), {TUESDAY: None, WEDNESDAY: {}}), None),
        (wished(make_behavior("run", season={"first": "12-01", "last": "12-31"})), None),
        (wished(make_behavior("run", rhythm={"times_a_month": 1}, target_per_week=1)), None),
    ],
    ids=["plain", "no target", "another target", "no target for a while", "put away", "season", "rhythm"],
)
def test_strengths_look_back_for_good_where_there_were_times_without_a_target(
    behavior: WishedBehavior, days: int | None
) -> None:
    for others in ((), (wished(make_behavior("read")),)):
        first = _first_that_counts((behavior, *others), WEDNESDAY)
        assert first == (EVER if days is None else WEDNESDAY - timedelta(days=days - 1))


def test_how_booked_out_the_coming_days_are(alice: Workspace) -> None:
    alice.busy_time.add_dated(WEDNESDAY + timedelta(days=5), 1200, 1230)
    alice.busy_time.add_dated(WEDNESDAY + timedelta(days=3), 603, 658)
    booked = all_of(alice).booked
    assert [day.day for day in booked.days] == [WEDNESDAY + timedelta(days=day) for day in range(7)]
    office = 19 * 60 - 525
    assert [day.free for day in booked.days] == [office, office, office, 19 * 60 - 60, 19 * 60, office - 30, office]
    assert [(day.planned, day.sessions) for day in booked.days[:4]] == [(170, 4), (15, 1), (120, 1), (45, 1)]
    assert booked.evidence == 8
    session = next(s for s in alice.planning.sessions(MONDAY) if (s.behavior, s.day) == ("read", WEDNESDAY))
    alice.tracking.skip("read", session=session.id)
    alice.tracking.done("friends")
    session = next(s for s in alice.planning.sessions(MONDAY) if (s.behavior, s.day) == ("meditate", WEDNESDAY))
    alice.tracking.done("meditate", session=session.id, minutes=25)
    today = all_of(alice).booked.days[0]
    assert (today.planned, today.sessions) == (170 - 30 - 15 + 25, 3)
