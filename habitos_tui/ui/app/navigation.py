"""Leads to screens and dialogs that lie over any screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import CommandPalette

from habitos_tui.ui.app.features import key_owners, known_commands
from habitos_tui.ui.app.jump import JumpScreen, pane_title, targets
from habitos_tui.ui.app.palette import LowTrafficPalette
from habitos_tui.ui.help.keys_dialog import KeysDialog
from habitos_tui.ui.kit.messages import BehaviorWanted, WeekWanted
from habitos_tui.ui.kit.modes import MODES
from habitos_tui.ui.kit.screen import LowTrafficScreen

if TYPE_CHECKING:
    from datetime import date

    from textual.message import Message

    from habitos_tui.ui.kit.app_context import ContextApp


class Navigation:
    """Shows what is asked for; a screen gets what it is to do there as a message."""

    def __init__(self, app: ContextApp) -> None:
        self._app = app
        self.week: date | None = None
        """First day of the week that Week shows; None follows the clock."""

    def plan_week(self, week: date) -> None:
        """Show the Solve screen and let it plan `week` with the options chosen there."""
        self._app.call_later(self._post_to, "solve", WeekWanted(week))

    def show_behavior(self, behavior_id: str) -> None:
        """Show the Behaviors screen with the cursor on that behavior."""
        self._app.call_later(self._post_to, "behaviors", BehaviorWanted(behavior_id))

    async def press_on(self, mode: str, command_id: str) -> None:
        """Show a screen and press the key of one of its commands there."""
        await self._app.switch_mode(mode)
        keys = self._app.context.preferences.keys_for(command_id)
        self._app.call_after_refresh(self._app.simulate_key, keys[0])

    def show_settings(self) -> None:
        """Show the settings over the screen."""
        from habitos_tui.ui.settings.screen import SettingsScreen

        self._app.push_screen(SettingsScreen(key_owners))

    def show_guide(self) -> None:
        """Show the guide over the screen, at the section about it."""
        from habitos_tui.ui.help.screen import GuideScreen

        self._app.push_screen(GuideScreen(known_commands().values(), self._app.current_mode))

    def show_keys(self) -> None:
        """Show what every key does here."""
        app, screen = self._app, self._app.screen
        about = next((f"{mode.title}: {mode.help}." for mode in MODES if mode.id == getattr(screen, "MODE", "")), "")
        pane = pane_title(app.focused)
        app.push_screen(KeysDialog(screen.active_bindings, app.get_key_display, pane=pane, about=about))

    def show_palette(self) -> None:
        """Open the palette, except over itself and where it would lead past what the screen asks for."""
        screen = self._app.screen
        if not isinstance(screen, CommandPalette) and not (isinstance(screen, LowTrafficScreen) and screen.NO_PALETTE):
            self._app.push_screen(LowTrafficPalette(id="--command-palette"))

    def jump(self) -> None:
        """Show letters over the panes, and go to the one that is chosen."""
        screen = self._app.screen
        found = targets(screen.focus_chain, screen.region)
        self._app.push_screen(JumpScreen(found), lambda widget: None if widget is None else screen.set_focus(widget))

    async def _post_to(self, mode: str, message: Message) -> None:
        await self._app.switch_mode(mode)
        self._app.screen.post_message(message)
