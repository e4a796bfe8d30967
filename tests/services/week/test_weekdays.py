import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.model.rule import TimeBudget
from habitos_tui.services.week.weekdays import turn_behavior, turn_day, turn_days, turn_rule, turn_values
from tests.support.household import make_behavior

WEEKDAYS = range(7)
some_days = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))


@pytest.mark.parametrize("first", WEEKDAYS)
def test_day_zero_is_the_first_of_the_week(first: int) -> None:
    assert turn_day(first, -first) == 0
    assert turn_day((first + 6) % 7, -first) == 6


@pytest.mark.parametrize("first", WEEKDAYS)
def test_every_weekday_comes_back(first: int) -> None:
    assert [turn_day(turn_day(day, -first), first) for day in WEEKDAYS] == list(WEEKDAYS)


@given(some_days, st.integers(0, 6))
def test_sets_of_days_come_back_and_keep_their_order(days: tuple[int, ...], first: int) -> None:
    turned = turn_days(days, -first)
    assert turned == tuple(sorted(turned))
    assert turn_days(turned, first) == days


@given(some_days, st.integers(0, 6))
def test_behaviors_and_rules_come_back_unchanged(days: tuple[int, ...], first: int) -> None:
    behavior = make_behavior(weekdays=days)
    rule = TimeBudget(id="r", period="day", days=days, max_minutes=60)
    assert turn_behavior(turn_behavior(behavior, -first), first) == behavior
    assert turn_rule(turn_rule(rule, -first), first) == rule


@pytest.mark.parametrize("first", WEEKDAYS)
def test_a_value_follows_its_weekday(first: int) -> None:
    by_weekday = tuple(f"weekday {day}" for day in WEEKDAYS)
    by_day = turn_values(by_weekday, -first)
    assert by_day[0] == f"weekday {first}"
    assert all(by_day[turn_day(day, -first)] == by_weekday[day] for day in WEEKDAYS)
    assert turn_values(by_day, first) == by_weekday
