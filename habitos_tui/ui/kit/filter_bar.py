"""A line above a list, to type what its lines must contain; it takes room only while it is in use."""

from textual import on
from textual.widgets import Input

from habitos_tui.ui.kit.fields import Field


class FilterBar(Field):
    """Hidden until it is opened; the screen narrows its list on `Input.Changed`."""

    def __init__(self, beside: str = "", *, id: str = "filter", placeholder: str) -> None:  # noqa: A002 - Textual's word
        """`beside` selects the list that gets the focus afterwards; `placeholder` says what is looked for."""
        super().__init__(id=id, placeholder=placeholder)
        self._beside = beside
        self.display = False

    def open(self) -> None:
        """Show it and type into it."""
        self.display = True
        self.focus()

    def close(self) -> bool:
        """Hide it, let everything through and go to the list; False if it was not open."""
        was_open, self.value, self.display = self.display, "", False
        if was_open:
            self._go_on()
        return was_open

    @on(Input.Submitted)
    def _go_on(self) -> None:
        if self._beside:
            self.screen.query_one(self._beside).focus()
