"""Copies of the database, by the program itself and by hand, and the way back to one.

Nothing here needs the database to be whole, or to be there: a copy can be restored in the place of anything.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from habitos_tui.atomic_file import clear_folder
from habitos_tui.clock import Clock
from habitos_tui.domain.model.backup import Backup, BackupKind, DatabaseContents
from habitos_tui.errors import HabitosError, InvalidInputError
from habitos_tui.paths import COPIES, Paths, private_directory, usable
from habitos_tui.storage.checkup import can_be_read
from habitos_tui.storage.contents import contents, present_contents
from habitos_tui.storage.copies import free_name, write_copy
from habitos_tui.storage.copy_names import by_age, made_at
from habitos_tui.storage.database import Database
from habitos_tui.storage.failures import explained
from habitos_tui.storage.file import DatabaseFile
from habitos_tui.storage.restoring import can_be_restored, install, opened_copy
from habitos_tui.storage.salvage import Loss, salvaged
from habitos_tui.storage.waiting import Waits

KEPT_DAYS: Final = 7
KEPT_WEEKS: Final = 4
KEPT_MONTHS: Final = 6
KEPT_BEFORE_RESTORES: Final = 10

_NAMES: Final = {
    BackupKind.AUTOMATIC: "habitos-auto-",
    BackupKind.BEFORE_RESTORE: "habitos-before-restore-",
    BackupKind.DAMAGED: "habitos-damaged-",
    BackupKind.BEFORE_UPGRADE: "habitos-v",
    BackupKind.BY_HAND: "habitos-",
}
"""How the names of the copies of each kind begin."""


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """A copy that can be put back: what is in it, and what would go."""

    source: Path
    found: DatabaseContents | None
    present: DatabaseContents | None
    """None where nothing is, or nothing that can be read."""
    something_there: bool


@dataclass(frozen=True, slots=True)
class Restoration(RestorePreview):
    """A copy that is about to be put back."""

    put_back: Callable[[], Path | None]
    """Puts it back and returns where what was there is kept."""


@dataclass(frozen=True, slots=True)
class Mending:
    """A new database of what can be read of a damaged one."""

    source: Path
    found: DatabaseContents | None
    rows: int
    losses: tuple[Loss, ...]
    filled: tuple[str, ...]
    """Tables that come into it with something else, since nothing works without."""
    remade: int
    """Lost behaviors that come into it archived, since the log names them."""
    put_back: Callable[[], Path | None]
    """Puts it in the place of the damaged one and returns where that is kept."""


class Backups:
    """The copies of one data directory."""

    def __init__(self, paths: Paths, clock: Clock, waits: Waits = lambda seconds: None) -> None:
        """`waits` is told while another program has the database locked, as in a `Database`."""
        self._paths, self._clock, self._waits = paths, clock, waits

    def make(self, database: Database, target: Path | None = None, *, force: bool = False) -> Path:
        """Make a checked copy at `target`, a file or a folder, or beside the database, and return where it is.

        With `force` a file there is written over. InvalidInputError for a target that will not do, a HabitosError
        where it cannot be written.
        """
        if target is None:
            return self._copied(database, self._name(BackupKind.BY_HAND))
        path = target / self._free(target, BackupKind.BY_HAND).name if target.is_dir() else target
        path = Path(os.path.realpath(path))
        self._check_target(path, given=target, force=force)
        return self._copied(database, path)

    def make_daily(self, database: Database, *, renew: bool) -> Path | None:
        """Make the automatic copy of today and drop those that are too old; return it, None where it is there already.

        With `renew` one of earlier today is replaced if anything has changed since.
        """
        target = self._paths.backups / f"{_NAMES[BackupKind.AUTOMATIC]}{self._clock.now():%Y-%m-%d}.db"
        with usable(target):
            fresh = target.exists() and not (renew and _is_newer(self._paths.database, target))
        if fresh:
            return None
        made = self._copied(database, target)
        with usable(target):
            self._drop_old()
        return made

    def all(self) -> tuple[Backup, ...]:
        """Return the copies, newest first; each is read, which takes a while."""
        with usable(self._paths.backups):
            return tuple(self._described(path) for path in self._files())

    def last_made(self) -> tuple[int, datetime | None]:
        """Return how many copies there are, and when the newest was made, without a look into them."""
        with usable(self._paths.backups):
            files = self._files()
            return len(files), self._made_at(files[0]) if files else None

    def newest_good(self) -> Backup | None:
        """Return the newest copy that can be put back; those are read that are newer."""
        with usable(self._paths.backups):
            return next(
                (one for one in map(self._described, self._files()) if one.good and can_be_read(one.path)), None
            )

    def preview(self, source: Path) -> RestorePreview:
        """Check a copy as `restoring` does, and return what is in it and what would go."""
        with self.restoring(source) as found:
            return RestorePreview(found.source, found.found, found.present, found.something_there)

    def restore(self, source: Path) -> Path | None:
        """Put a copy back, checked as by `restoring`, and return where what was there is kept."""
        with self.restoring(source) as restoration:
            return restoration.put_back()

    @contextmanager
    def restoring(self, source: Path) -> Iterator[Restoration]:
        """Check a copy, a path or the name of one beside the database, and offer to put it back.

        The errors of `opened_copy`, and BusyError where what would go cannot be seen for another program; nothing is
        changed unless `put_back` is called.
        """
        source = self.found(source)
        database = DatabaseFile(self._paths.database, backups=self._paths.backups, waits=self._waits)
        with usable(self._paths.root):
            self._paths.ensure()
            there = database.exists()
            with opened_copy(source, database) as draft:
                yield Restoration(
                    source,
                    contents(draft.path),
                    present_contents(database),
                    there,
                    lambda: self._put_back(draft, database),
                )

    @contextmanager
    def mending(self) -> Iterator[Mending]:
        """Make a new database of what can be read of a damaged one, and offer to put it in its place.

        The errors of `salvaged`; nothing is changed unless `put_back` is called.
        """
        database = DatabaseFile(self._paths.database, backups=self._paths.backups, waits=self._waits)
        with usable(self._paths.root), salvaged(database) as salvage:
            yield Mending(
                self._paths.database,
                contents(salvage.draft.path),
                salvage.rows,
                salvage.losses,
                salvage.filled,
                salvage.remade,
                lambda: self._put_back(salvage.draft, database),
            )

    def found(self, source: Path) -> Path:
        """Return the copy that is meant: a path, else the name of one beside the database."""
        beside = self._paths.backups / source
        return beside if not os.path.lexists(source) and source.name == str(source) and beside.exists() else source

    def _put_back(self, draft: DatabaseFile, database: DatabaseFile) -> Path | None:
        private_directory(self._paths.backups)
        kept = install(draft, database, self._name)
        before = [path for path in self._files() if _kind(path) is BackupKind.BEFORE_RESTORE and path != kept]
        for path in before[KEPT_BEFORE_RESTORES - 1 :]:
            path.unlink(missing_ok=True)
        return kept

    def _copied(self, database: Database, target: Path) -> Path:
        place, beside = replace(database.place, written=target), target.parent == self._paths.backups
        refused = usable(target) if beside else _written_elsewhere(target)
        with refused, database.reading(), explained(place, database.schema_damage):
            if beside:
                private_directory(target.parent)
            write_copy(database.connections.connection(), target, place)
        return target

    def _check_target(self, path: Path, *, given: Path, force: bool) -> None:
        database = Path(os.path.realpath(self._paths.database))
        if path.name.startswith(database.name) and path.parent == database.parent:
            raise InvalidInputError(f"“{given}” is the database itself, or belongs to it.", hint=_ELSEWHERE)
        if not path.parent.is_dir():
            raise InvalidInputError(f"“{given}” lies in a folder that does not exist.", hint=_ELSEWHERE)
        if path.exists() and not path.is_file():
            raise InvalidInputError(f"“{given}” is no file.", hint=_ELSEWHERE)
        if path.exists() and not force:
            raise InvalidInputError(
                f"“{given}” is there already.", hint="Choose another name, or on the command line: --force"
            )

    def _name(self, kind: BackupKind) -> Path:
        return self._free(self._paths.backups, kind)

    def _free(self, directory: Path, kind: BackupKind) -> Path:
        return free_name(directory, lambda number: f"{_NAMES[kind]}{self._clock.now():%Y-%m-%d-%H%M%S}{number}.db")

    def _files(self) -> list[Path]:
        """Return the copies, newest first; OSError where they cannot be read."""
        try:
            found = [path for path in self._paths.backups.iterdir() if path.match(COPIES) and path.is_file()]
        except FileNotFoundError:
            if self._paths.backups.is_symlink():
                raise
            return []
        return sorted(found, key=by_age, reverse=True)

    def _described(self, path: Path) -> Backup:
        good = can_be_restored(path, DatabaseFile(self._paths.database))
        return Backup(path, _kind(path), self._made_at(path), path.stat().st_size, good, contents(path))

    def _made_at(self, path: Path) -> datetime:
        return self._clock.local(made_at(path).astimezone())

    def _drop_old(self) -> None:
        """Remove the automatic copies that are neither of the last days, nor the last of a week or a month."""
        days = {day: path for path in self._files() if (day := _day(path)) is not None}
        for day in days.keys() - kept_days(days):
            days[day].unlink(missing_ok=True)
        clear_folder(self._paths.backups, lambda name: fnmatchcase(name, COPIES))


_ELSEWHERE: Final = "Give another file or a folder, or none: it is then kept beside the database."


@contextmanager
def _written_elsewhere(target: Path) -> Iterator[None]:
    """Raise a HabitosError about a place of the user's choice instead of an OSError."""
    try:
        yield
    except OSError as error:
        sentence = f"“{target}” cannot be written: {error.strerror or error}."
        raise HabitosError(sentence, title="The backup was not made", hint=_ELSEWHERE) from error


def kept_days(days: Iterable[date]) -> frozenset[date]:
    """Return those of the days whose copies are kept: the last seven, the last of four weeks, and of six months."""
    newest = sorted(days, reverse=True)
    weeks = {day.isocalendar()[:2]: day for day in reversed(newest)}
    months = {(day.year, day.month): day for day in reversed(newest)}
    return frozenset(newest[:KEPT_DAYS] + _last(weeks.values(), KEPT_WEEKS) + _last(months.values(), KEPT_MONTHS))


def _last(days: Iterable[date], count: int) -> list[date]:
    return sorted(days, reverse=True)[:count]


def _day(path: Path) -> date | None:
    """Return the day of an automatic copy, None for any other file."""
    try:
        return date.fromisoformat(path.stem.removeprefix(_NAMES[BackupKind.AUTOMATIC]))
    except ValueError:
        return None


def _kind(path: Path) -> BackupKind:
    return next((kind for kind, beginning in _NAMES.items() if path.name.startswith(beginning)), BackupKind.BY_HAND)


def _is_newer(path: Path, other: Path) -> bool:
    """Tell whether a database was written later than a copy of it."""
    return path.exists() and path.stat().st_mtime_ns > other.stat().st_mtime_ns
