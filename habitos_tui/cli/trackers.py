"""Taking over what other habit trackers have kept: what becomes of it, shown before it is stored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from habitos_tui.cli.invocation import current
from habitos_tui.cli.output import say_json, say_lines, table, tell_lines
from habitos_tui.domain.model.naming import did_you_mean
from habitos_tui.domain.model.tracked import TrackerKind
from habitos_tui.errors import InvalidInputError
from habitos_tui.paths import expanded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habitos_tui.services.tracker_import import HabitMap, TrackerPreview

MOST_LEFT_OUT = 50
"""That are shown one by one."""
KINDS = ", ".join(kind.value for kind in TrackerKind)


def kind_of(word: str) -> TrackerKind:
    """Return the program that a word names; InvalidInputError for any other."""
    try:
        return TrackerKind(word.casefold())
    except ValueError as error:
        hint = did_you_mean(word.casefold(), [kind.value for kind in TrackerKind]) or f"These are known: {KINDS}."
        raise InvalidInputError(f"“{word}” is no tracker that is known.", hint=hint) from error


def take_over(kind: TrackerKind, file: str, *, dry_run: bool, as_json: bool) -> None:
    """Show what becomes of a tracker's file, and store it unless it is only tried."""
    from habitos_tui.exchange.trackers.read import read_tracker

    if file == "-":
        raise InvalidInputError(f"A file of {kind} is read from a path, not from standard input.")
    tracked = read_tracker(kind, expanded(Path(file)))
    _take_in(current().workspace().tracker_import.preview(tracked), dry_run=dry_run, as_json=as_json)


def take_tables(file: str, *, dry_run: bool, as_json: bool) -> None:
    """Show what becomes of tables, and store it unless it is only tried."""
    from habitos_tui.exchange.csv_reading import read_tables

    tables = read_tables("-" if file == "-" else expanded(Path(file)))
    _take_in(current().workspace().table_import.preview(tables), dry_run=dry_run, as_json=as_json)


def _take_in(preview: TrackerPreview, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        say_json("import", _document(preview))
    else:
        say_lines(_lines(preview))
    if not preview.anything:
        tell_lines(["Everything in it is there already."])
    elif dry_run:
        tell_lines(["Nothing was saved."])
    else:
        current().workspace().tracker_import.add(preview)
        tell_lines([f"Took over {preview.taken}. To take it back: habitos-tui undo"])


def _lines(preview: TrackerPreview) -> Iterator[str]:
    """Yield which habit becomes what, the tasks, and what is left out."""
    if preview.habits:
        heads = ("Theirs", "Here", "Wanted", "Done", "Skipped", "Known")
        yield from table(heads, [_row(habit) for habit in preview.habits], right={3, 4, 5})
    yield from (f"Task: {task.name}" for task in preview.tasks)
    yield from (f"left out: {what}: {why}" for what, why in preview.left_out[:MOST_LEFT_OUT])
    if (more := len(preview.left_out) - MOST_LEFT_OUT) > 0:
        yield f"left out: {more} more"


def _row(habit: HabitMap) -> tuple[str, str, str, str, str, str]:
    from habitos_tui.domain.text.rhythm_phrasing import short_rhythm

    here = habit.behavior.name + (" (new)" if habit.is_new else "")
    if habit.is_new and habit.habit.archived:
        here = f"{habit.behavior.name} (new, archived)"
    wanted = short_rhythm(habit.behavior.rhythm, habit.behavior.target_per_week)
    done, skipped, known = len(habit.completions), len(habit.skips), habit.known
    return habit.habit.name, here, wanted, str(done), str(skipped), str(known)


def _document(preview: TrackerPreview) -> dict[str, Any]:
    return {
        "kind": preview.kind,
        "habits": [
            {
                "theirs": habit.habit.name,
                "behavior": habit.behavior.id,
                "name": habit.behavior.name,
                "new": habit.is_new,
                "done": len(habit.completions),
                "skipped": len(habit.skips),
                "known": habit.known,
            }
            for habit in preview.habits
        ],
        "tasks": [task.name for task in preview.tasks],
        "left_out": [{"what": what, "why": why} for what, why in preview.left_out],
    }
