"""Opens other screens and tells them what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habitos_tui.ui.kit.messages import BehaviorWanted, PlanWanted, WeekWanted
from habitos_tui.ui.kit.screen import HabitosScreen, OverlaidScreen

if TYPE_CHECKING:
    from datetime import date

    from textual.message import Message

    from habitos_tui.ui.kit.app_context import ContextApp


class Navigation:
    """A message tells a screen what to do; to only show one use `go`."""

    def __init__(self, app: ContextApp) -> None:
        self._app = app
        self._origin: str | None = None

    @property
    def origin(self) -> str | None:
        """The screen that led to the one on show; None if it was chosen by its number."""
        return self._origin if self._origin != self._app.current_mode else None

    def go(self, mode: str) -> None:
        """Show another screen because it was chosen."""
        self._origin = None
        self._leave_overlaid()
        self._app.switch_mode(mode)

    def back(self) -> None:
        """Show the screen that led to this one."""
        if (origin := self.origin) is not None:
            self.go(origin)

    @property
    def week_on_show(self) -> date | None:
        """First day of the week that Week is at; None while it follows the clock."""
        try:
            base, *_ = self._app.get_screen_stack("week")
        except KeyError:  # it was not opened yet
            return None
        return base.week if isinstance(base, HabitosScreen) else None

    def show_week(self, week: date) -> None:
        """Show the Week screen with the week that begins on `week`."""
        self._app.call_later(self._post_to, "week", WeekWanted(week))

    def plan_week(self, week: date) -> None:
        """Show the Solve screen and let it plan `week` with the options chosen there."""
        self._app.call_later(self._post_to, "solve", PlanWanted(week))

    def show_behavior(self, behavior_id: str) -> None:
        """Show the Behaviors screen with the cursor on that behavior."""
        self._app.call_later(self._post_to, "behaviors", BehaviorWanted(behavior_id))

    async def press_on(self, mode: str, command_id: str) -> None:
        """Show a screen and press the key of one of its commands there."""
        await self._lead_to(mode)
        keys = self._app.context.preferences.keys_for(command_id)
        self._app.call_after_refresh(self._app.simulate_key, keys[0])

    async def _lead_to(self, mode: str) -> None:
        self._leave_overlaid()
        if mode != self._app.current_mode:
            self._origin = self._app.current_mode
        await self._app.switch_mode(mode)

    def _leave_overlaid(self) -> None:
        """Close what is open over the main screen, such as the settings."""
        while isinstance(self._app.screen, OverlaidScreen):
            self._app.pop_screen()

    async def _post_to(self, mode: str, message: Message) -> None:
        await self._lead_to(mode)
        self._app.screen.post_message(message)
