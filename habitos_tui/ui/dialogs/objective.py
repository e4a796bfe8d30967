"""An objective: what it is called, and its share of the whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.dialogs.form import FormDialog
from habitos_tui.ui.widgets.fields import Field, FormRow, forgive

PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class ObjectiveEntry:
    """A name and a share from 0 to 1."""

    name: str
    share: float


class ObjectiveDialog(FormDialog[ObjectiveEntry]):
    """Returns what was typed, once `save` has accepted it."""

    AUTO_FOCUS = "#name"

    def __init__(self, title: Content, entry: ObjectiveEntry, save: Callable[[ObjectiveEntry], object]) -> None:
        """`save` commits the entry; what it refuses is shown at the fields."""
        super().__init__(title)
        self._entry, self._commit = entry, save

    def compose_fields(self) -> ComposeResult:
        """Yield name and share."""
        yield FormRow("Name", Field(self._entry.name, id="name", max_length=100), paths={"name": ""})
        share = Field(f"{self._entry.share * PERCENT:.0f}", id="share", max_length=5, classes="number")
        yield FormRow("Share", share, paths={"share": ""}, note="% of the whole; the others give way in proportion")

    def typed(self) -> tuple[str, str]:
        """Return the fields as they are."""
        return self.query_one("#name", Field).value.strip(), self.query_one("#share", Field).value.strip()

    def submit(self) -> ObjectiveEntry:
        """Return the entry, committed."""
        name, text = self.typed()
        entry = ObjectiveEntry(name, _share(text))
        self._commit(entry)
        return entry

    @on(Input.Changed)
    def _field_changed(self, event: Input.Changed) -> None:
        forgive(event.input)
        self.changed()


def _share(text: str) -> float:
    try:
        percent = float(text.removesuffix("%").replace(",", "."))
    except ValueError:
        percent = -1
    if not 0 <= percent <= PERCENT:
        sentence = f"must be a number from 0 to {PERCENT}"
        raise InvalidInputError("The share is not one.", issues=(("share", sentence),))
    return percent / PERCENT
