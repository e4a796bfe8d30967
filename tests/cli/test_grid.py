"""The week as plain text: what stands where, in every width."""

from datetime import date

import pytest

from habitos_tui.cli.grid import NARROWEST, GridEntry, week_grid
from habitos_tui.domain.model.plan import DayUse
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.text import cell_width
from tests.support.hostile import HOSTILE_NAMES

MONDAY = date(2026, 11, 23)
SLOTS = DEFAULT_SLOTS[:2]
USE = [DayUse(day=day, minutes=day * 10, energy=day / 2, energy_limit=None if day else 12.0) for day in range(7)]


def grid(*entries: GridEntry, width: int = 80) -> list[str]:
    return week_grid(MONDAY, SLOTS, entries, USE, width=width)


def test_each_session_stands_under_its_day_in_its_slot() -> None:
    lines = grid(GridEntry(1, 6 * 60, 35, "Morning run", "✓"), GridEntry(1, 7 * 60, 120, "Study"))
    assert lines == [
        "Mon 23 Nov Tue 24 Nov Wed 25 Nov Thu 26 Nov Fri 27 Nov Sat 28 Nov Sun 29 Nov",
        "── early morning 05:00-07:00 " + "─" * 47,
        " " * 11 + "06:00  35✓",
        " " * 11 + "Morning r…",
        "── morning 07:00-12:00 " + "─" * 53,
        " " * 11 + "07:00 120",
        " " * 11 + "Study",
        "─" * 76,
        "0 min      10 min     20 min     30 min     40 min     50 min     60 min",
        "E 0/12     E 0.5      E 1        E 1.5      E 2        E 2.5      E 3",
    ]


def test_a_wide_terminal_gets_one_line_a_session() -> None:
    lines = grid(GridEntry(0, 6 * 60, 35, "Morning run"), width=200)
    assert "06:00  35  Morning run" in lines[2]
    assert len(grid(width=1000)[1]) == 7 * 30 + 6


def test_several_sessions_of_a_slot_come_in_time_order() -> None:
    lines = grid(GridEntry(0, 6 * 60, 10, "B"), GridEntry(0, 5 * 60, 10, "A"), GridEntry(3, 6 * 60, 10, "C"))
    assert [line.split()[0] for line in lines[2:6]] == ["05:00", "A", "06:00", "B"]
    assert lines[2].split()[2] == "06:00"


def test_a_skip_without_a_time_has_none() -> None:
    lines = grid(GridEntry(1, None, 0, "Study", "-"), GridEntry(0, 0, 5, "Night"))
    assert [line.strip(" ─") for line in lines[3:8]] == [
        "outside every slot",
        "00:00   5",
        "Night",
        "without a time",
        "- Study",
    ]


def test_a_session_outside_every_slot_is_shown_last() -> None:
    lines = grid(GridEntry(6, 23 * 60, 10, "Late"))
    assert lines[3].startswith("── outside every slot ──")
    assert lines[5].split() == ["Late"]
    assert not any("outside" in line for line in grid())


@pytest.mark.parametrize("width", [1, 76, 80, 100, 159, 160, 161, 250])
def test_no_line_is_wider_than_the_terminal_and_columns_line_up(width: int) -> None:
    names = [name for name in HOSTILE_NAMES if name.strip()]
    entries = [GridEntry(index % 7, 5 * 60 + index * 5, 5, name) for index, name in enumerate(names)]
    lines = week_grid(MONDAY, SLOTS, [*entries, GridEntry(6, 300, 5, "Last")], USE, width=width)
    assert all(cell_width(line) <= max(width, NARROWEST) for line in lines)
    last = lines[0].index("Sun")
    row = next(line for line in lines[2:] if line.endswith("Last"))
    beginning = row[: row.rindex("05:00")] if column_is_wide(width) else row[: -len("Last")]
    assert cell_width(beginning) == last


def column_is_wide(width: int) -> bool:
    return (width - 6) // 7 >= 22
