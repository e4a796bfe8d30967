"""What the command line says about calendars, and where it finds them."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from habitos_tui.domain.text.phrasing import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habitos_tui.domain.model.agenda import DatedBusy
    from habitos_tui.domain.model.calendar_source import CalendarSource
    from habitos_tui.services.calendars import CalendarPreview, FilePreview, Refreshed
    from habitos_tui.services.workspace import Workspace

REASONS: Final = 10
"""Of what a file leaves out that are named one by one; the rest is counted."""
_MOST_INPUT: Final = 33 * 1024 * 1024


@contextmanager
def located(location: str) -> Iterator[Path]:
    """Give the path of a calendar; standard input lies in a file of its own as long as it is needed."""
    if location != "-":
        yield Path(location)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "standard input.ics"
        path.write_bytes(sys.stdin.buffer.read(_MOST_INPUT))
        yield path


def read_again(workspace: Workspace, *, save: bool) -> Iterator[str]:
    """Read the calendars again before a plan; yield what has changed, and what could not be read.

    Without `save`, as when a plan is only tried, nothing is read: it would be stored.
    """
    for result in workspace.calendars.refresh_all() if save else ():
        if result.trouble or result.anything:
            yield sentence(result)


def sentence(result: Refreshed) -> str:
    """Return what reading a calendar again has brought."""
    if result.trouble:
        return f"“{result.source.name}” stays as it was: {result.trouble}"
    if not result.anything:
        return f"“{result.source.name}”: nothing new."
    said = ((result.added, "new"), (result.changed, "changed"), (result.removed, "gone"))
    return f"“{result.source.name}”: {', '.join(f'{number} {word}' for number, word in said if number)}."


def preview_lines(preview: CalendarPreview, most: int | None) -> list[str]:
    """Return what a calendar would take, at most so many times, and what each file leaves out and why."""
    busy = preview.busy
    lines = [_busy_line(block) for block in busy[:most]]
    if most is not None and len(busy) > most:
        lines.append(f"… and {len(busy) - most} more (--all shows them)")
    several = len(preview.files) > 1
    for file in preview.files:
        if file.busy or file.left_out or file.reading.trouble or not several:
            lines += _file_lines(file)
    return lines


def what_counts(source: CalendarSource) -> str:
    """Return which events of a calendar count, in a few words."""
    parts = [
        f"only {', '.join(source.calendars)}" if source.calendars else "",
        f"with {', '.join(source.titles)}" if source.titles else "",
        f"without {', '.join(source.without)}" if source.without else "",
        "whole days too" if source.whole_days else "",
    ]
    return "; ".join(part for part in parts if part) or "all with a time"


def _busy_line(block: DatedBusy) -> str:
    from habitos_tui.domain.model.base import MINUTES_PER_DAY, format_clock

    end = block.end if block.end <= MINUTES_PER_DAY else block.end - MINUTES_PER_DAY
    return f"{block.day:%a %Y-%m-%d}  {format_clock(block.start)}-{format_clock(end)}  {block.title}".rstrip()


def _file_lines(file: FilePreview) -> Iterator[str]:
    """Yield what there is to say of one file."""
    yield f"{file.reading.file}: {count(len(file.busy), 'time')} of “{file.reading.calendar}”"
    if file.reading.trouble:
        yield f"  It {file.reading.trouble}."
    reasons = Counter(f"{f'“{one.title}” ' if one.title else 'It '}{one.why}" for one in file.left_out)
    for sentence, number in list(reasons.items())[:REASONS]:
        yield f"  left out: {sentence}{f' ({number} times)' if number > 1 else ''}"
    if len(reasons) > REASONS:
        yield f"  and {len(reasons) - REASONS} more were left out"
