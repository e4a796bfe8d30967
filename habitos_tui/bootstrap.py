"""The composition root: which database, which clock, which services.

What the app shows first needs neither database nor services; they are loaded when a data directory is opened.
"""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from habitos_tui.atomic_file import folder_for_a_moment
from habitos_tui.clock import Clock, SystemClock
from habitos_tui.errors import BusyError, HabitosError, InvalidInputError, NoProfileError
from habitos_tui.paths import DATA_DIR_VARIABLE, Paths, is_owned, lost_link, usable
from habitos_tui.settings import SettingsFile, moved_settings
from habitos_tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.driver import Driver

    from habitos_tui.domain.model.profile import Profile
    from habitos_tui.services.accounts import Accounts
    from habitos_tui.services.backups import Backups
    from habitos_tui.services.login_source import LoginSource
    from habitos_tui.services.workspace import Workspace
    from habitos_tui.storage.database import Database

NO_BACKUP: Final = "No backup was made today:"
LAST_WAIT_SECONDS: Final = 5.0
"""For how long another program is waited for once the app has ended: whoever has left looks at nothing any more."""
ASKED_WAIT_SECONDS: Final = 1.0
"""The same after a signal, which leaves a process two seconds in all: it is to say yet what it did not do."""

RUNNING_OBJECTS: Final = 5_000
SEARCHES: Final = (5, 1)
"""That the app may make between two searches for garbage: few enough that what screens leave behind stays small."""


class DataDirectory:
    """The people who share one data directory; `open` comes before anything that asks its database."""

    database: Database
    accounts: Accounts

    def __init__(
        self,
        paths: Paths,
        clock: Clock,
        cost: int | None = None,
        env: Mapping[str, str] = os.environ,
        *,
        discreet: bool = False,
    ) -> None:
        """`cost` is bcrypt's work factor; None is the usual one. `env` tells where somebody comes from.

        A `discreet` one, of a guest in restricted mode, names nobody else in its errors.
        """
        self.paths = paths
        self.clock = clock
        self._env = env
        self._cost = cost
        self._discreet = discreet
        self._on_wait: Callable[[float], object] = lambda seconds: None

    @property
    def is_open(self) -> bool:
        """Whether the database is ready."""
        return hasattr(self, "accounts")

    def open(self) -> None:
        """Make the database ready, a new one where there is none; the errors of `Database.create_or_open`."""
        from habitos_tui.services.login_source import in_browser, present_source
        from habitos_tui.storage.database import Database

        database = Database(
            self.paths.database, backups=self.paths.backups, waits=self._waited, makes_sense=_makes_sense
        )
        database.create_or_open()
        self.database = database
        source = partial(present_source, self._env)
        self.accounts = self._accounts(source, discreet=self._discreet, browser=in_browser(self._env))

    def accounts_for(self, source: LoginSource) -> Accounts:
        """Return the profiles as somebody elsewhere finds them, who is told no name; the directory must be open."""
        return self._accounts(lambda: source, discreet=True, browser=False)

    def _accounts(self, source: Callable[[], LoginSource], *, discreet: bool, browser: bool) -> Accounts:
        from habitos_tui.services.accounts import Accounts
        from habitos_tui.services.password_hashing import COST

        return Accounts(
            self.database,
            self.clock,
            COST if self._cost is None else self._cost,
            private=_is_private(self.paths.root),
            owned=is_owned(self.paths.database),
            discreet=discreet,
            source=source,
            in_browser=browser,
        )

    def on_wait(self, told: Callable[[float], object]) -> None:
        """Let `told` hear, in the thread that waits, for how many seconds it has waited for another program.

        A HabitosError that it raises ends the wait.
        """
        self._on_wait = told

    @property
    def backups(self) -> Backups:
        """The copies of the database."""
        from habitos_tui.services.backups import Backups

        return Backups(self.paths, self.clock, self._waited)

    def back_up(self, target: Path | None = None) -> Path:
        """Make a copy of the database, as `Backups.make` does, and return where it is."""
        return self.backups.make(self.database, target)

    def back_up_today(self, *, renew: bool) -> HabitosError | None:
        """Make the automatic copy of today, and return what kept it from being made, None where nothing did.

        With `renew` it takes the place of one of earlier today. Nothing is copied that holds no profile, nor where the
        settings say so.
        """
        if not self.is_open or self.open_settings().current.backup.automatic == "off":
            return None
        try:
            if self.accounts.profiles():
                self.backups.make_daily(self.database, renew=renew)
        except HabitosError as error:
            return error
        return None

    def damage(self, only: str | None = None) -> HabitosError | None:
        """Return the damage of the database that may be behind an unexpected error; reading all of it takes a while.

        With `only` no other profile is named.
        """
        if not self.is_open:
            return None
        from habitos_tui.services.health import find_damage

        return find_damage(self.database, only)

    def check_pages(self) -> None:
        """Let SQLite look at every page; DamagedDatabaseError when one is not sound."""
        self.database.check_pages()

    def lost_references(self) -> HabitosError | None:
        """Look whether what does not fit refers to something that the database has lost; quick."""
        if not self.is_open:
            return None
        from habitos_tui.storage.checkup import lost_references

        return lost_references(self.database)

    def open_settings(self) -> SettingsFile:
        """Read how the program is to behave on this machine."""
        return moved_settings(self.paths.settings, self.paths.settings_before)

    def open_workspace(self, profile: Profile, *, guest: bool = False) -> Workspace:
        """Return what `profile` can do; a `guest` chooses no files of this machine, nor do those of a discreet one."""
        from habitos_tui.services.workspace import open_workspace

        return open_workspace(self.database, profile, self.clock, guest=guest or self._discreet)

    def open_for_assistant(self, profile: Profile) -> Workspace:
        """Return the same for a program that acts for them: what it changes is marked as made by an assistant."""
        from habitos_tui.domain.model.undo_entry import Author
        from habitos_tui.services.workspace import open_workspace

        return open_workspace(self.database, profile, self.clock, Author.ASSISTANT, guest=self._discreet)

    def _waited(self, seconds: float) -> None:
        self._on_wait(seconds)


