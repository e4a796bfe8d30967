"""Restricted mode: one profile and nothing beside it, for people who come in by a key of SSH.

It is switched on by an option, by the environment, or by a file that only root can write; nothing switches it off. What
stands on the command line before the option is the host's, who chooses what a key runs; what comes after it may be the
guest's. The environment is the guest's, too, as far as the SSH server lets it through: of it only is kept what tells of
terminal, language and time.

Nothing here is slow to load: it comes before everything else, since other modules read the environment as they are
imported.
"""

import os
import pwd
import re
import shlex
import stat
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any, Final

from habitos_tui.errors import DamagedDatabaseError, HabitosError, NewerDatabaseError, RestrictedError

OPTION: Final = "--restricted"
FROM_SSH: Final = "--from-ssh"
VARIABLE: Final = "HABITOS_RESTRICTED"
SYSTEM_FILE: Final = Path("/etc/habitos-tui/config.toml")
SSH_WORDS: Final = "SSH_ORIGINAL_COMMAND"
"""Where the SSH server puts what the guest asked for, if another command is run instead."""

KEPT: Final = frozenset(
    {
        *("TERM", "TERM_PROGRAM", "COLORTERM", "COLORFGBG", "NO_COLOR", "LANG", "LANGUAGE", "TZ", "USER", "LOGNAME"),
        *("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", SSH_WORDS, VARIABLE, "HABITOS_REMOTE", "HABITOS_DATA_DIR"),
    }
)
"""Variables that stay; so do those of the locale, unless a value is a path: see `_leads_to_file`."""
_LOCALE: Final = "LC_"
_NAMES: Final = ("LANG", _LOCALE, "TZ", "TERM")
"""Beginnings of variables by whose value a file is found: those of languages, zones and terminals."""
_PROGRAM: Final = "habitos-tui"
_ROOT: Final = 0
_BY_OTHERS: Final = stat.S_IWGRP | stat.S_IWOTH


def enter(arguments: Sequence[str], environ: MutableMapping[str, str] = os.environ) -> list[str]:
    """Return the words to act on; in restricted mode with a clean environment, in a new process where that is needed.

    Where the last word says so, the words of the SSH client take its place.
    """
    words = list(arguments)
    if not switched_on(words, environ):
        return words
    heeded = not sys.flags.isolated and any(name.startswith("PYTHON") for name in environ)
    clean(environ)
    if heeded:  # an interpreter that heeds them stays so to its end
        os.execve(sys.executable, [sys.executable, "-I", "-m", "habitos_tui", *words], dict(environ))  # noqa: S606
    return [*words[:-1], *words_of_ssh(environ)] if words[-1:] == [FROM_SSH] else words


def switched_on(words: Sequence[str], environ: Mapping[str, str], file: Path = SYSTEM_FILE) -> str:
    """Return what switches restricted mode on; "" when nothing does."""
    if why := by_system(file):
        return why
    if environ.get(VARIABLE, "0") not in {"", "0"}:  # before the option: a guest who gives that as well gains no words
        return VARIABLE
    return OPTION if OPTION in words else ""


def by_system(file: Path = SYSTEM_FILE, user: str | None = None) -> str:
    """Return the file of the system where it restricts a user, by default the one who runs this; "" otherwise.

    One that root has written and that cannot be read restricts everybody but root, who can change it.
    """
    if (user is None and os.geteuid() == 0) or not _is_there(file) or distrusted(file):
        return ""
    wanted = _restricted_in(file)
    restricted = (user or _account().pw_name) in wanted if isinstance(wanted, list) else wanted is not False
    return str(file) if restricted else ""


def distrusted(file: Path = SYSTEM_FILE) -> str:
    """Return why the file of the system counts for nothing, as the end of a sentence; "" where it counts or is not."""
    for look in file.lstat, file.stat:  # a link of somebody else leads to whatever they like of root's
        try:
            about = look()
        except OSError:  # it is not there, or root has closed it
            return ""
        if about.st_uid != _ROOT:
            return "does not belong to root"
    return "can be written by others than root" if about.st_mode & _BY_OTHERS else ""


