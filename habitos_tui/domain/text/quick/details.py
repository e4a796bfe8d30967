"""What else is said of something: tags, energy, what it is for, amounts, stars, notes, pieces."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from habitos_tui.domain.model.amount import MAX_AMOUNT
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.domain.model.tag import plain_tag
from habitos_tui.domain.text.quick.lengths import length
from habitos_tui.domain.text.quick.line import Line, phrase
from habitos_tui.domain.text.quick.numbers import NUMBER, either, number_of
from habitos_tui.domain.text.quick.parts import Part, Reader

UNITS: Final = (
    "pages",
    "page",
    "chapters",
    "chapter",
    "km",
    "kilometres",
    "kilometers",
    "miles",
    "mi",
    "steps",
    "laps",
    "lengths",
    "floors",
    "glasses",
    "glass",
    "cups",
    "litres",
    "liters",
    "litre",
    "liter",
    "l",
    "ml",
    "reps",
    "push-ups",
    "pushups",
    "pull-ups",
    "pullups",
    "sit-ups",
    "situps",
    "squats",
    "burpees",
    "words",
    "lines",
    "cards",
    "problems",
    "exercises",
    "lessons",
    "songs",
    "poems",
    "sketches",
    "photos",
    "letters",
    "mails",
    "emails",
    "kg",
)
"""What people count."""
_ROUGHLY: Final = r"(?:(?:at least|about|around|up to|~) ?)?"
_AMOUNT: Final = r"\d{1,3}(?:,\d{3})+|\d{1,6}(?:[.,]\d{1,2})?(?:k(?= ))?"
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+")
_TAG: Final = phrase(r"[#@]([^\W\d_][\w-]{0,48})")
_WITH: Final = phrase(r"with (?!a |the |my )[^\W\d_][\w'-]{0,40}")
_ENERGY: Final = phrase(
    rf"(?:(costs?|energy|takes)|(restores|gives)):? ({NUMBER})(?: energy)?(?: points?)?|"
    rf"({NUMBER}) (?:points of )?energy"
)
MOST_ENERGY: Final = 10
"""Points that a session costs or restores at most."""
_EFFORT: Final = {"easy": 1.0, "light": 1.0, "relaxing": -1.0, "restful": -1.0, "hard": 4.0, "tiring": 4.0}
_EASE: Final = phrase(either(_EFFORT))
_STARS: Final = phrase(
    rf"(?:rated |rating )?([1-{MAX_RATING}]) ?(?:\*(?!\*)|/ ?{MAX_RATING}|stars?)|(?:rated|rating):? ([1-{MAX_RATING}])"
)
_SIGNS: Final = re.compile(rf"\*{{1,{MAX_RATING}}}(?![*\w])")
_QUOTED: Final = re.compile(r'"([^"]+)"')
_DASH: Final = re.compile(r"- (.+)", re.DOTALL)
_BEFORE_NOTE: Final = " "
_PIECES: Final = re.compile(
    r"(?:in |(?:split|divided|broken) into )?(?:(?:pieces|sessions|sittings|parts|chunks|steps|blocks) of |"
    r"(?:pieces|parts|chunks|blocks):? (?=\d|at |from |between |half |a |an ))"
)
_IN_PIECES: Final = phrase(
    r"(?:in|(?:split|divided|broken) into) (?:(?:several|some|small) )?(?:pieces|parts|chunks|blocks)"
)
_AT_A_TIME: Final = phrase(r" (?:at a time|at once|(?:a|per|each) (?:session|sitting|piece))")
_IN: Final = re.compile(r"(?:in|(?:split|divided|broken) into) ")
_PIECE_WORD: Final = phrase(r" ?(?:pieces|sessions|sittings|parts|chunks|steps|blocks)")
_TASK: Final = phrase(
    r"(?:just |only )?(?:once|one time|todo|to do|one-off|one off|sometime|some time|someday|some day)"
    r"(?! ?(?:a|per|every|each|in|/|daily|weekly|monthly)\b)"
)


@dataclass(frozen=True, slots=True)
class SaidAmount:
    """So many of a unit."""

    amount: float
    unit: str


def tag(line: Line, start: int) -> Part | None:
    """Return the word behind a # or an @."""
    match = _TAG.match(line.plain, start)
    return None if match is None else Part("tag", _plain(line, match.start(1), match.end()), start, match.end())


