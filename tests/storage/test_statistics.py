"""Sums over the log: right after every change, and read from indexes alone."""

import json
from collections import Counter
from datetime import date, timedelta

import pytest

from habitos_tui.domain.insight.aggregate import (
    AmountAggregate,
    DayAggregate,
    EvidenceAggregate,
    LengthAggregate,
    LikingAggregate,
    MinutesAggregate,
    PlaceAggregate,
    RatingAggregate,
)
from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.completion import Context
from habitos_tui.domain.model.weeks import FROM_MONDAY, Weeks
from habitos_tui.storage import statistics
from habitos_tui.storage.statistics import StatisticsRepository
from tests.support.storage import (
    MONDAY,
    Room,
    make_behavior,
    make_completion,
    make_id,
    make_pause,
    make_session,
    make_skip,
)

SPAN = Span(MONDAY - timedelta(days=30), MONDAY + timedelta(days=2))
PLANS = {
    "FIRST_PLANNED": ("planned_sessions_by_behavior",),
    "DAYS": ("completions_figures",),
    "WEEKS": ("completions_figures",),
    "RATINGS": ("completions_figures",),
    "AMOUNTS": ("completions_amounts",),
    "LENGTHS": ("completions_figures",),
    "PLACES": (
        "planned_sessions_figures",
        "completions_by_session",
        "absences_by_session",
        "away_by_day",
        "pauses_by_behavior",
    ),
    "EVIDENCE": (
        "planned_sessions_figures",
        "completions_by_session",
        "absences_by_session",
        "away_by_day",
        "pauses_by_behavior",
        "completions_unplanned",
    ),
    "MINUTES": ("completions_figures",),
    "LIKINGS": ("completions_figures",),
    "DONE_DAYS": ("completions_by_behavior",),
    "SKIPPED_DAYS": ("absences_by_behavior",),
}
"""The indexes that each query reads, all of them covering: no row of a table is touched."""
NO_ROWS_OF_THE_LOG = (
    *("SCAN CONSTANT", "SCAN json_each", "SCAN d", "SCAN v", "SCAN w", "SCAN ("),
    *("SEARCH b", "SEARCH o", "SEARCH w"),
)
"""How steps begin that read days, weeks, stretches of them, or what was wanted."""


@pytest.fixture
def sums(room: Room) -> StatisticsRepository:
    """Two behaviors, in a room of its own beside another with a log."""
    other = Room(room.database, "Bob")
    other.behaviors.add(make_behavior())
    other.completions.add(make_completion("of Bob", rating=1))
    room.behaviors.add(make_behavior("swim", energy_cost=-2.5, typical_minutes=25))
    return StatisticsRepository(room.database, room.profile.id)


def later(days: int) -> date:
    return MONDAY + timedelta(days=days)


def in_slot(slot: str | None, planned: int | None = None) -> Context:
    return Context(slot=slot, weekday=0, planned_minutes=planned)


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("behavior", [None, "run"])
def test_sums_are_read_from_indexes_alone(
    sums: StatisticsRepository, room: Room, name: str, behavior: str | None
) -> None:
    query = getattr(statistics, name)
    days = {"first": SPAN.first, "last": SPAN.last, "today": SPAN.last}
    weeks = json.dumps([[str(SPAN.first), str(SPAN.last)]])
    parameters = statistics.parameters(
        room.profile.id.hex,
        behavior,
        {**days, "weeks": weeks, "kept": 0.5, "as_of": None, "unseen": "[]", "unseen_weight": 1.0},
    )
    plan = [row[3] for row in room.database.select(f"EXPLAIN QUERY PLAN {query}", parameters)]
    log = [step for step in plan if any(index in step for index in PLANS[name])]
    assert len(log) == len(PLANS[name]), plan
    assert all("COVERING INDEX" in step for step in log)
    read = [step for step in plan if step.startswith(("SCAN", "SEARCH")) and step not in log]
    assert all(step.startswith(NO_ROWS_OF_THE_LOG) for step in read), plan


def test_days_add_up_sessions_minutes_and_what_they_cost(sums: StatisticsRepository, room: Room) -> None:
    room.completions.add(make_completion("c1", minutes=20))
    room.completions.add(make_completion("c2", behavior="swim", minutes=15))
    room.completions.add(make_completion("c3", later(2), minutes=5))
    room.completions.add(make_completion("c4", later(3)))
    assert sums.days(SPAN) == (DayAggregate(MONDAY, 2, 35, -2.5), DayAggregate(later(2), 1, 5, 0))
    assert sums.days(SPAN, "swim") == (DayAggregate(MONDAY, 1, 15, -2.5),)
    room.completions.delete(make_id("c1"))
    assert sums.days(SPAN)[0] == DayAggregate(MONDAY, 1, 15, -2.5)


