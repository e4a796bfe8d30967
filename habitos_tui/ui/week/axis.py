"""The time axis of the week grid: the rows of a day, each with minutes of its own.

Usually every row has as many. A stretch in which nothing can be on any day, such as the night, is folded into one row.
A row in which several sessions of a day begin is cut into as many. Where the whole week is to be seen at once rows fill
the height: two in which nothing is on any day become one, or the fullest ones are cut in halves.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from habitos_tui.domain.model.base import DAYS, MINUTES_PER_HOUR
from habitos_tui.ui.week.presenter import WeekView

STEPS: Final = (15, 20, 30, 60)
"""Possible minutes per row; each divides the hour, so that hours begin on rows."""
USUAL_STEP: Final = 30
WHOLE_DAY_STEP: Final = 60
ABREAST: Final = 3
"""Sessions side by side at most where they need not be, each with its letter and its mark."""
SPARE_ROWS: Final = 3
"""Lines that no row is cut for: there is more to say below the grid."""
_FINEST: Final = 5
_LEAST_OPEN: Final = 0.5
"""Share of the day that stays unfolded at least; of a week away nothing would be left."""

Span = tuple[int, int]
"""First minute, and the minute after the last."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How a day is cut into rows: their minutes, and what helps to see all of it at once."""

    step: int
    abreast: int = 1
    """How many sessions of a day may share a row before it is cut."""
    fills: bool = False
    """Whether rows are made to fill the room: where nothing is two become one, or the fullest are cut in halves."""


SCALES: Final = tuple(Scale(step) for step in STEPS if step < WHOLE_DAY_STEP)
"""From the finest; the first that shows the whole day is taken."""
WHOLE_WEEK: Final = (
    *SCALES,
    Scale(WHOLE_DAY_STEP, fills=True),
    Scale(WHOLE_DAY_STEP, ABREAST, fills=True),
)
"""The same, down to what shows a week at one glance."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The rows of a day from top to bottom."""

    bounds: tuple[int, ...]
    """Where the rows begin, and where the last one ends, in minutes after midnight."""
    step: int
    """The usual minutes of a row."""
    folds: frozenset[int] = frozenset()
    """The rows that are a folded stretch."""
    abreast: int = 1

    @property
    def rows(self) -> int:
        """How many there are."""
        return len(self.bounds) - 1

    def minutes(self, row: int) -> int:
        """Return how long a row is."""
        return self.bounds[row + 1] - self.bounds[row]

    def middle(self, row: int) -> int:
        """Return the minute of the day in the middle of a row."""
        return self.bounds[row] + self.minutes(row) // 2

    def row_of(self, minute: int) -> int:
        """Return the row of a minute of the day, the nearest row for minutes outside."""
        return min(max(bisect_right(self.bounds, minute) - 1, 0), self.rows - 1)

    def step_at(self, minute: int) -> int:
        """Return by how many minutes the row of a minute is left: as long as it is, or as is usual for a folded one."""
        return min(self.minutes(self.row_of(minute)), self.step)

    def nearest(self, minute: int) -> int:
        """Return the number of the nearest boundary; from the middle of a row on that is its end."""
        row = self.row_of(minute)
        return row + int(2 * (minute - self.bounds[row]) >= self.minutes(row))

    def covering(self, start: int, end: int) -> range:
        """Return the rows nearest to a time of the day, at least one; a long row counts when it is touched."""
        first, last = self.row_of(start), self.row_of(max(end - 1, start))
        if self.minutes(first) <= self.step:
            first = min(self.nearest(start), self.rows - 1)
        last = last + 1 if self.minutes(last) > self.step else self.nearest(end)
        return range(first, min(max(last, first + 1), self.rows))