def unguarded(file: Path = SYSTEM_FILE) -> Path | None:
    """Return the nearest directory in which others than root could take the file of the system away; None for none.

    The file counts nonetheless: what root has written is meant, as long as it is there.
    """
    return next(filter(_is_open_to_others, file.parents), None)


def _is_open_to_others(directory: Path) -> bool:
    try:
        about = directory.stat()
    except OSError:  # it is not there, or root has closed it
        return False
    shared = about.st_mode & _BY_OTHERS and not about.st_mode & stat.S_ISVTX
    return about.st_uid != _ROOT or bool(shared)


def _is_there(file: Path) -> bool:
    """Tell whether there is such a file, or something in its place: a link to one that is not mounted is meant, too."""
    try:
        file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _restricted_in(file: Path) -> Any:
    import tomllib  # noqa: PLC0415 - most machines have no such file

    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return True
    return said.get("restricted", bool(said))  # a word that is misspelt leaves nobody out


def clean(environ: MutableMapping[str, str]) -> None:
    """Take out of an environment whatever could lead to other files or programs; home is that of the account."""
    for name in [*environ]:
        kept = name in KEPT or name.startswith(_LOCALE)
        if not kept or (name.startswith(_NAMES) and _leads_to_file(environ[name])):
            del environ[name]
    environ.update(HOME=_account().pw_dir, PATH=os.defpath)


def _leads_to_file(value: str) -> bool:
    """Tell whether a name of a language, a zone or a terminal is a path: the C library would open what lies there."""
    return any(part in {"", ".", ".."} for name in value.split(":") if name for part in name.split("/"))


def words_of_ssh(environ: Mapping[str, str]) -> list[str]:
    """Return the words that the SSH client has sent, without the name of the program; never read by a shell."""
    text = environ.get(SSH_WORDS, "")
    try:
        words = shlex.split(text)
    except ValueError:  # a quotation mark that is not closed
        words = [text]
    return words[1:] if words[:1] == [_PROGRAM] else words


def refused(what: str, why: str, hint: str = "") -> RestrictedError:
    """Return the error for what is left out; `why` is what switched restricted mode on."""
    return RestrictedError(f"{what} cannot be used in restricted mode.", hint=f"It is on by {why}. {hint}".rstrip())


_OF_THE_HOST: Final = re.compile(
    r"--data-dir|--reset|\bpipx? (inst|inj|runpip)|\bch(mod|own) |\bmove .* away\b|\bpermissions of the"
    r"|habitos-tui (restore|backup|check --mend|profile (create|delete|list))",
    re.IGNORECASE,
)
"""What next steps speak of that restricted mode leaves out."""
_FILE_OR_STREAM: Final = "FILE, or - for standard input"
_STREAM: Final = "- for standard input"
ASK: Final = "Ask whoever set it up: what there is to do about it reaches beyond one profile."


def for_guest(error: HabitosError, restricted_by: str) -> HabitosError:
    """Return an error with a next step that whoever is told it can take.

    In restricted mode others bring a database back, install what is missing and choose files and directories.
    """
    if restricted_by and not isinstance(error, RestrictedError):
        beyond = isinstance(error, DamagedDatabaseError | NewerDatabaseError) or _OF_THE_HOST.search(error.hint)
        error.hint = ASK if beyond else error.hint.replace(_FILE_OR_STREAM, _STREAM)
    return error


def another_directory(what: str, why: str) -> RestrictedError:
    """Return the error for a data directory that only the host may choose, who can do so where the option is used."""
    if why == OPTION:
        return refused(what, why, f"Whoever sets it up gives --data-dir before {OPTION}.")
    return refused(what, why, "The data are where this account has them usually.")


def unnamed() -> RestrictedError:
    """Return the error for restricted mode where it is not said whose, and nobody is the only one."""
    return RestrictedError("Restricted mode is about one profile.", hint="Say which one with --profile NAME.")


def _account() -> pwd.struct_passwd:
    """Return the account that this process runs under, whatever the environment says."""
    try:
        return pwd.getpwuid(os.getuid())
    except KeyError:  # a container may have a number without a name
        return pwd.struct_passwd(("", "", os.getuid(), os.getgid(), "", "/nonexistent", ""))
