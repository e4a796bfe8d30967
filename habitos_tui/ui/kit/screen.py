"""Screens that send only changes to the terminal, for slow links; and the main ones, with bars and refreshing.

A main screen subclasses `HabitosScreen`, composes its body in `compose_body`, and fills it in `refresh_view`, called
when the screen comes to the front and when data changed while it is shown. After a commit it calls
`self.context.committed()`; it never keeps domain objects beyond the next `refresh_view`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.events import ScreenResume, ScreenSuspend
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Button, Static

from habitos_tui.errors import BusyError, HabitosError
from habitos_tui.ui.kit.app_context import OUTWARD, AppContext, context_of, dispatch_reported, reported, workspace_of
from habitos_tui.ui.kit.backdrop import quietened
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import MODE_COMMANDS, Leave, OpenSettings, StepBack
from habitos_tui.ui.kit.cropped_compositor import CroppedCompositor
from habitos_tui.ui.kit.hint_line import HintLine, hint_content, next_hint
from habitos_tui.ui.kit.line_of_parts import Footer, NavBar
from habitos_tui.ui.kit.safe_text import announce, safe
from habitos_tui.ui.runtime.memory import forget_lines

if TYPE_CHECKING:
    from datetime import date

    from rich.console import RenderableType

    from habitos_tui.services.workspace import Workspace


WIDE: Final = 100
"""Column width from which two panes fit side by side."""
WIDTHS: Final = [(0, "-tiny"), (60, "-narrow"), (WIDE, "-wide")]
"""Column widths at which the screen's CSS class changes."""
BESIDE: Final = 120
"""Column width from which an entry is shown in full beside its list."""
HIGH: Final = 32
"""Height in lines from which more than a list fits."""
HEIGHTS: Final = [(0, "-flat"), (18, "-low"), (HIGH, "-high")]
"""Heights in lines at which the screen's CSS class changes."""


class TooSmall(Static):
    """Covers a screen under 60x18, which keeps its state and focus."""

    def __init__(self) -> None:
        super().__init__("This window is too small: habitos-tui needs 60 columns and 18 lines.", markup=False)


def is_open(screen: Screen[Any]) -> bool:
    """Tell whether a screen is not closed yet.

    A click does not wait for the keys before it, which may have closed what it is meant for; closing that once more
    would close another screen in its place.
    """
    return screen in screen.app.screen_stack


class LowTrafficScreen(Screen[ScreenResultType]):
    """Repaints only the widgets that lose and get the focus, and avoids repeated full paints."""

    NO_PALETTE: ClassVar[bool] = False
    """Disable the palette: it would bypass this screen."""
    KEY_WIDGETS: ClassVar[frozenset[type[Widget]]] = frozenset()
    """The widgets on it that bind keys, from which follows which keys clash."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Declared without repaint: the affected widgets repaint themselves, Textual would repaint the whole screen."""

    _just_styled = True
    _styles_seen = -1

    def __init__(self, *args: Any, **options: Any) -> None:
        """Takes what Textual's screens take."""
        super().__init__(*args, **options)
        self._compositor = CroppedCompositor()

    @property
    def _css_update_count(self) -> int:
        """Changes of the styles it was styled after. A new screen has missed none: it is styled when it is mounted.

        Textual takes it for outdated instead, and restyles the whole screen that is left.
        """
        if self._styles_seen < 0:
            self._styles_seen = self.app._css_update_count
        return self._styles_seen

    @_css_update_count.setter
    def _css_update_count(self, count: int) -> None:
        self._styles_seen = count

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

    def render(self) -> RenderableType:
        """Draw what a dialog leaves in sight of the screen below it in one quiet colour."""
        return quietened(super().render(), self.app.theme_variables)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close the screen; nothing where it is closed already."""
        return super().dismiss(result) if is_open(self) else AwaitComplete()

    def show_changes(self) -> None:
        """Refresh after a commit; for screens that show stored data."""

    def on_mount(self) -> None:
        """Let buttons name the keys that commands have now, where those are custom ones."""
        preferences = self.context.preferences
        mapped = {b.action: b for _, b in self._bindings if preferences.is_mapped(b.id)}
        for button in self.query(Button) if mapped else ():
            words, gap, _ = str(button.label).partition("  ")
            binding = mapped.get((button.action or "").removeprefix("screen."))
            if gap and binding is not None:
                button.label = f"{words}{gap}{preferences.names_of_id(binding.id or '').partition(' ')[0]}"

    def key_label(self, binding: Binding) -> str:
        """Return what the key bar says of a key: what it does here."""
        return binding.description

    def action_filter(self) -> None:
        """Type to narrow the list."""
        from habitos_tui.ui.kit.filter_bar import FilterBar  # not on the first frame

        self.query_one(FilterBar).open()

    def say(self, sentence: str, style: str = "") -> None:
        """Show a sentence in the line for that, `#said`."""
        self.query_one("#said", Static).update(safe(sentence, style))

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
        """Allow restyling, since size or colours may differ when the screen resumes, and take up less memory."""
        self._just_styled = False
        if not self.app.screen.is_modal:  # what is below a dialog is still seen
            forget_lines(self)

    def _on_timer_update(self) -> None:
        """Lay out without painting if a full paint follows, as on a screen's first appearance."""
        if self._layout_required and self._repaint_required and self.is_current:
            with self.app.batch_update():
                self._refresh_layout()
                self._layout_required = False
        super()._on_timer_update()


