"""Where everything lives: one data directory that only its owner can enter, and the settings of the machine."""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import appdirs

from habitos_tui.errors import DamagedDatabaseError, HabitosError, InvalidInputError

APP_NAME: Final = "habitos-tui"
DATA_DIR_VARIABLE: Final = "HABITOS_DATA_DIR"
SETTINGS: Final = "settings.toml"
PRIVATE_DIRECTORY: Final = 0o700
COPIES: Final = "habitos-*.db"
"""What copies of the database are called."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The files and directories under `root`, an absolute path, and the settings.

    Those are in `config`, where programs have their configuration; without one beside the data.
    """

    root: Path
    config: Path | None = None

    @classmethod
    def default(cls, data_dir: Path | None, env: Mapping[str, str]) -> "Paths":
        """Return the paths under `data_dir`, else under HABITOS_DATA_DIR, else under the user's data directory.

        Whoever names a directory has the settings in it, too.
        RuntimeError for the home of a user who has none, OSError for a path relative to a folder that is gone.
        """
        given = env.get(DATA_DIR_VARIABLE)
        named = data_dir or (Path(given) if given else None)
        if named is not None:
            return cls(named.expanduser().absolute())
        usual = user_directory(appdirs.user_data_dir, "XDG_DATA_HOME", "~/.local/share", env)
        config = user_directory(appdirs.user_config_dir, "XDG_CONFIG_HOME", "~/.config", env)
        return cls(usual.expanduser().absolute(), config.expanduser().absolute())

    @property
    def database(self) -> Path:
        """The database file."""
        return self.root / "habitos.db"

    @property
    def settings(self) -> Path:
        """How the program behaves on this machine, as a TOML file."""
        return (self.config or self.root) / SETTINGS

    @property
    def settings_before(self) -> Path:
        """Where earlier versions had the settings; the same place without a `config`."""
        return self.root / SETTINGS

    @property
    def backups(self) -> Path:
        """Copies of the database."""
        return self.root / "backups"

    @property
    def crash_dir(self) -> Path:
        """Reports of crashes, without user data."""
        return self.root / "crashes"

    def holds_something(self) -> bool:
        """Tell whether there is anything in the place of the database, or left of one; OSError when it cannot be told.

        A directory that is not there holds nothing; a link that leads nowhere, or a file in its place, is an OSError.
        """
        if os.path.lexists(self.root):
            os.scandir(self.root).close()
        names = ("", "-journal", "-wal")
        return any(os.path.lexists(f"{self.database}{name}") for name in names) or has_copies(self.backups)

    def ensure(self) -> None:
        """Create the root if it is missing, 0700 whatever the umask; OSError when that cannot be done.

        Directories that are already there keep their mode: it may have been chosen on purpose. Those for
        backups and crashes are made when there is something to put into them.
        """
        _make_private(self.root)


def user_directory(find: Callable[[str], str], variable: str, usual: str, env: Mapping[str, str]) -> Path:
    """Return the directory of ours that appdirs can `find`; below `usual` where an XDG variable holds a relative path.

    Such a path counts for nothing, as the standard says. appdirs would take it from the working directory.
    """
    given = env.get(variable)
    relative = given is not None and not Path(given).is_absolute()
    return Path(usual, APP_NAME) if relative and sys.platform != "darwin" else Path(find(APP_NAME))


def expanded(path: Path) -> Path:
    """Return what a person has named as an absolute path; InvalidInputError where it can be none."""
    try:
        whole = path.expanduser().absolute()
    except (OSError, RuntimeError) as error:
        why = "begins with the home of somebody who has none" if isinstance(error, RuntimeError) else _GONE
        raise _invalid_path(path, why) from error
    if "\0" in str(whole):
        raise _invalid_path(path, "holds a character that no path has")
    return whole


