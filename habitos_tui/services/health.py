"""Checks of the data and of the environment that the program runs in."""

import os
import platform
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from habitos_tui import __version__
from habitos_tui.domain.model.finding import CheckLevel, Finding
from habitos_tui.domain.text.phrasing import count, listed
from habitos_tui.errors import DamagedDatabaseError, HabitosError
from habitos_tui.extras import FoundExtra, State, install_command, mend_command
from habitos_tui.paths import barred, lost_link, may
from habitos_tui.services.backups import Backups
from habitos_tui.settings import SettingsFile
from habitos_tui.storage import checkup
from habitos_tui.storage.database import Database
from habitos_tui.storage.values import odd_values

MIN_FREE_BYTES: Final = 100 * 1024 * 1024
MAX_EXAMPLES: Final = 3
LIBRARIES: Final = ("textual", "peewee", "pydantic", "pulp", "highspy", "bcrypt")


def check_data(database: Database, only: str | None = None) -> Iterator[Finding]:
    """Yield a finding for each thing that could be wrong with the file; reading everything takes a while.

    With `only` no other profile is named.
    """
    put_back = cache(database.place.way_back)  # which reads copies, and is needed where something is wrong
    checks: tuple[tuple[str, Callable[[], list[str]], str], ...] = (
        ("Pages", lambda: checkup.broken_pages(database), "Every page and index is sound"),
        ("Tables", lambda: checkup.missing_parts(database), "Every table, index and trigger is there"),
        ("References", lambda: checkup.orphans(database), "Nothing refers to something that is not there"),
        ("Values", lambda: _odd_values(database), "Every value is one that its column can have"),
        ("Contents", lambda: list(checkup.unreadable(database, only)), "Everything can be read"),
    )
    for subject, look, fine in checks:
        wrong = _seen(look)
        yield _judged(subject, wrong, fine, put_back() if wrong else "")


def find_damage(database: Database, only: str | None = None) -> DamagedDatabaseError | None:
    """Return what is wrong with the file as an error, None for a sound one; as `check_data` otherwise."""
    for finding in check_data(database, only):
        if finding.level is CheckLevel.BAD:
            return DamagedDatabaseError(f"“{database.path}” is damaged: {finding.sentence}.", hint=finding.hint)
    return None


def describe_program() -> Iterator[Finding]:
    """Yield what the program consists of."""
    yield Finding("Program", CheckLevel.GOOD, f"habitos-tui {__version__}, Python {platform.python_version()}")
    yield _libraries()
    mode = "may use WAL" if checkup.wal_is_safe() else "keeps a rollback journal, because its WAL can lose data"
    yield Finding("SQLite", CheckLevel.GOOD, f"{checkup.sqlite_version()}, {mode}")


def _libraries() -> Finding:
    """Return the libraries that every part needs, or which of them is missing; without HiGHS much still works."""
    there, missing = [], []
    for name in LIBRARIES:
        try:
            there.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if not missing:
        return Finding("Libraries", CheckLevel.GOOD, ", ".join(there))
    hint = f"pip install {' '.join(missing)} (pipx inject habitos-tui {' '.join(missing)})"
    return Finding("Libraries", CheckLevel.BAD, f"{listed(missing)} missing; {', '.join(there)}", hint)


def describe_extras(extras: Iterable[FoundExtra]) -> Iterator[Finding]:
    """Yield of each extra whether it can be used, and what installs it, or mends it, where it cannot."""
    for found in extras:
        name, subject = found.extra.name, f"[{found.extra.name}]"
        there = ", ".join(f"{package.name} {package.version}" for package in found.packages)
        if found.state is State.THERE:
            yield Finding(subject, CheckLevel.GOOD, f"{found.extra.purpose}: {there}")
        elif found.state is State.MISSING:
            told = f"{found.extra.purpose}: not installed ({listed([package.name for package in found.missing])})"
            yield Finding(subject, CheckLevel.NOTE, told, install_command(name))
        else:
            yield Finding(subject, CheckLevel.BAD, f"{found.extra.purpose}: {listed(found.wrong)}", mend_command(name))


