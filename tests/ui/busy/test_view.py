"""Busy time as lines."""

from uuid import UUID, uuid4

from habitos_tui.domain.model.agenda import WeeklyBusy
from habitos_tui.ui.busy.view import BusyGroup, busy_groups, busy_line, busy_summary, week_lines
from tests.support.household import MONDAY


def block(weekday: int, start: int, end: int, title: str = "Work") -> WeeklyBusy:
    return WeeklyBusy(id=UUID(int=weekday * 10_000 + start), weekday=weekday, start=start, end=end, title=title)


WORK = tuple(block(day, 540, 1020) for day in range(5))
SLEEP = tuple(block(day, 1380, 1800, "Sleep") for day in range(7))


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


def test_time_of_single_days_is_not_none() -> None:
    """It comes from a calendar, or was said of a date; what is free after all takes none."""
    once = [BusyGroup("Board", 420, 540, (3,), (uuid4(),), MONDAY, freed=freed) for freed in (False, True)]
    assert busy_summary(once) == "1 time on single days"


def test_the_week_shows_what_goes_on_past_midnight_on_both_days() -> None:
    lines = week_lines(busy_groups((block(6, 1380, 1800, "Sleep"),)), 8 + 24)
    assert lines[7].plain == "  Sun  " + "·" * 19 + "━" * 5
    assert lines[1].plain == "  Mon  " + "━" * 2 + "·" * 22
