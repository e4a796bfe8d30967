"""The parts of the day."""

from collections.abc import Sequence

from textual.content import Content

from habitos_tui.domain.model.week import Slot
from habitos_tui.domain.text.phrasing import slot_label
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dates import typed_span
from habitos_tui.ui.kit.dialogs.entry import EntryDialog, EntryRow, Typed
from habitos_tui.ui.kit.line_list import Line
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.rules.commands import SLOTS, DeleteSlot, EditSlot, NewSlot
from habitos_tui.ui.rules.objective_shares import label_cells
from habitos_tui.ui.rules.pane import Pane
from habitos_tui.ui.rules.slots import SlotRow, slot_line, slot_meaning, slot_of, slot_row


class SlotsPane(Pane[SlotRow]):
    """One line per slot, in the order of the day."""

    INFO = SLOTS
    NEEDS_LINE = frozenset({"edit_slot", "delete_slot"})
    BINDINGS = bindings(NewSlot, EditSlot, DeleteSlot)

    def load(self) -> None:
        """Read the slots and their users."""
        workspace = self.workspace
        behaviors, rules = (*workspace.behaviors.all(), *workspace.behaviors.archived()), workspace.rules.all()
        rows = {slot.name: slot_row(slot, behaviors, rules) for slot in workspace.slots.all()}
        self.show(rows, f"{len(rows)} parts of every day")

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return a line per slot."""
        cells = label_cells(list(self.rows), width)
        return tuple(Line(slot_line(row, width, cells), key) for key, row in self.rows.items())

    def action_new_slot(self) -> None:
        """Ask for a name and times."""
        self._ask(Content("New slot"), None)

    def action_edit_slot(self) -> None:
        """Ask for another name or other times."""
        if (row := self.row) is not None:
            self._ask(safe(f"Slot “{slot_label(row.slot.name)}”"), row.slot)

    action_open = action_edit_slot  # a second click opens, as enter does

    def action_delete_slot(self) -> None:
        """Delete the slot under the cursor; the service refuses it while it is used."""
        if (row := self.row) is not None:
            self.workspace.slots.delete(row.slot.name)
            self.context.committed()

    def _ask(self, title: Content, slot: Slot | None) -> None:
        service = self.workspace.slots
        old = None if slot is None else slot.name
        start, end = ("", "") if slot is None else typed_span(slot.start, slot.end)

        def save(typed: Typed, _: tuple[int, ...]) -> Slot:
            made = slot_of(typed, old)
            service.put(made, old)
            return made

        rows = (
            EntryRow("Name", "name", "" if slot is None else slot_label(slot.name)),
            EntryRow("From", "start", start, "such as 17:00", length=5),
            EntryRow("To", "end", end, "after midnight too, up to 06:00", length=5),
        )
        dialog = EntryDialog(title, rows, save, lambda typed, _: slot_meaning(typed))
        self.open_form(dialog, lambda slot: slot.name)
