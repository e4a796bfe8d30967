"""A scale from 1 to 5 that is set with a digit: stars for a rating, dots for energy."""

from dataclasses import dataclass, replace
from typing import Final

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.domain.text.phrasing import EMPTY_STAR, STAR
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.session.commands import RATING_COMMANDS


@dataclass(frozen=True, slots=True)
class Scale:
    """Signs and names of the five steps."""

    full: str
    empty: str
    words: tuple[str, str, str, str, str]
    none: str = "not rated"
    """Shown while no step is chosen."""


RATING: Final = Scale(STAR, EMPTY_STAR, ("poor", "so-so", "fine", "good", "great"))
ANY_RATING: Final = replace(RATING, none="any, or none")
ENERGY: Final = Scale("●", "○", ("drained", "tired", "normal", "fresh", "full of energy"))


class Rating(Widget, can_focus=True):
    """One of five steps, or none. Digits set it; left and right change it; 0, backspace or delete clears it."""

    BINDINGS = bindings(*RATING_COMMANDS)
    DEFAULT_CSS = """
    Rating { width: 1fr; height: 1; padding: 0 1; background: $panel; }
    Rating:focus { background: $field-focus; }
    """

    value: reactive[int | None] = reactive(None, init=False)

    class Changed(Message):
        """Another step was chosen."""

    def __init__(self, value: int | None = None, scale: Scale = RATING, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._scale = scale
        self.set_reactive(Rating.value, value)

    def render(self) -> Content:
        """Return the signs, the word for the step, and how to change it while it has the focus."""
        value, scale = self.value or 0, self._scale
        word = f"  {scale.words[value - 1]}" if value else f"  {scale.none}"
        return Content.assemble(
            (scale.full * value, "$text-warning"),
            (scale.empty * (MAX_RATING - value), MUTED),
            (word, "" if value else MUTED),
            (f"   1-{MAX_RATING} sets, 0 clears" if self.has_focus else "", MUTED),
        )

    def caret(self) -> Offset:
        """Return the place of the step that is chosen."""
        return Offset(max((self.value or 0) - 1, 0), 0)

    def watch_value(self) -> None:
        """Post the change."""
        self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        """Choose the step that was clicked; the one that is chosen is cleared."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.x < MAX_RATING:
            step = offset.x + 1
            self.action_set(0 if step == self.value else step)

    def action_set(self, step: int) -> None:
        """Choose a step; 0 chooses none."""
        self.value = step or None

    def action_change(self, steps: int) -> None:
        """Go up or down the scale; below 1 there is none."""
        self.action_set(min(max((self.value or 0) + steps, 0), MAX_RATING))