def _plain(line: Line, start: int, end: int) -> str:
    return str(plain_tag(line.text(start, end)))


def company(line: Line, start: int) -> Part | None:
    """Return “with Sam” as a tag."""
    match = _WITH.match(line.plain, start)
    return None if match is None else Part("tag", _plain(line, start, match.end()), start, match.end())


def energy(line: Line, start: int) -> Part | None:
    """Return the energy that a session costs, negative if it restores some."""
    if match := _ENERGY.match(line.plain, start):
        amount = number_of(match[3] or match[4])
        cost = float(-amount if match[2] else amount)
        return Part("energy", cost, start, match.end()) if amount <= MOST_ENERGY else None
    match = _EASE.match(line.plain, start)
    return None if match is None else Part("energy", _EFFORT[match[0]], start, match.end())


def purpose_reader(objectives: Iterable[str]) -> Reader:
    """Return the reader of “for health and learning”."""
    known = {name.lower().replace("_", " "): name for name in objectives}
    if not known:
        return lambda _line, _start: None
    one = rf"({either(map(re.escape, known))})"
    pattern = phrase(rf"for (?:my )?{one}(?:(?:,| and|, and| &) {one})?")

    def read(line: Line, start: int) -> Part | None:
        match = pattern.match(line.plain, start)
        if match is None:
            return None
        return Part("purpose", tuple(known[name] for name in match.groups() if name), start, match.end())

    return read


def amount_reader(units: Sequence[str]) -> Reader:
    """Return the reader of amounts in the usual units and in those of the person."""
    words = {unit.lower(): unit for unit in (*UNITS, *units)}
    pattern = phrase(rf"{_ROUGHLY}({_AMOUNT}|{NUMBER}) ?({either(map(re.escape, words))})")

    def read(line: Line, start: int) -> Part | None:
        match = pattern.match(line.plain, start)
        if match is None:
            return None
        amount = _amount(match[1])
        said = SaidAmount(amount, words[match[2]])
        return Part("amount", said, start, match.end()) if 0 < amount <= MAX_AMOUNT else None

    return read


def _amount(text: str) -> float:
    try:
        plain = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text.replace(",", ".")
        return float(plain.removesuffix("k")) * (1000 if text.endswith("k") else 1)
    except ValueError:
        return number_of(text)


def stars(line: Line, start: int) -> Part | None:
    """Return a rating: 4*, ****, 4/5, 4 stars, rated 4."""
    if match := _STARS.match(line.plain, start):
        return Part("rating", int(match[1] or match[2]), start, match.end())
    match = _SIGNS.match(line.plain, start)
    return None if match is None else Part("rating", len(match[0]), start, match.end())


def quoted(line: Line, start: int) -> Part | None:
    """Return what stands in quotes, as it was typed."""
    match = _QUOTED.match(line.plain, start)
    if match is None or not match[1].strip():
        return None
    return Part("quoted", line.text(match.start(1), match.end(1)), start, match.end())


def note(line: Line, start: int) -> Part | None:
    """Return the note: what stands in quotes, or all that follows a dash between spaces."""
    found = quoted(line, start)
    if found is not None:
        return Part("note", found.value, start, found.end)
    match = _DASH.match(line.plain, start)
    if match is None or line.plain[start - 1 : start] != _BEFORE_NOTE or not match[1].strip():
        return None
    return Part("note", line.text(match.start(1), match.end(1)), start, match.end())


def pieces(line: Line, start: int) -> Part | None:
    """Return the minutes of the pieces of a task: in pieces of 30-90m, in 45 min sessions, or only in pieces."""
    each = length(line, start)
    if each is not None and (said := _AT_A_TIME.match(line.plain, each.end)):
        return Part("pieces", each.value, start, said.end())
    if (match := _PIECES.match(line.plain, start)) and (found := length(line, match.end())):
        return Part("pieces", found.value, start, found.end)
    match = _IN.match(line.plain, start)
    found = None if match is None else length(line, match.end())
    word = None if found is None else _PIECE_WORD.match(line.plain, found.end)
    if found is not None and word is not None:
        return Part("pieces", found.value, start, word.end())
    match = _IN_PIECES.match(line.plain, start)
    return None if match is None else Part("in_pieces", True, start, match.end())


def once(line: Line, start: int) -> Part | None:
    """Return that something is done once."""
    match = _TASK.match(line.plain, start)
    return None if match is None else Part("once", True, start, match.end())
