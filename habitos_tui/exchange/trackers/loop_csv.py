"""The CSV export of Loop Habit Tracker, a zip file, of its old and its present layout.

`Habits.csv` names the habits; a folder for each holds `Checkmarks.csv`. The folder begins with the position of the
habit, by which the two are brought together: names of folders are cut and may be the same for two habits. The old
layout has values 0 to 3 without a header, the present one has words; what is counted stands in thousandths in both.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Final

from habitos_tui.domain.model.tracked import Tracked, TrackedDay, TrackedHabit, TrackedState, TrackerKind
from habitos_tui.domain.text.phrasing import count
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.trackers.source import (
    MAX_NOTE,
    Archive,
    day_of,
    named,
    number_of,
    records_of,
    rows_of,
    text_of,
    unpacked,
)

THOUSAND: Final = 1000
SKIPPED_AMOUNT: Final = 3
"""Stands among thousandths for a skip."""
HIGHEST_MARK: Final = 3
AUTOMATIC: Final = "day", "that the program filled in itself, as its frequency allows"
NOTES: Final = "note", "on days on which nothing was done"
BROKEN: Final = "line", "that cannot be read"
_WANTED: Final = re.compile(r"Habits\.csv$|\d[^/]*/Checkmarks\.csv$")
_FOLDER: Final = re.compile(r"(?:.*/)?0*(\d+)[^/]*/Checkmarks\.csv")


class _Mark(Enum):
    """What stands in the place of a day."""

    NOTHING = "nothing"
    AUTOMATIC = "automatic"
    DONE = "done"
    SKIPPED = "skipped"
    BROKEN = "broken"


_MARKS: Final = {
    "": _Mark.NOTHING,
    "UNKNOWN": _Mark.NOTHING,
    "-1": _Mark.NOTHING,
    "NO": _Mark.NOTHING,
    "0": _Mark.NOTHING,
    "YES_AUTO": _Mark.AUTOMATIC,
    "1": _Mark.AUTOMATIC,
    "YES_MANUAL": _Mark.DONE,
    "2": _Mark.DONE,
    "SKIP": _Mark.SKIPPED,
    "3": _Mark.SKIPPED,
}


def read_loop_csv(data: bytes, name: str) -> Tracked:
    """Return the habits of an export; InvalidInputError when it is none."""
    archive = unpacked(data, name, _WANTED)
    listed = next((content for path, content in archive.members.items() if path.endswith("Habits.csv")), None)
    if listed is None:
        raise InvalidInputError(f"{name} is no export of Loop: there is no Habits.csv in it.")
    checkmarks = {found[1]: path for path in archive.members if (found := _FOLDER.fullmatch(path))}
    habits: list[TrackedHabit] = []
    left_out: list[tuple[str, str]] = []
    for record in records_of(text_of(listed, "Habits.csv"), "Habits.csv", "Name"):
        place = record.get("Position", "").lstrip("0") or str(len(habits) + 1)
        habit, whys = _habit(record, _rows(archive, checkmarks.get(place)), place)
        if any(other.key == habit.key for other in habits):
            habit = replace(habit, key=f"{habit.key} {place}")
        habits.append(habit)
        left_out += [(habit.name, why) for why in whys]
    return Tracked(TrackerKind.LOOP, tuple(habits), (), tuple(left_out))


def _rows(archive: Archive, path: str | None) -> tuple[list[str], ...]:
    """Return the rows of the days of a habit, one habit's at a time: most days of most habits say little."""
    if path is None:
        return ()
    rows = tuple(rows_of(text_of(archive.members[path], path), path))
    return rows[1:] if rows and rows[0][0] == "Date" else rows


def _habit(record: Mapping[str, str], rows: tuple[list[str], ...], place: str) -> tuple[TrackedHabit, list[str]]:
    """Return a habit with its days, and what of it was left out."""
    told = record.get("Type", "")
    counted = told in {"NUMERICAL", "1"} or (not told and _in_thousandths(rows))
    days, whys = days_of(rows, counted=counted)
    times = number_of(record.get("FrequencyNumerator", record.get("NumRepetitions", "")))
    every = number_of(record.get("FrequencyDenominator", record.get("Interval", "")))
    name = named(record["Name"]) or f"Habit {place}"
    habit = TrackedHabit(
        key=name,
        name=name,
        times=max(0, int(times or 1)),
        every=max(1, int(every or 1)),
        days=days,
        unit=named(record.get("Unit", ""))[:30] if counted else "",
        amount=number_of(record.get("Target Value", "")) if counted else None,
        archived=record.get("Archived?", "").casefold() == "true",
    )
    if counted and record.get("Target Type") == "AT_MOST":
        whys.append("is wanted at most so much, which is no target here: it only comes with what was done")
    return habit, whys


def _in_thousandths(rows: tuple[list[str], ...]) -> bool:
    """Tell whether the values of the old layout are amounts: none of its marks is above 3."""
    return any((number_of(row[1]) or 0) > HIGHEST_MARK for row in rows if len(row) > 1)


def days_of(rows: Iterable[Sequence[str]], *, counted: bool) -> tuple[tuple[TrackedDay, ...], list[str]]:
    """Return the days of a habit, oldest first, and what of them was left out: date, value and note in each row."""
    days: dict[date, TrackedDay] = {}
    left_out: Counter[tuple[str, str]] = Counter()
    for row in rows:
        day, value, note = day_of(row[0]), row[1] if len(row) > 1 else "", row[2] if len(row) > 2 else ""
        mark = _mark(value, counted=counted)
        if day is None or mark is _Mark.BROKEN:
            left_out[BROKEN] += 1
        elif mark in {_Mark.DONE, _Mark.SKIPPED}:
            state = TrackedState.DONE if mark is _Mark.DONE else TrackedState.SKIPPED
            amount = (number_of(value) or 0) / THOUSAND if counted and state is TrackedState.DONE else None
            days[day] = TrackedDay(day, state, amount or None, note[:MAX_NOTE])
        else:
            left_out[AUTOMATIC] += mark is _Mark.AUTOMATIC
            left_out[NOTES] += bool(note)
    whys = [f"{count(number, thing)} {what}" for (thing, what), number in left_out.items() if number]
    return tuple(days[day] for day in sorted(days)), whys


def _mark(value: str, *, counted: bool) -> _Mark:
    """Return what a value says, in the words or the numbers of either layout."""
    if value in _MARKS and not (counted and value.isdecimal()):
        return _MARKS[value]
    number = number_of(value) if counted else None
    if number is None:
        return _Mark.BROKEN
    if number == SKIPPED_AMOUNT:
        return _Mark.SKIPPED
    return _Mark.DONE if number > 0 else _Mark.NOTHING
