"""Weeks over the turn of years and clocks, and the free windows worked out by hand."""

import itertools
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from pydantic import ValidationError

from habitos_tui.domain.model.agenda import WeeklyBusy
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.validation import issues_of
from habitos_tui.domain.model.week import (
    DEFAULT_SLOTS,
    Busy,
    Slot,
    Window,
    free_windows,
    local_day,
    on_grid,
    slot_at,
)
from tests.support.problems import behavior, problem, small_weeks

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("moment", "day_end", "day"),
    [
        (datetime(2026, 11, 23, 0, 0, tzinfo=BERLIN), 0, date(2026, 11, 23)),
        (datetime(2026, 11, 23, 2, 59, tzinfo=BERLIN), 180, date(2026, 11, 22)),
        (datetime(2026, 11, 23, 3, 0, tzinfo=BERLIN), 180, date(2026, 11, 23)),
        (datetime(2027, 1, 1, 1, 0, tzinfo=BERLIN), 120, date(2026, 12, 31)),
        # 02:00-03:00 does not exist on the first, and comes twice on the second of these days.
        (datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN), 180, date(2026, 3, 29)),
        (datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN), 180, date(2026, 3, 28)),
        (datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=BERLIN), 180, date(2026, 10, 24)),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN), 180, date(2026, 10, 24)),
        (datetime(2026, 10, 25, 3, 0, tzinfo=BERLIN), 180, date(2026, 10, 25)),
    ],
)
def test_local_day(moment: datetime, day_end: int, day: date) -> None:
    assert local_day(moment, day_end) == day


@pytest.mark.parametrize(("minutes", "steps"), [(0, 0), (1, 10), (10, 10), (11, 20), (-5, 0)])
def test_on_grid_rounds_up(minutes: int, steps: int) -> None:
    assert on_grid(minutes, 10) == steps


@pytest.mark.parametrize(
    ("minute", "name"), [(299, None), (300, "early_morning"), (419, "early_morning"), (420, "morning"), (1440, None)]
)
def test_slot_at(minute: int, name: str | None) -> None:
    assert slot_at(DEFAULT_SLOTS, minute) == name


@pytest.mark.parametrize(("made", "end"), [(Slot, 480), (Slot, 475), (Busy, 480)])
def test_what_does_not_go_forwards(made: Any, end: int) -> None:
    fields = {"name": "a"} if made is Slot else {"day": 0}
    with pytest.raises(ValidationError) as caught:
        made(start=480, end=end, **fields)
    assert issues_of(caught.value) == (("end", "must be later than the start"),)


@pytest.mark.parametrize(
    ("made", "start", "end", "meant"),
    [
        (Busy, "23:00", "07:00", 31 * 60),
        (Busy, "23:00", "31:00", 31 * 60),
        (Busy, "22:00", "00:00", 24 * 60),
        (Busy, "08:00", "07:55", 31 * 60 + 55),
        (Slot, "21:00", "02:00", 26 * 60),
        (Slot, "21:00", "06:00", 30 * 60),
    ],
)
def test_an_end_before_the_start_is_on_the_next_morning(made: Any, start: str, end: str, meant: int) -> None:
    fields = {"name": "a"} if made is Slot else {"day": 0}
    night = made(start=start, end=end, **fields)
    assert night.end == meant
    assert made.model_validate_json(night.model_dump_json()) == night


def test_a_day_of_slots_ends_at_six() -> None:
    with pytest.raises(ValidationError) as caught:
        Slot(name="night", start="23:00", end="07:00")
    assert issues_of(caught.value) == (("end", "must be later than the start"),)


def monday(week: Problem) -> list[tuple[str, int, int]]:
    """Return slot, start and end of Monday's windows."""
    return [(window.slot, window.start, window.end) for window in week.windows if window.day == 0]


def slots(*borders: int) -> list[dict[str, Any]]:
    return [{"name": f"s{i}", "start": a, "end": b} for i, (a, b) in enumerate(itertools.pairwise(borders))]


