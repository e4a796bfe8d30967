"""Small form widgets: one line high, without blinking, and with signs beside their colours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from unicodedata import category

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Label, Select, Static, TextArea

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import PickTick

JOINERS: Final = frozenset("\u200c\u200d")
"""Invisible, but part of the spelling of some scripts and of emoji."""

BAD: Final = "✗ "
"""Stands before every sentence about a bad field."""


class Field(Input):
    """A line of text; its cursor does not blink, because that costs bytes for ever.

    What is typed into a field that has just got the focus takes the place of what it holds; arrows keep that.
    """

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
            compact=True,
            id=id,
            classes=classes,
        )
        self.cursor_blink = False
        self._given, self._shown = value, self.value

    @property
    def answer(self) -> str:
        """The original value if unedited, otherwise the typed text, stripped."""
        return self._given if self.value == self._shown else self.value.strip()

    def validate_value(self, value: str) -> str:
        """Keep out what could steer the terminal, whether it was pasted or stored; joiners may still be typed.

        A password is never shown, so it stays as it is.
        """
        return value if self.password else _harmless(joined_lines(value))

    def _on_paste(self, event: events.Paste) -> None:
        """Paste all of it: Textual's own field drops what follows the first line."""
        event.prevent_default().stop()
        self.replace(joined_lines(event.text), *sorted(self.selection))


class Lines(TextArea):
    """A text of several lines: enter begins another one, tab leaves it. It does not blink either.

    Unlike in a field, the focus finds the cursor behind the text: one goes on with a note, and a letter typed by
    accident must not take the place of all its lines.
    """

    def __init__(self, text: str = "", *, id: str, placeholder: str = "") -> None:  # noqa: A002 - Textual's word
        """`text` may hold anything that was stored."""
        self._given, self._shown = text, harmless_lines(text)
        super().__init__(
            self._shown,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            placeholder=placeholder,
            compact=True,
            id=id,
        )
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    @property
    def answer(self) -> str:
        """As for a field: what was given, to the letter, while that is still shown; else what is typed."""
        return self._given if self.text == self._shown else self.text.strip()

    async def _on_paste(self, event: events.Paste) -> None:
        """Keep out of the text what could steer the terminal."""
        event.prevent_default().stop()
        self.replace(harmless_lines(event.text), *sorted(self.selection), maintain_selection_offset=False)


def joined_lines(text: str) -> str:
    """Return the lines of `text` as one, with a blank between them."""
    lines = text.splitlines()
    return " ".join(line.strip() for line in lines if line.strip()) if len(lines) > 1 else "".join(lines)


def harmless_lines(text: str) -> str:
    """Return `text` without what could steer the terminal, its line breaks kept."""
    return "\n".join(map(_harmless, text.splitlines()))


def _harmless(line: str) -> str:
    unseen = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return "".join(char for char in line.replace("\t", " ") if char in JOINERS or category(char) not in unseen)


class Tick(Static, can_focus=True):
    """A checkbox whose mark is there or not, instead of only changing its colour."""

    BINDINGS = bindings(PickTick)

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
        """Post that the value changed."""
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
    only one). Without it each field stands for the path that is its id.
    """

    def __init__(self, label: str, *fields: Widget, paths: Mapping[str, str] | None = None, note: str = "") -> None:
        """`note` stands behind the fields."""
        super().__init__(classes="form-row")
        self._label, self._fields, self._note = label, fields, note
        self._paths = {field.id: "" for field in fields if field.id} if paths is None else paths
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
        """Return what to say here about an issue, or None when it belongs to another row."""
        for known, word in self._paths.items():
            if _belongs(path, known):
                return f"{word} {sentence}" if word else sentence[:1].upper() + sentence[1:]
        return None

    def field_for(self, path: str) -> Widget | None:
        """Return the field that an issue is about; fields are in the order of their paths."""
        fields = [widget for widget in self.query("*") if widget.focusable]
        place = next((at for at, known in enumerate(self._paths) if _belongs(path, known)), 0)
        return fields[min(place, len(fields) - 1)] if fields else None

    def show_error(self, sentence: str) -> None:
        """Show `sentence`, or nothing for an empty one; laying the form out again only when it is another one."""
        if sentence == self._error:
            return
        self._error = sentence
        self.query_one(".form-error", Static).update(Content(BAD + sentence if sentence else ""))
        self.set_class(bool(sentence), "-bad")


def _belongs(path: str, known: str) -> bool:
    return path == known or path.startswith((f"{known}.", f"{known}["))


def clear_error(field: Widget) -> None:
    """Remove the sentence about a field that is being corrected."""
    for row in field.ancestors:
        if isinstance(row, FormRow):
            row.show_error("")


def focus_issue(rows: Iterable[FormRow], issues: Iterable[tuple[str, str]]) -> None:
    """Go to the first field, in the order of the form, that an issue is about, ready for typing."""
    issues = list(issues)
    for row in rows:
        path = next((path for path, sentence in issues if row.sentence_for(path, sentence) is not None), None)
        field = None if path is None else row.field_for(path)
        if field is not None:
            field.focus()
            if isinstance(field, Field):
                field.action_select_all()
            elif isinstance(field, Lines):
                field.move_cursor(field.document.end)
            return


def show_issues(rows: Iterable[FormRow], issues: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Show each issue at its row and clear the others; return the sentences that belong to no row."""
    left = list(issues)
    for row in rows:
        said = {issue: sentence for issue in left if (sentence := row.sentence_for(*issue)) is not None}
        row.show_error("; ".join(said.values()))
        left = [issue for issue in left if issue not in said]
    return tuple(f"{path} {sentence}".strip() for path, sentence in left)
