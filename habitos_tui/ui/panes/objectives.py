"""The objectives as bars that share 100 %."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.content import Content

from habitos_tui.domain.phrasing import slot_label
from habitos_tui.ui.commands import bindings
from habitos_tui.ui.content import safe
from habitos_tui.ui.dialogs.confirm import ConfirmDialog
from habitos_tui.ui.dialogs.objective import ObjectiveDialog, ObjectiveEntry
from habitos_tui.ui.panes.base import Pane
from habitos_tui.ui.presenters.shares import ShareRow, label_cells, nudged, share_line, share_rows
from habitos_tui.ui.rule_commands import (
    DeleteObjective,
    EditObjective,
    LowerShare,
    LowerShareALittle,
    NewObjective,
    RaiseShare,
    RaiseShareALittle,
)
from habitos_tui.ui.widgets.line_list import Line

PERCENT: Final = 100
MOST_LOSERS: Final = 6
"""Behaviors named in the question before an objective is deleted."""


class ObjectivesPane(Pane):
    """One objective a line; left and right move its share, and the others give way."""

    TITLE, LETTER = "Objectives", "O"
    NEEDS_LINE = frozenset({"edit_objective", "delete_objective", "nudge"})
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            RaiseShare, LowerShare, RaiseShareALittle, LowerShareALittle, NewObjective, EditObjective, DeleteObjective
        )
    ]

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._rows: tuple[ShareRow, ...] = ()

    def load(self) -> None:
        """Read the shares."""
        self._rows = share_rows(self.workspace.objectives.shares())
        self.entitle("share 100 %")
        self.show()

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return a bar a line."""
        cells = label_cells([row.name for row in self._rows], width)
        return tuple(Line(share_line(row, width, cells), row.name) for row in self._rows)

    def action_nudge(self, steps: int) -> None:
        """Change the share under the cursor by so many percent."""
        row = self._row()
        if row is not None and (share := nudged(row, steps)) != row.share:
            self.workspace.objectives.set_share(row.name, share)
            self.changed()

    def action_open(self) -> None:
        """A second click opens, as enter does."""
        self.action_edit_objective()

    def action_new_objective(self) -> None:
        """Ask for a name and a share."""
        start = PERCENT // (len(self._rows) + 1)
        service = self.workspace.objectives

        def save(entry: ObjectiveEntry) -> None:
            service.add_with_share(entry.name, entry.share)

        self._ask(Content("New objective"), ObjectiveEntry("", start / PERCENT), save)

    def action_edit_objective(self) -> None:
        """Ask for another name or share."""
        if (row := self._row()) is None:
            return
        service = self.workspace.objectives

        def save(entry: ObjectiveEntry) -> None:
            same = round(entry.share * PERCENT) == row.percent
            service.edit(row.name, entry.name, None if same else entry.share)

        self._ask(safe(f"Objective “{slot_label(row.name)}”"), ObjectiveEntry(row.name, row.percent / PERCENT), save)

    def action_delete_objective(self) -> None:
        """Ask, then delete the one under the cursor."""
        if (row := self._row()) is None:
            return
        service, name = self.workspace.objectives, slot_label(row.name)
        question = [safe(f"Delete “{name}”? Its {row.percent} % go to the others.")]
        losers = service.consequences(row.name)
        question += [safe(sentence) for sentence in losers[:MOST_LOSERS]]
        if len(losers) > MOST_LOSERS:
            question.append(Content(f"So do {len(losers) - MOST_LOSERS} more behaviors."))

        def answered(yes: bool | None) -> None:
            if yes:
                with self.app.reporting():
                    service.delete(row.name)
                    self.changed(f"“{name}” is deleted.")

        self.app.push_screen(ConfirmDialog("Delete objective", Content("\n").join(question), "Delete"), answered)

    def _row(self) -> ShareRow | None:
        return next((row for row in self._rows if row.name == self.cursor), None)

    def _ask(self, title: Content, entry: ObjectiveEntry, save: Callable[[ObjectiveEntry], object]) -> None:
        def saved(entry: ObjectiveEntry | None) -> None:
            if entry is not None:
                self.wanted = entry.name
                self.changed(f"“{slot_label(entry.name)}” is saved.")

        self.app.push_screen(ObjectiveDialog(title, entry, save), saved)