class TestWindows:
    """Each by hand; minutes after midnight."""

    def test_a_free_slot_is_a_window_on_each_day(self) -> None:
        windows = problem().windows
        assert windows == tuple(Window(day, day, "morning", 480, 600) for day in range(7))

    def test_busy_time_cuts(self) -> None:
        week = problem(busy=[{"day": 0, "start": 500, "end": 520}, {"day": 0, "start": 510, "end": 540}])
        assert monday(week) == [("morning", 480, 500), ("morning", 540, 600)]
        assert len(week.windows) == 8

    def test_busy_time_over_all_of_a_slot(self) -> None:
        assert monday(problem(busy=[{"day": 0, "start": 0, "end": 1440}])) == []

    def test_a_border_inside_free_time_keeps_the_pause(self) -> None:
        assert monday(problem(slots=slots(480, 540, 600))) == [("s0", 480, 535), ("s1", 540, 600)]
        assert monday(problem(slots=slots(480, 540, 600), transition_minutes=0)) == [("s0", 480, 540), ("s1", 540, 600)]

    def test_a_border_at_busy_time_needs_no_pause(self) -> None:
        week = problem(slots=slots(480, 540, 600), busy=[{"day": 0, "start": 530, "end": 540}])
        assert monday(week) == [("s0", 480, 530), ("s1", 540, 600)]

    def test_a_pause_off_the_grid_at_a_border_is_rounded_inwards(self) -> None:
        week = problem(slots=slots(480, 540, 600), grid_minutes=15, transition_minutes=7)
        assert monday(week) == [("s0", 480, 525), ("s1", 540, 600)]

    def test_fixed_sessions_take_a_pause_on_either_side(self) -> None:
        done = {"behavior": "run", "day": 0, "start": 520, "minutes": 33, "kind": "done"}
        week = problem(behavior("run"), fixed=[done])
        # 520 - 5 = 515 and 553 + 5 = 558, which is 560 on the grid
        assert monday(week) == [("morning", 480, 515), ("morning", 560, 600)]

    def test_fixed_sessions_on_a_coarse_grid(self) -> None:
        locked = {"behavior": "run", "day": 0, "start": 520, "minutes": 30, "kind": "locked"}
        week = problem(behavior("run"), fixed=[locked], grid_minutes=10, transition_minutes=5)
        # 515 down to 510, 555 up to 560
        assert monday(week) == [("morning", 480, 510), ("morning", 560, 600)]

    def test_what_is_shorter_than_a_step_is_dropped(self) -> None:
        week = problem(grid_minutes=15, busy=[{"day": 0, "start": 480, "end": 585}], slots=slots(480, 600))
        assert monday(week) == [("s0", 585, 600)]
        off = {"behavior": "run", "day": 0, "start": 495, "minutes": 80, "kind": "done"}
        week = problem(behavior("run"), grid_minutes=15, slots=slots(480, 600), fixed=[off])
        # before: 480 to 490, no whole step; after: 580 to 600, which begins at 585
        assert monday(week) == [("s0", 585, 600)]

    def test_not_before(self) -> None:
        week = problem(not_before={"day": 2, "time": 540})
        assert [(w.index, w.day, w.start, w.end) for w in week.windows[:2]] == [(0, 2, 540, 600), (1, 3, 480, 600)]

    def test_notice(self) -> None:
        week = problem(format="habitos-problem/2", not_before={"day": 2, "time": 540}, notice_minutes=22)
        assert [(w.day, w.start, w.end) for w in week.windows[:2]] == [(2, 565, 600), (3, 480, 600)]
        assert week.windows_after(0)[0].start == 540
        assert [week.too_soon(2, minute) for minute in (535, 540, 560, 565)] == [False, True, True, False]

    def test_not_before_inside_free_time_needs_no_pause(self) -> None:
        week = problem(not_before={"day": 0, "time": 540}, slots=slots(480, 540, 600))
        assert monday(week) == [("s1", 540, 600)]

    def test_slots_after_midnight_belong_to_their_day(self) -> None:
        week = problem(slots=[{"name": "night", "start": 1380, "end": 1560}])
        assert week.windows[0] == Window(0, 0, "night", 1380, 1560)

    def test_busy_time_of_the_next_morning_cuts_the_night_before(self) -> None:
        week = problem(
            slots=[{"name": "night", "start": 1380, "end": 1560}], busy=[{"day": 1, "start": 60, "end": 480}]
        )
        assert monday(week) == [("night", 1380, 1500)]

    def test_busy_time_of_a_long_night_cuts_the_next_morning(self) -> None:
        week = problem(slots=slots(300, 420), busy=[{"day": 0, "start": 1320, "end": 1800}])
        assert [(w.day, w.start, w.end) for w in week.windows[:2]] == [(0, 300, 420), (1, 360, 420)]

    def test_a_fixed_session_over_midnight_takes_time_on_both_days(self) -> None:
        night = {"behavior": "run", "day": 0, "start": 1420, "minutes": 30, "kind": "done"}
        week = problem(behavior("run"), slots=slots(0, 60, 1380, 1440), fixed=[night])
        found = [(w.day, w.slot, w.start, w.end) for w in week.windows if w.slot != "s1"]
        assert found[1:3] == [(0, "s2", 1380, 1415), (1, "s0", 15, 55)]

    def test_midnight_inside_free_time_keeps_the_pause(self) -> None:
        week = problem(slots=[{"name": "dawn", "start": 0, "end": 60}, {"name": "late", "start": 1380, "end": 1440}])
        assert [(w.day, w.slot, w.start, w.end) for w in week.windows[-2:]] == [
            (6, "dawn", 0, 60),
            (6, "late", 1380, 1440),
        ]
        assert week.windows[1] == Window(1, 0, "late", 1380, 1435)

    def test_earlier_days_are_gone_as_a_whole(self) -> None:
        # At 00:30 on Tuesday, what is left of Monday's night slot is over too.
        week = problem(slots=[{"name": "night", "start": 1380, "end": 1560}], not_before={"day": 1, "time": 30})
        assert week.windows[0].day == 1

    def test_a_day_that_goes_on_after_midnight_cuts_the_next_morning(self) -> None:
        week = problem(slots=slots(0, 120), not_before={"day": 0, "time": 1440 + 60})
        assert [(w.day, w.start) for w in week.windows[:2]] == [(1, 60), (2, 0)]

    def test_holds(self) -> None:
        window = Window(0, 0, "s0", 480, 600)
        assert window.minutes == 120
        assert window.holds(480, 120)
        assert not window.holds(475, 60)
        assert not window.holds(545, 60)

    def test_taken_time_on_no_day_of_the_week_changes_nothing(self) -> None:
        free = free_windows(DEFAULT_SLOTS, [], grid=5, transition=5)
        assert free_windows(DEFAULT_SLOTS, [(7, 0, 1800), (-2, 0, 60)], grid=5, transition=5) == free

    @given(week=small_weeks)
    def test_minute_by_minute(self, week: Problem) -> None:
        """Counting the free minutes one by one gives the same windows."""
        grid = week.grid_minutes
        stretches = _free_stretches(week)
        expected = []
        for day, slot, first, last in stretches:
            # `last` is the last free minute; a stretch that goes on in another slot gives up its pause.
            goes_on = any(other_first == last + 1 for _, _, other_first, _ in stretches)
            end = last + 1 - (week.transition_minutes if goes_on else 0)
            inside = [at for at in range(first, end + 1) if at % grid == 0]
            if len(inside) > 1:
                expected.append((day, slot, inside[0] - day * 1440, inside[-1] - day * 1440))
        assert [(w.day, w.slot, w.start, w.end) for w in week.windows] == expected
        assert [w.index for w in week.windows] == list(range(len(expected)))


