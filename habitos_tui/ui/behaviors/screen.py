"""Behaviors: a list to search, and everything to do with them."""

from typing import Final

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from habitos_tui.domain.insight.learning import LearnedBehavior
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.task_state import TaskState
from habitos_tui.domain.model.wishes import WISHED
from habitos_tui.domain.planning.valuation import normalised
from habitos_tui.domain.text.pause_phrasing import pause_in_short, pause_phrase
from habitos_tui.domain.text.rhythm_phrasing import SHOWN, due_phrase, dues_sentence
from habitos_tui.domain.text.task_phrasing import task_due, task_sentence
from habitos_tui.ui.behaviors.behavior_list import BehaviorDetail, BehaviorHeading, BehaviorList
from habitos_tui.ui.behaviors.commands import SCREEN_COMMANDS
from habitos_tui.ui.behaviors.fields.part import Values
from habitos_tui.ui.behaviors.form import BehaviorForm
from habitos_tui.ui.behaviors.form_model import START, values_of
from habitos_tui.ui.behaviors.presenter import EMPTY, NO_TAGS, behavior_detail, behaviors_view, tags_of
from habitos_tui.ui.behaviors.quick_line import BehaviorLine
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.dialogs.entry import EntryDialog, EntryRow
from habitos_tui.ui.kit.dialogs.quick import ask_quick
from habitos_tui.ui.kit.filter_bar import FilterBar
from habitos_tui.ui.kit.holds_from import told_since
from habitos_tui.ui.kit.line_list import LineList
from habitos_tui.ui.kit.messages import BehaviorWanted
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import BESIDE, HabitosScreen
from habitos_tui.ui.session.pause_dialog import ask_pause

_NEEDS_ONE: Final = frozenset(
    {"edit_behavior", "copy_behavior", "archive_behavior", "delete_behavior", "pause_behavior"}
)
"""Actions on the behavior under the cursor."""

_NEW: Final = "New behavior"