def even_axis(view: WeekView, step: int) -> Axis:
    """Return the axis of a day cut into rows of `step` minutes, whatever is on it."""
    rows = max(1, -(-(view.last - view.first) // step))
    return Axis(tuple(view.first + row * step for row in range(rows + 1)), step)


def axis_of(view: WeekView, scale: Scale, room: int) -> Axis:
    """Return the axis of a view in a scale; where that fills the room, there is `room` for so many rows."""
    spans = [(start, end, folds) for (start, end), folds in _folded(view, even_axis(view, scale.step))]
    rows = [(*part, folds) for *span, folds in spans for part in _cut(view, (span[0], span[1]), scale)]
    if scale.fills:
        rows = _joined(view, rows, scale.step, len(rows) - room)
        kept = SPARE_ROWS if scale.abreast == 1 else 0
        rows = _halved(view, rows, scale.step, room - kept - len(rows))
    bounds = (*(start for start, _, _ in rows), rows[-1][1])
    folds = frozenset(row for row, (_, _, folded) in enumerate(rows) if folded)
    return Axis(bounds, scale.step, folds, scale.abreast)


def fitting_axis(view: WeekView, scales: Sequence[Scale], room: int, otherwise: Scale | None = None) -> Axis:
    """Return the axis in the first scale whose rows fit `room`, else in `otherwise` or the last, which scrolls."""
    axes = (axis_of(view, scale, room) for scale in scales)
    fitting = next((axis for axis in axes if axis.rows <= room), None)
    return axis_of(view, otherwise or scales[-1], room) if fitting is None else fitting


def _folded(view: WeekView, even: Axis) -> Iterator[tuple[Span, bool]]:
    """Yield the rows, with True the stretches of several of them in which nothing can be on any day."""
    spans = list(pairwise(even.bounds))
    lively = [span for day in DAYS for span in (*_open(view, day), *_sessions(view, day))]
    quiet = [not any(_meet(span, other) for other in lively) for span in spans]
    few_open = quiet.count(False) < _LEAST_OPEN * len(spans)
    for nothing, group in groupby(zip(spans, quiet, strict=True), key=lambda pair: pair[1]):
        stretch = [span for span, _ in group]
        if nothing and len(stretch) > 1 and not few_open:
            yield (stretch[0][0], stretch[-1][1]), True
        else:
            yield from ((span, False) for span in stretch)


def _open(view: WeekView, day: int) -> Iterator[Span]:
    """Yield the stretches of a day that lie in a slot and are not busy."""
    busy = sorted((bar.start, bar.end) for bar in view.busy if bar.day == day)
    for slot in view.slots:
        start = slot.start
        for taken, until in busy:
            if start < taken < slot.end:
                yield start, taken
            if taken < slot.end:
                start = max(start, until)
        if start < slot.end:
            yield start, slot.end


def _sessions(view: WeekView, day: int) -> Iterator[Span]:
    return ((block.start, block.end) for block in view.blocks if block.day == day)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _cut(view: WeekView, span: Span, scale: Scale) -> Iterator[Span]:
    """Yield a row in as many equal parts as sessions of one day begin in it, as far as the clock allows."""
    start, end = span
    wanted = -(-_most_begun(view, span) // scale.abreast)
    parts = [parts for parts in range(1, (end - start) // _FINEST + 1) if (end - start) % (parts * _FINEST) == 0]
    number = next((number for number in parts if number >= wanted), parts[-1])
    minutes = (end - start) // number
    yield from ((at, at + minutes) for at in range(start, end, minutes))


def _most_begun(view: WeekView, span: Span) -> int:
    """Return how many sessions begin in a stretch on the day with the most."""
    return max(sum(span[0] <= first < span[1] for first, _ in _sessions(view, day)) for day in DAYS)


Row = tuple[int, int, bool]
"""First minute, the minute after the last, and whether it is a folded stretch."""


def _joined(view: WeekView, rows: list[Row], step: int, too_many: int) -> list[Row]:
    """Return the rows with at most `too_many` pairs of `step` minutes each joined, the busiest ones first."""
    pairs: list[tuple[int, int]] = []
    for row, (one, other) in enumerate(pairwise(rows)):
        free = _free_days(view, one, other) if one[1] - one[0] == other[1] - other[0] == step else None
        if free is not None:
            pairs.append((free, row))
    chosen: set[int] = set()
    for _, row in sorted(pairs):
        if len(chosen) < too_many and not chosen & {row - 1, row + 1}:
            chosen.add(row)
    joined: list[Row] = []
    for row, (start, end, folds) in enumerate(rows):
        if row - 1 in chosen:
            joined[-1] = joined[-1][0], end, False
        else:
            joined.append((start, end, folds))
    return joined


def _free_days(view: WeekView, one: Row, other: Row) -> int | None:
    """Return on how many days two rows are free; None if anything is or changes in them, or no hour begins there."""
    if one[0] % MINUTES_PER_HOUR or one[2] or other[2]:
        return None
    if any(_meet((one[0], other[1]), span) for day in DAYS for span in _sessions(view, day)):
        return None
    first, second = ((row[0] + row[1]) // 2 for row in (one, other))
    bars = [(view.busy_at(day, first), view.busy_at(day, second)) for day in DAYS]
    if any(early != late for early, late in bars) or view.slot_at(first) != view.slot_at(second):
        return None
    return sum(bar is None for bar, _ in bars)


def _halved(view: WeekView, rows: list[Row], step: int, spare: int) -> list[Row]:
    """Return the rows with at most `spare` of `step` minutes cut in halves, the fullest ones first."""
    sessions = [span for day in DAYS for span in _sessions(view, day)]
    open_time = [span for day in DAYS for span in _open(view, day)]

    def fullness(row: Row) -> tuple[int, int, int, int]:
        span = (row[0], row[1])
        crowd, all_days = _most_begun(view, span), sum(_meet(span, other) for other in sessions)
        return -max(crowd, 1), -all_days, -sum(_meet(span, other) for other in open_time), row[0]

    whole = sorted((row for row in rows if row[1] - row[0] == step and not row[2]), key=fullness)
    halved = set(whole[: max(spare, 0)])
    cut: list[Row] = []
    for row in rows:
        start, end, folds = row
        middle = (start + end) // 2
        cut += [(start, middle, folds), (middle, end, folds)] if row in halved else [row]
    return cut
