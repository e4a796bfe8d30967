"""One call of the command line: its profile and data directory."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from habitos_tui.cli.output import at_terminal, tell
from habitos_tui.cli.passwords import ask_password, patiently, read_password
from habitos_tui.errors import (
    LIST_HINT,
    SAY_AFTER_SECONDS,
    WAITING,
    HabitosError,
    InvalidInputError,
    NeedsTerminalError,
    NoProfileError,
)

if TYPE_CHECKING:
    from habitos_tui.bootstrap import DataDirectory
    from habitos_tui.domain.model.profile import Profile
    from habitos_tui.services.accounts import Accounts
    from habitos_tui.services.backups import Backups
    from habitos_tui.services.profile_files import ProfileFiles
    from habitos_tui.services.workspace import Workspace


class WaitNotice:
    """Announces once that a command waits for another program, after a noticeable time."""

    said = False

    def __call__(self, seconds: float) -> None:
        """Report how long the command has waited."""
        if seconds >= SAY_AFTER_SECONDS and not self.said:
            self.said = True
            tell(f"{WAITING} ctrl+c gives up." if at_terminal(sys.stdin, sys.stderr) else WAITING)


@dataclass
class Invocation:
    """The global options of one call."""

    profile: str | None = None
    data_dir: Path | None = None
    password_file: str | None = None
    as_json: bool = False
    """Errors are told as JSON."""
    restricted_by: str = ""
    """What has switched restricted mode on; "" when nothing has."""
    opened: DataDirectory | None = field(default=None, repr=False)
    """The data directory, once this call has opened it."""
    _workspace: Workspace | None = field(default=None, repr=False)
    _wait: WaitNotice = field(default_factory=WaitNotice, repr=False)
    _wrote_file: bool = field(default=False, repr=False)
    _other_commits: int = field(default=0, repr=False)
    """Those that the user has not asked for."""

    def data_directory(self, *, create: bool = False) -> DataDirectory:
        """Open the database, once; NoProfileError if missing and `create` is not given."""
        from habitos_tui.bootstrap import open_data_directory

        if self.opened is None:
            create = create and not self.restricted_by
            self.opened = open_data_directory(
                self.data_dir, create=create, on_wait=self._wait, discreet=bool(self.restricted_by)
            )
            if self.restricted_by:
                self.profile = self.chosen(self.opened)
        return self.opened

    def refuse(self, what: str, hint: str = "") -> None:
        """Raise RestrictedError in restricted mode, which leaves `what` out."""
        if self.restricted_by:
            from habitos_tui.restriction import refused

            raise refused(what, self.restricted_by, hint)

    @property
    def owns_data(self) -> bool:
        """Whether the database belongs to whoever calls; also where there is none yet."""
        from habitos_tui.bootstrap import data_paths
        from habitos_tui.paths import is_owned

        try:
            return is_owned(data_paths(self.data_dir).database)
        except OSError:  # nothing of it can be told then, and why is told by whoever opens it
            return True

    @property
    def named_profile(self) -> str | None:
        """The only profile that may be named in what is told of the whole file; None where all may, "" where none."""
        return self.profile if self.profile is not None or self.owns_data else ""

    def refuse_strangers(self) -> None:
        """Raise RestrictedError for others than the owner of the data: what follows names everybody in it."""
        if not self.owns_data:
            from habitos_tui.errors import owner_only

            raise owner_only()

    def backups(self) -> Backups:
        """Return the copies of the database, whether there is one or not."""
        from habitos_tui.bootstrap import backups_of

        return backups_of(self.data_dir, on_wait=self._wait)

    def profile_files(self) -> ProfileFiles:
        """Return the way of profiles into files and out of them; the data directory must be open."""
        from habitos_tui.services.profile_files import ProfileFiles

        if self.opened is None:
            raise RuntimeError("the data directory is not open")
        return ProfileFiles(self.opened.database, self.opened.accounts, self.opened.clock)

    @property
    def has_changed(self) -> bool:
        """Whether what this call is to change is changed, or some of it."""
        return self._wrote_file or self._commits() > self._other_commits

    @property
    def has_waited(self) -> bool:
        """Whether the user was told that this call waits for another program."""
        return self._wait.said

    def note_written(self) -> None:
        """Remember that a file was written, or put in the place of another one."""
        self._wrote_file = True

    def disregard_commits(self) -> None:
        """Take what was committed by now for upkeep, which the user has not asked for."""
        self._other_commits = self._commits()

    def _commits(self) -> int:
        return self.opened.database.commits if self.opened is not None and self.opened.is_open else 0

    def back_up_today(self) -> None:
        """Make the automatic copy of today if this call changed something and there is none yet; tell what fails."""
        if self.opened is not None and self._commits():
            failure = self.opened.back_up_today(renew=False)
            if failure is not None:
                from habitos_tui.bootstrap import NO_BACKUP

                tell(f"{NO_BACKUP} {failure.message}")

    def workspace(self) -> Workspace:
        """Return the profile of this call, opened; the first time its password is asked for if it has one."""
        if self._workspace is None:
            self._workspace = self._open_workspace()
        return self._workspace

    def _open_workspace(self) -> Workspace:
        from habitos_tui.bootstrap import open_workspace

        directory = self.data_directory()
        workspace = open_workspace(directory, self.login(directory, self.chosen(directory)))
        if at_terminal(sys.stdout):
            # A status bar that asks every minute is nobody who looks. What keeps a note from being written also keeps
            # the command from its work, and is told then, or does not matter to one that only reads.
            with suppress(HabitosError):
                workspace.away_question.note_use()
        self.disregard_commits()
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
        if len(names) > 1 and self.restricted_by:
            from habitos_tui.restriction import unnamed

            raise unnamed()
        if len(names) > 1:
            seen = f" {LIST_HINT}" if directory.accounts.tells_names else ""
            raise InvalidInputError("There are several profiles.", hint=f"Say whose data with --profile NAME.{seen}")
        return names[0]

    def refuse_for_one(self, what: str) -> None:
        """Raise RestrictedError in restricted mode, and InvalidInputError where --profile names whom it is about.

        `what` is about every profile.
        """
        self.refuse(what)
        if self.profile is not None:
            raise InvalidInputError(
                f"{what} is about others, too, and this call about “{self.profile}” alone.", hint="Leave --profile out."
            )

    def refuse_others(self, name: str) -> None:
        """Raise InvalidInputError for a profile other than the one that --profile allows."""
        from habitos_tui.domain.model.naming import folded

        if self.profile is not None and folded(name) != folded(self.profile):
            self.refuse("Another profile")
            raise InvalidInputError(
                f"This call is about “{self.profile}” alone.", hint="Leave --profile out to work on another profile."
            )

    def login(self, directory: DataDirectory, name: str) -> Profile:
        """Return the profile `name` after checking its password, if any."""
        password = self.password_of(directory.accounts, name)
        profile = patiently(lambda: directory.accounts.authenticate(name, password))
        if at_terminal(sys.stderr):
            _tell_report(directory, profile)
        return profile

    def password_of(self, accounts: Accounts, name: str) -> str | None:
        """Return the password typed for `name`; None for a profile that opens without one.

        It is asked for where nobody has that name, too, if anybody has a password: who there is is nobody's business.
        """
        if not accounts.asks_for_password(name):
            return None
        if self.password_file is not None:
            return read_password(self.password_file)
        return ask_password(f"Password of {name}:")

    def start_app(self) -> int:
        """Run the app and return its exit status; NeedsTerminalError, before any file is made, without a terminal."""
        from habitos_tui.bootstrap import find_data_directory, require_terminal, run_app
        from habitos_tui.cli.ending import HUNG_UP, is_hung_up

        try:
            require_terminal()
        except NeedsTerminalError:
            if is_hung_up():
                return HUNG_UP
            raise
        # A profile that is named is there, or nothing is made.
        create = self.profile is None and not self.restricted_by
        if self.password_file is None:
            directory = find_data_directory(self.data_dir, create=create, discreet=bool(self.restricted_by))
            return run_app(directory, self.profile, restricted_by=self.restricted_by, on_wait=WaitNotice())
        directory = self.data_directory(create=create)
        person = self.login(directory, self.chosen(directory))
        return run_app(
            directory, self.profile, auto_login=person, restricted_by=self.restricted_by, on_wait=WaitNotice()
        )


def _tell_report(directory: DataDirectory, profile: Profile) -> None:
    """Tell what happened to the password since the last login; where nobody reads it, it is kept for the next."""
    report = directory.accounts.login_report(profile)
    if report:
        from habitos_tui.domain.text.login_phrasing import report_sentence

        tell(report_sentence(report, directory.clock.now().date(), protected=profile.protected))
        # What keeps the note from being written also keeps the command from its work, and is told then.
        with suppress(HabitosError):
            directory.accounts.note_told(profile)


def current() -> Invocation:
    """Return the invocation of the command that is running."""
    return click.get_current_context().ensure_object(Invocation)