class BehaviorsScreen(HabitosScreen):
    """The list, with details of the behavior under the cursor beside or below it."""

    MODE = "behaviors"
    AUTO_FOCUS = "#behaviors"
    BINDINGS = bindings(*SCREEN_COMMANDS)
    KEY_WIDGETS = frozenset({BehaviorList})

    _filter = getters.query_one(FilterBar)
    listed = getters.query_one(BehaviorList)
    detail = getters.query_one(BehaviorDetail)

    def __init__(self) -> None:
        """Starts with the active behaviors."""
        super().__init__()
        self._view = EMPTY
        self._shown: dict[str, Behavior] = {}
        self._weights: dict[str, float] = {}
        self._strengths: dict[str, float] = {}
        self._pauses: dict[str, Pause] = {}
        """Those of today, or to come."""
        self._learned: dict[str, LearnedBehavior] = {}
        self._dues: dict[str, str] = {}
        self._archived = False
        self._only_tasks = False
        self._tasks: tuple[TaskState, ...] = ()
        self._saved: str | None = None
        """Id of the behavior just saved or requested; the cursor goes there."""

    def compose_body(self) -> ComposeResult:
        """Lay out filter, list and detail."""
        with Container(id="split"):
            with Vertical(id="list", classes="pane"):
                yield FilterBar("#behaviors", placeholder="Type a part of a name or category, or #tag")
                yield BehaviorHeading()
                yield BehaviorList(id="behaviors")
                yield Static("", id="empty", classes="empty", markup=False)
            with Vertical(id="detail", classes="pane") as detail:
                detail.border_title = "What it means"
                yield BehaviorDetail()

    def refresh_view(self) -> None:
        """Read behaviors, weights and strengths, and show the matching ones, with the cursor on a requested one."""
        services, wanted = self.workspace.behaviors, self._saved
        self._saved = None
        if wanted is not None:
            self._archived = wanted in {behavior.id for behavior in services.archived()}
        behaviors = services.archived() if self._archived else services.all()
        self._weights = normalised({o.name: o.weight for o in self.workspace.objectives.all()})
        self._strengths = self.workspace.insights.strengths(behaviors)
        self._pauses = self.workspace.pauses.coming()
        self._shown = {behavior.id: behavior for behavior in behaviors}
        self._tasks = self.workspace.tasks.all(finished=self._archived)
        self._dues = self._next_dues()
        self._learned.clear()
        self._show_list()
        if wanted is not None and wanted in self._shown:
            if all(row.id != wanted for row in self._view.rows):  # the filter hides it
                self._only_tasks = False
                self._filter.close()
                self._show_list()
            self.listed.select(wanted)
        self._show_detail()

    def on_behavior_wanted(self, message: BehaviorWanted) -> None:
        """Select the behavior requested by another screen."""
        self._saved = message.behavior_id
        self.refresh_view()

    def on_resize(self) -> None:
        """Arrange list and detail for the new size."""
        self.set_class(self.size.width >= BESIDE, "-beside")
        if self._is_up:
            self._show_list()
            self._show_detail()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable actions that need a behavior while there is none."""
        needs_one = action in {
            "edit_behavior",
            "copy_behavior",
            "archive_behavior",
            "delete_behavior",
            "pause_behavior",
        }
        if action == "finish_task":
            behavior = self._current() if self.is_mounted else None
            return behavior is not None and behavior.task is not None and not self._archived
        return None if needs_one and not self._view.rows else super().check_action(action, parameters)

    # Actions

    def action_clear_filter(self) -> None:
        """Show everything again."""
        self._filter.close()

    def action_toggle_archived(self) -> None:
        """Switch between active and archived behaviors."""
        self._archived = not self._archived
        self.refresh_view()
        self.refresh_bindings()

    def action_toggle_tasks(self) -> None:
        """Show only the tasks, or all behaviors again."""
        self._only_tasks = not self._only_tasks
        self.refresh_view()
        self.refresh_bindings()

    def action_finish_task(self) -> None:
        """Log what is left of the task under the cursor, and put it away."""
        if (behavior := self._current()) is not None and behavior.task is not None:
            self.workspace.tasks.finish(behavior.id)
            self.context.committed("A shows what is done")

    def action_new_behavior(self) -> None:
        """Ask for a new behavior in one line, or in the form."""

        def form(draft: Behavior | None) -> BehaviorForm:
            values = START if draft is None else values_of(draft)
            return BehaviorForm(Content(_NEW), self.workspace, self._weights, values, like=draft)

        ask_quick(self, Content(_NEW), BehaviorLine(self.workspace), form, self._stored)

    @on(LineList.Opened)
    def action_edit_behavior(self) -> None:
        """Edit the behavior under the cursor."""
        if (behavior := self._current()) is not None:
            values = values_of(behavior, learning=self.workspace.learning.on(behavior.id))
            self._open_form("Edit behavior", values, behavior)

    def action_copy_behavior(self) -> None:
        """Start a new behavior from the one under the cursor."""
        if (behavior := self._current()) is not None:
            copy = behavior.model_copy(update={"name": f"{behavior.name[:190]} (copy)"})
            self._open_form("Copy of a behavior", values_of(copy), like=copy)

    def action_archive_behavior(self) -> None:
        """Archive the behavior under the cursor, or restore it."""
        if (behavior := self._current()) is None:
            return
        if self._archived:
            self.workspace.behaviors.restore(behavior.id)
            self.context.committed()
        else:
            self.workspace.behaviors.archive(behavior.id)
            self.context.committed(*self._since(behavior), "A shows the archived ones")

    def action_delete_behavior(self) -> None:
        """Delete the behavior under the cursor, or archive it when it has a history."""
        if (behavior := self._current()) is None:
            return
        outcome = self.workspace.behaviors.delete(behavior.id)
        self.context.committed(*([] if outcome == "deleted" else [*self._since(behavior), "A shows the archived ones"]))

    def action_pause_behavior(self) -> None:
        """Pause the behavior under the cursor from today on, or edit the pause it is in, or the next one."""
        if (behavior := self._current()) is not None:
            today = self.workspace.tracking.today()
            pause = self._pauses.get(behavior.id)
            ask_pause(self, behavior, max(today, pause.first) if pause else today)

    def action_cycle_tags(self) -> None:
        """Show only the behaviors of the first tag, of the next one at each further press, and then all again."""
        tags = [f"#{tag}" for tag in tags_of(self._shown.values())]
        if not tags:
            self.hint(NO_TAGS)
            return
        later = tags[tags.index(self._filter.value) + 1 :] if self._filter.value in tags else tags
        self._filter.display = bool(later)
        self._filter.value = later[0] if later else ""

    def action_rename_tag(self) -> None:
        """Ask for another name of a tag: that on show, or one of the behavior under the cursor."""
        behavior = self._current()
        own = behavior.tags[0] if behavior is not None and behavior.tags else ""
        shown = self._filter.value.removeprefix("#") if self._filter.value.startswith("#") else own
        rows = (EntryRow("Tag", "tag", shown), EntryRow("New name", "new", ""))
        tags = self.workspace.tags
        dialog = EntryDialog(Content("Rename a tag"), rows, lambda typed, _: tags.rename(typed["tag"], typed["new"]))
        ask(self, dialog, lambda _: self._renamed())

    # Helpers

    def _show_list(self) -> None:
        """Show the matching behaviors, in as many columns as fit."""
        today = self.workspace.tracking.today()
        self._view = behaviors_view(
            tuple(self._shown.values()),
            self._weights,
            self._strengths,
            filter_text=self._filter.value,
            archived=self._archived,
            dues=self._dues,
            paused={behavior: pause_in_short(pause, today) for behavior, pause in self._pauses.items()},
            tasks=self._tasks,
            only_tasks=self._only_tasks,
        )
        self.query_one(BehaviorHeading).view = self._view
        pane = self.query_one("#list")
        kinds = ("Tasks that are done", "Tasks") if self._only_tasks else ("Archived", "Behaviors")
        pane.border_title = Content(kinds[not self._archived])
        pane.border_subtitle = safe(self._view.summary)
        self.listed.view = self._view
        pane.set_class(not self._view.rows, "-empty")  # the list keeps the focus, for when it is filled again
        self.query_one("#empty", Static).update(Content("" if self._view.rows else self._view.empty))

    @on(Input.Changed, "#filter")
    def _filter_changed(self) -> None:
        self._show_list()
        self._show_detail()
        self.refresh_bindings()

    @on(LineList.Moved)
    def _show_detail(self) -> None:
        behavior = self._current()
        detail = Content("")
        if behavior is not None:
            first = self.workspace.profile.preferences.week_start
            strength, spaced = self._strengths.get(behavior.id), self.has_class("-beside")
            known = self._known(behavior)
            pause = self._pauses.get(behavior.id)
            paused = "" if pause is None else pause_phrase(pause, self.workspace.tracking.today())
            detail = behavior_detail(
                behavior,
                self._weights,
                strength,
                known,
                due=self._due(behavior),
                first_weekday=first,
                spaced=spaced,
                paused=paused,
            )
        self.detail.view = detail

    def _next_dues(self) -> dict[str, str]:
        """Return when those in use are due next, where that is not every week."""
        dues = {} if self._archived else self.workspace.dues.next(self._shown.values())
        today = self.workspace.tracking.today()
        tasks = {state.behavior.id: task_due(state) for state in self._tasks}
        return {behavior: due_phrase(due, today) for behavior, due in dues.items()} | tasks

    def _due(self, behavior: Behavior) -> str:
        """Return when a behavior is due the next times."""
        state = next((state for state in self._tasks if state.behavior.id == behavior.id), None)
        if state is not None:
            return task_sentence(state)
        if behavior.id not in self._dues:
            return ""
        dues = self.workspace.dues.outside_pauses(behavior, SHOWN)
        return dues_sentence(dues, self.workspace.tracking.today())

    def _renamed(self) -> None:
        self._filter.close()
        self.context.committed()

    def _known(self, behavior: Behavior) -> LearnedBehavior:
        """Return the learned chances of a behavior, read when the cursor first reaches it."""
        if behavior.id not in self._learned:
            self._learned[behavior.id] = self.workspace.learning.of(behavior.id)
        return self._learned[behavior.id]

    def _current(self) -> Behavior | None:
        return self._shown.get(self.listed.cursor or "") if self._view.rows else None

    def _since(self, behavior: Behavior) -> tuple[str, ...]:
        return told_since(self.workspace.behaviors.holds_from(behavior.id))

    def _stored(self, behavior: Behavior) -> None:
        self._saved = behavior.id
        self.context.committed()

    def _open_form(self, title: str, values: Values, old: Behavior | None = None, like: Behavior | None = None) -> None:
        def saved(behavior: Behavior) -> None:
            self._saved = behavior.id
            other = old is not None and any(getattr(old, name) != getattr(behavior, name) for name in WISHED)
            self.context.committed(*(self._since(behavior) if other else ()))

        ask(self, BehaviorForm(safe(title), self.workspace, self._weights, values, old=old, like=like), saved)
