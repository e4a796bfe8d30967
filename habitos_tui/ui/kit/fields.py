"""Small form widgets: one line high, without blinking, never marked by colour alone."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import category

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.keys import REPLACED_KEYS, key_to_character
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.widget import Widget
from textual.widgets import Input, Label, Select, Static, TextArea
from textual.widgets._select import NoSelection, SelectCurrent, SelectOverlay

from habitos_tui.text import is_new_emoji
from habitos_tui.ui.kit.app_context import OUTWARD, context_of
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import CloseChoice, EnterChoice, OpenChoice, OpenEditor, PickTick
from habitos_tui.ui.kit.external_editor import edited_outside
from habitos_tui.ui.kit.fold import reveal
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.runtime.memory import stop_watching

JOINERS: Final = frozenset("\u200c\u200d")
"""Invisible, but part of the spelling of some scripts and of emoji."""

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

BAD: Final = "✗ "
"""Precedes every error about a field."""


class Field(Input):
    """A text field; its cursor does not blink, since that sends bytes forever.

    Typing into a newly focused field replaces its text, however it got the focus; arrow keys and a second click keep
    it.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    """Declared without layout: Textual lays out the whole screen for each character, though the field stays as wide."""

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
        self._entered = False
        """Whether it got the focus and neither a key nor a click since."""

    @property
    def answer(self) -> str:
        """The original value if unedited, otherwise the typed text, stripped."""
        return self._given if self.value == self._shown else self.value.strip()

    def validate_value(self, value: str) -> str:
        """Remove control characters, pasted or stored; joiners are allowed.

        A password is never shown, so it is unchanged.
        """
        return value if self.password else harmless(value)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Tell whether a key is typed here; Textual does not know the characters of the keys it has names for."""
        return super().check_consume_key(key, character or key_to_character(REPLACED_KEYS.get(key, key)))

    def _on_focus(self, event: events.Focus) -> None:
        self._entered = not event.from_app_focus

    async def _on_key(self, event: events.Key) -> None:
        self._entered = False

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        """Keep the text selected at the click that gives the focus; Textual's own field would only place the cursor."""
        if self._entered:
            self._entered = False
            event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        """Paste all lines; Textual's own field drops all but the first.

        Before a password, what tabs or lines part is for one field each: a password must not end up in a name.
        """
        event.prevent_default().stop()
        parts = re.split(r"[\t\r\n]+", event.text.strip("\t\r\n"))
        if len(parts) > 1 and self._is_before_password:
            self._spread(parts)
            return
        pasted = harmless(event.text)
        start, end = sorted(self.selection)
        self.replace(pasted, start, end)
        if self.value[start : start + len(pasted)] != pasted:
            announce(self, f"Too long to paste: at most {self.max_length} characters fit here.", severity="warning")
        elif len([line for line in event.text.splitlines() if line.strip()]) > 1:
            announce(self, "The lines you pasted were joined: this field has one.")

    @property
    def _is_before_password(self) -> bool:
        chain = self.screen.focus_chain
        after = chain[chain.index(self) + 1 :][:1] if self in chain else []
        return any(isinstance(field, Field) and field.password for field in after)

    def _spread(self, parts: Sequence[str]) -> None:
        """Put each part into a field, from this one on; what finds no field is dropped."""
        chain = self.screen.focus_chain
        for part, field in zip(parts, chain[chain.index(self) :], strict=False):
            if not isinstance(field, Field):
                break
            field.value = part
            self.screen.set_focus(field)


