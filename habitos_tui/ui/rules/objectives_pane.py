"""The objectives as bars that share 100 %."""

from collections.abc import Callable, Sequence

from textual.content import Content

from habitos_tui.domain.model.base import PERCENT
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.planning.valuation import normalised
from habitos_tui.domain.text.phrasing import count, slot_label
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.entry import EntryDialog, EntryRow, Typed
from habitos_tui.ui.kit.line_list import Line
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.rules.commands import OBJECTIVE_COMMANDS, OBJECTIVES
from habitos_tui.ui.rules.objective_shares import (
    ShareRow,
    label_cells,
    nudged,
    share_line,
    share_of,
    share_rows,
    shares_summary,
)
from habitos_tui.ui.rules.pane import Pane


class ObjectivesPane(Pane[ShareRow]):
    """One line per objective; left and right change its share, and the others adapt."""

    INFO = OBJECTIVES
    NEEDS_LINE = frozenset({"edit_objective", "delete_objective", "nudge", "move_line"})
    BINDINGS = bindings(*OBJECTIVE_COMMANDS)

    def load(self) -> None:
        """Read the shares."""
        rows = share_rows(normalised({each.name: each.weight for each in self.workspace.objectives.all()}))
        self.show({row.name: row for row in rows}, shares_summary(rows))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return a bar per line."""
        cells = label_cells(list(self.rows), width)
        return tuple(Line(share_line(row, width, cells), name) for name, row in self.rows.items())

    def action_nudge(self, steps: int) -> None:
        """Change the share under the cursor by `steps` percent."""
        row = self.row
        if row is not None and (share := nudged(row, steps)) != row.share:
            self.workspace.objectives.set_share(row.name, share, coalesce=True)
            self.context.committed(tell=False)

    def action_new_objective(self) -> None:
        """Ask for a name and a share."""
        start = PERCENT // (len(self.rows) + 1)
        self._ask(Content("New objective"), "", start, self.workspace.objectives.add_with_share)

    def action_edit_objective(self) -> None:
        """Ask for another name or share."""
        if (row := self.row) is None:
            return
        service, label = self.workspace.objectives, slot_label(row.name)

        def save(name: str, share: float) -> Objective:
            same = round(share * PERCENT) == row.percent
            return service.edit(row.name, row.name if name == label else name, None if same else share)

        self._ask(safe(f"Objective “{label}”"), label, row.percent, save)

    action_open = action_edit_objective  # a second click opens, as enter does

    def action_move_line(self, steps: int) -> None:
        """Move the objective under the cursor up or down."""
        if (row := self.row) is not None:
            self.workspace.objectives.move(row.name, steps)
            self.context.committed(tell=False)

    def action_delete_objective(self) -> None:
        """Delete the objective under the cursor and say how many behaviors served it."""
        if (row := self.row) is not None:
            service = self.workspace.objectives
            affected = len(service.consequences(row.name))
            service.delete(row.name)
            self.context.committed(*([f"{count(affected, 'behavior')} did something for it"] if affected else []))

    def _ask(self, title: Content, name: str, percent: int, commit: Callable[[str, float], Objective]) -> None:
        def save(typed: Typed, _: tuple[int, ...]) -> Objective:
            return commit(typed["name"], share_of(typed["share"]))

        note = "% of the whole; the others give way"
        rows = (EntryRow("Name", "name", name), EntryRow("Share", "share", str(percent), note, length=5))
        self.open_form(EntryDialog(title, rows, save), lambda objective: objective.name)