def find_data_directory(
    data_dir: Path | None,
    *,
    create: bool,
    clock: Clock | None = None,
    cost: int | None = None,
    env: Mapping[str, str] = os.environ,
    discreet: bool = False,
) -> DataDirectory:
    """Return a data directory, not opened yet: `data_dir`, else the environment's, else the user's.

    NoProfileError when it holds no database and `create` is not set; DamagedDatabaseError when a link on the way leads
    nowhere; a HabitosError that names it when it cannot be used. A `discreet` one names nobody else in its errors.
    """
    paths = data_paths(data_dir, env)
    with usable(paths.root):
        if (lost := lost_link(paths.root)) is not None:
            raise lost
        if not create and not paths.holds_something():
            raise NoProfileError(
                f"There is nothing in “{paths.root}” yet.",
                hint="Start habitos-tui, or: habitos-tui profile create NAME",
            )
        paths.ensure()
    return DataDirectory(paths, clock or SystemClock(), cost, env, discreet=discreet)


def open_data_directory(
    data_dir: Path | None,
    *,
    create: bool,
    clock: Clock | None = None,
    cost: int | None = None,
    env: Mapping[str, str] = os.environ,
    on_wait: Callable[[float], object] = lambda seconds: None,
    discreet: bool = False,
) -> DataDirectory:
    """Find a data directory and open it; the errors of `find_data_directory` and of `DataDirectory.open`.

    `on_wait` hears of waits, as in `DataDirectory.on_wait`.
    """
    directory = find_data_directory(data_dir, create=create, clock=clock, cost=cost, env=env, discreet=discreet)
    directory.on_wait(on_wait)
    directory.open()
    return directory


def backups_of(
    data_dir: Path | None,
    *,
    clock: Clock | None = None,
    env: Mapping[str, str] = os.environ,
    on_wait: Callable[[float], object] = lambda seconds: None,
) -> Backups:
    """Return the copies of the database of a data directory, which may be missing or damaged."""
    from habitos_tui.services.backups import Backups

    return Backups(data_paths(data_dir, env), clock or SystemClock(), on_wait)


def open_workspace(directory: DataDirectory, profile: Profile) -> Workspace:
    """Return what `profile` can do."""
    return directory.open_workspace(profile)


def require_terminal() -> None:
    """Raise NeedsTerminalError unless the app can be shown here; nothing has been written yet."""
    from habitos_tui.ui.runtime import terminal

    terminal.require_terminal(os.environ, sys.stdin, sys.stdout, sys.stderr)