def describe_directory(root: Path) -> Iterator[Finding]:
    """Yield who can enter the data directory and how much room is left there; what keeps us out `places` tells."""
    if barred(root) is not None or lost_link(root) is not None or (os.path.lexists(root) and not root.is_dir()):
        return
    if not root.is_dir():
        yield Finding("Data", CheckLevel.NOTE, f"“{root}” is not there yet", "It is made at the first start.")
        return
    mode = stat.S_IMODE(root.stat().st_mode)
    if mode & 0o077:
        hint = f"chmod 700 “{root}” keeps them out; until then every new profile needs a password."
        yield Finding("Data", CheckLevel.NOTE, f"Others on this machine can enter “{root}” ({mode:04o})", hint)
    else:
        yield Finding("Data", CheckLevel.GOOD, f"“{root}” is private ({mode:04o})")
    free = shutil.disk_usage(root).free
    low = free < MIN_FREE_BYTES
    hint = "Make room: a full disk refuses every change." if low else ""
    yield Finding("Room", CheckLevel.NOTE if low else CheckLevel.GOOD, f"{free // 1024**2} MB are free", hint)


def describe_settings(file: SettingsFile) -> Finding:
    """Return whether all of the settings file can be used."""
    problems = list(file.problems)
    if not problems and not os.path.lexists(file.path):
        return Finding("Settings", CheckLevel.GOOD, f"As they come; there is no “{file.path}”")
    hint = "What does not fit is left as it comes." if problems else ""
    level = CheckLevel.NOTE if problems else CheckLevel.GOOD
    return Finding("Settings", level, " ".join(problems) or f"“{file.path}” can be used as it is", hint)


def describe_backups(backups: Backups, *, automatic: bool) -> Finding:
    """Return which backup there is to go back to."""
    try:
        number, _ = backups.last_made()
        newest = backups.newest_good()
    except HabitosError as error:
        return Finding("Backups", CheckLevel.BAD, error.message.rstrip("."), error.hint)
    made = "" if automatic else "; automatic ones are switched off"
    if newest is None:
        told = f"{count(number, 'backup')}, none that can be restored" if number else "There is none yet"
        return Finding("Backups", CheckLevel.NOTE, f"{told}{made}", "To make one now: habitos-tui backup")
    told = f"{number} in “{newest.path.parent}”, the newest good one of {newest.made_at:%Y-%m-%d %H:%M}{made}"
    hint = "" if automatic else "Settings, Backups, or backup.automatic in the settings file switches them on."
    return Finding("Backups", CheckLevel.NOTE if hint else CheckLevel.GOOD, told, hint)


def describe_database(database: Database, only: str | None = None) -> Iterator[Finding]:
    """Yield what the database is, then what `check_data` finds; errors of `Database.reading` for what cannot be read.

    Anything less would call a file well at which other commands end.
    """
    mode = stat.S_IMODE(database.path.stat().st_mode)
    size = database.path.stat().st_size // 1024
    sentence = f"Version {checkup.version_of(database)}, {size} kB, mode {mode:04o}"
    hint = f"chmod 600 “{database.path}” keeps others from reading it." if mode & 0o077 else ""
    if not may(database.path, os.W_OK):
        sentence, hint = f"{sentence}: it cannot be written", f"Its owner can allow it: chmod u+w “{database.path}”"
    yield Finding("Database", CheckLevel.NOTE if hint else CheckLevel.GOOD, sentence, hint)
    yield from check_data(database, only)


def _seen(look: Callable[[], list[str]]) -> list[str]:
    """Return what is wrong, also when it cannot be checked at all."""
    try:
        return look()
    except DamagedDatabaseError as error:
        return [error.message.rstrip(".")]


def _odd_values(database: Database) -> list[str]:
    return [f"{count(odd.rows, 'value')} of {odd.column} cannot be read" for odd in odd_values(database)]


def _judged(subject: str, wrong: list[str], fine: str, hint: str) -> Finding:
    if not wrong:
        return Finding(subject, CheckLevel.GOOD, fine)
    more = [count(len(wrong) - MAX_EXAMPLES, "more", "more")] if len(wrong) > MAX_EXAMPLES else []
    return Finding(subject, CheckLevel.BAD, listed([*wrong[:MAX_EXAMPLES], *more]), hint)
