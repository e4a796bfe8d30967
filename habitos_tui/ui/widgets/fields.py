"""Small form widgets: one line high, without blinking, and with signs beside their colours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final
from unicodedata import category

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Label, Select, Static

JOINERS: Final = frozenset("\u200c\u200d")
"""Invisible, but part of the spelling of some scripts and of emoji."""

BAD: Final = "✗ "
"""Stands before every sentence about a bad field."""


class Field(Input):
    """A line of text; its cursor does not blink, because that costs bytes for ever."""

    def __init__(
        self,
        value: str = "",
        *,
        id: str,  # noqa: A002 - Textual's word
        placeholder: str = "",
        password: bool = False,
        max_length: int = 0,
        classes: str = "",
    ) -> None:
        """`max_length` in characters; 0 sets no limit."""
        super().__init__(
            value,
            placeholder=placeholder,
            password=password,
            max_length=max_length,
            select_on_focus=False,
            compact=True,
            id=id,
            classes=classes,
        )
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Keep out what could steer the terminal, whether it was pasted or stored; joiners may still be typed.

        A password is never shown, so it stays as it is.
        """
        return value if self.password else "".join(char for char in value if _may_be_shown(char))


def _may_be_shown(char: str) -> bool:
    return char in JOINERS or category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class Tick(Static, can_focus=True):
    """A checkbox whose mark is there or not, instead of only changing its colour."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "pick", "Tick", show=False, id="tick.pick", tooltip="Tick this, or leave it out")
    ]

    value: reactive[bool] = reactive(False, init=False)

    @dataclass
    class Changed(Message):
        """It was ticked or left out."""

        tick: "Tick"

        @property
        def control(self) -> "Tick":
            """The tick it happened to."""
            return self.tick

    def __init__(self, label: Content, *, value: bool = False, id: str) -> None:  # noqa: A002 - Textual's word
        """`label` is shown as it is."""
        super().__init__(id=id)
        self._label = label
        self.set_reactive(Tick.value, value)

    def render(self) -> Content:
        """Return brackets, the mark or a space between them, and the label."""
        mark = ("✓", "bold $success") if self.value else " "
        return Content.assemble("[", mark, "] ", self._label)

    def watch_value(self) -> None:
        """Tell whoever listens."""
        self.post_message(self.Changed(self))

    def action_pick(self) -> None:
        """Tick it, or leave it out."""
        self.value = not self.value

    def on_click(self) -> None:
        """A click does what space does."""
        self.action_pick()


class Choice(Select[str]):
    """One of several values; `options` are (what is shown, value) pairs."""

    def __init__(self, options: Iterable[tuple[Content, str]], *, value: str, id: str) -> None:  # noqa: A002
        """`value` is chosen at first."""
        super().__init__(list(options), allow_blank=False, value=value, compact=True, id=id)

    @property
    def chosen(self) -> str:
        """The value."""
        return str(self.value)


class FormRow(Vertical):
    """A label, its fields, and room for the sentence about what is wrong with them.

    `paths` maps the model paths that belong here to the word that names them in that sentence ("" where there is
    only one).
    """

    def __init__(self, label: str, *fields: Widget, paths: Mapping[str, str], note: str = "") -> None:
        """`note` stands behind the fields."""
        super().__init__(classes="form-row")
        self._label, self._fields, self._note = label, fields, note
        self._paths = paths
        self._error = ""

    def compose(self) -> ComposeResult:
        """Lay out the line and the sentence under it."""
        with Horizontal(classes="form-line"):
            yield Label(self._label, classes="form-label", markup=False)
            yield from self._fields
            if self._note:
                yield Label(self._note, classes="form-note", markup=False)
        yield Static("", classes="form-error", markup=False)

    def sentence_for(self, path: str, sentence: str) -> str | None:
        """Return what to say here about an issue, or None when its path belongs elsewhere."""
        for known, word in self._paths.items():
            if path == known or path.startswith((f"{known}.", f"{known}[")):
                return f"{word} {sentence}" if word else sentence[:1].upper() + sentence[1:]
        return None

    def show_error(self, sentence: str) -> None:
        """Show `sentence`, or nothing for an empty one; laying the form out again only when it is another one."""
        if sentence == self._error:
            return
        self._error = sentence
        self.query_one(".form-error", Static).update(Content(BAD + sentence if sentence else ""))
        self.set_class(bool(sentence), "-bad")


def forgive(field: Widget) -> None:
    """Take away the sentence about a field that is being put right."""
    for row in field.ancestors:
        if isinstance(row, FormRow):
            row.show_error("")


def show_issues(rows: Iterable[FormRow], issues: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Show each issue at its row and clear the others; return the sentences that belong to no row."""
    rows, left = list(rows), []
    found: dict[FormRow, list[str]] = {row: [] for row in rows}
    for path, sentence in issues:
        for row in rows:
            said = row.sentence_for(path, sentence)
            if said is not None:
                found[row].append(said)
                break
        else:
            left.append(f"{path} {sentence}".strip())
    for row, sentences in found.items():
        row.show_error("; ".join(sentences))
    return tuple(left)
