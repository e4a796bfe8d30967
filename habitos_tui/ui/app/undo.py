"""The part of the app that takes changes back and does them again, and says how to do so.

Whoever has committed something calls `committed`: the toast names the change as the services do and says what undoing
does, "Deleted “Run”. u brings it back.", and the screen on show is filled again before the call is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.command import CommandPalette

from habitos_tui.ui.app.preferences import SettingsHost
from habitos_tui.ui.app.solver import SolveHost
from habitos_tui.ui.app.undo_commands import Redo, Undo
from habitos_tui.ui.kit.command import Command, bindings
from habitos_tui.ui.kit.safe_text import announce

if TYPE_CHECKING:
    from habitos_tui.domain.model.undo_entry import UndoEntry
    from habitos_tui.services.workspace import Workspace

TOAST_SECONDS = 5.0


class HistoryHost(SettingsHost, SolveHost):
    """Undo and redo for whoever is logged in, except while they type."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Undo, Redo)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to a field that is typed in, and to screens for nobody in particular."""
        if action in {"undo", "redo"}:
            # The palette is typed in too, but what it offers is done on the screen below.
            focused = None if isinstance(self.screen, CommandPalette) else self.focused
            typing = focused is not None and focused.check_consume_key("u", "u")
            return self.workspace is not None and not typing
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        """Take the last change back and say what it was."""
        if (workspace := self.workspace) is not None:
            change = workspace.history.undo()
            if change is None:
                announce(self, "There is nothing to undo.")
            else:
                self._turned(workspace, f"Undone: {change.label}. {self.key_of(Redo)} does it again.")

    def action_redo(self) -> None:
        """Do again what was taken back last and say what it is."""
        if (workspace := self.workspace) is not None:
            change = workspace.history.redo()
            if change is None:
                announce(self, "There is nothing to do again.")
            else:
                self._turned(workspace, f"Done again: {self._told(change)}")

    def committed(self, *ways: str, tell: bool = True) -> None:
        """Show what is true now that something was committed: the one call after every change.

        Unless `tell` is off, as for what can be seen to change under the cursor, a toast names the change and how to
        take it back, behind other ways to go on such as "1-5 rates it".
        """
        with self.reporting():
            change = self.workspace.history.last() if tell and self.workspace is not None else None
            if change is not None:
                announce(self, self._told(change, *ways), timeout=TOAST_SECONDS)
        self.show_changes()

    def key_of(self, command: type[Command]) -> str:
        """Return the key of a command for a sentence, however it is mapped."""
        for active in self.screen.active_bindings.values():
            if active.binding.id == command.id:
                return active.binding.key_display or active.binding.key
        return command.key

    def _told(self, change: UndoEntry, *ways: str) -> str:
        return f"{change.label}. {', '.join([*ways, f'{self.key_of(Undo)} {change.way_back}'])}."

    def _turned(self, workspace: Workspace, sentence: str) -> None:
        """Say what was turned back or forth, and show what is true now, preferences included."""
        announce(self, sentence, timeout=TOAST_SECONDS)
        profile = workspace.history.profile()
        if profile != workspace.profile:
            self.use_profile(profile)
        self.committed(tell=False)
