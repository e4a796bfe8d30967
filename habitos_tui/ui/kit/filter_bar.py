"""A line above a list, to type what its lines must contain; it takes room only while it is in use."""

from habitos_tui.ui.kit.fields import Field


class FilterBar(Field):
    """Hidden until it is opened; the screen narrows its list on `Input.Changed`."""

    def __init__(self, *, id: str = "filter", placeholder: str) -> None:  # noqa: A002 - Textual's word
        """`placeholder` says what is looked for."""
        super().__init__(id=id, placeholder=placeholder)
        self.display = False

    def open(self) -> None:
        """Show it and type into it."""
        self.display = True
        self.focus()

    def close(self) -> None:
        """Hide it and let everything through."""
        self.value = ""
        self.display = False