class Lines(TextArea):
    """A text of several lines: enter begins a new line, tab leaves it. It does not blink; an editor can take over.

    Unlike in a field, the cursor starts at the end and typing does not replace the text, so that an accidental letter
    does not delete a note.
    """

    BINDINGS = bindings(OpenEditor)

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

    def on_unmount(self) -> None:
        """Let go of the app, whose theme it watches; it would be kept, with its lines, as long as the app."""
        stop_watching(self, self.app)

    @property
    def answer(self) -> str:
        """The original text if unedited, otherwise the typed text."""
        return self._given if self.text == self._shown else self.text.strip()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no editor in restricted mode."""
        if action in OUTWARD and context_of(self.app).restricted_by:
            return False
        return super().check_action(action, parameters)

    def action_open_editor(self) -> None:
        """Edit the text in the editor of VISUAL or EDITOR; undo in the field takes it back as one change."""
        made = harmless_lines(edited_outside(self.app, self.text))
        if made != self.text:
            self.replace(made, (0, 0), self.document.end, maintain_selection_offset=False)
            self.move_cursor(self.document.end)

    async def _on_paste(self, event: events.Paste) -> None:
        """Remove control characters from the pasted text."""
        event.prevent_default().stop()
        self.replace(harmless_lines(event.text), *sorted(self.selection), maintain_selection_offset=False)


def joined_lines(text: str) -> str:
    """Return the lines of `text` joined by blanks."""
    lines = text.splitlines()
    return " ".join(line.strip() for line in lines if line.strip()) if len(lines) > 1 else "".join(lines)


def harmless(text: str) -> str:
    """Return `text` as one line without control characters."""
    return _harmless(joined_lines(text))


def harmless_lines(text: str) -> str:
    """Return `text` without control characters, its line breaks and tabs kept."""
    return "\n".join("\t".join(map(_harmless, line.split("\t"))) for line in text.splitlines())


def _harmless(line: str) -> str:
    return "".join(char for char in line.replace("\t", " ") if _is_typed(char))


def _is_typed(char: str) -> bool:
    return char in JOINERS or is_new_emoji(char) or category(char) not in _UNSEEN


class Tick(Static, can_focus=True):
    """A checkbox whose mark appears or not, instead of only changing colour."""

    BINDINGS = bindings(PickTick)

    value: reactive[bool] = reactive(False, init=False)

    @dataclass
    class Changed(Message):
        """It was ticked or unticked."""

        tick: "Tick"

        @property
        def control(self) -> "Tick":
            """The checkbox that changed."""
            return self.tick

    def __init__(self, label: Content, *, value: bool = False, id: str) -> None:  # noqa: A002 - Textual's word
        """`label` is shown unchanged."""
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
        """Tick or untick it."""
        self.value = not self.value

    def on_click(self) -> None:
        """Tick or untick it, as space does."""
        self.action_pick()


class ChoiceList(SelectOverlay):
    """The values of a choice while they are open; typing goes to the first that matches."""

    BINDINGS = bindings(CloseChoice)

    def typed(self, letters: str) -> None:
        """Go to the value that begins with some letters, or else has them."""
        self._search_query += letters
        self.select(self._find_search_match(self._search_query))

    def _find_search_match(self, query: str) -> int | None:
        """Textual looks at plain text only, and ours is styled."""
        wanted, prompts = query.casefold(), [str(option.prompt).casefold() for option in self._options]
        begins = (at for at, prompt in enumerate(prompts) if prompt.strip().startswith(wanted))
        has = (at for at, prompt in enumerate(prompts) if wanted in prompt)
        return next(begins, next(has, self.highlighted))


class Choice(Select[str], inherit_bindings=False):
    """A choice of several values; `options` are (label, value) pairs. A letter opens it at the first that fits."""

    KEY_PARTS = frozenset({ChoiceList})
    BINDINGS = bindings(OpenChoice, EnterChoice)  # without the arrows of Textual's own, which go from field to field

    def __init__(self, options: Iterable[tuple[Content, str]], *, value: str, id: str) -> None:  # noqa: A002
        """`value` is chosen initially."""
        self.choices = tuple(options)
        super().__init__(self.choices, allow_blank=False, value=value, compact=True, id=id)

    @property
    def chosen(self) -> str:
        """The chosen value."""
        return str(self.value)

    def compose(self) -> ComposeResult:
        """Lay out the value, and the list that opens."""
        yield SelectCurrent(self.prompt)
        yield ChoiceList(type_to_search=True).data_bind(compact=Select.compact)

    def _watch_value(self, value: str | NoSelection) -> None:
        """Show another value; where the parts are gone, as when the app is left while a form opens, only keep it.

        Textual's own looks for them all the same, which ended the app with an error.
        """
        if self.query("#label") and self.query(SelectOverlay):
            super()._watch_value(value)
        else:
            self._value = value

    async def _on_key(self, event: events.Key) -> None:
        """Open the list at what is typed, unless the screen has a command for that key."""
        if not self.expanded and event.character and event.is_printable and not event.character.isspace():
            active = self.screen.active_bindings.get(event.key)
            if active is None or (active.binding.id or "").startswith("form."):
                event.stop()
                event.prevent_default()
                self.action_show_overlay()
                self.query_one(ChoiceList).typed(event.character)


class FormRow(Vertical):
    """A label, its fields, and room for an error.

    `paths` maps the model paths of this row to the word that names them in errors ("" if there is only one). By
    default the path of a field is its id.
    """

    def __init__(self, label: str, *fields: Widget, paths: Mapping[str, str] | None = None, note: str = "") -> None:
        """`note` follows the fields."""
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
        """Return the error to show for an issue, or None if it belongs to another row."""
        for known, word in self._paths.items():
            if _belongs(path, known):
                return f"{word} {sentence}" if word else sentence[:1].upper() + sentence[1:]
        return None

    def field_for(self, path: str) -> Widget | None:
        """Return the field of an issue; fields are in the order of their paths."""
        fields = [widget for widget in self.query("*") if widget.focusable]
        place = next((at for at, known in enumerate(self._paths) if _belongs(path, known)), 0)
        return fields[min(place, len(fields) - 1)] if fields else None

    def show_error(self, sentence: str) -> None:
        """Show `sentence`, or hide an empty one; the form is laid out again only on a change."""
        if sentence == self._error:
            return
        self._error = sentence
        self.query_one(".form-error", Static).update(Content(BAD + sentence if sentence else ""))
        self.set_class(bool(sentence), "-bad")


def _belongs(path: str, known: str) -> bool:
    return path == known or path.startswith((f"{known}.", f"{known}["))


def clear_error(field: Widget) -> None:
    """Remove the error of a field being corrected."""
    for row in field.ancestors:
        if isinstance(row, FormRow):
            row.show_error("")


def focus_issue(rows: Iterable[FormRow], issues: Iterable[tuple[str, str]]) -> None:
    """Focus the first field of the form that has an issue."""
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
    """Show each issue at its row, unfolded, and clear the others; return the sentences that belong to no row."""
    left = list(issues)
    for row in rows:
        said = {issue: sentence for issue in left if (sentence := row.sentence_for(*issue)) is not None}
        row.show_error("; ".join(said.values()))
        if said:
            reveal(row)
        left = [issue for issue in left if issue not in said]
    return tuple(f"{path} {sentence}".strip() for path, sentence in left)
