"""The composition root: which database, which clock, which services."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from habitos_tui.clock import Clock, SystemClock
from habitos_tui.domain.profile import Profile
from habitos_tui.errors import NoProfileError
from habitos_tui.paths import Paths
from habitos_tui.services.accounts import COST, Accounts
from habitos_tui.services.workspace import Workspace
from habitos_tui.services.workspace import open_workspace as _open_workspace
from habitos_tui.storage.database import Database


@dataclass(frozen=True, slots=True)
class Household:
    """The people who share one data directory."""

    paths: Paths
    clock: Clock
    database: Database
    accounts: Accounts

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

    NoProfileError when it holds no database and `create` is not set; the errors of `Database.create_or_open` otherwise.
    """
    paths = Paths.default(data_dir, env)
    database = Database(paths.database, backups=paths.backups)
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


def _is_private(directory: Path) -> bool:
    """Tell whether nobody but its owner can enter a directory."""
    return directory.stat().st_mode & 0o077 == 0
