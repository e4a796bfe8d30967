"""How long a session takes."""

from typing import Final

from habitos_tui.ui.behaviors.fields.often import KIND, is_again
from habitos_tui.ui.behaviors.fields.part import Part, Pick, Row, Values, plain_group

LEAST, USUAL, MOST = "min_minutes", "typical_minutes", "max_minutes"
_STEP: Final = 5

MINUTES: Final = plain_group(
    Row(
        "Minutes",
        (
            Part(LEAST, Pick.NUMBER, "15", "least"),
            Part(USUAL, Pick.NUMBER, "30", "usual"),
            Part(MOST, Pick.NUMBER, "45", "most"),
        ),
        shown_for=KIND,
        shown_when=is_again,
    ),
)


def around(usual: str) -> Values:
    """Return least and most for a typed usual length: half of it and half as much again; none for what is no length."""
    text = usual.strip()
    if not (text.isascii() and text.isdigit() and int(text)):
        return {}
    minutes = int(text)
    least, most = (minutes // 2 // _STEP * _STEP or min(minutes, _STEP)), -(-minutes * 3 // 2 // _STEP) * _STEP
    return {LEAST: str(least), MOST: str(most)}