@pytest.mark.parametrize("first_weekday", range(7))
def test_weeks_begin_on_the_day_they_are_asked_to(sums: StatisticsRepository, room: Room, first_weekday: int) -> None:
    room.completions.add_all(make_completion(f"c{n}", later(n), minutes=40 + n) for n in range(-35, 4))
    expected: Counter[date] = Counter()
    for day in SPAN:
        expected[day - timedelta(days=(day.weekday() - first_weekday) % 7)] += 1
    found = sums.weeks(SPAN, Weeks(first_weekday))
    assert {aggregate.week: aggregate.sessions for aggregate in found} == expected
    assert {aggregate.week.weekday() for aggregate in found} == {first_weekday}
    assert sum(aggregate.minutes for aggregate in found) == sum(40 + n for n in range(-30, 3))
    assert sum(aggregate.up_to_typical for aggregate in found) == sum(min(30, 40 + n) for n in range(-30, 3))


def test_amounts_add_up_by_week_and_unit(sums: StatisticsRepository, room: Room) -> None:
    for name, days, amount, unit in [("c1", 0, 20, "pages"), ("c2", 1, 2.5, "pages"), ("c3", -1, 4, "pages")]:
        room.completions.add(make_completion(name, later(days), amount=amount, unit=unit))
    room.completions.add(make_completion("c4", amount=3, unit="km"))
    room.completions.add(make_completion("c5"))
    assert set(sums.amounts(SPAN, Weeks())) == {
        AmountAggregate(later(-7), "run", "pages", 1, 4),
        AmountAggregate(MONDAY, "run", "pages", 2, 22.5),
        AmountAggregate(MONDAY, "run", "km", 1, 3),
    }
    assert sums.amounts(SPAN, Weeks(), "swim") == ()


def test_ratings_are_those_given(sums: StatisticsRepository, room: Room) -> None:
    room.completions.add(make_completion("c1", rating=5, context=in_slot("night")))
    room.completions.add(make_completion("c2", rating=2, context=in_slot("night")))
    room.completions.add(make_completion("c3", rating=3, context=in_slot(None)))
    room.completions.add(make_completion("c4", rating=None, context=in_slot("night")))
    assert set(sums.ratings(SPAN, Weeks())) == {
        RatingAggregate(MONDAY, "night", 7, 2),
        RatingAggregate(MONDAY, None, 3, 1),
    }
    assert sums.ratings(SPAN, Weeks(), "swim") == ()


def test_lengths_are_of_what_was_planned(sums: StatisticsRepository, room: Room) -> None:
    room.completions.add(make_completion("c1", minutes=40, context=in_slot("night", planned=30)))
    room.completions.add(make_completion("c2", minutes=20, context=in_slot("night", planned=30)))
    room.completions.add(make_completion("c3", minutes=99, context=in_slot("night")))
    assert sums.lengths(SPAN) == (LengthAggregate("run", 2, 60, 60),)


def test_places_tell_what_became_of_what_was_planned(sums: StatisticsRepository, room: Room) -> None:
    plan(room, ("missed", 0, "run"), ("done", 0, "run"), ("skipped", 0, "run"), ("swum", 1, "swim"))
    plan(room, ("today", 2, "run"), ("done today", 2, "run"))
    for name, behavior in (("done", "run"), ("swum", "swim"), ("done today", "run")):
        room.completions.add(make_completion(name, behavior=behavior, session=make_id(name)))
    room.completions.add_skip(make_skip(session=make_id("skipped")))
    today = later(2)
    found = [
        PlaceAggregate("run", 0, "morning", done=1, counted=2),
        PlaceAggregate("run", 2, "morning", done=1, counted=1),
        PlaceAggregate("swim", 1, "morning", done=1, counted=1),
    ]
    assert sorted(sums.places(SPAN, today)) == found
    assert sorted(sums.places(SPAN, today, "swim")) == found[2:]
    room.away.add(Away(id=make_id("away"), first=later(-1), last=MONDAY))
    assert sums.places(SPAN, today)[0] == PlaceAggregate("run", 0, "morning", done=1, counted=1)
    room.away.delete(make_id("away"))
    for days in (1, None):
        room.pauses.add(make_pause("pause", MONDAY, days))
        assert sums.places(SPAN, today)[0] == PlaceAggregate("run", 0, "morning", done=1, counted=1)
        room.pauses.delete(make_id("pause"))
    room.pauses.add(make_pause("of another", later(-1), behavior="swim"))
    assert sums.places(SPAN, today)[0] == found[0]
    room.completions.delete(make_id("done"))
    assert min(sums.places(SPAN, today)) == PlaceAggregate("run", 0, "morning", done=0, counted=2)
    room.completions.delete_skip(make_skip().id)
    assert min(sums.places(SPAN, today)) == PlaceAggregate("run", 0, "morning", done=0, counted=3)


