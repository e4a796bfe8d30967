"""Behaviors: a list to search, and everything to do with them."""

from typing import Final

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.wishes import WISHED
from habitos_tui.domain.text.phrasing import day_label
from habitos_tui.text import first_characters
from habitos_tui.ui.behaviors.behavior_list import BehaviorDetail, BehaviorHeading, BehaviorList
from habitos_tui.ui.behaviors.card import card, planned_day, short_card
from habitos_tui.ui.behaviors.commands import SCREEN_COMMANDS
from habitos_tui.ui.behaviors.facts import KnownBehaviors
from habitos_tui.ui.behaviors.fields.part import Values
from habitos_tui.ui.behaviors.form import BehaviorForm
from habitos_tui.ui.behaviors.form_model import START, values_of
from habitos_tui.ui.behaviors.presenter import EMPTY, NO_TAGS, behaviors_view, tags_of
from habitos_tui.ui.behaviors.quick_line import BehaviorLine
from habitos_tui.ui.kit.at_rest import AtRest
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
        self._known: KnownBehaviors | None = None
        self._at_rest = AtRest(self, self._rested)
        self._empty = ""
        self._titles = ("", "")
        self._archived = False
        self._only_tasks = False
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
        wanted, self._saved = self._saved, None
        if wanted is not None:
            self._archived = wanted in {behavior.id for behavior in self.workspace.behaviors.archived()}
        self._known = KnownBehaviors(self.workspace, archived=self._archived)
        self._show_list()
        if wanted is not None and wanted in self._known.by_id:
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

    @property
    def is_inside(self) -> bool:
        """Whether a filter, the tasks or the archived behaviors are on show."""
        return self._filter.display or self._only_tasks or self._archived

    def step_outside(self) -> None:
        """Close the filter, else go from the tasks to all behaviors, else from the archived ones to those in use."""
        if not self._filter.close():
            if self._only_tasks:
                self.action_toggle_tasks()
            else:
                self.action_toggle_archived()

    @property
    def known(self) -> KnownBehaviors:
        """What is known of the behaviors on show."""
        if self._known is None:
            self._known = KnownBehaviors(self.workspace, archived=self._archived)
        return self._known

    # Actions

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
            return BehaviorForm(Content(_NEW), self.workspace, self.known.weights, values, like=draft)

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
            copy = behavior.model_copy(update={"name": f"{first_characters(behavior.name, 190)} (copy)"})
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
            pause = self.known.pauses.get(behavior.id)
            ask_pause(self, behavior, max(today, pause.first) if pause else today)

    def action_cycle_tags(self) -> None:
        """Show only the behaviors of the first tag, of the next one at each further press, and then all again."""
        tags = [f"#{tag}" for tag in tags_of(self.known.by_id.values())]
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
        known = self.known
        self._view = behaviors_view(
            tuple(known.by_id.values()),
            known.weights,
            known.strengths,
            filter_text=self._filter.value,
            archived=self._archived,
            dues=known.dues,
            paused=known.paused(),
            tasks=known.tasks,
            only_tasks=self._only_tasks,
            last_days={behavior: day_label(day, known.today) for behavior, day in known.last_days.items()},
            planned={behavior: planned_day(starts[0][0], known.today) for behavior, starts in known.planned.items()},
        )
        self.query_one(BehaviorHeading).view = self._view
        pane = self.query_one("#list")
        kinds = ("Tasks that are done", "Tasks") if self._only_tasks else ("Archived", "Behaviors")
        titles = kinds[not self._archived], self._view.summary
        if titles != self._titles:  # setting them repaints the whole pane
            self._titles = titles
            pane.border_title, pane.border_subtitle = Content(titles[0]), safe(titles[1])
        self.listed.view = self._view
        pane.set_class(not self._view.rows, "-empty")  # the list keeps the focus, for when it is filled again
        empty = "" if self._view.rows else self._view.empty
        if empty != self._empty:
            self._empty = empty
            self.query_one("#empty", Static).update(Content(empty))

    @on(Input.Changed, "#filter")
    def _filter_changed(self) -> None:
        self._show_list()
        self._at_rest.wanted()

    @on(LineList.Moved)
    def _moved(self) -> None:
        self._at_rest.wanted()

    def _rested(self) -> None:
        """Show details and keys of the behavior that was found, unless another screen came up meanwhile."""
        if self._is_up:
            self._show_detail()
            self.refresh_bindings()

    def _show_detail(self) -> None:
        behavior = self._current()
        shape = card if self.has_class("-beside") else short_card
        self.detail.view = () if behavior is None else shape(self.known.facts(behavior))

    def _renamed(self) -> None:
        self._filter.close()
        self.context.committed()

    def _current(self) -> Behavior | None:
        return self.known.by_id.get(self.listed.cursor or "") if self._view.rows else None

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

        ask(self, BehaviorForm(safe(title), self.workspace, self.known.weights, values, old=old, like=like), saved)
