"""Base of the panes of the Rules screen: a title with its key, and rows.

A pane is a list that reads its rows in `load`, draws them in `lines`, and commits the changes of its keys. The screen
arranges the panes, and reloads them after a change.
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar, Generic, TypeVar

from textual.content import Content

from habitos_tui.domain.model.agenda import WeekAgenda
from habitos_tui.domain.text.phrasing import day_label
from habitos_tui.services.workspace import Workspace
from habitos_tui.text import clean
from habitos_tui.ui.kit.app_context import OUTWARD, AppContext, context_of, workspace_of
from habitos_tui.ui.kit.command import PaneInfo
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.line_list import Line, LineList

Row = TypeVar("Row")
Made = TypeVar("Made")


class Pane(LineList, Generic[Row]):
    """A list in a frame, with its title in the border."""

    INFO: ClassVar[PaneInfo]
    NEEDS_LINE: ClassVar[frozenset[str]] = frozenset()
    """Actions that need a line under the cursor."""
    EMPTY_TEXT: ClassVar[Sequence[str]] = ()
    """What to do while there are no rows."""

    def __init__(self) -> None:
        super().__init__(id=self.INFO.id, classes="pane")
        self.rows: Mapping[str, Row] = {}
        """The rows by line key."""
        self._summary: str | None = None
        self._cursor_before: str | None = None
        """Cursor before the filter hid all lines."""
        self.filter_text = ""
        """Text that lines must contain."""
        self.wanted: str | None = None
        """Key of the line for the cursor after the next load, such as a new one."""

    @property
    def context(self) -> AppContext:
        """What the app does for its features."""
        return context_of(self.app)

    @property
    def workspace(self) -> Workspace:
        """The services of the person logged in; NoProfileError before the login."""
        return workspace_of(self.context)

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows.get(self.cursor or "")

    @property
    def first_weekday(self) -> int:
        """The day that weeks begin on, Monday = 0."""
        return self.workspace.profile.preferences.week_start

    @abstractmethod
    def load(self) -> None:
        """Read the rows and show them."""

    @abstractmethod
    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines of all rows, for this width and height."""

    @abstractmethod
    def detail(self, agenda: WeekAgenda) -> Sequence[str]:
        """Return as sentences what the line under the cursor means for this week; nothing without a line."""

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines that match the filter, or a message if there are none."""
        if self.filter_text:
            found = filtered(self.lines(width, height), self.filter_text)
            return found or [Line(Content(f" Nothing here has “{clean(self.filter_text)}” in it."))]
        if not self.rows:
            return [Line(line) for text in self.EMPTY_TEXT for line in Content(f" {text}").wrap(max(width - 1, 8))]
        return self.lines(width, height)

    def filter_lines(self, filter_text: str) -> None:
        """Show only lines that contain `filter_text`."""
        self.filter_text, self._cursor_before = filter_text, self.wanted or self.cursor or self._cursor_before
        self.wanted = None
        self.rebuild(start=self._cursor_before)

    def show(self, rows: Mapping[str, Row], summary: str) -> None:
        """Show `rows` with the cursor on the `wanted` line, and `summary` in the border.

        A new title repaints the whole pane, so the summary should rarely change. A wanted line hidden by the
        filter stays wanted.
        """
        self.rows = rows
        if summary != self._summary:
            self._summary = summary
            letter, title = (self.INFO.letter, "$accent"), f" {self.INFO.title} "
            self.border_title = Content.assemble(letter, title, (clean(summary), "not bold"))
        start = self.wanted
        self.rebuild(start=start)
        if not self.filter_text or self.cursor == start:
            self.wanted = None

    def open_form(self, form: FormDialog[Made], key: Callable[[Made], str]) -> None:
        """Open a form; afterwards the cursor goes to the result's line, given by `key`."""

        ask(self, form, lambda made: self.stored(key(made)))

    def stored(self, key: str) -> None:
        """Tell that something was stored; the cursor goes to its line."""
        self.wanted = key
        self.context.committed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable actions that need a line without one, and moving lines while filtered.

        In restricted mode nothing that reaches outside is offered.
        """
        if action in OUTWARD and self.context.restricted_by:
            return False
        unusable = (action in self.NEEDS_LINE and self.cursor is None) or (action == "move_line" and self.filter_text)
        return None if unusable else super().check_action(action, parameters)


def with_since(summary: str, since: date | None) -> str:
    """Return a summary with the coming day from which things done are judged by what it says, if there is one."""
    return summary if since is None else f"{summary}, holds from {day_label(since)}"


def filtered(lines: Sequence[Line], filter_text: str) -> list[Line]:
    """Return the lines that contain `filter_text`, ignoring case; lines without a key belong to the line above."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.key is not None:
            groups.append([line])
        elif groups:
            groups[-1].append(line)
    wanted = " ".join(filter_text.split()).casefold()
    return [
        line
        for group in groups
        if wanted in " ".join(" ".join(line.content.plain for line in group).split()).casefold()
        for line in group
    ]
