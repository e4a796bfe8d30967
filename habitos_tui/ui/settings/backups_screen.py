"""Backups: those that are there, newest first; a new one, a look into one, and the way back to it.

Each is read to be listed, and copied to be looked into, so all of that is done in a thread.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import Final, TypeVar

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from habitos_tui.domain.model.backup import Backup
from habitos_tui.errors import HabitosError
from habitos_tui.services.backups import RestorePreview
from habitos_tui.ui.kit.app_context import workspace_of
from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.line_of_parts import Footer
from habitos_tui.ui.kit.safe_text import MUTED, announce, safe
from habitos_tui.ui.kit.screen import OverlaidScreen
from habitos_tui.ui.settings.backup_dialogs import NewBackupForm, OtherFileForm, RestoreDialog
from habitos_tui.ui.settings.backup_lines import NONE_YET, BackupsView, backup_detail, backup_line, typed_path
from habitos_tui.ui.settings.commands import CloseSettings, LookIntoBackup, NewBackup

T = TypeVar("T")

OTHER_FILE: Final = ""
"""Key of the line for a file that lies elsewhere."""
ABOUT_OTHER: Final = "A backup that lies somewhere else, such as on a stick or from another computer."
SHOWN_SECONDS: Final = 10.0
COPYING: Final = "Copying …"
RESTORING: Final = "Restoring …"


class BackupList(LineList):
    """The backups, and a line for a file that is none of them."""

    BINDINGS = bindings(LookIntoBackup)

    view: reactive[BackupsView] = reactive(BackupsView.NOTHING, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return its lines."""
        backups = self.view.backups
        if backups is None:
            return [Line(safe(" Reading …", MUTED))]
        lines = [Line(backup_line(one, self.view, width), str(one.path)) for one in backups]
        head = lines or [Line(safe(f" {NONE_YET}", MUTED))]
        return [*head, Line(Content("")), Line(safe("  Another file …"), OTHER_FILE)]


class BackupsScreen(OverlaidScreen):
    """Opened over the settings, or from the palette."""

    AUTO_FOCUS = "BackupList"
    BINDINGS = bindings(NewBackup, CloseSettings)
    KEY_WIDGETS = frozenset({BackupList})

    backup_list = getters.query_one(BackupList)

    def __init__(self, *, make: bool = False) -> None:
        """With `make` it begins with the question where to make a new one."""
        super().__init__()
        self._make = make
        self._working = ""
        """What is done: a backup is made, looked into or restored; nothing else is begun meanwhile."""
        self._query = BackgroundQuery(self, failed=self._failed)

    def compose(self) -> ComposeResult:
        """Lay out the list over what is said of the line under the cursor."""
        with Vertical(id="backups", classes="pane") as pane:
            pane.border_title = "Backups"
            yield BackupList(id="list")
            yield Static("", id="said", classes="muted", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Read the backups."""
        self.show_changes()
        if self._make:
            self.action_new_backup()

    def show_changes(self) -> None:
        """Read and show the backups."""
        if not self._working:
            self._query.run(lambda _: self.context.data_directory.backups.all(), self._show)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Begin nothing while something is being done, nor leave while that changes something."""
        if action == "go" and self._changing:
            return False
        return not self._working if action == "new_backup" else super().check_action(action, parameters)

    def action_close(self) -> None:
        """Go back, but not while something is changed: that goes on, and nobody would hear what came of it."""
        if self._changing:
            self.say(f"{self._working} You can go back once that is done.")
        else:
            self.dismiss(None)

    def action_new_backup(self) -> None:
        """Ask where to, and make a backup."""
        ask(self, NewBackupForm(), self._make_backup)

    def on_line_list_moved(self) -> None:
        """Say where the backup under the cursor lies."""
        self._explain()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Look into a backup."""
        if self._working:
            return
        if event.key == OTHER_FILE:
            ask(self, OtherFileForm(), self._look)
        else:
            self._look(Path(event.key))

    def _make_backup(self, typed: str) -> None:
        target, directory = typed_path(typed) if typed else None, self.context.data_directory
        self._work(COPYING, lambda _: directory.back_up(target), self._made)

    def _made(self, path: Path) -> None:
        announce(self.app, f"Backed up: {path}", timeout=SHOWN_SECONDS)
        self.show_changes()

    def _look(self, source: Path) -> None:
        backups = self.context.data_directory.backups
        self._work("Reading …", lambda _: backups.preview(source), self._ask)

    def _ask(self, preview: RestorePreview) -> None:
        self._explain()
        dialog = RestoreDialog(preview, self.context.profile_name, workspace_of(self.context).tracking.today())
        ask(self, dialog, lambda wanted: self._restore(preview.source) if wanted else None)

    def _restore(self, source: Path) -> None:
        backups = self.context.data_directory.backups
        self._work(RESTORING, lambda _: backups.restore(source), partial(self._restored, source))

    def _restored(self, source: Path, kept: Path | None) -> None:
        """Go on with what is there now; the app ends where the profile is not in it."""
        where = "" if kept is None else f" What was there is kept in {kept}."
        told = f"Restored: {source.name}.{where}"
        self.context.external_changes.go_on_with_replaced(told)
        announce(self.app, told, timeout=SHOWN_SECONDS)

    def _work(self, said: str, question: Callable[[Event], T], then: Callable[[T], object]) -> None:
        """Do something in a thread."""

        def done(answer: T) -> None:
            self._rest()
            then(answer)

        self._working = said
        self.say(said)
        self.refresh_bindings()
        self._query.run(question, done)

    @property
    def _changing(self) -> bool:
        """Whether what is being done changes something."""
        return self._working in {COPYING, RESTORING}

    def _rest(self) -> None:
        self._working = ""
        self.refresh_bindings()

    def _failed(self, error: HabitosError) -> None:
        self._rest()
        self._explain()
        self.context.show_error(error)
        if self.backup_list.view.backups is None:
            self._show(())

    def _show(self, backups: tuple[Backup, ...]) -> None:
        today = workspace_of(self.context).tracking.today()
        before = self.backup_list.view.backups
        self.backup_list.view = BackupsView(backups, today, self.context.profile_name)
        if backups and (not before or before[0].path != backups[0].path):
            self.backup_list.select(str(backups[0].path))
        self._explain()

    def _explain(self) -> None:
        cursor, backups = self.backup_list.cursor, self.backup_list.view.backups
        found = next((one for one in backups or () if str(one.path) == cursor), None)
        self.say(backup_detail(found) if found is not None else ABOUT_OTHER if cursor == OTHER_FILE else "")