class OverlaidScreen(LowTrafficScreen[None]):
    """A screen that is opened over a main one, such as the settings. The numbers of the main ones leave it."""

    BINDINGS = bindings(*MODE_COMMANDS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable going to a main screen where there is one, and no dialog lies between."""
        if action == "go":
            between = takewhile(lambda each: each is not self, self.app.screen_stack[1:])
            return self.context.workspace is not None and all(isinstance(each, OverlaidScreen) for each in between)
        return super().check_action(action, parameters)

    def action_go(self, mode: str) -> None:
        """Show a main screen."""
        self.context.navigation.go(mode)


class HabitosScreen(LowTrafficScreen[None]):
    """A screen of the app for the profile that is logged in."""

    BINDINGS = bindings(*MODE_COMMANDS, OpenSettings, Leave, StepBack)
    MODE = ""
    """Id of the mode whose base is this screen, for the navigation bar."""
    REFRESHES_EVERY_MINUTE: ClassVar[bool] = False
    """Whether it shows the current time."""
    week: date | None = None
    """First day of the week that it is at, where it shows one; None follows the clock."""
    _is_up = False
    _filled = False
    """Whether the data was read since the screen came to the front."""
    told = ""
    """The error that a dialog over it tells."""

    @property
    def workspace(self) -> Workspace:
        """The services of the person logged in; NoProfileError before the login."""
        return workspace_of(self.context)

    def compose(self) -> ComposeResult:
        """Lay out navigation bar, body and footer."""
        yield NavBar(self.MODE, self.workspace.profile.name, self.context.preferences.mode_key)
        yield from self.compose_body()
        yield HintLine()
        yield Footer()

    def on_mount(self) -> None:
        """Start the clock timer."""
        if self.REFRESHES_EVERY_MINUTE:
            self.set_interval(60, self._minute_passed)

    def compose_body(self) -> ComposeResult:
        """Yield the screen's own widgets."""
        yield from ()

    def on_screen_resume(self) -> None:
        """Show the present data; Textual sends this twice to a screen that comes up for the first time.

        When the app is left it may reach a screen whose widgets are gone already.
        """
        bars = self.query(NavBar)
        if bars and not self._is_up:
            self._is_up = True
            bars.first().refresh()  # other keys may lead to the screens now
            if not self._filled:
                self._refresh()

    def on_screen_suspend(self) -> None:
        """Mark the data as stale: it may have changed by the next resume."""
        self._is_up = self._filled = False

    def refresh_view(self) -> None:
        """Read the data and show it; called when the screen comes to the front or the data changed."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable going back only where there is something to go back to, and in restricted mode no way outside."""
        if action in OUTWARD and self.context.restricted_by:
            return False
        if action == "step_back":
            return self.is_mounted and (self.is_inside or self.context.navigation.origin is not None)
        return super().check_action(action, parameters)

    @property
    def is_inside(self) -> bool:
        """Whether something was opened on the screen that a step back leaves, such as a filter."""
        return False

    def step_outside(self) -> None:
        """Leave what was opened last."""

    def action_go(self, mode: str) -> None:
        """Show another screen."""
        self.context.navigation.go(mode)

    def action_step_back(self) -> None:
        """Leave what was opened last, else go to the screen that led here."""
        if self.is_inside:
            self.step_outside()
        else:
            self.context.navigation.back()
        self.refresh_bindings()

    def hint(self, sentence: str) -> None:
        """Say in a toast why a key does nothing here."""
        announce(self, sentence, timeout=4)

    def show_changes(self) -> None:
        """Read the data again if something was committed since it was read last."""
        if self.is_mounted and not (self._filled and self.context.external_changes.up_to_date):
            self._refresh()

    def tell_hint(self) -> None:
        """Say what is useful next, in the first days."""
        for line in self.query(HintLine):
            hint = next_hint(self.MODE, self.workspace.first_days.so_far())
            line.hint = None if hint is None else hint_content(hint, self.context.preferences.key_named)

    def _minute_passed(self) -> None:
        if self.is_current:
            self.context.external_changes.refresh_unasked(self.refresh_view)

    def _refresh(self) -> None:
        """Read the data and show it.

        What keeps it from that is not told again right after its dialog was closed: that would open for ever anew, and
        keep the user from other screens and from leaving.
        """
        self._filled = True
        self.context.external_changes.about_to_show()
        told, self.told = self.told, ""
        try:
            self.refresh_view()
            self.tell_hint()
        except BusyError as error:
            self.context.external_changes.not_shown()
            self.context.show_error(error)
        except HabitosError as error:
            if error.message != told:
                self.context.show_error(error)
