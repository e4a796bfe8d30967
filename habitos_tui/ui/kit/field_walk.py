"""Going from field to field with the arrows, where a field has no use for them itself."""

from typing import Any

from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget

from habitos_tui.ui.kit.fields import FormRow


class FieldScroll(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls to the field that has the focus; Textual's own takes the arrows for itself as soon as it can scroll."""


def step_row(screen: Screen[Any], by: int) -> None:
    """Focus the first field of the next row (1) or of the one before (-1); at an end the focus stays."""
    chain, focused = screen.focus_chain, screen.focused
    if focused not in chain:
        return
    place = chain.index(focused)
    ahead = chain[place + 1 :] if by > 0 else chain[:place][::-1]
    target = next((widget for widget in ahead if _row(widget) is not _row(focused)), None)
    if target is not None:
        screen.set_focus(next(widget for widget in chain if _row(widget) is _row(target)))


def _row(widget: Widget) -> Widget:
    """Return the row a field is in; what is in none, such as a button, is one by itself."""
    return next((node for node in widget.ancestors if isinstance(node, FormRow)), widget)
