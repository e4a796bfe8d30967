"""What the app needs of the data directory; `habitos_tui.bootstrap` makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from habitos_tui.clock import Clock
    from habitos_tui.domain.model.profile import Profile
    from habitos_tui.services.accounts import Accounts
    from habitos_tui.services.backups import Backups
    from habitos_tui.services.workspace import Workspace
    from habitos_tui.settings import SettingsFile


class SharedDirectory(Protocol):
    """The people who share a data directory, and how the app is to behave there."""

    @property
    def accounts(self) -> Accounts:
        """The profiles and their passwords."""

    @property
    def clock(self) -> Clock:
        """The only source of the present moment."""

    @property
    def backups(self) -> Backups:
        """The copies of the database."""

    def back_up(self, target: Path | None = None) -> Path:
        """Make a copy of the database, as `Backups.make` does, and return where it is; in any thread."""

    @property
    def is_open(self) -> bool:
        """Whether the database is ready."""

    def open(self) -> None:
        """Make the database ready, which takes a while; in any thread, once."""

    def check_pages(self) -> None:
        """Check every page of the database; in any thread. DamagedDatabaseError where one is damaged."""

    def on_wait(self, told: Callable[[float], object]) -> None:
        """Let `told` hear, in the thread that waits, for how many seconds it has waited for another program.

        A HabitosError that it raises ends the wait.
        """

    def open_settings(self) -> SettingsFile:
        """Read how the app is to behave."""

    def open_workspace(self, profile: Profile) -> Workspace:
        """Return the services of `profile`."""
