"""The errors a user can meet: a title, a sentence, a next step and an exit code."""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit statuses of the command line; signals end with 128 + their number."""

    OK = 0
    FAILURE = 1
    USAGE = 2
    NOTHING_DUE = 3
    NO_PROFILE = 10
    BUSY = 11
    WRONG_PASSWORD = 12
    DAMAGED_DATABASE = 13
    NEWER_DATABASE = 14
    INFEASIBLE = 15
    UNTOLD = 16
    NEEDS_TERMINAL = 64
    RESTRICTED = 77


class HabitosError(Exception):
    """Something a person should read: `title` in a few words, `message` as a sentence, `hint` for what to do next."""

    title = "Something went wrong"
    exit_code: ExitCode = ExitCode.FAILURE

    def __init__(self, message: str, *, title: str | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if title is not None:
            self.title = title


class InvalidInputError(HabitosError):
    """What was entered cannot be used; `issues` lists (path of the field, sentence) pairs."""

    title = "Not possible"
    exit_code = ExitCode.USAGE

    def __init__(self, message: str, *, issues: tuple[tuple[str, str], ...] = (), hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.issues = issues


class NameTakenError(InvalidInputError):
    """The name is that of another profile, or could be taken for it."""


class NotFoundError(HabitosError):
    """A thing named by the user does not exist in this profile."""

    title = "Not found"
    exit_code = ExitCode.FAILURE


class OutdatedError(HabitosError):
    """What was to be changed is no longer as it was when the change was proposed."""

    title = "Changed meanwhile"


class NotInTimeError(HabitosError):
    """The time for an answer was up before it was known, which is neither a yes nor a no."""

    title = "Not found in time"


class NoProfileError(HabitosError):
    """There is no such profile, or no database yet."""

    title = "No such profile"
    exit_code = ExitCode.NO_PROFILE


ASK_HOST = "Ask whoever set it up."
LIST_HINT = "To see which profiles there are: habitos-tui profile list"


def unknown_profile(name: str, near: str = "", *, listed: bool = True) -> NoProfileError:
    """Return the error for a name that no profile has; `near` asks whether another one is meant.

    It names no profile that has a password, since that is private. `listed` tells whether the reader may list them.
    """
    return NoProfileError(f"There is no profile “{name}”.", hint=near or (LIST_HINT if listed else ASK_HOST))


class WrongPasswordError(HabitosError):
    """The password is wrong, missing, or may not be tried again yet."""

    title = "Wrong password"
    exit_code = ExitCode.WRONG_PASSWORD


class TooManyTriesError(WrongPasswordError):
    """The password may not be tried yet, right or wrong."""

    def __init__(self, message: str, seconds: int, *, hint: str = "") -> None:
        """`seconds` is how long to wait."""
        super().__init__(message, hint=hint)
        self.seconds = seconds


WAITING = "Waiting for the database: another program is writing …"
"""What the user is told before it becomes a BusyError."""
SAY_AFTER_SECONDS = 0.3
"""How long a wait is before it is told."""


class BusyError(HabitosError):
    """Another process holds the database for longer than we are willing to wait."""

    title = "The database is busy"
    exit_code = ExitCode.BUSY


class GaveUpError(BusyError):
    """The user did not want to wait any longer."""


class DamagedDatabaseError(HabitosError):
    """The database file cannot be read as one."""

    title = "The database is damaged"
    exit_code = ExitCode.DAMAGED_DATABASE


class DiskError(HabitosError):
    """The disk does not give or take what is asked of it."""

    title = "The disk failed"


class NewerDatabaseError(HabitosError):
    """The database was written by a newer version of the program."""

    title = "The database is from a newer version"
    exit_code = ExitCode.NEWER_DATABASE


class SolverError(HabitosError):
    """The engine stopped without an answer that can be used."""

    title = "The solver failed"


class RestrictedError(HabitosError):
    """It reaches beyond one profile: restricted mode leaves it out, or it is left to the owner of the data."""

    title = "Restricted"
    exit_code = ExitCode.RESTRICTED


def owner_only() -> RestrictedError:
    """Return the error for what is left to the account that the data belong to."""
    return RestrictedError("Only the account that the data belong to can do this.", title="Not allowed", hint=ASK_HOST)


class NeedsTerminalError(HabitosError):
    """The app needs a real terminal with UTF-8."""

    title = "A terminal is needed"
    exit_code = ExitCode.NEEDS_TERMINAL
