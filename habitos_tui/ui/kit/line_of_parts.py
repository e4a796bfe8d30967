"""A line of clickable parts drawn by one widget, such as navigation bar and footer."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from textual import events
from textual.content import Content
from textual.widget import Widget

Part = TypeVar("Part")


class LineOfParts(Widget, Generic[Part], can_focus=False):
    """Subclasses define the parts that fit and the effect of a click."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "LineOfParts { height: 1; }"

    @abstractmethod
    def parts(self) -> Sequence[tuple[Part, Content]]:
        """Return the parts from left to right, as drawn."""

    @abstractmethod
    def clicked(self, part: Part) -> None:
        """React to a click on the part."""

    def render(self) -> Content:
        """Return the line."""
        return Content.assemble(*(drawn for _, drawn in self.parts()))

    def on_click(self, event: events.Click) -> None:
        """Find the part under the mouse."""
        x = 0
        for part, drawn in self.parts():
            x += drawn.cell_length
            if event.x < x:
                self.clicked(part)
                return
