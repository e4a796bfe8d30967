"""What Solve asks for: two objectives to look for plans between, and whether more is welcome of some behaviors."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.domain.model.agenda import Run
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.text.maximum_phrasing import CHANGED, difference_sentence
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Choice, FormRow
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.solve.front import ALL

ABOUT = "What does one cost the other? Up to ten weeks from the most of the one to the most of the other, as a curve."
ALL_OF_THEM = "all the others at once"
WAITING = "Planning your week with more of them, to show the difference\N{HORIZONTAL ELLIPSIS}"


class FrontDialog(FormDialog[tuple[str, str]]):
    """Returns two different objectives, the second of which may stand for all the others."""

    AUTO_FOCUS = "#first"
    SAVE_LABEL = "Draw"
    KEY_WIDGETS = frozenset({Choice})

    def __init__(self, objectives: Sequence[tuple[str, str]], *, whole: bool = False) -> None:
        """`objectives` are at least two, with their labels; the first two are preselected.

        The second may be all the others at once, and is so at first where `whole` says it.
        """
        super().__init__(Content("Between which two objectives?"))
        self._objectives, self._whole = objectives, whole

    def compose_fields(self) -> ComposeResult:
        """Yield both choices."""
        yield Static(Content(ABOUT), classes="message")
        options = [(Content(shown), name) for name, shown in self._objectives]
        yield FormRow("Between", Choice(options, value=self._objectives[0][0], id="first"))
        second = ALL if self._whole else self._objectives[1][0]
        yield FormRow("and", Choice([*options, (Content(ALL_OF_THEM), ALL)], value=second, id="second"))

    def typed(self) -> tuple[str, str]:
        """Return both choices."""
        return self.query_one("#first", Choice).chosen, self.query_one("#second", Choice).chosen

    def submit(self) -> tuple[str, str]:
        """Return both objectives, if they differ."""
        first, second = self.typed()
        if first == second:
            raise InvalidInputError("The two are the same.", issues=(("second", "must be another objective"),))
        return first, second


class MaximumDialog(Dialog[bool]):
    """Returns the answer; unanswered, the question comes again with the next plan.

    The focus is on the answer that changes nothing.
    """

    AUTO_FOCUS = "#wanted"

    def __init__(self, workspace: Workspace, run: Run, options: SolveOptions) -> None:
        """`run` is the finished run, made with `options`."""
        super().__init__(Content("Is more welcome?"))
        self._workspace, self._run, self._options = workspace, run, options
        self._query = BackgroundQuery(self, failed=lambda error: self._say(error.message))

    def compose_box(self) -> ComposeResult:
        """Show the question over its two answers."""
        yield Static(Content(CHANGED), classes="message")
        yield Static(Content(WAITING), id="difference", classes="message")
        with Horizontal(classes="buttons"):
            yield Button("As often as wanted", id="wanted", variant="primary", compact=True)
            yield Button("More is welcome", id="more", compact=True)

    def on_mount(self) -> None:
        """Work out the difference."""
        planning, run, options = self._workspace.planning, self._run, self._options
        behaviors = self._workspace.maximum_question.behaviors()
        self._query.run(
            lambda cancel: planning.more_if_welcome(run.problem, run.plan, behaviors, options, cancel),
            lambda found: self._say(difference_sentence(found)),
        )

    def _say(self, sentence: str) -> None:
        self.query_one("#difference", Static).update(safe(sentence))

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "more")
