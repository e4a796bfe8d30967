"""Where the terminal's own cursor stands: on what the keys act upon.

Screen readers, braille displays and magnifiers follow it; a place that is only painted they do not know.
"""

from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from textual.geometry import Offset
from textual.widgets import Input, OptionList

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

HIDE: Final = "\x1b[?25l"
SHOW: Final = "\x1b[?25h"


@runtime_checkable
class HasCaret(Protocol):
    """A widget of which only a part has the attention."""

    def caret(self) -> Offset | None:
        """Return the place of that part from the upper left corner of the content; None if it is out of view."""


def caret_on(screen: "Screen[Any]") -> Offset | None:
    """Return the place of the cursor on a screen; None where nothing in sight has the focus."""
    widget = screen.focused
    if widget is None or not widget.is_attached:
        return None
    place = _place(widget)
    in_sight = place is not None and all(region.contains_point(place) for region in (widget.region, screen.region))
    return place if in_sight else None


def _place(widget: "Widget") -> Offset | None:
    if isinstance(widget, Input):
        return widget.cursor_screen_offset - (int(widget.cursor_at_end), 0)  # Textual's is a cell further there
    typed_at = getattr(widget, "cursor_screen_offset", None)
    if isinstance(typed_at, Offset):
        return typed_at  # of a field of several lines, whose class is not loaded for this
    inside = _inside(widget)
    return None if inside is None else widget.scrollable_content_region.offset + inside


def _inside(widget: "Widget") -> Offset | None:
    if isinstance(widget, HasCaret):
        return widget.caret()
    if isinstance(widget, OptionList) and widget.highlighted is not None:
        return Offset(0, widget._index_to_line.get(widget.highlighted, 0) - widget.scroll_offset.y)
    return Offset(0, 0)
