"""Base of form dialogs: keep typed values, show errors at their fields, and confirm closing after changes."""

from abc import abstractmethod
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static, TextArea

from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.kit.at_rest import AtRest
from habitos_tui.ui.kit.checks import CheckList
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import (
    CloseDialog,
    FieldAbove,
    FieldBelow,
    HelpHere,
    NextField,
    PreviousField,
    SaveForm,
)
from habitos_tui.ui.kit.field_walk import FieldScroll, step_row
from habitos_tui.ui.kit.fields import BAD, Field, FormRow, Lines, Tick, clear_error, focus_issue, show_issues
from habitos_tui.ui.kit.line_of_parts import Footer
from habitos_tui.ui.kit.lines_keys import lines_keys
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.screen import LowTrafficScreen

R = TypeVar("R")

LINES_AROUND = 9
"""Lines of a form besides its fields: border, a meaning of one line, buttons, gaps, and the keys at the bottom."""

MOST_LINES = 4

_LEAVE = "Not saved yet. {key} saves; escape once more leaves without saving."


class FormDialog(ModalScreen[R | None], LowTrafficScreen[R | None]):
    """A modal screen of FormRows that returns an R, or None if cancelled.

    Subclasses yield the rows in `compose_fields` and build the result in `submit`.
    `submit` may raise InvalidInputError: its issues are shown at their rows, and nothing typed is lost. `meaning`
    may describe the form in a sentence; it is called after every change.
    """

    BINDINGS = bindings(CloseDialog, SaveForm, NextField, PreviousField, FieldAbove, FieldBelow, HelpHere)
    SAVE_LABEL = "Save"
    SAVE_KEY = "ctrl+s"
    LEAST_LINES = 1
    """Lines that the meaning has at least; it gets more where it needs them, up to `MOST_LINES`."""

    def __init__(self, title: Content) -> None:
        """`title` is shown in the border."""
        super().__init__()
        self._title = title
        self.unsaved = False
        """Whether it is filled from the beginning with what was typed elsewhere and is stored nowhere yet."""
        self._before: object = None
        self._warned = False
        self._at_rest = AtRest(self, self.explain)
        self._said, self._lines = Content(""), self.LEAST_LINES

    def compose(self) -> ComposeResult:
        """Lay out scrolling fields, with meaning and buttons fixed below."""
        with Vertical(id="box", classes="-form") as box:
            box.border_title = self._title
            with FieldScroll(id="fields"):
                yield from self.compose_fields()
            yield Static("", id="meaning", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel  esc", id="cancel", action="screen.close", compact=True)
                yield from self.compose_more_buttons()
                label = f"{self.SAVE_LABEL}  {self.SAVE_KEY}"
                yield Button(label, id="save", action="screen.save", variant="primary", compact=True)
        yield Footer()

    def compose_fields(self) -> ComposeResult:
        """Yield the rows of the form."""
        yield from ()

    def compose_more_buttons(self) -> ComposeResult:
        """Yield further buttons."""
        yield from ()

    def on_mount(self) -> None:
        """Store the initial values, to detect changes."""
        self._before = self.typed()
        self.explain()

    def on_resize(self) -> None:
        """Limit the height of the fields, so that meaning and buttons stay visible."""
        self._make_room()
        self.call_after_refresh(self._fit_sentence)

    @abstractmethod
    def typed(self) -> object:
        """Return the form's values, comparable with `==`."""

    @abstractmethod
    def submit(self) -> R | None:
        """Return the result, None if the form dismisses itself later; InvalidInputError for invalid values."""

    def text_of(self, name: str) -> str:
        """Return the text of the field with this id, stripped."""
        return self.query_one(f"#{name}", Field).answer.strip()

    def meaning(self) -> str:
        """Return a sentence that describes the form."""
        return ""

    def changed(self) -> None:
        """Handle a change; the meaning follows once no key does, and once for several changes."""
        self._warned = False
        self._at_rest.wanted()

    def explain(self) -> None:
        """Update the meaning; in a text of several lines its place is taken by the keys that work there."""
        keys = lines_keys(self)
        self._say(safe(keys, MUTED) if keys else safe(self.meaning()))

    def show_issues(self, issues: tuple[tuple[str, str], ...]) -> None:
        """Mark the invalid fields and focus the first; show other issues under the form."""
        rows = list(self.query(FormRow))
        left = show_issues(rows, issues)
        if left:
            self._say(safe(BAD + "; ".join(left), "$text-error"))
        focus_issue(rows, issues)
        bad = next((row for row in rows if row.has_class("-bad")), None)
        if bad is not None:
            bad.scroll_visible(animate=False)

    def entered(self) -> None:
        """Handle enter in a text field: focus the next field."""
        self.screen.focus_next()

    def key_label(self, binding: Binding) -> str:
        """Return the word of the button for the key that saves."""
        return self.SAVE_LABEL if binding.action == "save" else super().key_label(binding)

    def action_step_row(self, by: int) -> None:
        """Go to the field above or below."""
        step_row(self, by)

    def action_save(self) -> None:
        """Submit and close with the result, or show the issues."""
        try:
            result = self.submit()
        except InvalidInputError as error:
            self.show_issues(error.issues or (("", error.message),))
            return
        if result is not None:
            self.dismiss(result)

    def action_close(self) -> None:
        """Close; with something unsaved only at the second press."""
        if self._warned or (self.typed() == self._before and not self.unsaved):
            self.dismiss(None)
            return
        self._warned = True
        self._say(safe(_LEAVE.format(key=self._save_key()), "$text-warning"))

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _focus_moved(self, event: DescendantFocus | DescendantBlur) -> None:
        """Tell the keys of a text of several lines, unless a warning is on show."""
        if isinstance(event.widget, Lines) and not self._warned:
            self.explain()

    @on(Input.Submitted)
    def _enter(self) -> None:
        self.entered()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Tick.Changed)
    @on(Select.Changed)
    @on(CheckList.Changed)
    def _field_changed(self, event: Message) -> None:
        """Handle a change, and remove the error of a field being corrected."""
        if isinstance(event.control, Widget):
            clear_error(event.control)
        self.changed()

    def _save_key(self) -> str:
        """Return the key that saves now."""
        preferences = self.context.preferences
        ids = (binding.id for _, binding in self._bindings if binding.action == "save")
        own = next((each for each in ids if preferences.is_mapped(each)), None)
        return self.SAVE_KEY if own is None else preferences.names_of_id(own).partition(" ")[0]

    def _say(self, sentence: Content) -> None:
        """Show a sentence; the form is laid out again only if it needs more lines than the last one, or fewer."""
        self._said = sentence
        self._fit_sentence()
        self.query_one("#meaning", Static).update(sentence, layout=False)

    def _fit_sentence(self) -> None:
        width = self.query_one("#meaning").size.width
        needed = len(self._said.wrap(width)) if width else 1
        lines = max(self.LEAST_LINES, min(needed, MOST_LINES))
        if lines != self._lines:
            self._lines = lines
            self._make_room()

    def _make_room(self) -> None:
        """Let the meaning have its lines, and the fields what is left."""
        self.query_one("#meaning").styles.height = self._lines
        around = LINES_AROUND - 1 + self._lines
        self.query_one("#fields").styles.max_height = max(1, self.size.height - around)
