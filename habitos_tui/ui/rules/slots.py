"""Slots as frozen rows, and parsed from typed text; pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.base import LAST_MINUTE
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rule import Rule, ScopedRule
from habitos_tui.domain.model.validation import validated
from habitos_tui.domain.model.week import Slot
from habitos_tui.domain.text.phrasing import duration, slot_label
from habitos_tui.ui.kit.dates import day_strip, span, span_of
from habitos_tui.ui.kit.safe_text import MUTED, fit

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
        Content(f"  {span(start, end):<{_TIMES}}"),
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


def slot_meaning(typed: Mapping[str, str]) -> str:
    """Return times and length of the slot; InvalidInputError while incomplete."""
    slot = slot_of({**typed, "name": typed["name"] or "slot"}, None)
    return f"{span(slot.start, slot.end)}, {duration(slot.end - slot.start)} of every day."
