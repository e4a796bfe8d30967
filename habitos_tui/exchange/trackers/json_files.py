"""Trackers that keep JSON: Beaver Habit Tracker, dijo, and Taskwarrior's `task export`."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Any, Final

from habitos_tui.domain.model.tracked import Tracked, TrackedDay, TrackedHabit, TrackedState, TrackedTask, TrackerKind
from habitos_tui.domain.text.phrasing import count
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.strict_json import weight_of
from habitos_tui.exchange.trackers.source import MAX_NOTE, day_of, named, text_of

_PERIODS: Final = {"D": 1, "W": 7, "M": 30, "Y": 365}
_MOMENT: Final = re.compile(r"[0-9]{8}T[0-9]{6}Z")
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
HEAVIEST: Final = 100 * 1024 * 1024
"""Bytes of memory that a document may take: hundreds of thousands of days."""
MOST_DIGITS: Final = 15
"""Of an amount, before and behind its point."""
_OVER: Final = {"deleted", "recurring"}


def read_beaver(data: bytes, name: str) -> Tracked:
    """Return the habits of an export of Beaver; InvalidInputError when it is none."""
    document = _document(data, name)
    entries = document.get("habits") if isinstance(document, dict) else None
    if not isinstance(entries, list):
        raise InvalidInputError(f"{name} is no export of Beaver: it has no list of habits.")
    _expect_words(entries, "status", name)
    return Tracked(TrackerKind.BEAVER, tuple(_beaver(entry, n) for n, entry in enumerate(entries) if _is_map(entry)))


def read_dijo(data: bytes, name: str) -> Tracked:
    """Return the habits of a file of dijo; InvalidInputError when it is none."""
    document = _document(data, name)
    if not isinstance(document, list) or not all(_is_map(entry) and "name" in entry for entry in document):
        raise InvalidInputError(f"{name} is no file of dijo: it is no list of habits with names.")
    _expect_words(document, "type", name)
    return Tracked(TrackerKind.DIJO, tuple(map(_dijo, document)))


def read_taskwarrior(data: bytes, name: str) -> Tracked:
    """Return the tasks of `task export`; InvalidInputError when it is none."""
    document = _document(data, name)
    if not isinstance(document, list) or not all(_is_map(entry) and "description" in entry for entry in document):
        raise InvalidInputError(f"{name} is no export of Taskwarrior: it is no list of tasks with descriptions.")
    _expect_words(document, "status", name)
    wanted = [entry for entry in document if entry.get("status") not in _OVER]
    gone = len(document) - len(wanted)
    left_out = (("tasks", f"{count(gone, 'task')} deleted, or templates of repeating ones"),) if gone else ()
    return Tracked(TrackerKind.TASKWARRIOR, (), tuple(map(_task, wanted)), left_out)


def _document(data: bytes, name: str) -> Any:
    text = text_of(data, name)
    if weight_of(data) > HEAVIEST:
        raise InvalidInputError(f"{name} holds more values than any tracker writes.")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(f"{name} is no JSON that can be read.") from error
    if _HALF.search(text):  # a half of a character is no text: nothing could store it
        return json.loads(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace"))
    return document


def _is_map(value: object) -> bool:
    return isinstance(value, dict)


def _expect_words(entries: Iterable[Any], field: str, name: str) -> None:
    """Raise InvalidInputError where an entry has something else than a text as the word that says what it is."""
    if not all(isinstance(entry.get(field), str | None) for entry in entries if _is_map(entry)):
        raise InvalidInputError(f"{name} holds an entry whose “{field}” is no word.")


def _beaver(entry: Mapping[str, Any], place: int) -> TrackedHabit:
    """Return a habit; its period is so many times in so many days, weeks, months or years."""
    name = named(_text(entry.get("name"))) or f"Habit {place + 1}"
    period = _map(entry.get("period"))
    every = _PERIODS.get(_text(period.get("period_type", "D")), 1) * _whole(period.get("period_count"), 1)
    days = tuple(sorted(_beaver_days(entry.get("records")), key=lambda each: each.day))
    return TrackedHabit(
        key=_text(entry.get("id") or "") or name,
        name=name,
        times=_whole(period.get("target_count"), 1),
        every=max(1, every),
        days=days,
        tags=tuple(named(_text(tag)) for tag in _list(entry.get("tags"))),
        archived=entry.get("status") in {"archive", "archived", "solf_delete", "soft_delete"},
    )


def _beaver_days(records: object) -> Iterator[TrackedDay]:
    for record in _list(records):
        day = day_of(_text(record.get("day"))) if _is_map(record) else None
        if day is not None and record.get("done") is True:
            yield TrackedDay(day, TrackedState.DONE, None, _text(record.get("text") or "")[:MAX_NOTE])


def _dijo(entry: Mapping[str, Any]) -> TrackedHabit:
    """Return a habit: a bit that is set, or a number that is counted, against a goal for each day."""
    counted = entry.get("type") in {"Count", "Float"}
    days = sorted(_dijo_days(_map(entry.get("stats")), counted=counted), key=lambda each: each.day)
    goal = entry.get("goal")
    name = named(_text(entry["name"])) or "Habit"
    return TrackedHabit(
        key=name,
        name=name,
        days=tuple(days),
        unit="times" if counted else "",
        amount=_amount(goal) if counted else None,
    )


def _dijo_days(stats: Mapping[str, Any], *, counted: bool) -> Iterator[TrackedDay]:
    for text, value in stats.items():
        day, amount = day_of(text), _amount(value)
        if day is not None and amount is not None and amount > 0:
            yield TrackedDay(day, TrackedState.DONE, amount if counted else None)


def _amount(value: object) -> float | None:
    """Return a number, however it is wrapped: 3, true, {"value": 3, "precision": 1}, or [true]."""
    scale = 1
    if isinstance(value, dict):
        scale = 10 ** min(_whole(value.get("precision"), 0), MOST_DIGITS)
        value = value.get("value")
    if isinstance(value, list):
        value = value[0] if value else None
    return value / scale if isinstance(value, bool | int | float) and abs(value) < 10**MOST_DIGITS else None


def _task(entry: Mapping[str, Any]) -> TrackedTask:
    name = named(_text(entry.get("description"))) or "Task"
    project = named(_text(entry.get("project") or ""))
    tags = [named(_text(tag)) for tag in _list(entry.get("tags"))]
    done = _moment(entry.get("end")) if entry.get("status") == "completed" else None
    return TrackedTask(
        key=_text(entry.get("uuid") or "") or name,
        name=name,
        due=_moment(entry.get("due")),
        done=done,
        tags=tuple(tag for tag in (project, *tags) if tag),
    )


def _moment(value: object) -> datetime | None:
    """Return a moment such as 20261130T090000Z; None where no clock has it."""
    text = _text(value)
    if not _MOMENT.fullmatch(text):
        return None
    try:
        moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if MINYEAR < moment.year < MAXYEAR else None


def _text(value: object) -> str:
    """Return a text or a number as a text, "" for all else: “{'a': 1}” is no name."""
    return str(value) if isinstance(value, str | int | float) else ""


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _whole(value: object, usual: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10_000 else usual
