"""Calendars in plain words: which events count, what a file leaves out, and what reading one again has brought."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from habitos_tui.domain.model.calendar_source import CalendarSource
from habitos_tui.domain.text.phrasing import count, duration
from habitos_tui.services.calendars import WEEKS, BusyDelta, CalendarPreview, FilePreview, Refreshed

ALL_TIMES: Final = "all with a time"
"""What counts of a calendar where nothing else is said."""
REASONS: Final = 10
"""Of what a file leaves out that are named one by one; the rest is counted."""


def sentence(result: Refreshed) -> str:
    """Return what reading a calendar again has brought."""
    if result.trouble and not result.anything:
        return f"“{result.source.name}” stays as it was: {result.trouble}"
    if not result.anything:
        return f"“{result.source.name}”: nothing new."
    said = ((result.added, "new"), (result.changed, "changed"), (result.removed, "gone"))
    brought = f"“{result.source.name}”: {', '.join(f'{number} {word}' for number, word in said if number)}."
    return f"{brought} Nothing is taken away, since {result.trouble}" if result.trouble else brought


def effect_sentence(delta: BusyDelta) -> str:
    """Return how much of what is busy would be another."""
    said = ((delta.added, "new"), (delta.changed, "changed"), (delta.removed, "gone"))
    parts = [f"{count(len(blocks), 'time')} {word}" for blocks, word in said if blocks]
    return f"{', '.join(parts)}." if parts else "Nothing would be busy or free that is not so now."


def taken_sentence(preview: CalendarPreview) -> str:
    """Return how much a calendar takes."""
    busy = preview.busy
    if not busy:
        return f"It takes no time in these {WEEKS} weeks."
    taken = duration(sum(block.end - block.start for block in busy))
    return f"It takes {count(len(busy), 'time')} in these {WEEKS} weeks, {taken}."


def what_counts(source: CalendarSource) -> str:
    """Return which events of a calendar count, in a few words."""
    parts = [
        f"only {', '.join(source.calendars)}" if source.calendars else "",
        f"with {', '.join(source.titles)}" if source.titles else "",
        f"without {', '.join(source.without)}" if source.without else "",
        "whole days too" if source.whole_days else "",
    ]
    return "; ".join(part for part in parts if part) or ALL_TIMES


def file_lines(file: FilePreview) -> Iterator[str]:
    """Yield what there is to say of one file."""
    yield f"{file.reading.file}: {count(len(file.busy), 'time')} of “{file.reading.calendar}”"
    for sentence in filter(None, (file.reading.trouble, file.reading.note)):
        yield f"  It {sentence}."
    reasons = Counter(
        f"{f'“{one.title}”' if one.title else 'an event without a title'} {one.why}" for one in file.left_out
    )
    for reason, number in list(reasons.items())[:REASONS]:
        yield f"  left out: {reason}{f' ({number} times)' if number > 1 else ''}"
    if len(reasons) > REASONS:
        yield f"  and {len(reasons) - REASONS} more were left out"


def told_files(files: tuple[FilePreview, ...]) -> list[str]:
    """Return what there is to say of several files, of those that say something."""
    said = [file for file in files if file.busy or file.left_out or file.reading.trouble or len(files) == 1]
    return [line for file in said for line in file_lines(file)]
