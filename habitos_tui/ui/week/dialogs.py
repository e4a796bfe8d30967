"""The dialogs of the week: session details, why not here, freeing busy time, and accepting changes."""

from collections.abc import Callable
from datetime import date
from threading import Event

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.planning.why import Explanation, Reason
from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import TEXT_CELLS, Dialog
from habitos_tui.ui.kit.safe_text import safe, safe_lines
from habitos_tui.ui.replan.commands import AcceptChanges, DiscardChanges
from habitos_tui.ui.replan.diff import DiffList, DiffPane, DiffView, dialog_lines
from habitos_tui.ui.session.commands import CloseSession, DropFromHere, MoveFromHere, ToggleLockHere
from habitos_tui.ui.session.view import SessionView, session_facts, session_row
from habitos_tui.ui.week.commands import FreeForGood, FreeOnce, PickUp
from habitos_tui.ui.week.why import question_label, why_lines

OnReason = Callable[[str], object]
OnAnswer = Callable[[Explanation], object]


class SessionDialog(Dialog[str]):
    """Returns the chosen action of the Week screen, if any; a query finds out meanwhile why the session is here."""

    AUTO_FOCUS = "#close"
    BINDINGS = bindings(ToggleLockHere, MoveFromHere, DropFromHere, CloseSession)

    DEFAULT_CSS = """
    SessionDialog .buttons Button { min-width: 10; }
    SessionDialog #facts, SessionDialog #why { height: auto; }
    SessionDialog .buttons { margin-top: 1; }
    """

    def __init__(self, view: SessionView, question: Callable[[Event, OnReason], str] | None = None) -> None:
        """`view` holds the known facts; `question` runs in a thread and returns why the session is here.

        It tells the listener it is given of every answer before the last one.
        """
        super().__init__(safe(view.title))
        self._view, self._question = view, question
        self._query = BackgroundQuery(self, failed=lambda error: self._show_reason(error.message))

    def compose_box(self) -> ComposeResult:
        """Show the facts over the buttons."""
        yield Static(Content("\n").join(session_facts(self._view, TEXT_CELLS)), id="facts")
        if self._question is not None:
            yield Static(_why("working it out…"), id="why", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Back  esc", id="close", action="screen.close", compact=True)
            if self._view.can_lock:
                label = "Unlock  p" if self._view.locked else "Lock  p"
                yield Button(label, id="lock", action="screen.dismiss('toggle_lock')", compact=True)
            if self._view.can_move:
                yield Button("Move  m", id="move", action="screen.dismiss('move_session')", compact=True)
            if self._view.can_lock:
                yield Button("Drop  x", id="drop", action="screen.dismiss('drop_session')", compact=True)

    def on_mount(self) -> None:
        """Ask why it is here."""
        if self._question is not None:
            self._query.run_in_steps(self._question, self._show_reason)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable only the actions that apply to the session."""
        if action == "dismiss":
            return self._view.can_move if parameters == ("move_session",) else self._view.can_lock
        return super().check_action(action, parameters)

    def _show_reason(self, text: str) -> None:
        self.query_one("#why", Static).update(_why(text))


class WhyDialog(Dialog[Session]):
    """Returns the session to pick up, or None."""

    AUTO_FOCUS = "#close"
    BINDINGS = bindings(PickUp)

    def __init__(
        self, name: str, week: date, place: tuple[int, str | None], question: Callable[[Event, OnAnswer], Explanation]
    ) -> None:
        """`name` is that of the behavior, `place` the day and slot asked about; `question` runs in a thread.

        It tells the listener it is given of every answer before the last one.
        """
        super().__init__(safe(f"Why not “{name}” {question_label(week, *place)}?"))
        self._name_asked, self._week, self._question = name, week, question
        self._offer: Session | None = None
        self._query = BackgroundQuery(self, failed=self._show_error)

    def compose_box(self) -> ComposeResult:
        """Show the answer over the buttons."""
        yield Static("Working it out…", id="answer", classes="message", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Back  esc", id="close", action="screen.close", compact=True)
            take = Button("Pick it up there  y", id="take", action="screen.pick_up", variant="primary", compact=True)
            take.display = False
            yield take

    def on_mount(self) -> None:
        """Ask the question."""
        self._query.run_in_steps(self._question, self._show)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable picking up once a place was found."""
        return self._offer is not None if action == "pick_up" else super().check_action(action, parameters)

    def action_pick_up(self) -> None:
        """Return the session at the place found."""
        self.dismiss(self._offer)

    def _show_error(self, error: HabitosError) -> None:
        self._say(Content("\n\n").join(safe_lines(text) for text in (error.message, error.hint) if text))

    def _show(self, answer: Explanation) -> None:
        self._offer = answer.place if answer.reason is Reason.COSTS else None
        self._say(Content("\n").join(why_lines(answer, self._week, self._name_asked, TEXT_CELLS)))
        self.query_one("#take").display = self._offer is not None
        self.refresh_bindings()

    def _say(self, text: Content) -> None:
        self.query_one("#answer", Static).update(text)


class DiffDialog(Dialog[bool]):
    """Shows changes to a week that the planner proposes; returns True when they are accepted."""

    AUTO_FOCUS = "DiffList"
    BOX_CLASSES = "-diff"
    SCROLLS = False
    BINDINGS = bindings(AcceptChanges, DiscardChanges)
    KEY_WIDGETS = frozenset({DiffList})

    def __init__(self, title: Content, view: DiffView) -> None:
        """`view` holds the changes."""
        super().__init__(title)
        self._view = view

    def compose_box(self) -> ComposeResult:
        """Show the changes over the two answers."""
        yield DiffPane(self._view)
        with Horizontal(classes="buttons"):
            yield Button("Discard  esc", id="close", action="screen.close", compact=True)
            yield Button("Accept  y", id="accept", action="screen.accept", variant="primary", compact=True)

    def on_mount(self) -> None:
        """Make the box as high as the changes need."""
        self.query_one("#box").styles.max_height = dialog_lines(self._view)

    def action_accept(self) -> None:
        """Accept the changes."""
        self.dismiss(True)


class FreeDialog(Dialog[bool]):
    """Asks whether weekly busy time is freed every week (True) or on a single day (False)."""

    AUTO_FOCUS = "#once"
    BINDINGS = bindings(FreeOnce, FreeForGood)
    DEFAULT_CSS = "FreeDialog .buttons { margin-top: 1; }"

    def __init__(self, title: Content, times: str, day: str) -> None:
        """`times` are the weekly times as text, `day` is the day under the cursor."""
        super().__init__(title)
        self._times, self._day = times, day

    def compose_box(self) -> ComposeResult:
        """Show the times over the buttons."""
        yield Static(safe(self._times), markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Keep  esc", id="keep", action="screen.close", compact=True)
            yield Button("Every week  e", id="every", action="screen.dismiss(True)", compact=True)
            only = safe(f"Only {self._day}  o")
            yield Button(only, id="once", action="screen.dismiss(False)", variant="primary", compact=True)


def _why(text: str) -> Content:
    """Return the reason below its label, as wide as the facts are."""
    return Content("\n").join(session_row("Why here", text, TEXT_CELLS))
