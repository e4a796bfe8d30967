"""The parts of a line: phrases that were understood, and what is left between them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from habitos_tui.domain.text.quick.line import Line, Span

CONNECTING: Final = frozenset(
    [*",;.&+|:-!", "and", "but", "then", "or", "preferably", "ideally", "usually", "mostly", "please"]
)
"""Words and signs between phrases, which say nothing by themselves."""
_LEADING: Final = re.compile(r"(?:i(?:'d| would)? (?:want|like) to|i will|i'll|please|of|to|for) (?=\S)")
"""What a name does not begin with."""
_COUNTED: Final = "of "
"""Between an amount and what is counted, which is a part of the name: drink 8 glasses of water."""
_TRAILING: Final = re.compile(r"(?: (?:of|for|at|the|a|an))+$")
_OPENING: Final = frozenset({"with", "in", "at", "on", "for", "before", "after", "by", "to", "without"})
"""Words with which no name goes on behind a phrase."""
_NIGHT: Final = "night"
"""Ends the name of an evening as often as it says when."""


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase of a line that was understood, from one place of the plain line to another.

    One that is `soft` may belong to the name as well: the “morning” of a morning run.
    """

    kind: str
    value: object
    start: int
    end: int
    soft: bool = False


Reader = Callable[[Line, int], Part | None]
"""Returns the phrase of a kind that begins at a place of a line, if one does; in a time that does not grow with it."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Words between phrases."""

    start: int
    end: int


def parts_of(line: Line, readers: Sequence[Reader]) -> tuple[Part | Rest, ...]:
    """Return the line in parts: at every word the longest phrase that a reader knows, else the word as it is."""
    return tuple(_joined(line, readers))


def _joined(line: Line, readers: Sequence[Reader]) -> Iterator[Part | Rest]:
    position = 0
    while position < len(line.plain):
        if line.plain[position] == " ":
            position += 1
            continue
        found = [part for reader in readers if (part := reader(line, position)) is not None]
        if found:
            part = max(found, key=lambda one: one.end)
            yield part
            position = part.end
        else:
            end = line.token_end(position)
            yield Rest(position, end)
            position = end


def is_connecting(line: Line, part: Part | Rest) -> bool:
    """Tell whether words between phrases say nothing by themselves."""
    return isinstance(part, Rest) and line.plain[part.start : part.end] in CONNECTING


@dataclass(frozen=True, slots=True)
class Sorted:
    """A line in its name, its phrases, and the spans of it that mean nothing."""

    name: str
    name_span: Span | None
    parts: tuple[Part, ...]
    unknown: tuple[Span, ...]


def sorted_out(line: Line, parts: Sequence[Part | Rest]) -> Sorted:
    """Return name, phrases and what is not understood.

    The name is what stands in quotes, or else the first words that are no phrase; a soft phrase before or among them
    belongs to it too.
    """
    quoted = next((part for part in parts if isinstance(part, Part) and part.kind == "quoted"), None)
    phrases = tuple(part for part in parts if isinstance(part, Part) and part is not quoted)
    runs = list(_runs(line, parts))
    if quoted is not None:
        others = [part for part in phrases if part.kind == "quoted"]
        spans = [*(line.span(*run) for run in runs), *(line.span(part.start, part.end) for part in others)]
        phrases = tuple(part for part in phrases if part not in others)
        return Sorted(str(quoted.value), line.span(quoted.start, quoted.end), phrases, tuple(spans))
    if not runs:
        return Sorted("", None, phrases, ())
    (start, end), *more = runs
    start, end = _edges(line, start, end)
    counted = next((run for run in more if _is_counted(line, run, phrases)), None)
    unknown = [line.span(*run) for run in more if run is not counted]
    end, number = _without_last_number(line, start, end)
    if number is not None:
        unknown.insert(0, number)
    name = line.text(start, end) + ("" if counted is None else f" {line.text(counted[0] + len(_COUNTED), counted[1])}")
    return Sorted(name, line.span(start, end), phrases, tuple(unknown))


def _is_counted(line: Line, run: tuple[int, int], phrases: Sequence[Part]) -> bool:
    """Tell whether words go on directly behind an amount with “of” and what is counted."""
    start, end = run
    behind = any(part.kind == "amount" and part.end == start - 1 for part in phrases)
    return behind and line.plain.startswith(_COUNTED, start) and start + len(_COUNTED) < end


def _runs(line: Line, parts: Sequence[Part | Rest]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of words that are no phrase, without what only connects at their ends."""
    first = True
    run: list[Part | Rest] = []
    for at, part in enumerate(parts):
        follows = at + 1 < len(parts) and _is_word(line, parts[at + 1])
        late = bool(run) and line.plain[part.start : part.end] == _NIGHT
        named = first and isinstance(part, Part) and part.soft and (follows or late)
        if isinstance(part, Rest) or named:
            run.append(part)
        elif run:
            yield from (stretches := list(_trimmed(line, run)))
            first, run = first and not stretches, []
    yield from _trimmed(line, run)


def _is_word(line: Line, part: Part | Rest) -> bool:
    word = line.plain[part.start : part.end]
    return isinstance(part, Rest) and word[0].isalpha() and word not in CONNECTING | _OPENING


def _edges(line: Line, start: int, end: int) -> tuple[int, int]:
    """Return a name without the small words around it that belong to phrases."""
    if match := _LEADING.match(line.plain, start, end):
        start = match.end()
    if match := _TRAILING.search(line.plain[start:end]):
        end = start + match.start()
    return start, end


def _trimmed(line: Line, run: Sequence[Part | Rest]) -> Iterator[tuple[int, int]]:
    words = [at for at, part in enumerate(run) if not is_connecting(line, part)]
    if words:
        yield run[words[0]].start, run[words[-1]].end


def _without_last_number(line: Line, start: int, end: int) -> tuple[int, Span | None]:
    """Return the end of a name without a bare number there, and where that number is: it was meant for something."""
    before, space, last = line.plain[start:end].rpartition(" ")
    if space and last[:1].isdigit() and not last[-1].isalpha():
        return start + len(before), line.span(end - len(last), end)
    return end, None
