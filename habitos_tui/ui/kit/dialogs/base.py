"""Base of dialogs: a titled box in the middle, and escape to cancel."""

from collections.abc import Callable
from typing import ClassVar, Final, TypeVar

from textual._callback import invoke
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import CloseDialog
from habitos_tui.ui.kit.screen import LowTrafficScreen

R = TypeVar("R")

TEXT_CELLS: Final = 58
"""Text width of a box of default width."""


class Dialog(ModalScreen[R | None], LowTrafficScreen[R | None]):
    """A modal screen that returns an R, or None if cancelled.

    Subclasses yield their widgets in `compose_box`.
    """

    BINDINGS = bindings(CloseDialog)
    BOX_CLASSES = ""
    """CSS classes of the box, for its size and colour."""
    SCROLLS: ClassVar[bool] = True
    """Whether the box scrolls as a whole; otherwise a widget inside does."""

    def __init__(self, title: Content) -> None:
        """`title` is shown in the border."""
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        box = VerticalScroll(can_focus=False) if self.SCROLLS else Vertical()
        box.id, box.border_title = "box", self._title
        with box.add_class(*self.BOX_CLASSES.split()):
            yield from self.compose_box()

    def compose_box(self) -> ComposeResult:
        """Yield the contents of the box."""
        yield from ()

    def action_close(self) -> None:
        """Cancel the dialog."""
        self.dismiss(None)


def ask(asker: Widget, dialog: Screen[R | None], then: Callable[[R], object]) -> None:
    """Open a dialog, and do `then` with what it returns unless it is left without a decision."""

    async def answered(answer: R | None) -> None:
        if answer is not None:
            await invoke(then, answer)

    asker.app.push_screen(dialog, answered)