def run_app(
    directory: DataDirectory,
    profile_name: str | None = None,
    *,
    auto_login: Profile | None = None,
    restricted_by: str = "",
    back_up: bool = True,
    in_browser: bool = False,
    on_wait: Callable[[float], object] = lambda seconds: None,
) -> int:
    """Run the app on this terminal and return the exit status; NeedsTerminalError when the terminal will not do.

    `in_browser` it speaks with the server that started it instead, by standard input and output.

    A data directory that is not open yet is opened behind the first frame. `profile_name` is asked for its password
    first; `auto_login` is let in at once. `restricted_by` is what switched restricted mode on. At the end, when the
    terminal is free again, the database is copied; `on_wait` hears of the waits of that, as in `DataDirectory.on_wait`.
    """
    from habitos_tui.ui.runtime import terminal

    if not in_browser:
        require_terminal()
    from habitos_tui.ui.app.app import HabitosApp

    app = HabitosApp(
        directory,
        profile_name,
        auto_login,
        restricted_by=restricted_by,
        when_started=_keep_memory_small,
        driver=_browser_driver() if in_browser else None,
    )
    status = terminal.run(
        app,
        crash_dir=directory.paths.crash_dir,
        remote=app.preferences.remote,
        mouse=app.preferences.mouse,
        explain_crash=partial(_damage_behind_crash, directory, profile_name),
    )
    if back_up and (obstacle := _back_up_at_last(directory, on_wait, hurried=app.asked_to_end)):
        print(clean(f"{NO_BACKUP} {obstacle}"), file=sys.stderr)
    return status


def _back_up_at_last(directory: DataDirectory, on_wait: Callable[[float], object], *, hurried: bool) -> str:
    """Copy the database after the app, which refuses to wait once it ends; return what kept that from being done."""
    _wait_at_most(directory, ASKED_WAIT_SECONDS if hurried else LAST_WAIT_SECONDS, on_wait)
    try:
        failure = directory.back_up_today(renew=True)
    except KeyboardInterrupt:  # of the copy alone: the app has ended well
        print(file=sys.stderr)  # the terminal shows ^C where the cursor is
        return "It was interrupted."
    return "" if failure is None else failure.message


def _damage_behind_crash(directory: DataDirectory, only: str | None) -> HabitosError | None:
    """Return the damage of the database that may be behind a crash; None also where another program holds it."""
    _wait_at_most(directory, ASKED_WAIT_SECONDS)
    try:
        return directory.damage(only)
    except BusyError:
        return None


def _wait_at_most(
    directory: DataDirectory, most: float, on_wait: Callable[[float], object] = lambda seconds: None
) -> None:
    def waited(seconds: float) -> None:
        on_wait(seconds)
        if seconds >= most:
            raise BusyError("Another program is using the database and did not finish in time.")

    directory.on_wait(waited)


def _makes_sense(copy: Path) -> bool:
    from habitos_tui.storage.checkup import can_be_read

    return can_be_read(copy)


def _browser_driver() -> type[Driver]:
    from habitos_tui.ui.runtime.browser_driver import BrowserDriver

    return BrowserDriver


def _keep_memory_small() -> None:
    """Search for garbage now and then, but not in what is loaded already: it stays, and would hold up keys."""
    from habitos_tui.free_memory import keep_little

    keep_little()
    gc.freeze()
    gc.set_threshold(RUNNING_OBJECTS, *SEARCHES)


def run_demo_app(restricted_by: str = "") -> int:
    """Run the app on a throw-away profile in the middle of a planned week, and return the exit status."""
    from habitos_tui.services.demo.profile import build_demo, live_demo_week
    from habitos_tui.services.demo.year import live_demo_year

    require_terminal()
    with folder_for_a_moment() as folder:
        directory = open_data_directory(folder, create=True)
        profile = build_demo(directory.database, directory.clock)
        print("Planning a week to show you …", file=sys.stderr, flush=True)
        live_demo_year(directory.database, profile, directory.clock)
        live_demo_week(directory.database, profile, directory.clock)
        return run_app(directory, auto_login=profile, restricted_by=restricted_by, back_up=False)


def data_paths(data_dir: Path | None, env: Mapping[str, str] = os.environ) -> Paths:
    """Return where the data is: in `data_dir`, else where the environment says, else with the user's other data."""
    try:
        return Paths.default(data_dir, env)
    except (OSError, RuntimeError) as error:
        raise InvalidInputError(
            "The data directory cannot be determined: a home or a working directory is missing.",
            hint=f"Give a whole path with --data-dir or {DATA_DIR_VARIABLE}.",
        ) from error


def _is_private(directory: Path) -> bool:
    """Tell whether nobody but its owner can enter a directory."""
    return directory.stat().st_mode & 0o077 == 0
