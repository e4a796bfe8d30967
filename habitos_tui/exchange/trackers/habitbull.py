"""The CSV export of HabitBull: a line for each day of each habit, with dates of either of two kinds."""

import re
from collections import Counter
from datetime import date
from typing import Final

from habitos_tui.domain.model.tracked import Tracked, TrackedDay, TrackedHabit, TrackedState, TrackerKind
from habitos_tui.domain.text.phrasing import count
from habitos_tui.exchange.trackers.loop_csv import NOTES
from habitos_tui.exchange.trackers.source import MAX_NOTE, day_of, named, number_of, records_of, text_of

_COLUMNS: Final = ("HabitName", "CalendarDate", "Value")
_AMERICAN: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def read_habitbull(data: bytes, name: str) -> Tracked:
    """Return the habits of an export; InvalidInputError when it is none."""
    days: dict[str, dict[date, TrackedDay]] = {}
    categories: dict[str, str] = {}
    left_out: list[tuple[str, str]] = []
    notes: Counter[str] = Counter()
    for record in records_of(text_of(data, name), name, *_COLUMNS):
        habit, day, value = named(record["HabitName"]), _day(record["CalendarDate"]), number_of(record.get("Value", ""))
        if not habit or day is None or value is None:
            left_out.append((habit or "a line", f"cannot be read: {record['CalendarDate'][:30]}"))
            continue
        days.setdefault(habit, {})
        categories.setdefault(habit, named(record.get("HabitCategory", "")))
        note = record.get("CommentText", "")[:MAX_NOTE]
        notes[habit] += bool(note) and value <= 0
        if value > 0:
            days[habit][day] = TrackedDay(day, TrackedState.DONE, value, note)
    thing, where = NOTES
    left_out += [(habit, f"{count(number, thing)} {where}") for habit, number in notes.items() if number]
    found = tuple(_habit(name, list(of.values()), categories[name]) for name, of in days.items())
    return Tracked(TrackerKind.HABITBULL, found, (), tuple(left_out))


def _habit(name: str, days: list[TrackedDay], category: str) -> TrackedHabit:
    """Return a habit; one that was ever done more than once a day is counted."""
    counted = any((day.amount or 0) > 1 for day in days)
    plain = days if counted else [TrackedDay(day.day, day.state, None, day.note) for day in days]
    ordered = tuple(sorted(plain, key=lambda each: each.day))
    return TrackedHabit(name, name, days=ordered, category=category, unit="times" if counted else "")


def _day(text: str) -> date | None:
    """Return a date such as 2016-03-18 or, month first, 3/18/2016."""
    if found := _AMERICAN.fullmatch(text.strip()):
        return day_of(f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}")
    return day_of(text)
