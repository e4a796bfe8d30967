"""The choice of two objectives for the front."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Choice, FormRow

ABOUT = "What does one cost the other? Up to ten weeks from the most of the one to the most of the other, as a curve."


class FrontDialog(FormDialog[tuple[str, str]]):
    """Returns two different objectives."""

    AUTO_FOCUS = "#first"
    SAVE_LABEL = "Draw"

    def __init__(self, objectives: Sequence[tuple[str, str]]) -> None:
        """`objectives` are at least two, with their labels; the first two are preselected."""
        super().__init__(Content("Between which two objectives?"))
        self._objectives = objectives

    def compose_fields(self) -> ComposeResult:
        """Yield both choices."""
        yield Static(Content(ABOUT), classes="message")
        options = [(Content(shown), name) for name, shown in self._objectives]
        for place, (path, label) in enumerate((("first", "Between"), ("second", "and"))):
            yield FormRow(label, Choice(options, value=self._objectives[place][0], id=path))

    def typed(self) -> tuple[str, str]:
        """Return both choices."""
        return self.query_one("#first", Choice).chosen, self.query_one("#second", Choice).chosen

    def submit(self) -> tuple[str, str]:
        """Return both objectives, if they differ."""
        first, second = self.typed()
        if first == second:
            raise InvalidInputError("The two are the same.", issues=(("second", "must be another objective"),))
        return first, second
