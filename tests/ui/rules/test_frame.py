"""Slots, weekly busy time and energy budgets, as lines and as typed."""

from uuid import UUID

import pytest

from habitos_tui.domain.model.agenda import WeeklyBusy
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.busy.painting import over_midnight, painted, painting_for, repainted, taken_text
from habitos_tui.ui.busy.view import (
    busy_groups,
    busy_line,
    busy_summary,
    week_lines,
    with_group,
    without_group,
)
from habitos_tui.ui.kit.times import hour_scale, span_of, typed_span
from habitos_tui.ui.rules.energy import (
    EnergyRow,
    budget_of,
    energy_line,
    energy_meaning,
    energy_rows,
    energy_scale,
    energy_summary,
    nudged_budget,
    with_budget,
)
from habitos_tui.ui.rules.slots import slot_line, slot_meaning, slot_of, slot_rows
from tests.support.household import BEHAVIORS, RULES


def block(weekday: int, start: int, end: int, title: str = "Work") -> WeeklyBusy:
    return WeeklyBusy(id=UUID(int=weekday * 10_000 + start), weekday=weekday, start=start, end=end, title=title)


WORK = tuple(block(day, 540, 1020) for day in range(5))
SLEEP = tuple(block(day, 1380, 1800, "Sleep") for day in range(7))


def typed(title: str, start: str, end: str) -> dict[str, str]:
    return {"title": title, "name": title, "start": start, "end": end}


@pytest.mark.parametrize("span", [(300, 420), (1260, 1440), (1380, 1860), (1440, 1530)])
def test_times_are_typed_back_as_they_were(span: tuple[int, int]) -> None:
    start, end = typed_span(*span)
    assert span_of({"start": start, "end": end}) == span


def test_bad_times_are_told_one_by_one() -> None:
    with pytest.raises(InvalidInputError) as caught:
        span_of({"start": "soon", "end": "49:00"})
    assert dict(caught.value.issues) == {
        "start": "must be a time such as 07:30",
        "end": "must lie between 00:00 and 48:00",
    }


def test_a_slot_says_where_it_lies_and_what_uses_it() -> None:
    rows = slot_rows(DEFAULT_SLOTS, BEHAVIORS, RULES)
    assert [row.users for row in rows] == [1, 1, 0, 0, 2, 1]
    wide = slot_line(rows[1], 70, 13).plain
    assert wide.startswith("  morning        07:00\N{EN DASH}12:00  5 h")
    assert wide.rstrip().endswith("used by 1")
    assert "━━━━" in wide
    assert slot_line(rows[1], 42, 13).plain.rstrip().endswith("5 h")
    assert slot_line(rows[1], 0, 8).plain == ""


def test_a_slot_keeps_its_stored_name_when_its_label_is_left_alone() -> None:
    assert slot_of(typed("early morning", "05:00", "06:00"), "early_morning").name == "early_morning"
    assert slot_of(typed("dawn", "05:00", "06:00"), "early_morning").name == "dawn"
    assert slot_meaning(typed("", "21:00", "00:00")) == "21:00\N{EN DASH}00:00, 3 h of every day."
    assert slot_meaning(typed("", "21:00", "")) == ""


def test_equal_blocks_of_several_days_are_one_line() -> None:
    groups = busy_groups((*SLEEP, *WORK), first_weekday=6)
    assert [(group.title, len(group.days)) for group in groups] == [("Sleep", 7), ("Work", 5)]
    assert busy_line(groups[1], 80).plain.split() == [
        "weekdays",
        "09:00\N{EN DASH}17:00",
        "Work",
        "40",
        "h",
        "a",
        "week",
    ]
    assert "a week" not in busy_line(groups[1], 50).plain
    assert busy_summary(groups) == "89 h a week"
    assert busy_summary(()) == "none"


