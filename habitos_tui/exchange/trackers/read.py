"""Which reader a tracker's file is for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final

from habitos_tui.domain.model.tracked import Tracked, TrackedHabit, TrackerKind
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.disk import read_bytes
from habitos_tui.exchange.trackers.habitbull import read_habitbull
from habitos_tui.exchange.trackers.harsh import read_harsh
from habitos_tui.exchange.trackers.json_files import read_beaver, read_dijo, read_taskwarrior
from habitos_tui.exchange.trackers.loop_csv import read_loop_csv
from habitos_tui.exchange.trackers.loop_database import is_database, read_loop_database
from habitos_tui.exchange.trackers.org import read_org
from habitos_tui.exchange.trackers.source import MAX_BYTES

MAX_HABITS: Final = 500
MAX_DAYS: Final = 60_000
"""Of all habits together: twenty of them, daily for eight years."""
_READERS: Final[Mapping[TrackerKind, Callable[[bytes, str], Tracked]]] = {
    TrackerKind.LOOP: read_loop_csv,
    TrackerKind.HABITBULL: read_habitbull,
    TrackerKind.BEAVER: read_beaver,
    TrackerKind.DIJO: read_dijo,
    TrackerKind.TASKWARRIOR: read_taskwarrior,
    TrackerKind.ORG: read_org,
}


def read_tracker(kind: TrackerKind, path: Path) -> Tracked:
    """Return what is in a file, or for harsh in a folder; InvalidInputError when it is none of that kind."""
    found = _read(kind, path)
    if len(found.habits) > MAX_HABITS:
        raise InvalidInputError(f"{path.name} has more than {MAX_HABITS} habits, which nobody has.")
    if sum(len(habit.days) for habit in found.habits) > MAX_DAYS:
        raise InvalidInputError(f"{path.name} has more than {MAX_DAYS} days on which something was done.")
    return replace(found, habits=tuple(_told_apart(found.habits)))


def _told_apart(habits: Sequence[TrackedHabit]) -> Iterator[TrackedHabit]:
    """Yield the habits, each with a key of its own: those that come later with one that is taken get a number.

    Where a reader has numbered them itself they stay so: days taken over before are known again by it.
    """
    taken = {habit.key for habit in habits}
    seen: set[str] = set()
    for habit in habits:
        key = habit.key
        if key in seen:
            key = next(other for n in count(2) if (other := f"{habit.key} {n}") not in taken)
            taken.add(key)
        seen.add(key)
        yield replace(habit, key=key)


def _read(kind: TrackerKind, path: Path) -> Tracked:
    if kind is TrackerKind.HARSH:
        return read_harsh(path)
    if kind is TrackerKind.LOOP and is_database(path):
        return read_loop_database(path)
    return _READERS[kind](read_bytes(path, MAX_BYTES), path.name)
