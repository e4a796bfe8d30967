from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.model.away import Away, AwayReason
from habitos_tui.domain.model.rule import Frequency, Stack, TimeBudget
from habitos_tui.services.week.away import LostDays, away_busy, behavior_while_away, days_of_week
from tests.support.household import FRIDAY, MONDAY, SUNDAY, WEDNESDAY, make_behavior

WORK_DAYS = frozenset(range(5))


def away(first: date, last: date) -> Away:
    return Away(id=uuid4(), first=first, last=last, reason=AwayReason.VACATION)


def test_only_the_days_of_the_week_itself_count() -> None:
    long, short = away(MONDAY - timedelta(days=9), MONDAY), away(SUNDAY, SUNDAY + timedelta(days=9))
    assert days_of_week([long, short], MONDAY) == {0, 6}


@pytest.mark.parametrize(("latest", "span"), [(1200, (0, 1440)), (1440, (0, 1440)), (1620, (180, 1620))])
def test_a_day_is_busy_from_its_first_slot_to_its_last(latest: int, span: tuple[int, int]) -> None:
    (busy,) = away_busy([away(WEDNESDAY, WEDNESDAY)], MONDAY, latest)
    assert (busy.day, (busy.start, busy.end), busy.title) == (2, span, "Vacation")


@pytest.mark.parametrize(
    ("fields", "gone", "target", "least"),
    [
        ({"target_per_week": 3, "min_per_week": 3}, {6}, 3, 3),
        ({"target_per_week": 3, "min_per_week": 3}, WORK_DAYS, 1, 1),
        ({"target_per_week": 7, "min_per_week": 7}, {0, 1}, 5, 5),
        ({"target_per_week": 1, "min_per_week": 1}, {0, 1, 2}, 1, 1),
        ({"target_per_week": 1, "min_per_week": 1}, WORK_DAYS, 1, 0),
        ({"target_per_week": 2, "min_per_week": 2}, set(range(7)), 0, 0),
        ({"target_per_week": 2, "min_per_week": 2, "weekdays": (5, 6)}, WORK_DAYS, 2, 2),
        ({"target_per_week": 3, "min_per_week": 3, "weekdays": (0, 2, 4)}, {4}, 2, 2),
        ({"target_per_week": 4, "min_per_week": 4, "min_gap_days": 1, "weekdays": (0, 2, 3, 4, 6)}, {0, 6}, 3, 2),
        ({"target_per_week": 8, "min_per_week": 8, "max_per_day": 2}, {0, 1}, 6, 6),
        ({"target_per_week": 4, "min_per_week": 4, "min_gap_days": 1, "weekdays": (0, 2, 4, 5, 6)}, {0, 2, 4}, 2, 1),
    ],
)
def test_target_and_minimum_shrink_with_the_days(
    fields: dict[str, Any], gone: set[int], target: int, least: int
) -> None:
    found = behavior_while_away(make_behavior("run", **fields), gone)
    assert (found.target_per_week, found.min_per_week) == (target, least)


@given(target=st.integers(0, 30), least=st.integers(0, 7), gone=st.sets(st.integers(0, 6)), gap=st.integers(0, 6))
def test_less_is_asked_but_nothing_that_cannot_be(target: int, least: int, gone: set[int], gap: int) -> None:
    usual = make_behavior("run", target_per_week=max(target, least), min_per_week=least, min_gap_days=gap)
    found = behavior_while_away(usual, gone)
    assert found.min_per_week <= min(usual.min_per_week, 7 - len(gone)) or not gone
    assert found.min_per_week <= found.target_per_week <= usual.target_per_week
    assert bool(found.target_per_week) == bool(usual.target_per_week and len(gone) < 7)


def test_nothing_shrinks_in_a_week_at_home() -> None:
    behavior = make_behavior("run")
    assert behavior_while_away(behavior, ()) is behavior


def test_days_within_a_span() -> None:
    whole = away(MONDAY, FRIDAY)
    assert whole.within(FRIDAY, SUNDAY) == (FRIDAY,)
    assert whole.within(SUNDAY, SUNDAY) == ()
    assert whole.days == 5


