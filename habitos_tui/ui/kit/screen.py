"""Screens that send only changes to the terminal, for slow links."""

from collections.abc import Callable
from typing import Any, ClassVar, Final

from textual import on
from textual.events import ScreenResume, ScreenSuspend
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Static

from habitos_tui.ui.kit.app_context import AppContext, context_of
from habitos_tui.ui.kit.reporting import dispatch_reported, reported

WIDE: Final = 100
"""Column width from which two panes fit side by side."""
WIDTHS: Final = [(0, "-tiny"), (60, "-narrow"), (WIDE, "-wide")]
"""Column widths at which the screen's CSS class changes."""
BESIDE: Final = 120
"""Column width from which an entry is shown in full beside its list."""
HEIGHTS: Final = [(0, "-flat"), (18, "-low"), (32, "-high")]
"""Heights in lines at which the screen's CSS class changes."""


class TooSmall(Static):
    """Covers a screen under 60x18, which keeps its state and focus."""

    def __init__(self) -> None:
        super().__init__("This window is too small: habitos-tui needs 60 columns and 18 lines.", markup=False)


class LowTrafficScreen(Screen[ScreenResultType]):
    """Repaints only the widgets that lose and get the focus, and avoids repeated full paints."""

    NO_PALETTE: ClassVar[bool] = False
    """Disable the palette: it would bypass this screen."""
    KEY_WIDGETS: ClassVar[frozenset[type[Widget]]] = frozenset()
    """The widgets on it that bind keys, from which follows which keys clash."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Declared without repaint: the affected widgets repaint themselves, Textual would repaint the whole screen."""

    _just_styled = True

    @property
    def context(self) -> AppContext:
        """What the app does for its features."""
        return context_of(self.app)

    async def mount_composed_widgets(self, widgets: list[Widget]) -> None:
        """Add the message for too small windows to every screen."""
        await super().mount_composed_widgets([*widgets, TooSmall()])

    async def _dispatch_message(self, message: Message) -> None:
        await dispatch_reported(self.context, super()._dispatch_message, message)

    def call_next(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Do something right after the current message, such as what a dialog was asked for."""
        super().call_next(reported(self.context, callback, *args, **kwargs))

    def show_changes(self) -> None:
        """Refresh after a commit; for screens that show stored data."""

    def on_compose(self) -> None:
        """Set the size classes before the first paint; Textual does it only afterwards."""
        classes = {
            name: name == next(wanted for limit, wanted in reversed(steps) if extent >= limit)
            for steps, extent in ((WIDTHS, self.app.size.width), (HEIGHTS, self.app.size.height))
            for _, name in steps
        }
        self.update_classes(classes, animate=False)

    @on(ScreenResume)
    def _keep_styles(self, event: ScreenResume) -> None:
        """Skip the second restyling that Textual sends to a new screen."""
        if self._just_styled:
            event.refresh_styles = False

    @on(ScreenSuspend)
    def _styles_may_change(self) -> None:
        """Allow restyling, since size or colours may differ when the screen resumes."""
        self._just_styled = False

    def _on_timer_update(self) -> None:
        """Lay out without painting if a full paint follows, as on a screen's first appearance."""
        if self._layout_required and self._repaint_required and self.is_current:
            with self.app.batch_update():
                self._refresh_layout()
                self._layout_required = False
        super()._on_timer_update()
