"""Signs that stand beside every colour: a letter per category, a glyph per state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.themes import category_variable

LOCK: Final = "⚑"

STATE_GLYPHS: Final[Mapping[SessionState, str]] = {
    SessionState.PLANNED: " ",
    SessionState.DONE: "✓",
    SessionState.SKIPPED: "↷",
    SessionState.MISSED: "✗",
    SessionState.AWAY: "~",
}
"""One cell each; planned sessions have no sign."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The look of a category: one letter, and the theme variable of its colour."""

    letter: str
    variable: str


@lru_cache(maxsize=256)
def mark_of(category: str) -> Mark:
    """Return the mark of `category`; a custom one gets its first letter."""
    first = clean(category)[:1].upper()
    letter = first if len(first) == 1 and cell_width(first) == 1 and first != " " else "•"
    return Mark(letter, category_variable(category))


def state_glyph(state: SessionState, *, locked: bool = False) -> str:
    """Return the one-cell sign of a session; a lock shows only on a planned one."""
    return LOCK if locked and state is SessionState.PLANNED else STATE_GLYPHS[state]


def tag_words(tags: Sequence[str]) -> str:
    """Return tags as shown, such as "#outdoors #with sam"."""
    return " ".join(f"#{clean(tag)}" for tag in tags)
