"""Which days are a week, also where weeks begin on another weekday from some day on."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.model.weeks import Weeks

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
FROM_SUNDAY = Weeks(0, (MONDAY + 13 * DAY,))
"""Weeks begin on Monday, and from 6 December on on Sunday: the week of 30 November has six days."""


@pytest.mark.parametrize(
    ("day", "first", "start"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 29), 0, date(2026, 11, 23)),
        (date(2026, 11, 28), 6, date(2026, 11, 22)),
        (date(2026, 11, 29), 6, date(2026, 11, 29)),
        (date(2027, 1, 1), 0, date(2026, 12, 28)),
        (date(2024, 3, 1), 5, date(2024, 2, 24)),
    ],
)
def test_weeks_begin_on_their_weekday(day: date, first: int, start: date) -> None:
    assert Weeks(first).of(day) == start


def test_a_week_is_cut_where_weeks_begin_on_another_weekday() -> None:
    second, sunday = MONDAY + 7 * DAY, MONDAY + 13 * DAY
    assert FROM_SUNDAY.between(MONDAY, sunday + 7 * DAY) == (MONDAY, second, sunday, sunday + 7 * DAY)
    assert [FROM_SUNDAY.length(week) for week in (MONDAY, second, sunday)] == [7, 6, 7]
    assert FROM_SUNDAY.last(second) == sunday - DAY
    assert [FROM_SUNDAY.of(sunday + day * DAY) for day in (-1, 0, 6)] == [second, sunday, sunday]
    assert (FROM_SUNDAY.away(sunday, -2), FROM_SUNDAY.before(sunday), FROM_SUNDAY.after(MONDAY)) == (
        MONDAY,
        second,
        second,
    )
    assert FROM_SUNDAY.cut == {FROM_SUNDAY.number(second.toordinal())}
    assert (FROM_SUNDAY.left(second), FROM_SUNDAY.is_late(second + 3 * DAY)) == (5, True)
    assert not FROM_SUNDAY.is_whole(second)
    assert FROM_SUNDAY.is_whole(sunday)


def test_the_week_that_is_running_stays_as_it_is() -> None:
    wednesday = MONDAY + 2 * DAY
    assert Weeks().beginning_on(6, wednesday) == FROM_SUNDAY
    assert Weeks().beginning_on(1, wednesday) == Weeks(0, (MONDAY + 8 * DAY,))
    assert Weeks().beginning_on(0, wednesday) == Weeks()
    assert FROM_SUNDAY.begin_on == 6


def test_changed_back_before_it_holds_nothing_has_changed() -> None:
    assert FROM_SUNDAY.beginning_on(0, MONDAY + 6 * DAY) == Weeks()
    assert FROM_SUNDAY.beginning_on(2, MONDAY + 6 * DAY) == Weeks(0, (MONDAY + 9 * DAY,))


def test_a_week_that_is_cut_already_keeps_its_end() -> None:
    in_it = MONDAY + 8 * DAY
    changed = FROM_SUNDAY.beginning_on(0, in_it)
    assert changed == Weeks(0, (*FROM_SUNDAY.changes, MONDAY + 14 * DAY))
    assert [changed.length(MONDAY + day * DAY) for day in (7, 13, 14)] == [6, 1, 7]


@given(
    first=st.integers(0, 6),
    steps=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6)), max_size=4),
)
def test_every_day_is_in_one_week_and_past_ones_stay(first: int, steps: list[tuple[int, int]]) -> None:
    weeks, today = Weeks(first), MONDAY
    for later, weekday in steps:
        today += later * DAY
        before, weeks = weeks, weeks.beginning_on(weekday, today)
        until = before.last(today)
        assert weeks.begin_on == weekday
        assert weeks.after(today) == until + DAY
        assert weeks.between(MONDAY - 30 * DAY, until) == before.between(MONDAY - 30 * DAY, until)
    days = [MONDAY + day * DAY for day in range(-30, 220)]
    found = weeks.between(days[0], days[-1])
    assert [weeks.number(week.toordinal()) for week in found] == list(
        range(weeks.number(found[0].toordinal()), weeks.number(found[0].toordinal()) + len(found))
    )
    for week, following in pairwise(found):
        assert weeks.last(week) + DAY == following
        assert 1 <= weeks.length(week) <= 7
        number = weeks.number(week.toordinal())
        assert (number in weeks.cut) == (weeks.length(week) < 7)
        assert (weeks.begin(number), weeks.end(number)) == (week.toordinal(), weeks.last(week).toordinal())
    ordinals = [day.toordinal() for day in days]
    assert weeks.numbers(ordinals) == [weeks.number(day) for day in ordinals]
    assert [weeks.of(day) for day in days] == [max(week for week in found if week <= day) for day in days]
