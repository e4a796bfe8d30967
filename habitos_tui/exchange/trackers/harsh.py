"""The files of harsh: `habits`, a list of what is wanted, and `log`, a line for each day of each.

    ! Heading
    Gym: 3/7
    2025-01-01 : Gym : y : Leg day : 1.5

A folder with both is one file here.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from habitos_tui.domain.model.tracked import Tracked, TrackedDay, TrackedHabit, TrackedState, TrackerKind
from habitos_tui.domain.text.phrasing import count
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.disk import read_bytes
from habitos_tui.exchange.lines import lines_of
from habitos_tui.exchange.trackers.source import MAX_BYTES, MAX_NOTE, day_of, named, number_of, text_of

_WANTED: Final = re.compile(r"(?P<name>.+?): *(?P<times>\d{1,3})(?P<week>w)?(?:/(?P<every>\d{1,3}))?(?: *: *\S+)? *")
_STATES: Final = {"y": TrackedState.DONE, "s": TrackedState.SKIPPED}
_PARTS: Final = 3


def read_harsh(folder: Path) -> Tracked:
    """Return the habits of a folder; InvalidInputError when it has no `habits` or no `log`."""
    if not folder.is_dir():
        raise InvalidInputError(f"{folder} is no folder; harsh keeps the files “habits” and “log” in one.")
    if missing := [name for name in ("habits", "log") if not (folder / name).is_file()]:
        raise InvalidInputError(f"{folder} holds no file “{missing[0]}”.")
    habits, left_out = _habits(text_of(read_bytes(folder / "habits", MAX_BYTES), "habits"))
    known = {habit.key: habit for habit in habits}
    days: dict[str, dict[object, TrackedDay]] = {}
    lost = 0
    for name, day in _log(text_of(read_bytes(folder / "log", MAX_BYTES), "log")):
        if day is None:
            lost += 1
            continue
        days.setdefault(name, {})[day.day] = day
        known.setdefault(name, TrackedHabit(name, name, times=0, archived=True))
    if lost:
        left_out.append(("log", f"{count(lost, 'line')} that cannot be read"))
    found = tuple(_with_days(habit, days.get(key, {})) for key, habit in known.items())
    return Tracked(TrackerKind.HARSH, found, (), tuple(left_out))


def _with_days(habit: TrackedHabit, days: dict[object, TrackedDay]) -> TrackedHabit:
    ordered = tuple(sorted(days.values(), key=lambda each: each.day))
    return replace(habit, days=ordered)


def _habits(text: str) -> tuple[list[TrackedHabit], list[tuple[str, str]]]:
    """Return what is wanted, and the lines that say nothing known."""
    found: list[TrackedHabit] = []
    left_out: list[tuple[str, str]] = []
    heading = ""
    for line in (line.strip() for line in lines_of(text)):
        if line.startswith("!"):
            heading = named(line[1:])
        elif line and not line.startswith("#"):
            wanted = _WANTED.fullmatch(line)
            if wanted is None:
                left_out.append((named(line), "says no frequency that is known"))
                continue
            times, every = _frequency(wanted)
            name = named(wanted["name"])
            found.append(TrackedHabit(name, name, times, every, category=heading))
    return found, left_out


def _frequency(wanted: re.Match[str]) -> tuple[int, int]:
    """Return how often in how many days: 1 is daily, 7 every seventh day, 1w once a week, 0 only written down."""
    times = int(wanted["times"])
    if wanted["week"]:
        return times, 7
    if wanted["every"]:
        return times, max(1, int(wanted["every"]))
    return (0, 7) if times == 0 else (1, times)


def _log(text: str) -> Iterator[tuple[str, TrackedDay | None]]:
    """Yield the name and the day of each line, None for one that cannot be read; what was not done is left out."""
    for line in lines_of(text):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in re.split(r" : ", line.strip() + " ")]
        day = day_of(parts[0]) if len(parts) >= _PARTS else None
        if day is None or parts[2] not in {"y", "n", "s"}:
            yield "", None
        elif parts[2] in _STATES:
            note, amount = (*parts[3:5], "", "")[:2]
            yield named(parts[1]), TrackedDay(day, _STATES[parts[2]], number_of(amount) or None, note[:MAX_NOTE])
