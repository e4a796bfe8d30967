"""The composition root: which database, which clock, which services."""

import gc
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from habitos_tui.clock import Clock, SystemClock
from habitos_tui.domain.profile import Profile
from habitos_tui.errors import InvalidInputError, NoProfileError
from habitos_tui.paths import DATA_DIR_VARIABLE, Paths
from habitos_tui.services.accounts import COST, Accounts
from habitos_tui.services.workspace import Workspace
from habitos_tui.services.workspace import open_workspace as _open_workspace
from habitos_tui.settings import SettingsFile
from habitos_tui.storage.database import Database
from habitos_tui.storage.failures import usable

RUNNING_OBJECTS: Final = 20_000
"""That the app may make between two searches for garbage: few enough that what screens leave behind stays small."""


@dataclass(frozen=True, slots=True)
class Household:
    """The people who share one data directory."""

    paths: Paths
    clock: Clock
    database: Database
    accounts: Accounts

    def open_settings(self) -> SettingsFile:
        """Read how the program is to behave in this data directory."""
        return SettingsFile.read(self.paths.settings)

    def open_workspace(self, profile: Profile) -> Workspace:
        """Return what `profile` can do."""
        return _open_workspace(self.database, profile, self.clock)


def open_household(
    data_dir: Path | None,
    *,
    create: bool,
    clock: Clock | None = None,
    cost: int = COST,
    env: Mapping[str, str] = os.environ,
) -> Household:
    """Open the data directory: `data_dir`, else that of the environment, else the user's.

    NoProfileError when it holds no database and `create` is not set; a HabitosError that names it when it cannot be
    used; the errors of `Database.create_or_open` otherwise.
    """
    paths = data_paths(data_dir, env)
    database = Database(paths.database, backups=paths.backups)
    with usable(paths.root):
        if not create and not database.exists():
            raise NoProfileError(
                f"There is nothing in “{paths.root}” yet.",
                hint="Start habitos-tui, or: habitos-tui profile create NAME",
            )
        paths.ensure()
    database.create_or_open()
    present = clock or SystemClock()
    return Household(paths, present, database, Accounts(database, present, cost, private=_is_private(paths.root)))


def open_workspace(household: Household, profile: Profile) -> Workspace:
    """Return what `profile` can do."""
    return household.open_workspace(profile)


def require_terminal() -> None:
    """Raise NeedsTerminalError unless the app can be shown here; nothing has been written yet."""
    from habitos_tui.ui import terminal

    terminal.require_terminal(os.environ, sys.stdin, sys.stdout, sys.stderr)


def run_app(household: Household, profile_name: str | None = None, *, auto_login: Profile | None = None) -> int:
    """Run the app on this terminal and return the exit status; NeedsTerminalError when the terminal will not do.

    `profile_name` is asked for its password first; `auto_login` is let in at once.
    """
    from habitos_tui.ui import terminal

    require_terminal()
    from habitos_tui.ui.app import HabitosApp

    app = HabitosApp(household, profile_name, auto_login)
    # All that was loaded stays to the end: what is left out of every search for garbage holds up no key.
    gc.freeze()
    gc.set_threshold(RUNNING_OBJECTS)
    return terminal.run(app, crash_dir=household.paths.crash_dir, remote=app.remote)


def run_demo_app() -> int:
    """Run the app on a throw-away profile in the middle of a planned week, and return the exit status."""
    from tempfile import TemporaryDirectory

    from habitos_tui.services.demo import build_demo, live_demo_week
    from habitos_tui.services.demo_year import live_demo_year

    require_terminal()
    with TemporaryDirectory(prefix="habitos-tui-") as folder:
        household = open_household(Path(folder), create=True)
        profile = build_demo(household.database, household.clock)
        print("Planning a week to show you …", file=sys.stderr, flush=True)
        live_demo_year(household.database, profile, household.clock)
        live_demo_week(household.database, profile, household.clock)
        return run_app(household, auto_login=profile)


def data_paths(data_dir: Path | None, env: Mapping[str, str] = os.environ) -> Paths:
    """Return where the data is: in `data_dir`, else where the environment says, else with the user's other data."""
    try:
        return Paths.default(data_dir, env)
    except (OSError, RuntimeError) as error:
        raise InvalidInputError(
            "There is no such place for the data: a home or a working directory is missing.",
            hint=f"Give a whole path with --data-dir or {DATA_DIR_VARIABLE}.",
        ) from error


def _is_private(directory: Path) -> bool:
    """Tell whether nobody but its owner can enter a directory."""
    return directory.stat().st_mode & 0o077 == 0
