"""The interface of the app's controllers for the features, reached as `self.context`; and errors shown as dialogs.

The app and its screens dispatch their messages through it, so that handlers, timers and answered dialogs may raise a
HabitosError. Both override the same two methods of Textual to call what is here, each in a line. A class for both to
inherit would be a third one of ours below most screens, and a class stands on two at most.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from textual._callback import invoke
from textual.app import ScreenStackError
from textual.message import Message
from textual.message_pump import CallbackError

from habitos_tui.errors import HabitosError, NoProfileError
from habitos_tui.restriction import refused
from habitos_tui.ui.runtime.crash import CrashSafeApp

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractContextManager

    from textual.app import App
    from textual.dom import DOMNode
    from textual.message import Message

    from habitos_tui.domain.model.profile import Preferences, Profile
    from habitos_tui.domain.planning.options import SolveOptions
    from habitos_tui.services.data_directory import SharedDirectory
    from habitos_tui.services.workspace import Workspace
    from habitos_tui.settings import Settings, SettingsFile
    from habitos_tui.ui.kit.command import Command
    from habitos_tui.ui.kit.commands import Mode
    from habitos_tui.ui.kit.messages import SolveState
    from habitos_tui.ui.kit.navigation import Navigation
    from habitos_tui.ui.kit.type_ahead import TypeAhead


class Solver(Protocol):
    """Runs one optimization at a time; post SolveRequested to start one."""

    @property
    def state(self) -> SolveState:
        """The state of the run."""

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""

    @property
    def working(self) -> bool:
        """Whether a thread works on a run; any thread may ask."""

    @property
    def worked_until(self) -> float:
        """When the last thread ended its work, by the steady clock."""

    def follow(self, follower: DOMNode, changed: Callable[[SolveState, SolveState], None]) -> None:
        """Call `changed` with the old and the new state on every change, until `follower` is removed."""

    def prepare(self) -> None:
        """Load the solver before it is needed."""

    def cancel(self) -> None:
        """Ask the solver to stop; its incumbent becomes the result."""

    def dismiss(self) -> None:
        """Clear the result; the run stays in the history."""


class UserPreferences(Protocol):
    """Settings of this machine, preferences of the profile, and custom keys."""

    @property
    def settings(self) -> SettingsFile:
        """The settings of this machine."""

    @property
    def current(self) -> Settings:
        """The settings that hold: of this machine, and over them what the person logged in has chosen."""

    def change_settings(self, settings: Settings, *, tell: bool = False) -> None:
        """Use other settings from now on and save them; HabitosError when they cannot be saved.

        What the person can choose is kept in the profile, the rest for the machine. With `tell` a toast says so and
        how to undo what is the profile's.
        """

    def settings_problems(self) -> tuple[str, ...]:
        """Return a sentence for each setting that cannot be used."""

    def change_preferences(self, preferences: Preferences) -> None:
        """Divide and plan weeks in another way from now on; HabitosError when existing data does not fit into it."""

    def use_profile(self, profile: Profile) -> None:
        """Go on with a changed profile of the person logged in."""

    def show_theme(self, name: str) -> None:
        """Apply a theme without saving; an empty name picks the theme that fits the terminal."""

    def solver_defaults(self) -> SolveOptions:
        """Return the default options of a solve."""

    def mode_key(self, mode: Mode) -> str:
        """Return the key of a screen, as shown."""

    def names_of(self, command: Command) -> str:
        """Return the keys that a command has now, as they are shown."""

    def names_of_id(self, command_id: str) -> str:
        """Return the same by the id of the command."""

    def is_mapped(self, command_id: str | None) -> bool:
        """Tell whether a command has custom keys."""

    def keys_for(self, command_id: str) -> tuple[str, ...]:
        """Return Textual's names of the keys that a command has now."""

    def key_named(self, command_id: str) -> str:
        """Return the first key that the command with an id has now, as it is shown."""

    def keys_summary(self) -> str:
        """Return how many commands have custom keys, as a phrase."""


class ExternalChanges(Protocol):
    """Tells whether the screen shows the stored data, even after a change by another program."""

    @property
    def up_to_date(self) -> bool:
        """Whether nothing was committed, here or by another process, since a screen was filled."""

    def about_to_show(self) -> None:
        """Record that a screen is being filled with the present data."""

    def go_on_with_replaced(self, told: str) -> None:
        """Go on with the database that was put in the place of the one before; end the app where the profile is gone.

        `told` says what was done.
        """

    def not_shown(self) -> None:
        """Record that a screen could not be filled, since another program was writing; it is tried again soon."""

    def refresh_unasked(self, refresh: Callable[[], object]) -> None:
        """Refresh without waiting for another program: nobody has asked for it. It is tried again soon."""


class DatabaseWaits(Protocol):
    """What becomes of waits for another program that has the database."""

    def asked(self) -> AbstractContextManager[None]:
        """In a thread: do what the user has asked for, so that they can give up its waits. The BusyError is raised."""


