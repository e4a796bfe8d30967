"""Asks whether behaviors without a maximum may exceed their target, showing the effect on the week just planned."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.domain.model.agenda import Run
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.text.maximum_phrasing import CHANGED, difference_sentence
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.safe_text import safe

WAITING = "Planning your week with more of them, to show the difference\N{HORIZONTAL ELLIPSIS}"


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
