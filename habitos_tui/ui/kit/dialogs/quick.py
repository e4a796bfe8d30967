"""One line in which something is said as people say it, what was understood below it, and the whole form a key away."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Generic, TypeVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button

from habitos_tui.text import clean
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import CloseDialog, HelpHere, SaveLine, WholeForm
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import BAD, Field
from habitos_tui.ui.kit.safe_text import MUTED, safe

D = TypeVar("D")
M = TypeVar("M")

Place = tuple[int, int]
"""A part of a line: from the character at the first up to that before the second."""

MAX_LINE: Final = 500
_QUOTED_CELLS: Final = 40


@dataclass(frozen=True, slots=True)
class Understood(Generic[D]):
    """What a line was understood to mean."""

    draft: D | None
    """As far as it goes: the whole form is filled with it. None where nothing can be made of it."""
    sentence: str
    unknown: Sequence[Place] = ()
    """What of the line was not understood."""
    lacking: str = ""
    """Why it cannot be saved, or not yet; empty if it can. The sentence itself may ask for what is missing."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[D, M]):
    """What came of a line: something that was `made`, or that the whole form is wanted, filled with a draft if any."""

    made: M | None = None
    draft: D | None = None


class QuickLine(ABC, Generic[D, M]):
    """A kind of thing that is said in one line."""

    EXAMPLES: ClassVar[Sequence[str]]
    """Shown while nothing is typed, the first in the line."""
    SAVE_LABEL: ClassVar[str] = "Save"

    @abstractmethod
    def read(self, line: str) -> Understood[D]:
        """Return what a line means that is not empty."""

    @abstractmethod
    def save(self, draft: D) -> M:
        """Store a draft that lacks nothing; InvalidInputError keeps the line as it is."""


class _Underlined(Highlighter):
    """Underlines places of a text."""

    places: Sequence[Place] = ()

    def highlight(self, text: Text) -> None:
        for start, end in self.places:
            text.stylize("underline bold", start, end)


class QuickDialog(FormDialog[Answer[D, M]], Generic[D, M], inherit_bindings=False):
    """Returns what was saved, or that the whole form is wanted; an empty line asks for that as well."""

    AUTO_FOCUS = "#line"
    SAVE_KEY = "enter"
    LEAST_LINES = 3
    BINDINGS = bindings(CloseDialog, SaveLine, WholeForm, HelpHere)

    def __init__(self, title: Content, line: QuickLine[D, M]) -> None:
        """`title` is shown in the border."""
        super().__init__(title)
        self._line, self.SAVE_LABEL = line, line.SAVE_LABEL
        self._underlined = _Underlined()
        self._left_out = ""
        """What was said to be left out; saving once more saves without it."""

    def compose_fields(self) -> ComposeResult:
        """Yield the line."""
        line = Field(id="line", placeholder=self._line.EXAMPLES[0], max_length=MAX_LINE)
        line.highlighter = self._underlined
        yield line

    def compose_more_buttons(self) -> ComposeResult:
        """Yield the button of the whole form."""
        yield Button("Whole form  tab", id="whole", action="screen.whole_form", compact=True)

    def typed(self) -> str:
        """Return the line."""
        return self.query_one("#line", Field).value

    def understood(self) -> Understood[D] | None:
        """Return what the line means; None if there is none."""
        line = self.typed()
        return self._line.read(line) if line.strip() else None

    def explain(self) -> None:
        """Say what was understood and what was not, and underline that."""
        understood = self.understood()
        self._underlined.places = understood.unknown if understood is not None else ()
        self.query_one("#line", Field).refresh()
        self._left_out = ""
        if understood is None:
            self._say(Content("\n").join([safe(example, MUTED) for example in self._line.EXAMPLES[1:]]))
            return
        lines = [safe(understood.sentence)] if understood.sentence else []
        if said := quoted(self.typed(), understood.unknown):
            lines.append(safe(f"Not understood: {said}", "$text-warning"))
        if understood.lacking and understood.lacking != understood.sentence:
            lines.append(safe(BAD + understood.lacking, "$text-error"))
        self._say(Content("\n").join(lines))

    def entered(self) -> None:
        """Save, as the key says."""
        self.action_save()

    def submit(self) -> Answer[D, M] | None:
        """Save what was understood, if all was; what was not is left out only when that was said before."""
        understood = self.understood()
        if understood is None:
            return Answer()
        if understood.lacking or understood.draft is None:
            self.explain()
            if understood.lacking == understood.sentence:
                self._say(safe(BAD + understood.lacking, "$text-error"))
            return None
        if understood.unknown and self._left_out != self.typed():
            self._left_out = self.typed()
            left = quoted(self.typed(), understood.unknown)
            self._say(safe(f"{left} would be left out. Enter once more saves without; tab opens the whole form."))
            return None
        return Answer(made=self._line.save(understood.draft))

    def show_issues(self, issues: tuple[tuple[str, str], ...]) -> None:
        """Say what keeps it from being saved."""
        self._say(safe(BAD + issue_sentence(issues), "$text-error"))

    def action_whole_form(self) -> None:
        """Open the whole form with what was understood."""
        understood = self.understood()
        self.dismiss(Answer(draft=None if understood is None else understood.draft))


def ask_quick(
    asker: Widget,
    title: Content,
    line: QuickLine[D, M],
    form: Callable[[D | None], FormDialog[M]],
    then: Callable[[M], object],
) -> None:
    """Ask for a line, or in `form` where that is wanted; `then` gets what was saved."""

    def answered(answer: Answer[D, M]) -> None:
        if answer.made is not None:
            then(answer.made)
            return
        whole = form(answer.draft)
        whole.unsaved = answer.draft is not None
        ask(asker, whole, then)

    ask(asker, QuickDialog(title, line), answered)


def quoted(line: str, places: Sequence[Place]) -> str:
    """Return the parts of a line, quoted."""
    return ", ".join(f"“{clean(line[start:end], limit=_QUOTED_CELLS)}”" for start, end in places)


def issue_sentence(issues: Sequence[tuple[str, str]]) -> str:
    """Return issues as one sentence, without the names that only files use."""
    said = (sentence if sentence[:1].isdigit() else f"{path.replace('_', ' ')} {sentence}" for path, sentence in issues)
    return "; ".join(dict.fromkeys(sentence.strip() for sentence in said))
