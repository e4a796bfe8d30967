"""What form dialogs share: they keep what was typed, say what is wrong at the field, and are not left by accident."""

from abc import abstractmethod
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static, TextArea

from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.kit.checks import CheckList
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import CloseDialog, NextField, PreviousField, SaveForm
from habitos_tui.ui.kit.fields import BAD, Field, FormRow, Tick, clear_error, focus_issue, show_issues
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import LowTrafficScreen

R = TypeVar("R")

LINES_AROUND = 8
"""Lines of a form that its fields cannot have: the border, what they mean, the buttons, and the gaps between."""

_LEAVE = "Not saved yet. ctrl+s saves; escape once more leaves without saving."


class FormDialog(ModalScreen[R | None], LowTrafficScreen[R | None]):
    """A modal screen of FormRows that returns an R, or None when it was left without a decision.

    Subclasses yield the rows in `compose_fields` and build the result in `submit`.
    `submit` may raise InvalidInputError: its issues are shown at their rows, and nothing typed is lost. `meaning`
    may say in a sentence what the form stands for; it is asked after every change.
    """

    BINDINGS = bindings(CloseDialog, SaveForm, NextField, PreviousField)
    SAVE_LABEL = "Save"

    def __init__(self, title: Content) -> None:
        """`title` stands in the border."""
        super().__init__()
        self._title = title
        self._before: object = None
        self._warned = False
        self._explaining = False

    def compose(self) -> ComposeResult:
        """Lay out fields that scroll, what they mean, and the buttons that stay in sight."""
        with Vertical(id="box", classes="-form") as box:
            box.border_title = self._title
            with VerticalScroll(id="fields", can_focus=False):
                yield from self.compose_fields()
            yield Static("", id="meaning", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel  esc", id="cancel", action="screen.close", compact=True)
                yield from self.compose_more_buttons()
                label = f"{self.SAVE_LABEL}  ctrl+s"
                yield Button(label, id="save", action="screen.save", variant="primary", compact=True)

    def compose_fields(self) -> ComposeResult:
        """Yield the rows of the form."""
        yield from ()

    def compose_more_buttons(self) -> ComposeResult:
        """Yield other ways out of the form."""
        yield from ()

    def on_mount(self) -> None:
        """Remember what was there, to know whether anything was typed."""
        self._before = self.typed()
        self.explain()

    def on_resize(self) -> None:
        """Let the fields scroll where not all of them fit: what they mean and the buttons stay in sight."""
        self.query_one("#fields").styles.max_height = max(1, self.size.height - LINES_AROUND)

    @abstractmethod
    def typed(self) -> object:
        """Return the form's values, comparable with `==`."""

    @abstractmethod
    def submit(self) -> R | None:
        """Return the result, None when the form dismisses itself later; InvalidInputError for what does not fit."""

    def text_of(self, name: str) -> str:
        """Return what is typed into the line of text with this id, without blanks around it."""
        return self.query_one(f"#{name}", Field).answer.strip()

    def meaning(self) -> str:
        """Return what the form stands for, in a sentence."""
        return ""

    def changed(self) -> None:
        """Take note of a change; many at once, as when a form is filled, are explained once."""
        self._warned = False
        if not self._explaining:
            self._explaining = True
            self.call_after_refresh(self._explain_once)

    def explain(self) -> None:
        """Show what the form stands for now."""
        self._say(safe(self.meaning()))

    def show_issues(self, issues: tuple[tuple[str, str], ...]) -> None:
        """Mark the bad fields; go to the first, to be typed over; say the rest under the form."""
        rows = list(self.query(FormRow))
        left = show_issues(rows, issues)
        if left:
            self._say(safe(BAD + "; ".join(left), "$text-error"))
        focus_issue(rows, issues)
        bad = next((row for row in rows if row.has_class("-bad")), None)
        if bad is not None:
            bad.scroll_visible(animate=False)

    def entered(self) -> None:
        """Do what enter means in a line of text: go on to the next field."""
        self.screen.focus_next()

    def action_save(self) -> None:
        """Check and leave with the result, or stay and say what is wrong."""
        try:
            result = self.submit()
        except InvalidInputError as error:
            self.show_issues(error.issues or (("", error.message),))
            return
        if result is not None:
            self.dismiss(result)

    def action_close(self) -> None:
        """Leave; with something typed only at the second time."""
        if self._warned or self.typed() == self._before:
            self.dismiss(None)
            return
        self._warned = True
        self._say(safe(_LEAVE, "$text-warning"))

    @on(Input.Submitted)
    def _enter(self) -> None:
        self.entered()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Tick.Changed)
    @on(Select.Changed)
    @on(CheckList.Changed)
    def _field_changed(self, event: Message) -> None:
        """Take note of a change, and remove the error from a field that is being corrected."""
        if isinstance(event.control, Widget):
            clear_error(event.control)
        self.changed()

    def _explain_once(self) -> None:
        self._explaining = False
        self.explain()

    def _say(self, sentence: Content) -> None:
        self.query_one("#meaning", Static).update(sentence, layout=False)
