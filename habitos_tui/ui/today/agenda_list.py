"""The list of a day, with the digits that rate what was just done."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.events import Blur
from textual.message import Message
from textual.reactive import reactive

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.today.axis_lines import axis_lines, on_no_ground
from habitos_tui.ui.today.commands import RATE_NOW, LogInFull, RateLater
from habitos_tui.ui.today.day_lines import day_lines
from habitos_tui.ui.today.presenter import TodayView


class AgendaList(LineList):
    """A day's lines. With a `rating_key` digits rate its line; otherwise they switch screens."""

    BINDINGS = bindings(*RATE_NOW, RateLater, LogInFull)

    view: reactive[TodayView] = reactive(TodayView.EMPTY, init=False, layout=False, repaint=False)
    rating_key: reactive[str | None] = reactive(None, init=False, layout=False, repaint=False)
    """Key of the line that the digits rate."""

    @dataclass
    class Rated(Message):
        """A digit was pressed while a line waited for its rating."""

        key: str
        rating: int

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the day as a time axis where there is room, else as a list under its slots."""
        axis = axis_lines(self.view, width, height, self.rating_key)
        return tuple(day_lines(self.view, width, height, self.rating_key)) if axis is None else axis

    def at_cursor(self, content: Content) -> Content:
        """Return the line under the cursor on the ground of the cursor alone, on which all of it is readable."""
        return super().at_cursor(on_no_ground(content))

    def watch_view(self, old: TodayView, new: TodayView) -> None:
        """Build the lines; on a new day the cursor starts at the first open session."""
        same = old.day == new.day
        if not same or new.line(self.rating_key) is None:
            self.set_reactive(AgendaList.rating_key, None)
        self.rebuild(start=None if same else _first_open(new))

    def watch_rating_key(self) -> None:
        """Show or remove the rating strip, and update the digit keys."""
        self.rebuild()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the digits only while a line waits for its rating."""
        if action in {"rate", "rate_later"}:
            return self.rating_key is not None
        if action == "open":
            return self.cursor is not None
        return super().check_action(action, parameters)

    def action_rate(self, rating: int) -> None:
        """Rate the line that waits for it."""
        if self.rating_key is not None:
            self.post_message(self.Rated(self.rating_key, rating))
            self.rating_key = None

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        """Stop waiting on another line; the one that waits gets the cursor where it was not planned."""
        if event.key != self.rating_key:
            self.action_rate_later()

    @on(Blur)
    def action_rate_later(self) -> None:
        """Stop waiting for a rating, as when the cursor or the focus moves on."""
        self.rating_key = None


def _first_open(view: TodayView) -> str | None:
    """Key of the first session to come, else of a task that is due, else of the last line."""
    still_open = [line for line in view.items if line.item.state is SessionState.PLANNED]
    first = [line.key for line in still_open if line.item.timed] + [line.key for line in still_open]
    return next(iter(first), view.items[-1].key if view.items else None)