def test_the_week_shows_what_goes_on_past_midnight_on_both_days() -> None:
    lines = week_lines(busy_groups((block(6, 1380, 1800, "Sleep"),)), 8 + 24)
    assert lines[7].plain == "  Sun  " + "·" * 19 + "━" * 5
    assert lines[1].plain == "  Mon  " + "━" * 2 + "·" * 22
    assert hour_scale(24) == "04 07 10 13 16 19 22 01 "


def test_a_group_is_changed_and_the_days_that_stay_keep_their_ids() -> None:
    group = busy_groups(WORK)[0]
    changed = with_group((*WORK, *SLEEP), group, typed("Shop", "10:00", "17:00"), (0, 5), lambda: UUID(int=7))
    assert [b.id for b in changed if b.title == "Shop"] == [WORK[0].id, UUID(int=7)]
    assert len(changed) == 9
    assert without_group((*WORK, *SLEEP), group) == SLEEP
    for bad, path in ((typed("x", "10:00", "10:00"), "end"), (typed("x" * 201, "10:00", "11:00"), "title")):
        with pytest.raises(InvalidInputError) as caught:
            with_group((), None, bad, (0,))
        assert caught.value.issues[0][0] == path
    with pytest.raises(InvalidInputError, match="at least one day"):
        with_group((), None, typed("x", "10:00", "11:00"), ())


def test_energy_is_a_bar_with_its_points() -> None:
    rows = energy_rows((12, 12.5, None, 0, 12, 40, 16), first_weekday=6)
    assert rows[0] == EnergyRow(6, 16)
    assert energy_scale(rows) == 40
    assert energy_summary(rows) == "12 points on most days"
    assert energy_summary((EnergyRow(0, None),)) == "no limit on most days"
    assert energy_line(rows[6], 44, 40).plain == "  Saturday   " + "━" * 20 + "        40 "
    assert energy_line(rows[3], 44, 40).plain == "  Wednesday  " + "·" * 20 + "  no limit "
    assert [nudged_budget(budget, step) for budget, step in ((12, 1), (0.5, -1), (None, -1))] == [13, 0, 12]
    assert with_budget((1, 2, 3, 4, 5, 6, 7), (0, 6), None) == (None, 2, 3, 4, 5, 6, None)
    assert (budget_of("8,5", (0,)), budget_of("", (0,))) == (8.5, None)
    assert energy_meaning("", (5, 6)) == "No limit, Saturday and Sunday."
    with pytest.raises(InvalidInputError) as caught:
        budget_of("much", ())
    assert {path for path, _ in caught.value.issues} == {"days", "points"}


def test_painting_leaves_what_no_stroke_touched_as_it_is_to_the_minute() -> None:
    late = block(2, 545, 1033, "")
    blocks = (*WORK[:2], late, *SLEEP)
    before = painting_for(blocks)
    assert repainted(blocks, before) == blocks
    after = painted(painted(before, (0,), 18, 19, ""), (2, 3), 40, 41, "Choir")
    left = repainted(blocks, after, lambda: UUID(int=7))
    assert left[:9] == (WORK[1], late, *SLEEP)
    assert [(b.weekday, b.start, b.end, b.title) for b in left[9:]] == [
        (0, 600, 1020, "Work"),
        (2, 1200, 1260, "Choir"),
        (3, 1200, 1260, "Choir"),
    ]
    assert taken_text(before).startswith("73 h 30 min of the week are taken")


def test_a_painted_night_is_one_block_where_it_may_belong_to_the_day_before() -> None:
    assert over_midnight(((0, 0, 360, "S"), (3, 60, 90, "S"), (6, 1380, 1440, "S"))) == (
        (3, 60, 90, "S"),
        (6, 1380, 1800, "S"),
    )
    apart = ((0, 0, 420, "S"), (0, 1380, 1440, "S"), (1, 0, 300, "W"))
    assert over_midnight(apart) == apart
    assert over_midnight(((0, 1380, 1440, "S"), (1, 0, 540, "S"))) == ((0, 1380, 1980, "S"),)
