"""Habits in a file of Org mode, as its org-habit keeps them.

    ** TODO Shave                                             :body:
       SCHEDULED: <2026-11-24 Tue .+2d/4d>
       :PROPERTIES:
       :STYLE:    habit
       :END:
       :LOGBOOK:
       - State "DONE"       from "TODO"       [2026-11-22 Sun 08:10] \\
         In a hurry
       :END:
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile
from typing import Final

from habitos_tui.domain.model.tracked import Tracked, TrackedDay, TrackedHabit, TrackedState, TrackerKind
from habitos_tui.domain.text.phrasing import count
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.lines import lines_of
from habitos_tui.exchange.trackers.source import MAX_NOTE, MAX_ROWS, day_of, named, text_of

_HEADING: Final = re.compile(r"\*+ +(\S.*)")
_TAGS: Final = re.compile(r":[\w@#%:]+:")
_PRIORITY: Final = re.compile(r"\[#\w+\] *")
_PROPERTY: Final = re.compile(r":(?P<name>[\w-]+):\s+(?P<value>.+)")
_SCHEDULED: Final = re.compile(r"SCHEDULED: *<([^>]{1,100})>")
_REPEATER: Final = re.compile(r"\+(?P<every>\d{1,4})(?P<unit>[hdwmy])")
_STATE: Final = re.compile(
    r'- State +"(?P<state>[^"]+)" +from[^\[]*\[(?P<day>\d{4}-\d\d-\d\d)[^\]]*\] *(?P<noted>\\\\)?'
)
_KEYWORDS: Final = re.compile(r"#\+(?:SEQ_|TYP_)?TODO: *(.*)", re.IGNORECASE)
_DAYS: Final = {"d": 1, "w": 7, "m": 30, "y": 365}
MOST_LINES: Final = 100
"""Of a note."""
_SKIPS: Final = ("CANCEL", "SKIP")
"""How words for what is over and not done begin."""


@dataclass(slots=True)
class _Words:
    """The words before a heading: what is to be done, and what is over."""

    open: set[str] = field(default_factory=lambda: {"TODO"})
    over: set[str] = field(default_factory=lambda: {"DONE"})

    def learn(self, line: str) -> None:
        """Note those that a file has of its own, as "TODO NEXT(n) | DONE CANCELLED(c@)"."""
        names = [word.partition("(")[0] for word in line.split()]
        bar = names.index("|") if "|" in names else len(names) - 1
        self.open |= {*names[:bar]}
        self.over |= {*names[bar:]} - {"|"}


@dataclass(slots=True)
class _Entry:
    """A heading with what stands below it, up to the next one."""

    title: str
    tags: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)


def read_org(data: bytes, name: str) -> Tracked:
    """Return the habits of a file; InvalidInputError when it has none."""
    words, entries = _taken_apart(text_of(data, name), name)
    known = ((entry, _properties(entry)) for entry in entries)
    read: list[tuple[TrackedHabit, str]] = []
    keys: set[str] = set()
    for entry, about in known:
        if about.get("STYLE", "").casefold() == "habit":
            habit, why = _habit(entry, about, words)
            if habit.key in keys:
                habit = replace(habit, key=f"{habit.key} {len(read)}")
            keys.add(habit.key)
            read.append((habit, why))
    if not read:
        raise InvalidInputError(f"{name} has no habit: no heading with the property STYLE habit.")
    left_out = [(habit.name, why) for habit, why in read if why]
    if others := len(entries) - len(read):
        left_out.append(("file", count(others, "heading that is no habit", "headings that are no habits")))
    return Tracked(TrackerKind.ORG, tuple(habit for habit, _ in read), (), tuple(left_out))


def _taken_apart(text: str, name: str) -> tuple[_Words, list[_Entry]]:
    """Return the words of a file and its headings, each with the lines below it."""
    if text.count("\n") > MAX_ROWS:
        raise InvalidInputError(f"{name} has more than {MAX_ROWS} lines.")
    words, entries = _Words(), list[_Entry]()
    for line in (ended.rstrip("\r\n") for ended in lines_of(text)):
        if found := _HEADING.match(line):
            entries.append(_entry(found[1].rstrip()))
        elif keywords := _KEYWORDS.match(line):
            words.learn(keywords[1])
        elif entries:
            entries[-1].lines.append(line.strip()[:MAX_NOTE])
    return words, entries


def _entry(title: str) -> _Entry:
    """Return a heading, apart from its tags, which are its last word."""
    rest, _, last = title.rpartition(" ")
    return _Entry(rest.rstrip(), tuple(last.strip(":").split(":"))) if _TAGS.fullmatch(last) else _Entry(title)


def _properties(entry: _Entry) -> dict[str, str]:
    found = (_PROPERTY.fullmatch(line) for line in entry.lines)
    return {each["name"].upper(): each["value"] for each in found if each is not None}


def _habit(entry: _Entry, about: dict[str, str], words: _Words) -> tuple[TrackedHabit, str]:
    """Return a habit, and why it is not wanted as often as its file may mean."""
    word, _, rest = entry.title.partition(" ")
    title = rest if word in words.open | words.over else entry.title
    name = named(_PRIORITY.sub("", title)) or "Habit"
    scheduled = next(filter(None, map(_SCHEDULED.search, entry.lines)), None)
    repeats = None if scheduled is None else _REPEATER.search(scheduled[1])
    done_last = sorted(_days(entry.lines, words), key=lambda each: each.state is TrackedState.DONE)
    days = {day.day: day for day in done_last}
    every = 7 if repeats is None else max(1, int(repeats["every"]) * _DAYS.get(repeats["unit"], 1))
    habit = TrackedHabit(
        key=about.get("ID", name),
        name=name,
        times=int(repeats is not None),
        every=every if repeats is None or repeats["unit"] != "h" else 1,
        days=tuple(days[day] for day in sorted(days)),
        category=named(about.get("CATEGORY", "")),
        tags=tuple(named(tag) for tag in entry.tags if tag != "ARCHIVE"),
        archived=word in words.over or "ARCHIVE" in entry.tags,
    )
    return habit, "" if repeats else "is not scheduled again and again: it only comes with what was done"


def _days(lines: Sequence[str], words: _Words) -> Iterator[TrackedDay]:
    """Yield a day for each change to a state that is over, the newest first as in the file."""
    for number, line in enumerate(lines):
        found = _STATE.fullmatch(line)
        day: date | None = None if found is None else day_of(found["day"])
        if found is None or day is None or found["state"] not in words.over:
            continue
        skipped = found["state"].upper().startswith(_SKIPS)
        note = _note(lines, number + 1) if found["noted"] else ""
        yield TrackedDay(day, TrackedState.SKIPPED if skipped else TrackedState.DONE, None, note)


def _note(lines: Sequence[str], first: int) -> str:
    """Return the text below a state, which ends with the next item, drawer or empty line."""
    text = takewhile(lambda line: line and not line.startswith(("- ", ":")), lines[first : first + MOST_LINES])
    return "\n".join(text)[:MAX_NOTE]
