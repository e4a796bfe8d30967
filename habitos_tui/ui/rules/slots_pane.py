"""The parts of the day; pure functions for their lines and for typed text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.agenda import WeekAgenda
from habitos_tui.domain.model.base import LAST_MINUTE
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rule import Rule, ScopedRule
from habitos_tui.domain.model.validation import validated
from habitos_tui.domain.model.week import Slot
from habitos_tui.domain.text.phrasing import day_end_hint, duration, slot_label
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dates import day_strip, from_to, span_of, typed_span
from habitos_tui.ui.kit.dialogs.entry import EntryDialog, EntryRow, Typed
from habitos_tui.ui.kit.line_list import Line
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe
from habitos_tui.ui.rules.commands import SLOTS, DeleteSlot, EditSlot, NewSlot
from habitos_tui.ui.rules.detail import slot_detail
from habitos_tui.ui.rules.objectives_pane import label_cells
from habitos_tui.ui.rules.pane import Pane

MIN_STRIP: Final = 12
_TIMES: Final = 11
_LENGTH: Final = 11
_USERS: Final = 10


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A slot, and the numbers of behaviors that prefer it and rules that name it."""

    slot: Slot
    users: int


def slot_row(slot: Slot, behaviors: Sequence[Behavior], rules: Sequence[Rule]) -> SlotRow:
    """Return a slot with the number of its users."""
    preferring = [behavior for behavior in behaviors if slot.name in behavior.every_preferred_slot]
    about = [rule for rule in rules if isinstance(rule, ScopedRule) and rule.slot == slot.name]
    return SlotRow(slot, len(preferring) + len(about))


def slot_line(row: SlotRow, width: int, label: int) -> Content:
    """Return name, times, length, position in the day and number of users, as far as they fit."""
    users = f"used by {row.users}" if row.users else "unused"
    room = width - 2 - label - 2 - _TIMES - 2 - _LENGTH - 1 - _USERS - 2
    start, end = row.slot.start, row.slot.end
    strip = day_strip([(start, end)], room) + "  " if room >= MIN_STRIP else Content("")
    parts = (
        Content(fit("  " + slot_label(row.slot.name), 2 + label)),
        Content(f"  {from_to(start, end):<{_TIMES}}"),
        Content.styled(f"  {duration(end - start):<{_LENGTH}}", MUTED),
        Content(" ") + strip + Content.styled(f"{users:<{_USERS}}", MUTED),
    )
    line = Content("")
    for part in parts:
        if line.cell_length + part.cell_length > width:
            break
        line += part
    return line


def slot_of(typed: Mapping[str, str], old: str | None) -> Slot:
    """Return the typed slot; the stored name is kept if its label was not edited."""
    start, end = span_of(typed, LAST_MINUTE)
    name = typed["name"]
    if old is not None and name == slot_label(old):
        name = old
    return validated(lambda: Slot(name=name, start=start, end=end), "This slot")


def slot_meaning(typed: Mapping[str, str], day_end: int = 0) -> str:
    """Return times and length of the slot, and the day end that would fit it; InvalidInputError while incomplete."""
    slot = slot_of({**typed, "name": typed["name"] or "slot"}, None)
    meant = f"{from_to(slot.start, slot.end)}, {duration(slot.end - slot.start)} of every day."
    return f"{meant} {day_end_hint((slot,), day_end)}".rstrip()


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

    def detail(self, agenda: WeekAgenda) -> Sequence[str]:
        """Return which behaviors prefer the slot."""
        return () if self.row is None else slot_detail(self.row.slot.name, self.workspace.behaviors.all())

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
        old, day_end = None if slot is None else slot.name, self.workspace.profile.preferences.day_end
        start, end = ("", "") if slot is None else typed_span(slot.start, slot.end)

        def save(typed: Typed, _: tuple[int, ...]) -> Slot:
            made = slot_of(typed, old)
            service.put(made, old)
            return made

        rows = (
            EntryRow("Name", "name", "" if slot is None else slot_label(slot.name)),
            EntryRow("From", "start", start, "such as 17:00 or 5pm", length=9),
            EntryRow("To", "end", end, "after midnight too, up to 06:00", length=9),
        )
        dialog = EntryDialog(title, rows, save, lambda typed, _: slot_meaning(typed, day_end))
        self.open_form(dialog, lambda slot: slot.name)