def test_of_a_first_week_that_is_nearly_over_nothing_is_asked_but_what_was_done() -> None:
    run = make_behavior("run", weekdays=(0, 1), target_per_week=2, min_per_week=2)
    lost = LostDays(before=3, asks_from=4)
    asked = [lost.asked_of(run, done) for done in (0, 1)]
    assert [(each.target_per_week, each.min_per_week) for each in asked] == [(0, 0), (1, 1)]
    cut = LostDays(length=0).asked_of(run)
    assert (cut.target_per_week, cut.min_per_week) == (0, 0)


def test_days_are_lost_to_absences_to_the_next_week_and_before_a_first_plan() -> None:
    lost = LostDays(away=frozenset({3}), before=1, asks_from=2, length=6)
    assert [sorted(days) for days in (lost.shut, lost.all, lost.unasked)] == [[3, 6], [0, 3, 6], [0, 1, 3, 6]]
    assert lost.left == 3
    assert LostDays().left == 7


SEVEN = {"target_per_week": 7, "min_per_week": 7}
FAR_APART = {"target_per_week": 4, "min_per_week": 4, "min_gap_days": 1, "weekdays": (0, 2, 4, 5, 6)}


@pytest.mark.parametrize(
    ("fields", "lost", "done", "target", "least"),
    [
        (SEVEN, LostDays(before=2, asks_from=2), 0, 5, 5),
        (SEVEN, LostDays(before=2, asks_from=3), 1, 5, 5),
        (SEVEN, LostDays(asks_from=1), 0, 6, 6),
        (SEVEN, LostDays(before=2), 0, 5, 5),
        (SEVEN, LostDays(away=frozenset({6}), before=2, asks_from=2), 0, 4, 4),
        ({"target_per_week": 3, "min_per_week": 1}, LostDays(before=3, asks_from=3), 0, 2, 1),
        ({"target_per_week": 3, "min_per_week": 1}, LostDays(before=4, asks_from=4), 0, 1, 0),
        ({"target_per_week": 2, "min_per_week": 0}, LostDays(before=5, asks_from=5), 0, 1, 0),
        (FAR_APART, LostDays(before=5, asks_from=5), 0, 1, 1),
        (FAR_APART, LostDays(before=5, asks_from=5), 2, 3, 3),
        (FAR_APART, LostDays(before=5, asks_from=5), 4, 4, 4),
        (SEVEN, LostDays(length=3), 0, 3, 3),
        ({"target_per_week": 3, "min_per_week": 3}, LostDays(length=3), 0, 1, 1),
        ({"target_per_week": 1, "min_per_week": 1}, LostDays(length=3), 0, 0, 0),
        (SEVEN, LostDays(away=frozenset({0, 6}), length=3), 0, 2, 2),
        ({"target_per_week": 2, "min_per_week": 2, "weekdays": (0, 1)}, LostDays(length=3), 0, 2, 2),
        (FAR_APART | {"weekdays": (0, 1, 3, 4, 6)}, LostDays(length=2), 0, 2, 1),
    ],
)
def test_a_week_that_is_not_whole_asks_for_the_share_of_its_days(
    fields: dict[str, Any], lost: LostDays, done: int, target: int, least: int
) -> None:
    found = lost.asked_of(make_behavior("run", **fields), done)
    assert (found.target_per_week, found.min_per_week) == (target, least)
    assert found.weekdays == fields.get("weekdays", tuple(range(7)))


def test_rules_hold_on_the_days_that_are_left_to_them() -> None:
    lost, thursday = LostDays(away=frozenset({6}), before=1, over=2), frozenset({3})
    stack = Stack(id="s", first="run", then="read")
    kept, idle = lost.within(stack), lost.within(stack, thursday)
    assert kept == stack
    assert idle is not None
    assert idle.days == (0, 1, 2, 4, 5, 6)
    assert lost.within(stack.model_copy(update={"days": (3,)}), thursday) is None
    daily = TimeBudget(id="d", period="day", max_minutes=60)
    kept, idle = lost.within(daily), lost.within(daily, thursday)
    assert kept is not None
    assert idle is not None
    assert (kept.days, idle.days) == ((2, 3, 4, 5), (2, 4, 5))
    weekly = Frequency(id="w", period="week", min_sessions=7)
    share = [lost.within(weekly), lost.within(weekly, thursday), LostDays(over=2).within(weekly)]
    assert [each.min_sessions for each in share if isinstance(each, Frequency)] == [5, 4, 7]
    assert LostDays().within(daily) == daily