def test_evidence_tells_what_counted_where(sums: StatisticsRepository, room: Room) -> None:
    # Monday the 23rd is two days ago at 0.25, Saturday the 21st four days ago at 0.0625.
    plan(room, ("missed", 0, "run"), ("done", 0, "run"), ("skipped", 0, "run"), ("today", 2, "run"), ("off", -2, "run"))
    room.completions.add(make_completion("done", session=make_id("done"), context=in_slot("morning", planned=30)))
    room.completions.add_skip(make_skip(session=make_id("skipped")))
    room.completions.add(make_completion("unplanned", later(-2), context=in_slot("night")))
    room.completions.add(make_completion("nowhere", later(-2), context=in_slot(None)))
    there = EvidenceAggregate("run", 0, "morning", done=1, counted=2, faded_done=0.25, faded=0.5)
    saturday = EvidenceAggregate("run", 5, "morning", done=0, counted=1, faded_done=0, faded=0.0625)
    by_night = EvidenceAggregate("run", 5, "night", done=1, counted=1, faded_done=0.0625, faded=0.0625)
    assert sorted(sums.evidence(SPAN, 0.5)) == [there, saturday, by_night]
    # Nobody looked at the program on Saturday: only what was missed weighs less.
    doubted = saturday._replace(faded=0.0625 / 4)
    assert sorted(sums.evidence(SPAN, 0.5, [later(-2)], 0.25)) == [there, doubted, by_night]
    room.pauses.add(make_pause(first=later(-2), days=1))
    assert sorted(sums.evidence(SPAN, 0.5)) == [there, by_night]
    room.pauses.delete(make_pause().id)
    room.away.add(Away(id=make_id("away"), first=later(-2), last=later(-2)))
    assert sorted(sums.evidence(SPAN, 0.5)) == [there, by_night]


def test_what_was_done_later_that_day_counts_where_it_was_planned(sums: StatisticsRepository, room: Room) -> None:
    plan(room, ("s", 0, "run"))
    context = Context(slot="evening", weekday=0, planned_minutes=30, planned_start=420)
    room.completions.add(make_completion("c", start=1140, session=make_id("s"), context=context))
    assert [(aggregate.slot, aggregate.done, aggregate.counted) for aggregate in sums.evidence(SPAN, 1.0)] == [
        ("morning", 1, 1)
    ]


def test_minutes_and_likings_are_counted(sums: StatisticsRepository, room: Room) -> None:
    room.completions.add(make_completion("c1", minutes=20, rating=5, context=in_slot("night")))
    room.completions.add(make_completion("c2", minutes=20, rating=2, context=in_slot("night")))
    room.completions.add(make_completion("c3", minutes=25, context=in_slot("night")))
    assert set(sums.minutes(SPAN)) == {MinutesAggregate("run", 20, 2), MinutesAggregate("run", 25, 1)}
    assert sums.likings(SPAN) == (LikingAggregate("run", "night", 7, 2),)
    assert sums.minutes(SPAN, "swim") == ()
    assert sums.likings(SPAN, "swim") == ()


def test_marks_are_the_days_of_each(sums: StatisticsRepository, room: Room) -> None:
    for name, number in (("c1", 0), ("c2", 0), ("c3", 2), ("c4", 3)):
        room.completions.add(make_completion(name, later(number)))
    room.completions.add_skip(make_skip("k1", later(1), behavior="swim"))
    marks = sums.marks(SPAN)
    assert {behavior: sorted(days) for behavior, days in marks.done.items()} == {"run": ordinals(0, 0, 2)}
    assert marks.skipped == {"swim": ordinals(1)}


def ordinals(*days: int) -> list[int]:
    return [later(day).toordinal() for day in days]


def plan(room: Room, *sessions: tuple[str, int, str]) -> None:
    room.plans.change_sessions(
        added=[make_session(name, later(day), behavior=behavior) for name, day, behavior in sessions],
        changed=(),
        removed=(),
    )


def test_what_has_tags_of_its_own_is_summed_by_week_and_tag(sums: StatisticsRepository, room: Room) -> None:
    for name, number, tags in (("c1", 0, ("a", "b")), ("c2", 2, ("a",)), ("c3", -7, ("a",)), ("c4", 1, ())):
        room.completions.add(make_completion(name, later(number), context=Context(weekday=0, tags=tags)))
    found = Counter[tuple[date, str]]()
    for tagged in sums.tagged(SPAN, FROM_MONDAY, "run"):
        found[tagged.week, tagged.tag] += tagged.minutes
    assert found == {(MONDAY, "a"): 60, (MONDAY, "b"): 30, (later(-7), "a"): 30}
    assert sums.tagged(SPAN, FROM_MONDAY, "swim") == ()


def test_days_are_handed_to_a_query_as_the_tables_have_them() -> None:
    values = statistics.parameters("ada", "run", {"today": MONDAY, "as_of": None, "kept": 0.5})
    assert values == {"profile": "ada", "behavior": "run", "today": "2026-11-23", "as_of": None, "kept": 0.5}


def test_the_first_planned_day_is_of_those_that_were_planned(sums: StatisticsRepository, room: Room) -> None:
    plan(room, ("s2", 2, "run"), ("s1", 1, "run"))
    assert sums.first_planned() == {"run": later(1)}
