"""Base of the main screens: navigation bar, footer, and refreshing.

A screen subclasses `HabitosScreen`, composes its body in `compose_body`, and fills it in `refresh_view`, called when
the screen comes to the front and when data changed while it is shown. After a commit it calls
`self.context.committed()`; it never keeps domain objects beyond the next `refresh_view`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from habitos_tui.ui.kit.app_context import workspace_of
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import MODE_COMMANDS, Leave, OpenSettings
from habitos_tui.ui.kit.footer import Footer
from habitos_tui.ui.kit.nav_bar import NavBar
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.kit.screen import LowTrafficScreen

if TYPE_CHECKING:
    from habitos_tui.services.workspace import Workspace


class HabitosScreen(LowTrafficScreen[None]):
    """A screen of the app for the profile that is logged in."""

    BINDINGS = bindings(*MODE_COMMANDS, OpenSettings, Leave)
    MODE = ""
    """Id of the mode whose base is this screen, for the navigation bar."""
    REFRESHES_EVERY_MINUTE: ClassVar[bool] = False
    """Whether it shows the current time."""
    _is_up = False
    _filled = False
    """Whether the data was read since the screen came to the front."""

    @property
    def workspace(self) -> Workspace:
        """The services of the person logged in; NoProfileError before the login."""
        return workspace_of(self.context)

    def compose(self) -> ComposeResult:
        """Lay out navigation bar, body and footer."""
        yield NavBar(self.MODE, self.workspace.profile.name, self.context.preferences.mode_key)
        yield from self.compose_body()
        yield Footer()

    def on_mount(self) -> None:
        """Start the clock timer."""
        if self.REFRESHES_EVERY_MINUTE:
            self.set_interval(60, self._minute_passed)

    def compose_body(self) -> ComposeResult:
        """Yield the screen's own widgets."""
        yield from ()

    def on_screen_resume(self) -> None:
        """Show the present data; Textual sends this twice to a screen that comes up for the first time."""
        if not self._is_up:
            self._is_up = True
            self.query_one(NavBar).refresh()  # other keys may lead to the screens now
            if not self._filled:
                self._refresh()

    def on_screen_suspend(self) -> None:
        """Mark the data as stale: it may have changed by the next resume."""
        self._is_up = self._filled = False

    def refresh_view(self) -> None:
        """Read the data and show it; called when the screen comes to the front or the data changed."""

    def action_go(self, mode: str) -> None:
        """Show another screen."""
        self.app.switch_mode(mode)

    def hint(self, sentence: str) -> None:
        """Say in a toast why a key does nothing here."""
        announce(self, sentence, timeout=4)

    def show_changes(self) -> None:
        """Read the data again if something was committed since it was read last."""
        if self.is_mounted and not (self._filled and self.context.external_changes.up_to_date):
            self._refresh()

    def _minute_passed(self) -> None:
        if self.is_current:
            self.refresh_view()

    def _refresh(self) -> None:
        self._filled = True
        self.context.external_changes.about_to_show()
        with self.context.reporting():
            self.refresh_view()
