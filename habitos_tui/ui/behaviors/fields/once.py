"""How much there is to do of what is done once, and in which pieces. By when is typed in the place of how often."""

from datetime import date
from typing import Final

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.text.typed.days import parse_day
from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.behaviors.fields.minutes import LEAST, MOST, USUAL
from habitos_tui.ui.behaviors.fields.often import KIND, OFTEN_TEXT, TODAY, is_once
from habitos_tui.ui.behaviors.fields.part import FieldGroup, Part, Pick, Read, Row, Values

TOTAL, PIECE_LEAST, PIECE_MOST = "total_minutes", "piece_least", "piece_most"
"""Paths of the minutes in all, and of the shortest and longest piece; without pieces it is done in one go."""

_ROWS: Final = (
    Row(
        "In all",
        (
            Part(TOTAL, Pick.NUMBER, "30", "min, in pieces of", also=("task", "task.total_minutes")),
            Part(PIECE_LEAST, Pick.NUMBER, word="to", blank="all", also=(LEAST, USUAL)),
            Part(PIECE_MOST, Pick.NUMBER, word="min", blank="all", also=(MOST,)),
        ),
        shown_for=KIND,
        shown_when=is_once,
    ),
)


def _shown(behavior: Behavior) -> Values:
    if behavior.task is None:
        return {TOTAL: "30", PIECE_LEAST: "", PIECE_MOST: ""}
    total = behavior.task.total_minutes
    if behavior.min_minutes == behavior.max_minutes == total:
        return {TOTAL: str(total), PIECE_LEAST: "", PIECE_MOST: ""}
    return {TOTAL: str(total), PIECE_LEAST: str(behavior.min_minutes), PIECE_MOST: str(behavior.max_minutes)}


def _read(values: Values) -> Read:
    if not is_once(values[KIND]):
        return {"task": None}, []
    due, issues = _due(values)
    said = {path: str(values[path]).strip() for path in (TOTAL, PIECE_LEAST, PIECE_MOST)}
    wrong: list[Issue] = [(path, "must be a whole number") for path, text in said.items() if not _is_whole(path, text)]
    if wrong:
        return {"task": {"due": due, "total_minutes": 1}}, [*issues, *wrong]
    least = int(said[PIECE_LEAST] or said[PIECE_MOST] or said[TOTAL])
    most = int(said[PIECE_MOST] or least)
    lengths = {LEAST: least, USUAL: _usual(least, most, str(values[USUAL]).strip()), MOST: most}
    return {"task": {"due": due, "total_minutes": int(said[TOTAL])}, **lengths}, issues


def _is_whole(path: str, text: str) -> bool:
    """Tell whether a text is a number; only the minutes in all are asked for."""
    return (text.isascii() and text.isdigit()) or (not text and path != TOTAL)


def _due(values: Values) -> tuple[date | None, list[Issue]]:
    """Return the day that was typed, and what is wrong with it; none where nothing was."""
    text, today = str(values[OFTEN_TEXT]).strip(), str(values.get(TODAY, ""))
    if not text:
        return None, []
    try:
        return parse_day(text, date.fromisoformat(today or text)), []
    except (InvalidInputError, ValueError):
        return None, [(OFTEN_TEXT, "must be a day such as fri or 4 dec, or empty if there is no hurry")]


def _usual(least: int, most: int, usual: str) -> int:
    """Return the usual length of a piece: the one there was if it lies between, else the middle."""
    if usual.isascii() and usual.isdigit() and least <= int(usual) <= most:
        return int(usual)
    return (least + most) // 2


ONCE: Final = FieldGroup(_ROWS, _shown, _read)