def chosen_file(text: str) -> Path:
    """Return the path of a file, or of a folder that is there, as somebody gave it.

    InvalidInputError for none, as of a variable that is not set, and for a folder that is missing: a slash at the end
    says that it is one, and a file of that name would be no place for what is to go into it.
    """
    if not text:
        raise InvalidInputError("The path is empty.", issues=(("path", "is empty"),))
    path = Path(text)
    if text.endswith(os.sep) and not path.is_dir():
        raise InvalidInputError(f"There is no folder “{text}”.", issues=(("path", "is a folder that is not there"),))
    return path


_GONE: Final = "is relative to a folder that is gone"


def _invalid_path(path: Path, why: str) -> InvalidInputError:
    """Return the error for what cannot be a path, at the field `location`."""
    return InvalidInputError(f"“{path}” {why}.", issues=(("location", why),))


def has_copies(backups: Path) -> bool:
    """Tell whether a directory has copies of a database, whatever they hold; one that cannot be read has none."""
    return any(copy.is_file() for copy in backups.glob(COPIES))


def _make_private(directory: Path) -> None:
    if directory.is_dir():
        return
    _make_private(directory.parent)
    private_directory(directory)


def private_directory(directory: Path) -> Path:
    """Make a directory that only its owner can enter, whatever the umask, unless it is there, and return it.

    NotADirectoryError for something else in its place.
    """
    try:
        directory.mkdir(mode=PRIVATE_DIRECTORY)
    except FileExistsError:
        if not directory.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(directory)) from None
        return directory
    directory.chmod(PRIVATE_DIRECTORY)  # a umask can only have taken bits away
    return directory


def is_owned(file: Path) -> bool:
    """Tell whether a file belongs to whoever runs this, or that is root: they can read and write it anyway."""
    return os.geteuid() in {0, file.stat().st_uid}


def lost_link(path: Path) -> DamagedDatabaseError | None:
    """Return the error for a place whose way there has a link that leads nowhere; None for one without."""
    link = next((step for step in (path, *path.parents) if step.is_symlink() and not step.exists()), None)
    if link is None:
        return None
    return DamagedDatabaseError(
        f"“{link}” is a link to “{link.readlink()}”, which is not there.",
        hint="Bring back what it leads to, such as a disk that is not mounted, or remove the link.",
    )


def barred(path: Path) -> Path | None:
    """Return the first directory on the way to a place, or there, that this user may not enter; None without one."""
    real = Path(os.path.realpath(path))
    return next((step for step in (*reversed(real.parents), real) if _is_closed(step)), None)


def _is_closed(step: Path) -> bool:
    return may(step, os.F_OK) and step.is_dir() and not may(step, os.X_OK)


def may(path: Path, right: int) -> bool:
    """Tell whether this process has a right, such as os.W_OK, to what is there; False where nothing can be found."""
    return os.access(path, right, effective_ids=os.access in os.supports_effective_ids)


def kept_out(directory: Path) -> tuple[str, str]:
    """Return a clause about a directory that this user may not enter, and what to do about it."""
    found = directory.stat()
    sentence = f"“{directory}” may not be entered: it has mode {stat.S_IMODE(found.st_mode):04o} and belongs to "
    who = "this user" if found.st_uid == os.geteuid() else f"user {found.st_uid}"
    return sentence + who, f"Its owner can allow it: chmod u+x “{directory}”; or choose another one with --data-dir."


@contextmanager
def usable(path: Path) -> Iterator[None]:
    """Raise a HabitosError instead of an OSError: for work on the data directory and nothing else."""
    try:
        yield
    except OSError as error:
        raise _unusable(Path(error.filename or path), error) from error


def _unusable(path: Path, error: OSError) -> HabitosError:
    closed = barred(path) if isinstance(error, PermissionError) else None
    sentence, hint = (
        (
            f"“{path}” cannot be used: {error.strerror or error}",
            "Check its owner, its permissions and the space left, or choose another one with --data-dir.",
        )
        if closed is None
        else kept_out(closed)
    )
    return HabitosError(f"{sentence}.", title="The data directory cannot be used", hint=hint)
