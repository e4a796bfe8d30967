"""Base of dialogs: a titled box in the middle, and escape to cancel; with those of one sentence."""

from collections.abc import Callable
from typing import ClassVar, Final, TypeVar

from textual import on
from textual._callback import invoke
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Button, Static

from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import CloseDialog, HelpHere
from habitos_tui.ui.kit.line_of_parts import Footer
from habitos_tui.ui.kit.safe_text import safe, safe_lines
from habitos_tui.ui.kit.screen import LowTrafficScreen

R = TypeVar("R")

TEXT_CELLS: Final = 58
"""Text width of a box of default width."""


class Dialog(ModalScreen[R | None], LowTrafficScreen[R | None]):
    """A modal screen that returns an R, or None if cancelled.

    Subclasses yield their widgets in `compose_box`.
    """

    BINDINGS = bindings(CloseDialog, HelpHere)
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
        yield Footer()

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


GO_BACK: Final = "Press enter to go back to where you were."
"""Default next step of an error."""


class ErrorDialog(Dialog[None]):
    """Shows a HabitosError and the next step."""

    BOX_CLASSES = "-error"

    def __init__(self, error: HabitosError) -> None:
        """`error` has title, message and hint."""
        super().__init__(safe(error.title))
        self._error = error

    def compose_box(self) -> ComposeResult:
        """Show the sentence and the next step."""
        yield Static(safe_lines(self._error.message), classes="message")
        yield Static(safe_lines(self._error.hint or GO_BACK), classes="hint")
        yield Button("OK", id="ok", compact=True)

    @on(Button.Pressed)
    def _read(self) -> None:
        self.dismiss(None)


class ConfirmDialog(Dialog[bool]):
    """Returns True if the user confirms; the focus is on the button that changes nothing."""

    AUTO_FOCUS = "#no"

    def __init__(self, title: str, question: Content, yes: str, no: str = "Keep") -> None:
        """`question` is shown unchanged; `yes` and `no` are the button labels."""
        super().__init__(safe(title))
        self._question = question
        self._yes, self._no = yes, no

    def compose_box(self) -> ComposeResult:
        """Show the question over its two answers."""
        yield Static(self._question, classes="message")
        with Horizontal(classes="buttons"):
            yield Button(safe(self._no), id="no", compact=True)
            yield Button(safe(self._yes), id="yes", variant="error", compact=True)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
