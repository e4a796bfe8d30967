"""The cursor of the week grid: its start, its moves, and its place after the week changed.

Pure functions on a layout.
"""

from dataclasses import dataclass

from habitos_tui.ui.week.layout import PlacedBlock, WeekLayout


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place on the grid; `key` is that of the block there, or None."""

    day: int
    row: int
    key: str | None = None


def cursor_at(layout: WeekLayout, day: int, row: int, *, last_lane: bool = False) -> Cursor:
    """Return the cursor at a place of the grid, on the first (or last) block there if any."""
    row = min(max(row, 0), layout.rows - 1)
    here = layout.at(day, row)
    return Cursor(day, row, here[-1 if last_lane else 0].block.key if here else None)


def cursor_on(layout: WeekLayout, placed: PlacedBlock) -> Cursor:
    """Return the cursor on a block, in its first row."""
    return Cursor(placed.block.day, placed.first, placed.block.key)


def move_down(layout: WeekLayout, cursor: Cursor) -> Cursor:
    """One step later; from a block to the next that overlaps or touches it, else to the free row after it."""
    here = layout.find(cursor.key)
    if here is None:
        return cursor_at(layout, cursor.day, cursor.row + 1)
    after, row = _neighbour(layout, here, 1), here.last
    end = layout.rows if after is None else after.first
    while row < end and layout.at(cursor.day, row):
        row += 1
    if after is not None and row >= after.first:
        return cursor_on(layout, after)
    return cursor_at(layout, cursor.day, row) if row < layout.rows else cursor


def move_up(layout: WeekLayout, cursor: Cursor) -> Cursor:
    """One step earlier; the mirror image of `move_down`."""
    here = layout.find(cursor.key)
    if here is None:
        return cursor_at(layout, cursor.day, cursor.row - 1, last_lane=True)
    before, row = _neighbour(layout, here, -1), here.first - 1
    end = -1 if before is None else before.last - 1
    while row > end and layout.at(cursor.day, row):
        row -= 1
    if before is not None and row < before.last:
        return Cursor(cursor.day, before.last - 1, before.block.key)
    return cursor_at(layout, cursor.day, row) if row >= 0 else cursor


def move_sideways(layout: WeekLayout, cursor: Cursor, days: int) -> Cursor:
    """One lane, then one day to the right (1) or left (-1), in the same row; stays at the edge of the week."""
    here = layout.at(cursor.day, cursor.row)
    keys = [placed.block.key for placed in here]
    if cursor.key in keys:
        lane = keys.index(cursor.key) + days
        if 0 <= lane < len(keys):
            return Cursor(cursor.day, cursor.row, keys[lane])
    day = cursor.day + days
    return cursor_at(layout, day, cursor.row, last_lane=days < 0) if 0 <= day < 7 else cursor


def block_beside(layout: WeekLayout, cursor: Cursor, step: int) -> Cursor:
    """The next (1) or previous (-1) block of the week in time order; stays at the last and the first."""
    ordered, here = list(layout.placed()), (cursor.day, cursor.row)
    keys = [placed.block.key for placed in ordered]
    if cursor.key in keys:
        place = keys.index(cursor.key) + step
    else:
        begun = [(p.block.day, p.first) for p in ordered]
        place = sum(at <= here for at in begun) if step > 0 else sum(at < here for at in begun) - 1
    return cursor_on(layout, ordered[place]) if 0 <= place < len(ordered) else cursor


def _neighbour(layout: WeekLayout, here: PlacedBlock, direction: int) -> PlacedBlock | None:
    """Return the next (1) or previous (-1) block of the same day in time order."""
    day = [placed for placed in layout.placed() if placed.block.day == here.block.day]
    place = [placed.block.key for placed in day].index(here.block.key) + direction
    return day[place] if 0 <= place < len(day) else None


def start_of(layout: WeekLayout) -> Cursor:
    """Return the initial cursor: at the next session, else at the present moment, else at the first session."""
    ahead = layout.find(layout.view.next_key)
    if ahead is not None:
        return cursor_on(layout, ahead)
    if layout.view.now is not None:
        day, minute = layout.view.now
        return cursor_at(layout, day, layout.row_of(minute))
    first = next(layout.placed(), None)
    return cursor_at(layout, 0, 0) if first is None else cursor_on(layout, first)


def kept_in(layout: WeekLayout, cursor: Cursor) -> Cursor:
    """Return the cursor on its block, which may have moved, else at its old place."""
    placed = layout.find(cursor.key)
    if placed is None:
        return cursor_at(layout, cursor.day, cursor.row)
    row = min(max(cursor.row, placed.first), placed.last - 1) if placed.block.day == cursor.day else placed.first
    return Cursor(placed.block.day, row, cursor.key)
