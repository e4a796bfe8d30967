"""The week as a frozen view."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.week import NEXT_WEEK, Busy
from habitos_tui.domain.planning.free_time import SlotCapacity
from habitos_tui.text import clean
from habitos_tui.ui.kit.dates import (
    clock,
    day_title,
    moment_of,
    relative_day,
    week_title,
)
from habitos_tui.ui.kit.marks import LOCK, Amount, mark_of, state_glyph
from habitos_tui.ui.week.presenter import WeekView, describe, describe_time, week_view
from tests.support.hostile import HOSTILE_NAMES
from tests.support.weeks import MONDAY, WEDNESDAY_NOON, agenda_week, hostile_names

VIEW = week_view(agenda_week(), WEDNESDAY_NOON, 0)


def test_days_bear_their_dates_and_today_is_marked() -> None:
    assert [day.label for day in VIEW.days][:2] == ["Mon 23", "Tue 24"]
    assert [day.today for day in VIEW.days].index(True) == 2
    assert VIEW.now == (2, 12 * 60 + 40)
    assert VIEW.title == "Week 48 · 23\N{EN DASH}29 Nov 2026"


def test_another_week_has_no_now() -> None:
    view = week_view(agenda_week(), WEDNESDAY_NOON + timedelta(days=7), 0)
    assert view.now is None
    assert not any(day.today for day in view.days)


def test_a_cut_week_has_a_column_for_each_day_and_none_of_the_next_weeks_figures() -> None:
    agenda = agenda_week()
    taken = (*agenda.problem.busy, Busy(day=6, start=0, end=1440, title=NEXT_WEEK))
    cut = replace(agenda, days=agenda.days[:6], problem=agenda.problem.changed(busy=taken))
    view = week_view(cut, WEDNESDAY_NOON, 0)
    assert view.title == "Week 48 · 23\N{EN DASH}28 Nov 2026"
    assert view.days[:6] == VIEW.days[:6]
    assert (view.days[6].label, view.days[6].minutes, view.days[6].sessions) == ("Sun 29", 0, 0)
    assert describe_time(view, 6, 600).endswith("busy: Next week 00:00\N{EN DASH}24:00")


def test_after_midnight_the_day_before_goes_on_until_its_end() -> None:
    night = datetime.combine(MONDAY + timedelta(days=3), datetime.min.time(), WEDNESDAY_NOON.tzinfo)
    view = week_view(agenda_week(), night + timedelta(minutes=90), 120)
    assert view.now == (2, 24 * 60 + 90)


def test_what_became_of_sessions_is_told_by_glyphs() -> None:
    found = {(block.state, block.glyph) for block in VIEW.blocks}
    assert {
        (SessionState.DONE, "✓"),
        (SessionState.SKIPPED, "↷"),
        (SessionState.MISSED, "✗"),
        (SessionState.PLANNED, " "),
        (SessionState.PLANNED, LOCK),
    } == found
    assert state_glyph(SessionState.DONE, locked=True) == "✓"


def test_days_count_what_is_done_and_warn_of_too_much_energy() -> None:
    monday, thursday = VIEW.days[0], VIEW.days[3]
    assert monday.tally == "7/8 ✓"
    assert thursday.tally == "7"
    assert not monday.energy.over
    heavy = replace(monday, energy=Amount(4, 13, 12))
    assert heavy.energy_text == "13/12!"


def test_the_summary_counts_the_week() -> None:
    assert VIEW.summary.startswith("52 sessions · ")
    assert VIEW.summary.endswith(" done")


def test_the_waking_day_spans_the_slots_in_whole_hours() -> None:
    assert (VIEW.first, VIEW.last) == (5 * 60, 24 * 60)
    late = week_view(agenda_week((("read", 0, 24 * 60 + 20, 30), ("run", 1, 285, 20))), WEDNESDAY_NOON, 0)
    assert (late.first, late.last) == (4 * 60, 25 * 60)


def test_a_week_without_sessions_is_still_a_week() -> None:
    view = week_view(agenda_week((), planned=False), WEDNESDAY_NOON, 0)
    assert not view.planned
    assert view.summary == ""
    assert len(view.days) == 7
    assert view.busy
    assert WeekView.EMPTY.days == ()


def test_a_block_is_described_with_all_its_facts() -> None:
    locked = next(block for block in VIEW.blocks if block.locked)
    assert describe(VIEW, locked, 80) == "Fri 27 · 17:05\N{EN DASH}17:35 · Weekly review · productivity · ⚑ locked"
    done = next(block for block in VIEW.blocks if block.rating == 3)
    assert "✓ done · ★★★☆☆" in describe(VIEW, done, 80)


@pytest.mark.parametrize(
    ("day", "minute", "said"),
    [
        (0, 10 * 60, "Mon 23 · 10:00 · morning · busy: Work 08:30\N{EN DASH}12:15"),
        (6, 15 * 60, "Sun 29 · 15:00 · afternoon · free · 3 h left"),
        (6, 4 * 60, "Sun 29 · 04:00 · outside every slot"),
    ],
)
def test_an_empty_place_is_described_too(day: int, minute: int, said: str) -> None:
    assert describe_time(VIEW, day, minute) == said


def test_names_are_cleaned_but_never_parsed() -> None:
    view = week_view(agenda_week(names=hostile_names()), WEDNESDAY_NOON, 0)
    for block in view.blocks:
        assert block.name == clean(block.name)
    assert "[red on" in {block.name for block in view.blocks}


@pytest.mark.parametrize("category", [*HOSTILE_NAMES, "finance", "健康"])
def test_every_category_has_a_letter_of_one_cell(category: str) -> None:
    assert len(mark_of(category).letter) == 1
    assert mark_of(category).letter.isprintable()


def test_small_words() -> None:
    assert clock(1500) == "01:00"
    assert day_title(MONDAY) == "Monday 23 Nov 2026"
    assert week_title(date(2026, 12, 28), date(2027, 1, 3)) == "Week 53 · 28 Dec\N{EN DASH}3 Jan 2027"
    days = [relative_day(MONDAY + timedelta(days=offset), MONDAY) for offset in (-3, -1, 0, 1, 4)]
    assert days == ["3 days ago", "yesterday", "today", "tomorrow", "in 4 days"]


def test_a_moment_before_the_day_ends_counts_for_the_day_before() -> None:
    assert moment_of(datetime(2026, 11, 26, 0, 30, tzinfo=WEDNESDAY_NOON.tzinfo), 60) == (date(2026, 11, 25), 1470)
    assert moment_of(WEDNESDAY_NOON, 60) == (date(2026, 11, 25), 760)


def test_what_is_left_of_a_slot_is_said_where_something_is() -> None:
    assert describe_time(VIEW, 6, 15 * 60).endswith("free · 3 h left")
    assert "left" not in describe_time(VIEW, 0, 15 * 60)
    capacity = SlotCapacity(6, 14 * 60, 17 * 60, 95, 35)
    assert describe_time(replace(VIEW, capacities=(capacity,)), 6, 15 * 60).endswith(
        " · 1 h 35 min left, 35 min at a stretch"
    )
    assert week_view(agenda_week(), WEDNESDAY_NOON + timedelta(days=9), 0).capacities == ()
