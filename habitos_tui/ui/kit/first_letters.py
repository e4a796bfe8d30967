"""Typing into a list: a letter goes to the next entry that begins with it, where no command has that key."""

from collections.abc import Sequence

from textual import events
from textual.screen import ModalScreen
from textual.widget import Widget


def letter_typed(widget: Widget, event: events.Key) -> str:
    """Return the letter typed into a list of a dialog; "" on a main screen, and for a key that a command has."""
    character = event.character if event.is_printable else None
    if character is None or character.isspace() or not isinstance(widget.screen, ModalScreen):
        return ""
    return "" if event.key in widget.screen.active_bindings else character.casefold()


def next_beginning(entries: Sequence[str], letter: str, place: int) -> int | None:
    """Return the place of the next entry after `place` whose first letter it is, from the top again after the last."""
    order = [*range(place + 1, len(entries)), *range(place + 1)]
    begins = (at for at in order if entries[at].lstrip(" [✓]▸").casefold().startswith(letter))
    return next(begins, None)
