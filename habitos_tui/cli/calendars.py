"""What the command line says about calendars, and where it finds them."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from habitos_tui.atomic_file import folder_for_a_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habitos_tui.domain.model.agenda import DatedBusy
    from habitos_tui.services.calendars import BusyDelta, CalendarPreview
    from habitos_tui.services.workspace import Workspace


@contextmanager
def located(location: str) -> Iterator[Path]:
    """Give the path of a calendar; standard input lies in a file of its own as long as it is needed."""
    if location != "-":
        yield Path(location)
        return
    from habitos_tui.exchange.calendars.folders import MAX_BYTES
    from habitos_tui.exchange.disk import read_bytes

    with folder_for_a_moment() as folder:
        path = folder / "standard input.ics"
        path.write_bytes(read_bytes("-", MAX_BYTES))
        yield path


def read_again(workspace: Workspace, *, save: bool) -> Iterator[str]:
    """Read the calendars again before a plan; yield what has changed, and what could not be read.

    Without `save`, as when a plan is only tried, nothing is read: it would be stored.
    """
    from habitos_tui.services.calendar_words import sentence

    for result in workspace.calendars.refresh_all() if save else ():
        if result.trouble or result.anything:
            yield sentence(result)


def preview_lines(preview: CalendarPreview, most: int | None) -> list[str]:
    """Return what a calendar would take, at most so many times, how much, and what each file leaves out and why."""
    from habitos_tui.services.calendar_words import taken_sentence, told_files

    busy = preview.busy
    lines = [_busy_line(block) for block in busy[:most]]
    if most is not None and len(busy) > most:
        lines.append(f"… and {len(busy) - most} more (--all shows them)")
    return [*lines, taken_sentence(preview), *told_files(preview.files)]


def effect_lines(preview: CalendarPreview, delta: BusyDelta, most: int | None) -> list[str]:
    """Return what would come and go, each at most so many times, how much in all, and what is left out and why."""
    from habitos_tui.services.calendar_words import effect_sentence, told_files

    marks = (("+", delta.added), ("~", delta.changed), ("-", delta.removed))
    lines = [f"{mark} {_busy_line(block)}" for mark, blocks in marks for block in blocks[:most]]
    return [*lines, effect_sentence(delta), *told_files(preview.files)]


def _busy_line(block: DatedBusy) -> str:
    from habitos_tui.domain.model.base import MINUTES_PER_DAY, format_clock

    end = block.end if block.end <= MINUTES_PER_DAY else block.end - MINUTES_PER_DAY
    return f"{block.day:%a %Y-%m-%d}  {format_clock(block.start)}-{format_clock(end)}  {block.title}".rstrip()
