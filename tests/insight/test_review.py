"""Weeks made by hand, and what a look back says of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid5

import pytest

from habitos_tui.domain.insight.aggregate import Episode
from habitos_tui.domain.insight.effort import ObjectiveLine, ObjectiveWeek, ObjectiveWeeks
from habitos_tui.domain.insight.regularity import StreakLine, Streaks
from habitos_tui.domain.insight.review import (
    BestRated,
    ObjectiveAbove,
    RecordStreak,
    ReviewLine,
    SomethingDone,
    TargetsReached,
    UnlikelyLength,
    UnlikelyRating,
    UnlikelyTimes,
)
from habitos_tui.domain.model.amount import Counted
from habitos_tui.domain.model.completion import Completion, Context
from habitos_tui.domain.text.review_phrasing import facts_of
from habitos_tui.insight.review import PlannedChance, ReviewMaterial, WantedBehavior, week_review
from tests.support.storage import MONDAY, make_behavior, make_id

RUN, READ, CALL = (make_behavior(name) for name in ("run", "read", "call"))
NAMESPACE = make_id("reviews")


def done(
    behavior: str, day: int, minutes: int = 30, rating: int | None = None, planned: int | None = None
) -> Completion:
    """Return a completion on a day of the week, counted from its first."""
    when = MONDAY + timedelta(days=day)
    return Completion(
        id=uuid5(NAMESPACE, f"{behavior} {day} {minutes} {rating}"),
        behavior=behavior,
        day=when,
        done_at=datetime(when.year, when.month, when.day, 12, tzinfo=UTC),
        start=720,
        minutes=minutes,
        rating=rating,
        context=Context(weekday=day, planned_minutes=planned),
    )


def before(behavior: str, minutes: int = 30, rating: int | None = None) -> Episode:
    return Episode(behavior, MONDAY - timedelta(days=9), "evening", 30, minutes, rating)


def material(*completions: Completion, wanted: Sequence[int] = (3, 2, 1)) -> ReviewMaterial:
    behaviors = [WantedBehavior(b, times) for b, times in zip((RUN, READ, CALL), wanted, strict=True)]
    return ReviewMaterial(MONDAY, MONDAY + timedelta(days=6), behaviors, completions)


def row(behavior: str, current: int, best: int, until: date | None) -> StreakLine:
    return StreakLine(behavior, behavior.capitalize(), "week", 3, current, best, until, 0, 20, "week")


def test_a_line_says_what_was_wanted_and_done() -> None:
    week = [done("run", 0), done("run", 2, 40), done("run", 4), done("run", 6), done("read", 1)]
    review = week_review(material(*week))
    assert review.lines == (
        ReviewLine("run", "Run", RUN.category, 3, 4, 130),
        ReviewLine("read", "Read", READ.category, 2, 1, 30),
        ReviewLine("call", "Call", CALL.category, 1, 0, 0),
    )
    assert [(line.reached, line.more) for line in review.lines] == [(True, 1), (False, 0), (False, 0)]
    assert (review.evidence, review.minutes, review.reached, review.targets) == (5, 160, 1, 3)
    assert review.good == (TargetsReached(("Run",), ("Run",), 3),)


def test_what_was_neither_wanted_nor_done_is_not_told() -> None:
    review = week_review(material(done("read", 1), wanted=(0, 0, 0)))
    assert [(line.behavior, line.wanted, line.done) for line in review.lines] == [("read", 0, 1)]
    assert not review.lines[0].reached
    assert review.targets == 0


def test_of_a_week_with_little_something_true_is_said() -> None:
    assert week_review(material(done("read", 1))).good == (SomethingDone(1, 30),)


def test_of_a_quiet_week_nothing_is_made_up() -> None:
    review = week_review(material())
    assert review.empty
    assert review.good == ()
    assert [line.done for line in review.lines] == [0, 0, 0]


@pytest.mark.parametrize(
    ("current", "best", "until", "record"),
    [
        (5, 5, MONDAY + timedelta(days=6), True),
        (5, 6, MONDAY - timedelta(days=60), False),  # it was longer once
        (5, 5, MONDAY - timedelta(days=1), False),  # it did not grow in this week
        (2, 2, MONDAY + timedelta(days=6), False),  # two are a row, and no record yet
        (0, 0, None, False),
    ],
)
def test_a_record_is_a_row_that_grew_to_the_longest(current: int, best: int, until: date | None, record: bool) -> None:
    review = week_review(replace(material(done("read", 1)), streaks=Streaks(20, (row("read", current, best, until),))))
    assert (RecordStreak("Read", f"{current} weeks in a row") in review.good) is record
    assert review.lines[1].streak == (f"{current} weeks in a row" if current >= 2 else "")


@pytest.mark.parametrize(
    ("shares", "now", "told"),
    [
        # The median of 40, 50, 60 and 70 % is 55 %: 61 % is five points above it and more, 59 % is not.
        ((0.4, 0.7, 0.5, 0.6), 0.61, 0.55),
        ((0.4, 0.7, 0.5, 0.6), 0.59, None),
        ((0.4, 0.4, 0.4), 0.9, None),  # three weeks are too few
    ],
)
def test_an_objective_is_told_of_when_it_is_above_its_median(
    shares: Sequence[float], now: float, told: float | None
) -> None:
    weeks = [
        ObjectiveWeek(MONDAY - timedelta(weeks=len(shares) - place), share, 1, 1.0, 1.0)
        for place, share in enumerate((*shares, now))
    ]
    line = ObjectiveLine("health", 1.0, 1.0, tuple(weeks))
    review = week_review(replace(material(done("read", 1)), objectives=ObjectiveWeeks(9, (line,))))
    (good,) = review.good
    assert isinstance(good, SomethingDone if told is None else ObjectiveAbove)
    if isinstance(good, ObjectiveAbove):
        assert (good.objective, good.share, good.weeks) == ("health", now, len(shares))
        assert good.median == pytest.approx(told)


def test_the_sessions_rated_best_are_told_when_they_are_good() -> None:
    assert week_review(material(done("read", 1, rating=3))).good == (SomethingDone(1, 30),)
    week = [done("read", day, rating=5 - day // 4) for day in range(6)]
    (_, best) = week_review(material(*week)).good
    first = tuple(("Read", MONDAY + timedelta(days=day)) for day in range(3))
    assert best == BestRated(5, first, more=1)


@pytest.mark.parametrize(("times", "surprises"), [(0, True), (1, True), (3, False), (6, False), (7, False)])
def test_what_is_done_unlike_its_chances_surprises(times: int, surprises: bool) -> None:
    """Seven sessions at 0.8 each: 0 or 1 done has a chance of 0.0004, twice that is far below 1 in 20.

    3 or fewer has 0.0333, twice that is above. 95 % lie between 3 and 7: 2 or fewer has 0.0047, 3 or fewer 0.0333.
    """
    sessions = [PlannedChance("run", 0.8, place < times) for place in range(7)]
    review = week_review(replace(material(done("run", 0)), chances=sessions))
    assert review.surprises == ((UnlikelyTimes("run", "Run", times, 7, 3, 7),) if surprises else ())


def test_a_few_sessions_at_even_chances_surprise_nobody() -> None:
    """Three of three at 0.5 come in one of eight cases."""
    sessions = [PlannedChance("run", 0.5, done=True)] * 3
    assert week_review(replace(material(done("run", 0)), chances=sessions)).surprises == ()


def test_ratings_unlike_those_before_surprise() -> None:
    """Four ratings of 5 after twelve of 2: one way of 1820 to draw these four from all sixteen."""
    week = [done("read", day, rating=5) for day in range(4)]
    usual = [before("read", rating=2)] * 12
    (surprise,) = week_review(replace(material(*week), before=usual)).surprises
    assert surprise == UnlikelyRating("read", "Read", 5.0, 4, 2.0, 12)
    assert week_review(replace(material(*week), before=usual[:7])).surprises == ()


def test_sessions_that_take_much_longer_than_usual_surprise() -> None:
    """38 of 30 minutes is a quarter more (37.5), 37 is not. Four long ones of four, none of twelve before."""
    usual = [before("run", minutes=37)] * 12
    longer = [done("run", day, 38, planned=30) for day in range(4)]
    (surprise,) = week_review(replace(material(*longer), before=usual)).surprises
    assert surprise == UnlikelyLength("run", "Run", 4, 4, 0, 12)
    as_usual = [done("run", day, 37, planned=30) for day in range(4)]
    assert week_review(replace(material(*as_usual), before=usual)).surprises == ()


def test_the_least_likely_come_first_and_three_at_most() -> None:
    sessions = [
        PlannedChance(behavior.id, chance, done=False)
        for behavior, chance in ((RUN, 0.8), (READ, 0.9), (CALL, 0.7))
        for _ in range(7)
    ]
    week = [done("read", day, rating=5) for day in range(4)]
    usual = [before("read", rating=2)] * 12
    review = week_review(replace(material(*week), chances=sessions, before=usual))
    assert [surprise.name for surprise in review.surprises] == ["Read", "Run", "Call"]
    assert all(isinstance(surprise, UnlikelyTimes) for surprise in review.surprises)


def test_amounts_of_the_week_are_added_up() -> None:
    counted = [done("read", day).model_copy(update={"amount": 12.5, "unit": "pages"}) for day in (0, 3)]
    line = week_review(material(*counted, done("read", 4))).line("read")
    assert line is not None
    assert line.amounts == (Counted(25, "pages"),)
    assert facts_of(line).startswith("25 pages, ")


def test_two_records_are_told_the_longest_first() -> None:
    until = MONDAY
    rows = tuple(row(name, length, length, until) for name, length in (("run", 4), ("read", 6), ("call", 5)))
    review = week_review(replace(material(done("read", 1)), streaks=Streaks(20, rows)))
    assert review.good == (RecordStreak("Read", "6 weeks in a row"), RecordStreak("Call", "5 weeks in a row"))


def test_two_objectives_are_told_those_furthest_above_their_median_first() -> None:
    """Half of what is within reach as a rule; this week exactly 5, then 20 and 30 percentage points more."""

    def objective(name: str, now: float) -> ObjectiveLine:
        weeks = [ObjectiveWeek(MONDAY - timedelta(weeks=4 - n), 0.5, 1, 1.0, 1.0) for n in range(4)]
        return ObjectiveLine(name, 1.0, 1.0, (*weeks, ObjectiveWeek(MONDAY, now, 1, 1.0, 1.0)))

    def above(*shares: float) -> list[str]:
        lines = tuple(objective(f"o{share:g}", share) for share in shares)
        review = week_review(replace(material(done("read", 1)), objectives=ObjectiveWeeks(9, lines)))
        return [good.objective for good in review.good if isinstance(good, ObjectiveAbove)]

    assert above(0.5 + 0.05, 0.7, 0.8) == ["o0.8", "o0.7"]
    assert above(0.5 + 0.05) == ["o0.55"]


@pytest.mark.parametrize(("rating", "told"), [(4, True), (3, False), (None, False)])
def test_from_four_on_a_rating_is_good(rating: int | None, told: bool) -> None:
    good = week_review(material(done("read", 1, rating=rating))).good
    assert any(isinstance(each, BestRated) for each in good) is told
    assert not told or good == (BestRated(4, (("Read", MONDAY + timedelta(days=1)),), more=0),)


def test_a_week_without_anything_done_has_nothing_good_even_where_targets_are_none() -> None:
    review = week_review(replace(material(wanted=(0, 0, 0)), begun=False, paused=["Run"]))
    assert (review.good, review.lines, review.begun, review.paused) == ((), (), False, ("Run",))
    assert week_review(replace(material(), begun=False)).begun
    assert week_review(replace(material(wanted=(0, 0, 0)), begun=True)).begun


def test_targets_that_were_wanted_are_counted() -> None:
    review = week_review(material(done("run", 1), done("read", 1), wanted=(1, 0, 2)))
    (reached,) = [good for good in review.good if isinstance(good, TargetsReached)]
    assert reached == TargetsReached(("Run",), (), 2)


def test_eight_sessions_before_say_what_is_usual() -> None:
    week = [done("read", day, 60, rating=5, planned=30) for day in range(4)]
    usual = [before("read", rating=2)] * 8
    names = [type(each) for each in week_review(replace(material(*week), before=usual)).surprises]
    assert sorted(each.__name__ for each in names) == ["UnlikelyLength", "UnlikelyRating"]
    assert week_review(replace(material(*week), before=usual[:7])).surprises == ()
    nothing = [done("read", day) for day in range(4)]
    assert week_review(replace(material(*nothing), before=usual)).surprises == ()


def test_a_quarter_more_is_much_longer() -> None:
    longer = [done("run", day, 40, planned=32) for day in range(4)]
    (surprise,) = week_review(replace(material(*longer), before=[before("run", minutes=37)] * 12)).surprises
    assert surprise == UnlikelyLength("run", "Run", 4, 4, 0, 12)


def test_the_interval_leaves_out_as_much_on_either_side() -> None:
    """Ten at 0.9: 7 or fewer come in 7.0 %, 6 or fewer in 1.3 % of cases; all ten in 34.9 %."""
    sessions = [PlannedChance("run", 0.9, done=False)] * 10
    (surprise,) = week_review(replace(material(done("run", 0)), chances=sessions)).surprises
    assert surprise == UnlikelyTimes("run", "Run", 0, 10, 7, 10)
    rare = [PlannedChance("run", 0.1, done=True)] * 10
    (surprise,) = week_review(replace(material(done("run", 0)), chances=rare)).surprises
    assert surprise == UnlikelyTimes("run", "Run", 10, 10, 0, 3)
