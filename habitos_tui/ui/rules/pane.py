"""What the panes of a screen share: a title with the letter that leads there, and the services behind them.

A pane is a list that takes its part of the `RulesData` in `load`, draws it in `build`, and commits what its own keys
change. The screen lays panes out, and reads the data again when something changed.
"""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual.content import Content

from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy, WeeklyBusy
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import Rule
from habitos_tui.domain.model.week import Slot
from habitos_tui.services.workspace import Workspace
from habitos_tui.text import clean
from habitos_tui.ui.kit.app_context import AppContext, context_of, workspace_of
from habitos_tui.ui.kit.command import PaneInfo
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.line_list import Line, LineList


@dataclass(frozen=True, slots=True)
class RulesData:
    """What a week is for, what it must respect, and how its days are cut."""

    rules: tuple[Rule, ...]
    objectives: tuple[Objective, ...]
    slots: tuple[Slot, ...]
    busy: tuple[WeeklyBusy, ...]
    dated: tuple[DatedBusy, ...]
    """From the beginning of this week on, as are the days off."""
    days_off: tuple[BusyDayOff, ...]
    behaviors: tuple[Behavior, ...]
    """Archived ones included: rules and slots speak of them too."""
    preferences: Preferences

    @classmethod
    def of(cls, workspace: Workspace) -> "RulesData":
        """Read it."""
        week = workspace.planning.this_week()
        return cls(
            rules=workspace.rules.all(),
            objectives=workspace.objectives.all(),
            slots=workspace.calendar.slots(),
            busy=workspace.calendar.busy(),
            dated=workspace.calendar.dated(week),
            days_off=workspace.calendar.days_off(week),
            behaviors=(*workspace.behaviors.all(), *workspace.behaviors.archived()),
            preferences=workspace.profile.preferences,
        )


Made = TypeVar("Made")


class Pane(LineList):
    """A list in a frame; its letter and title stand in its border."""

    INFO: ClassVar[PaneInfo]
    NEEDS_LINE: ClassVar[frozenset[str]] = frozenset()
    """Actions that are about the line under the cursor."""

    def __init__(self) -> None:
        super().__init__(id=self.INFO.id)
        self.add_class("pane")
        self._summary: str | None = None
        self._kept: str | None = None
        """Where the cursor was before the filter left nothing."""
        self.needle = ""
        """What the lines must contain."""
        self.wanted: str | None = None
        """Key of the line that the cursor goes to when the pane is next loaded, such as one just made."""

    @property
    def context(self) -> AppContext:
        """All that there is to know of the app."""
        return context_of(self.app)

    @property
    def workspace(self) -> Workspace:
        """The services of the person logged in; NoProfileError before anybody is."""
        return workspace_of(self.context)

    @abstractmethod
    def load(self, data: RulesData) -> None:
        """Show what there is."""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return all lines there are, for so many cells and rows."""
        raise NotImplementedError

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines that the filter lets through, or say that there are none."""
        lines = self.lines(width, height)
        if not self.needle:
            return lines
        return narrowed(lines, self.needle) or [Line(Content(f" Nothing here has “{clean(self.needle)}” in it."))]

    def narrow(self, needle: str) -> None:
        """Show only what has `needle` in it."""
        self.needle, self._kept = needle, self.wanted or self.cursor or self._kept
        self.wanted = None
        self.rebuild(start=self._kept)

    def show(self) -> None:
        """Draw what was read, the cursor where it is wanted; what the filter hides is still wanted without it."""
        start = self.wanted
        self.rebuild(start=start)
        if not self.needle or self.cursor == start:
            self.wanted = None

    def entitle(self, summary: str) -> None:
        """Write letter, title and a few words about what is inside into the border.

        Another title paints the whole pane again, so the words had better not change with every key.
        """
        if summary != self._summary:
            self._summary = summary
            letter, title = (self.INFO.letter, "$accent"), f" {self.INFO.title} "
            self.border_title = Content.assemble(letter, title, (clean(summary), "not bold"))

    def open_form(self, form: FormDialog[Made], key: Callable[[Made], str]) -> None:
        """Open a form; what it makes is shown with the cursor on the line with its `key`."""

        def saved(made: Made | None) -> None:
            if made is not None:
                self.wanted = key(made)
                self.context.committed()

        self.app.push_screen(form, saved)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what needs a line while there is none."""
        if action in self.NEEDS_LINE and self.cursor is None:
            return None
        if action == "move_line" and self.needle:
            return None
        return super().check_action(action, parameters)


def narrowed(lines: Sequence[Line], needle: str) -> list[Line]:
    """Return the lines with `needle` in them, whatever its case; what has no key belongs to the line above it."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.key is not None:
            groups.append([line])
        elif groups:
            groups[-1].append(line)
    wanted = " ".join(needle.split()).casefold()
    return [
        line
        for group in groups
        if wanted in " ".join(" ".join(line.content.plain for line in group).split()).casefold()
        for line in group
    ]
