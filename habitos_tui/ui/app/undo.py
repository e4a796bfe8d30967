"""Undoes and redoes changes, and announces how to do so.

A toast names the change by its label and says what undo does: "Deleted “Run”. u brings it back."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import CommandPalette

from habitos_tui.ui.kit.app_context import workspace_of
from habitos_tui.ui.kit.commands import Redo, Undo
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.settings.keymap import short_key

if TYPE_CHECKING:
    from habitos_tui.domain.model.undo_entry import UndoEntry
    from habitos_tui.ui.kit.app_context import ContextApp
    from habitos_tui.ui.kit.command import Command

TOAST_SECONDS = 5.0


class UndoController:
    """Undo and redo for the profile that is logged in, except while text is typed."""

    def __init__(self, app: ContextApp) -> None:
        self._app = app

    @property
    def possible(self) -> bool:
        """Whether undo is available: not while a text field has the focus, nor before the login."""
        # The palette has a text field too, but its commands run on the screen below.
        focused = None if isinstance(self._app.screen, CommandPalette) else self._app.focused
        typing = focused is not None and focused.check_consume_key("u", "u")
        return self._app.context.workspace is not None and not typing

    def undo(self) -> None:
        """Undo the last change and name it."""
        change = workspace_of(self._app.context).history.undo()
        done = "" if change is None else f"Undone: {change.label}. {self._key_of(Redo)} does it again."
        self._report_and_refresh(done or "There is nothing to undo.")

    def redo(self) -> None:
        """Redo the change undone last and name it."""
        change = workspace_of(self._app.context).history.redo()
        done = "" if change is None else f"Done again: {self._sentence(change)}"
        self._report_and_refresh(done or "There is nothing to do again.")

    def announce_change(self, *ways: str) -> None:
        """Announce the last change and how to undo it, after other hints such as "1-5 rates it"."""
        change = workspace_of(self._app.context).history.last()
        if change is not None:
            announce(self._app, self._sentence(change, *ways), timeout=TOAST_SECONDS)

    def _key_of(self, command: Command) -> str:
        return short_key(self._app.context.preferences.keys_for(command.id)[0])

    def _sentence(self, change: UndoEntry, *ways: str) -> str:
        return f"{change.label}. {', '.join([*ways, f'{self._key_of(Undo)} {change.way_back}'])}."

    def _report_and_refresh(self, sentence: str) -> None:
        """Report what was undone or redone and refresh, preferences included."""
        announce(self._app, sentence, timeout=TOAST_SECONDS)
        workspace = workspace_of(self._app.context)
        profile = workspace.history.profile()
        if profile != workspace.profile:
            self._app.context.preferences.use_profile(profile)
        self._app.context.show_changes()
