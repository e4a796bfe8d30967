"""One call of the command line: its profile and data directory."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from habitos_tui.cli.output import at_terminal, tell
from habitos_tui.cli.passwords import ask_password, read_password
from habitos_tui.errors import SAY_AFTER_SECONDS, WAITING, HabitosError, InvalidInputError, NoProfileError

if TYPE_CHECKING:
    from habitos_tui.bootstrap import DataDirectory
    from habitos_tui.domain.model.profile import Profile
    from habitos_tui.services.backups import Backups
    from habitos_tui.services.profile_files import ProfileFiles
    from habitos_tui.services.workspace import Workspace


class WaitNotice:
    """Announces once that a command waits for another program, after a noticeable time."""

    _said = False

    def __call__(self, seconds: float) -> None:
        """Report how long the command has waited."""
        if seconds >= SAY_AFTER_SECONDS and not self._said:
            self._said = True
            tell(WAITING)


@dataclass
class Invocation:
    """The global options of one call."""

    profile: str | None = None
    data_dir: Path | None = None
    password_file: str | None = None
    as_json: bool = False
    """Errors are told as JSON."""
    opened: DataDirectory | None = field(default=None, repr=False)
    """The last data directory opened by this call."""

    def data_directory(self, *, create: bool = False) -> DataDirectory:
        """Open the database; NoProfileError if missing and `create` is not given."""
        from habitos_tui.bootstrap import open_data_directory

        self.opened = open_data_directory(self.data_dir, create=create, on_wait=WaitNotice())
        return self.opened

    def backups(self) -> Backups:
        """Return the copies of the database, whether there is one or not."""
        from habitos_tui.bootstrap import backups_of

        return backups_of(self.data_dir, on_wait=WaitNotice())

    def profile_files(self) -> ProfileFiles:
        """Return the way of profiles into files and out of them; the data directory must be open."""
        from habitos_tui.services.profile_files import ProfileFiles

        if self.opened is None:
            raise RuntimeError("the data directory is not open")
        return ProfileFiles(self.opened.database, self.opened.accounts, self.opened.clock)

    def back_up_today(self) -> None:
        """Make the automatic copy of today if this call changed something and there is none yet; tell what fails."""
        if self.opened is not None and self.opened.is_open and self.opened.database.has_written:
            failure = self.opened.back_up_today(renew=False)
            if failure is not None:
                from habitos_tui.bootstrap import NO_BACKUP

                tell(f"{NO_BACKUP} {failure.message}")

    def workspace(self) -> Workspace:
        """Log in to the profile of this call and open it; asks for its password if it has one."""
        from habitos_tui.bootstrap import open_workspace

        directory = self.data_directory()
        workspace = open_workspace(directory, self.login(directory, self.chosen(directory)))
        if at_terminal(sys.stdout):
            # A status bar that asks every minute is nobody who looks. What keeps a note from being written also keeps
            # the command from its work, and is told then, or does not matter to one that only reads.
            with suppress(HabitosError):
                workspace.away_question.note_use()
        return workspace

    def chosen(self, directory: DataDirectory) -> str:
        """Return the name of the profile of this call: the given one, or the only one."""
        if self.profile is not None:
            return self.profile
        names = [profile.name for profile in directory.accounts.profiles()]
        if not names:
            raise NoProfileError(
                "There is no profile yet.", hint="Start habitos-tui, or: habitos-tui profile create NAME"
            )
        if len(names) > 1:
            raise InvalidInputError(
                f"There are several profiles: {', '.join(names)}.", hint="Say whose data with --profile NAME."
            )
        return names[0]

    def refuse_others(self, name: str) -> None:
        """Raise InvalidInputError for a profile other than the one that --profile allows."""
        from habitos_tui.domain.model.naming import folded

        if self.profile is not None and folded(name) != folded(self.profile):
            raise InvalidInputError(
                f"This call is about “{self.profile}” alone.", hint="Leave --profile out to work on another profile."
            )

    def login(self, directory: DataDirectory, name: str) -> Profile:
        """Return the profile `name` after checking its password, if any."""
        password = self.password(directory, name)
        return directory.accounts.authenticate(name, password)

    def password(self, directory: DataDirectory, name: str) -> str | None:
        """Return the password typed for `name`; None for a profile without one."""
        if not _is_protected(directory, name):
            return None
        if self.password_file is not None:
            return read_password(self.password_file)
        return ask_password(f"Password of {name}:")

    def start_app(self) -> int:
        """Run the app and return its exit status; NeedsTerminalError, before any file is made, without a terminal."""
        from habitos_tui.bootstrap import find_data_directory, require_terminal, run_app

        require_terminal()
        create = self.profile is None  # a profile that is named is there, or nothing is made
        if self.password_file is None:
            return run_app(find_data_directory(self.data_dir, create=create), self.profile)
        directory = self.data_directory(create=create)
        return run_app(directory, self.profile, auto_login=self.login(directory, self.chosen(directory)))


def _is_protected(directory: DataDirectory, name: str) -> bool:
    """True if `name` has a password; `authenticate` refuses unknown names."""
    from habitos_tui.domain.model.naming import folded

    return any(profile.protected for profile in directory.accounts.profiles() if folded(profile.name) == folded(name))


def current() -> Invocation:
    """Return the invocation of the command that is running."""
    return click.get_current_context().ensure_object(Invocation)
