"""One value, typed."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widgets import Static

from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Field, FormRow
from habitos_tui.ui.kit.safe_text import safe


class ValueDialog(FormDialog[str]):
    """Returns the text once `check`, which raises InvalidInputError about "value", has taken it."""

    AUTO_FOCUS = "#value"

    def __init__(self, label: str, about: str, value: str, check: Callable[[str], object], *, unit: str = "") -> None:
        """`about` says what it is for; `unit` stands behind the field."""
        super().__init__(safe(label))
        self._label, self._about, self._value, self._unit = label, about, value, unit
        self._check = check

    def compose_fields(self) -> ComposeResult:
        """Yield the one row."""
        yield Static(safe(self._about), classes="hint")
        field = Field(self._value, id="value", max_length=20)
        yield FormRow(self._label, field, paths={"value": ""}, note=self._unit)

    def typed(self) -> str:
        """Return what was typed."""
        return self.query_one("#value", Field).value

    def action_save(self) -> None:
        """Save only a changed value: a number that is shown rounded would lose its last digits."""
        if self.typed() == self._value:
            self.dismiss(None)
        else:
            super().action_save()

    def submit(self) -> str:
        """Return the value, once it fits."""
        self._check(self.typed())
        return self.typed()

    def entered(self) -> None:
        """Save: there is no other field to go to."""
        self.action_save()
