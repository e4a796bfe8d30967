"""Brings two states of one profile together: entry by entry, and the later change of each counts.

It is the same from either side: whoever merges the other's state into their own ends with the same entries. Where
neither change has a time, or both the same, the greater text counts, which is as good as any and the same everywhere.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from habitos_tui.domain.model.profile_merge import MergedEntry, MergeOutcome
from habitos_tui.storage.profile_rows import ForeignKey, ProfileRows, Row, RowChange, TableShape
from habitos_tui.storage.triggers import HELD_BACK, NOTES

Key = tuple[Any, ...]
Place = tuple[str, Key]
"""A table and what tells a row from the others in it."""

_NEVER: Final = RowChange("", (), "", gone=False)
TAKEN: Final[Place] = ("", ())
"""In the place of an entry: up to when everything that was changed on the other side is known here."""
_LONG_AGO: Final = "0001-01-01T00:00:00.000000+00:00"
_ONCE: Final = (("completions", "session"), ("absences", "session"))
"""Columns with a value that no two rows share."""
_DAYS_APART: Final = (("away", ()), ("pauses", ("behavior",)))
"""Tables of stretches of days that do not overlap, with the columns within which that is so."""
_LATEST: Final = "9999-12-31"


@dataclass
class ProfileState:
    """The rows of a profile by place, and when each was changed."""

    rows: dict[Place, Row]
    times: dict[Place, RowChange]

    @classmethod
    def of(cls, profile: ProfileRows, shapes: Mapping[str, TableShape]) -> "ProfileState":
        """Return the state that the rows of a profile are in."""
        rows = {(table, shapes[table].key_of(row)): row for table, entries in profile.tables.items() for row in entries}
        rows["profiles", ()] = {
            name: value for name, value in profile.profile.items() if name not in HELD_BACK["profiles"]
        }
        return cls(rows, {(change.table, change.key): change for change in profile.changes})

    def time(self, place: Place) -> str:
        """Return when the entry was changed last, "" where that is not known."""
        return self.times.get(place, _NEVER).at


@dataclass
class Merge:
    """What becomes of two states, and which entries differed."""

    ours: ProfileState
    theirs: ProfileState
    rows: dict[Place, Row] = field(default_factory=dict)
    _told: dict[Place, MergedEntry] = field(default_factory=dict)

    def changed_by_both(self, place: Place) -> bool:
        """Tell whether both sides changed an entry since they were together last, as far as that is known."""
        ours, theirs = self.ours.time(place), self.theirs.time(place)
        taken = self.ours.time(TAKEN)
        return theirs > taken and ours > max(taken, self.theirs.time(TAKEN))

    def time(self, place: Place) -> str:
        """Return when an entry was changed last on either side."""
        return max(self.ours.time(place), self.theirs.time(place))

    def tell(self, place: Place, outcome: MergeOutcome, *, contradicts: bool = False) -> None:
        """Note what became of an entry, once."""
        row = self.rows.get(place) or self.theirs.rows.get(place) or self.ours.rows.get(place) or {}
        self._told[place] = MergedEntry(*place, outcome, contradicts, dict(row))

    @property
    def told(self) -> tuple[MergedEntry, ...]:
        """What became of the entries that differed, each once, by what was found last."""
        return tuple(self._told.values())

    def drop(self, place: Place) -> None:
        """Leave out an entry that cannot be beside another one."""
        del self.rows[place]
        outcome = MergeOutcome.REMOVED if place in self.ours.rows else MergeOutcome.LEFT_OUT
        self.tell(place, outcome, contradicts=True)

    def changes(self) -> Iterator[RowChange]:
        """Yield when each entry was changed last, or went."""
        known = self.ours.times.keys() | self.theirs.times.keys()
        for place in known - {TAKEN}:
            yield RowChange(*place, self.time(place), gone=place not in self.rows)
        theirs = (change.at for place, change in self.theirs.times.items() if place != TAKEN)
        yield RowChange(*TAKEN, max(theirs, default=_LONG_AGO), gone=False)


def merged(
    ours: ProfileRows, theirs: ProfileRows, shapes: Mapping[str, TableShape], references: Iterable[ForeignKey]
) -> Merge:
    """Return what becomes of our rows when theirs come in."""
    merge = Merge(ProfileState.of(ours, shapes), ProfileState.of(theirs, shapes))
    for place in sorted(merge.ours.rows.keys() | merge.theirs.rows.keys(), key=repr):
        _decide(merge, place)
    _plan_each_day_once(merge)
    for table, column in _ONCE:
        _keep_one_of_each(merge, table, column)
    for table, within in _DAYS_APART:
        _keep_days_apart(merge, table, within)
    _bring_back(merge, tuple(references))
    return merge


def _decide(merge: Merge, place: Place) -> None:
    """Take an entry from the side on which it was changed last."""
    ours, theirs = merge.ours.rows.get(place), merge.theirs.rows.get(place)
    if ours == theirs and ours is not None:
        merge.rows[place] = ours
        return
    from_them = _rank(merge.theirs, place) > _rank(merge.ours, place)
    row = theirs if from_them else ours
    by_both = merge.changed_by_both(place)
    if row is not None:
        merge.rows[place] = row
    if from_them:
        outcome = MergeOutcome.REMOVED if row is None else MergeOutcome.ADDED if ours is None else MergeOutcome.CHANGED
        merge.tell(place, outcome, contradicts=by_both)
    elif by_both:
        merge.tell(place, MergeOutcome.LEFT_OUT if ours is None else MergeOutcome.KEPT, contradicts=True)


def _rank(state: ProfileState, place: Place) -> tuple[str, bool, str]:
    """Return what the sides are compared by: when, then whether it is there at all, then what it says."""
    row = state.rows.get(place)
    return state.time(place), row is not None, json.dumps(row, sort_keys=True)


def _plan_each_day_once(merge: Merge) -> None:
    """Of a day that both have planned, keep the sessions of the later plan, and those that became something."""
    settled = {(row["session"]) for (table, _), row in merge.rows.items() if table in {"completions", "absences"}}
    by_day: dict[str, tuple[list[Place], list[Place]]] = {}
    for place, row in merge.rows.items():
        if place[0] == "planned_sessions" and row["id"] not in settled:
            ours, theirs = by_day.setdefault(row["day"], ([], []))
            (ours if place not in merge.theirs.rows else theirs if place not in merge.ours.rows else []).append(place)
    for ours, theirs in by_day.values():
        if ours and theirs:
            later = max((max((merge.time(place), repr(place)) for place in side), side) for side in (ours, theirs))[1]
            for place in theirs if later is ours else ours:
                merge.drop(place)


def _keep_one_of_each(merge: Merge, table: str, column: str) -> None:
    """Keep the later of two entries that have the same value where only one can have it."""
    taken: set[Any] = set()
    for place in _latest_first(merge, table):
        value = merge.rows[place][column]
        if value in taken:
            merge.drop(place)
        elif value is not None:
            taken.add(value)


def _keep_days_apart(merge: Merge, table: str, within: tuple[str, ...]) -> None:
    """Keep the later of two stretches of days that overlap."""
    kept: list[Row] = []
    for place in _latest_first(merge, table):
        row = merge.rows[place]
        if any(_overlap(row, other) and all(row[name] == other[name] for name in within) for other in kept):
            merge.drop(place)
        else:
            kept.append(row)


def _overlap(one: Row, other: Row) -> bool:
    return bool(one["first"] <= (other["last"] or _LATEST) and other["first"] <= (one["last"] or _LATEST))


def _latest_first(merge: Merge, table: str) -> list[Place]:
    found = [place for place in merge.rows if place[0] == table]
    return sorted(found, key=lambda place: (merge.time(place), repr(place)), reverse=True)


def _bring_back(merge: Merge, references: tuple[ForeignKey, ...]) -> None:
    """Keep what one side deleted while the other used it; what leads nowhere on both sides goes."""
    waiting = list(merge.rows)
    while waiting:
        place = waiting.pop()
        for parent in _parents(place, merge.rows.get(place, {}), references):
            if parent in merge.rows:
                continue
            side = merge.ours if parent in merge.ours.rows else merge.theirs
            if parent not in side.rows:
                merge.drop(place)
                break
            waiting += _with_all_of_it(merge, side, parent, references)


def _parents(place: Place, row: Row, references: tuple[ForeignKey, ...]) -> Iterator[Place]:
    """Yield what an entry refers to."""
    for reference in references:
        if row and reference.table == place[0]:
            key = tuple(row[name] for name in reference.columns)
            if None not in key:
                yield reference.parent, key


def _with_all_of_it(merge: Merge, side: ProfileState, parent: Place, references: tuple[ForeignKey, ...]) -> list[Place]:
    """Bring an entry back with what went with it, and return all of these."""
    own = [place for place, row in side.rows.items() if parent in _parents(place, row, references)]
    back = [parent, *(place for place in own if place not in merge.rows)]
    for place in back:
        merge.rows[place] = side.rows[place]
        merge.tell(place, MergeOutcome.BROUGHT_BACK, contradicts=True)
    return back


def is_note(table: str) -> bool:
    """Tell whether a table has notes about use, which nobody needs to hear of."""
    return table in NOTES