def _free_stretches(week: Problem) -> list[tuple[int, str, int, int]]:
    """Return day, slot, first and last minute of the week of each stretch that nothing takes."""
    pause = week.transition_minutes
    beside = pause if week.settings.pause_beside_busy else 0
    spans = [(busy.day, busy.start - beside, busy.end + beside) for busy in week.busy]
    spans += [(fixed.day, fixed.start - pause, fixed.end + pause) for fixed in week.fixed]
    taken = {day * 1440 + minute for day, start, end in spans for minute in range(start, end)}
    begin = (week.not_before.day, week.not_before.time + week.notice_minutes) if week.not_before else (0, 0)
    found: list[tuple[int, str, int, int]] = []
    for day in range(begin[0], 7):
        for slot in week.slots:
            minutes = range(day * 1440 + slot.start, day * 1440 + slot.end)
            free = [at for at in minutes if at not in taken and at >= begin[0] * 1440 + begin[1]]
            firsts = [at for at in free if at - 1 not in free]
            lasts = [at for at in free if at + 1 not in free]
            found += [(day, slot.name, first, last) for first, last in zip(firsts, lasts, strict=True)]
    return found


def test_weekly_busy_time_is_checked_like_busy_time() -> None:
    block = {"id": UUID(int=1), "weekday": 0, "start": 600, "end": 660}
    assert WeeklyBusy.model_validate(block).title == ""
    for change in ({"end": 600}, {"title": "x" * 201}):
        with pytest.raises(ValidationError):
            WeeklyBusy.model_validate(block | change)