class AppContext(Protocol):
    """The app as screens, panes and dialogs see it."""

    workspace: Workspace | None
    """The services of the person logged in; None until then. Screens have them as `self.workspace`."""
    data_directory: SharedDirectory
    """The data directory with its profiles."""
    profile_name: str | None
    """The only profile that may log in, if the app was started for one; others are hidden."""
    restricted_by: str
    """What has switched restricted mode on; "" when nothing has."""
    navigation: Navigation
    """Opens other screens."""
    type_ahead: TypeAhead
    """The queue of keys for the next screen."""

    @property
    def solver(self) -> Solver:
        """The running or last optimization."""

    @property
    def preferences(self) -> UserPreferences:
        """Settings, preferences and keys."""

    @property
    def external_changes(self) -> ExternalChanges:
        """Tells whether data changed since the screen was filled."""

    @property
    def database_wait(self) -> DatabaseWaits:
        """Lets the user give up what a thread waits for."""

    def committed(self, *ways: str, tell: bool = True) -> None:
        """Refresh the screen after a commit; to be called after every change.

        A toast names the change and how to undo it, after other hints such as "1-5 rates it". Turn `tell` off where
        the change is visible under the cursor.
        """

    def show_changes(self) -> None:
        """Refresh the top screen; the others refresh when they come to the front."""

    def reporting(self) -> AbstractContextManager[None]:
        """Show a HabitosError raised inside as a dialog instead of ending the app."""

    def show_error(self, error: HabitosError) -> None:
        """Show the error and the next step."""


OUTWARD: Final = frozenset({"add_calendar", "edit_note", "open_editor"})
"""Actions that reach for files of one's choice or start programs; restricted mode does not offer them."""


def refuse(context: AppContext, what: str) -> None:
    """Raise RestrictedError in restricted mode, which leaves `what` out."""
    if context.restricted_by:
        raise refused(what, context.restricted_by)


class ContextApp(CrashSafeApp[int]):
    """The app as the kit knows it: with a context, and with errors shown as dialogs.

    In restricted mode it neither lets go of the terminal nor gives anything to another program or into a file.
    """

    @property
    @abstractmethod
    def context(self) -> AppContext:
        """What the app does for its features."""

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Show a HabitosError raised inside as a dialog instead of ending the app.

        What waited for its turn when the app began to end is done, as far as nothing is to be shown.
        """
        try:
            yield
        except HabitosError as error:
            self.context.show_error(error)
        except ScreenStackError:
            if not self._exit:
                raise

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Let go of the terminal for another program."""
        refuse(self.context, "Another program")
        with super().suspend():
            yield

    def action_suspend_process(self) -> None:
        """Let go of the terminal for the shell."""
        refuse(self.context, "A shell")
        super().action_suspend_process()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open an address in a browser."""
        refuse(self.context, "A browser")
        super().open_url(url, new_tab=new_tab)

    def save_screenshot(self, *args: Any, **kwargs: Any) -> str:
        """Write what is on the screen into a file."""
        refuse(self.context, "A picture of the screen")
        return super().save_screenshot(*args, **kwargs)

    def deliver_text(self, *args: Any, **kwargs: Any) -> str | None:
        """Write a text into a file of the user's."""
        refuse(self.context, "A file of your choice")
        return super().deliver_text(*args, **kwargs)

    def deliver_binary(self, *args: Any, **kwargs: Any) -> str | None:
        """Write bytes into a file of the user's."""
        refuse(self.context, "A file of your choice")
        return super().deliver_binary(*args, **kwargs)

    async def _dispatch_message(self, message: Message) -> None:
        await dispatch_reported(self.context, super()._dispatch_message, message)

    def call_next(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Run a callback right after the current message."""
        super().call_next(reported(self.context, callback, *args, **kwargs))

    async def run_action(self, *args: Any, **kwargs: Any) -> bool:
        """Run an action; a HabitosError that it raises is shown, on whichever screen."""
        try:
            return await super().run_action(*args, **kwargs)
        except HabitosError as error:
            self.context.show_error(error)
            return True


def context_of(app: App[Any]) -> AppContext:
    """Return the context of the running app, which is the same for every widget."""
    return cast("ContextApp", app).context


def workspace_of(context: AppContext) -> Workspace:
    """Return the services of the person logged in; NoProfileError before the login."""
    if context.workspace is None:
        raise NoProfileError("Nobody is logged in.")
    return context.workspace


async def dispatch_reported(
    context: AppContext, dispatch: Callable[[Message], Awaitable[None]], message: Message
) -> None:
    """Dispatch a message; show the HabitosError that a handler raises."""
    try:
        with context.reporting():
            await dispatch(message)
    except CallbackError as error:  # Textual wraps errors of timers
        if not isinstance(error.__context__, HabitosError):
            raise
        context.show_error(error.__context__)


def reported(
    context: AppContext, callback: Callable[..., Any], *args: Any, **kwargs: Any
) -> Callable[[], Awaitable[None]]:
    """Return a callback that shows the HabitosError that `callback` raises."""

    async def run() -> None:
        with context.reporting():
            await invoke(partial(callback, *args, **kwargs))

    return run
