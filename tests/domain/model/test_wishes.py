from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.model.wishes import EVER, Timeline, Version, changed, holds_from
from tests.support.storage import make_behavior
from tests.support.wishes import changing, wished

MONDAY = date(2026, 11, 23)


def test_a_change_holds_from_the_next_week_or_from_now() -> None:
    wednesday = MONDAY + timedelta(days=2)
    assert holds_from(wednesday, Weeks(), from_now=False) == MONDAY + timedelta(weeks=1)
    assert holds_from(wednesday, Weeks(2), from_now=False) == wednesday + timedelta(weeks=1)
    assert holds_from(wednesday, Weeks(), from_now=True) == wednesday


def test_what_was_wanted_holds_until_something_else_is() -> None:
    timeline = Timeline([Version(MONDAY, 3), Version(EVER, 2)])
    assert [timeline.on(MONDAY.toordinal() + day) for day in (-9999, -1, 0, 1)] == [2, 2, 3, 3]
    day = MONDAY.toordinal()
    found = [(first - day, last - day, version.value) for first, last, version in timeline.stretches(day - 2, day + 1)]
    assert found == [(-2, -1, 2), (0, 1, 3)]
    assert [version.value for _, _, version in timeline.stretches(day + 5, day + 6)] == [3]


steps = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 3)), max_size=8)


@given(steps)
def test_a_change_never_touches_what_was_before_it(steps: list[tuple[int, int]]) -> None:
    versions: tuple[Version[int], ...] = (Version(EVER, 0),)
    day = 0
    for forward, value in steps:
        day += forward
        since = MONDAY + timedelta(days=day)
        after = changed(versions, value, since)
        before, now = Timeline(versions), Timeline(after)
        earlier = range(MONDAY.toordinal() - 3, since.toordinal())
        assert [now.on(each) for each in earlier] == [before.on(each) for each in earlier]
        assert now.on(since.toordinal() + 999) == value
        assert all(one.value != two.value for one, two in pairwise(after))
        versions = after


def test_since_ever_takes_the_place_of_everything() -> None:
    assert changed((Version(EVER, 1), Version(MONDAY, 2)), 3, EVER) == (Version(EVER, 3),)


def test_a_behavior_is_out_of_use_while_it_is_put_away() -> None:
    run = make_behavior(target_per_week=2)
    back = MONDAY + timedelta(days=3)
    behavior = changing(run, {MONDAY: None, back: {"target_per_week": 5}})
    day = MONDAY.toordinal()
    assert behavior.out_of_use(day - 5, day + 9) == {day, day + 1, day + 2}
    assert not behavior.in_use_within(day, day + 2)
    assert behavior.in_use_within(day, day + 3)
    assert not behavior.archived
    assert behavior.on(day + 3).behavior.target_per_week == 5
    assert wished(run).out_of_use(1, day) == frozenset()
