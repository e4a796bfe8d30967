"""Commands that change something as a whole or not at all, each with what it begins with, ready to be broken off.

After whatever happens to one the database is as before or as after it, each copy in backups/ is sound, no process is
left, and the same command does its work when it is called again, with nothing unfinished left behind.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.profile import Profile
from tests.storage.test_upgrade import database_of
from tests.storage.test_upgraded_years import SCRIPTS, moved_back
from tests.support.household import add_alice, make_household
from tests.torture.contents import Contents, contents_of, difference
from tests.torture.fork_server import Ending, ForkServer, fork_server

DATABASE: Final = "habitos.db"
UNFINISHED: Final = (".partial", "-journal", "-wal", "-shm", ".new")
"""How the names of files end that are there only while something is written."""


@dataclass(frozen=True)
class Work:
    """A command, and how to prepare for it."""

    name: str
    words: tuple[str, ...]
    acknowledged: str
    """What it prints when it is done."""
    prepare: Callable[[Path, ForkServer], DataDirectory]
    """Puts what the command needs into a folder and returns the data directory in it; words may name files there."""
    changes_database: bool = True
    afterwards: tuple[str, ...] = ()
    """What is called once more where it is done already, if that is another command."""
    in_steps: bool = False
    """It may stop between steps; the next command goes on with them before it does anything else."""


class Stage:
    """A work with its data directory, laid out anew for each trial."""

    def __init__(self, work: Work, folder: Path, server: ForkServer) -> None:
        self.work, self.folder, self.server = work, folder, server
        self.data = work.prepare(folder, server).paths.root
        shutil.copytree(self.data, folder / "template")
        self.before = contents_of(self.data / DATABASE)
        first = self.run()
        self.reset()
        ending = self.run()
        self.seconds = min(first.seconds, ending.seconds)
        """How long it takes when nothing happens."""
        self.after = contents_of(self.data / DATABASE)
        assert work.acknowledged in ending.out + ending.err, ending
        assert (self.before != self.after) == work.changes_database, "the work changes nothing"

    def reset(self) -> None:
        """Lay everything out as it was before the first trial."""
        shutil.rmtree(self.data)
        shutil.copytree(self.folder / "template", self.data)

    def run(self, *, kill_after: float | None = None, trace: Sequence[str] = ()) -> Ending:
        """Do the work; the same ids are drawn each time."""
        return self._called(self.work.words, kill_after=kill_after, trace=trace)

    def _called(
        self, words: Sequence[str], *, kill_after: float | None = None, trace: Sequence[str] = (), seed: int = 0
    ) -> Ending:
        named = [word.replace("{}", str(self.folder)) for word in words]
        return self.server.run(self.data, *named, kill_after=kill_after, trace=trace, seed=seed)

    def check(self, ending: Ending) -> None:
        """Raise AssertionError unless everything is as it must be after a work that ended anyhow."""
        assert not ending.orphans, "a process is left behind"
        assert "unexpected" not in ending.err, ending.err
        assert "Traceback" not in ending.err, ending.err
        found = contents_of(self.data / DATABASE)
        if self.is_acknowledged(ending):
            assert found == self.after, f"acknowledged, but {difference(found, self.after)}"
        assert self.work.in_steps or self._is_whole(found), f"half done: {difference(found, self.before)}"
        for copy in self._copies():
            kept = contents_of(copy)
            assert self._is_whole(kept), f"{copy.name} holds something else: {difference(kept, self.before)}"

    def check_again(self) -> None:
        """Raise AssertionError unless the work is done when it is called once more, and nothing unfinished is left."""
        began = contents_of(self.data / DATABASE)
        if began == self.after:
            ending = self._called(self.work.afterwards or self.work.words, seed=1)
        else:
            ending = self._called(self.work.words)
        assert ending.status == 0, f"called again it ends with {ending.status}: {ending.err}"
        if began == self.before or self.work.in_steps:
            found = contents_of(self.data / DATABASE)
            assert found == self.after, f"called again it does something else: {difference(found, self.after)}"
        ending = self._called(("profile", "create", "zoe"), seed=2)
        assert ending.status == 0, f"nothing can be written afterwards: {ending.err}"
        left = [path.name for path in self.data.rglob("*") if path.name.endswith(UNFINISHED)]
        assert not left, f"left behind: {left}"

    def is_acknowledged(self, ending: Ending) -> bool:
        """Tell whether the work said that it was done."""
        return self.work.acknowledged in ending.out + ending.err

    def is_done(self) -> bool:
        """Tell whether the database is as after the work."""
        return contents_of(self.data / DATABASE) == self.after

    def _is_whole(self, found: Contents) -> bool:
        return found in (self.before, self.after)

    def _copies(self) -> list[Path]:
        return [path for path in (self.data / "backups").glob("*.db") if not path.name.startswith(".")]


@contextmanager
def staged(work: Work) -> Iterator[Stage]:
    """Give a work that is ready to be tried."""
    with TemporaryDirectory(prefix="habitos-tui-torture-") as folder:
        yield Stage(work, Path(folder), fork_server())


def _household(folder: Path, add: Callable[[DataDirectory], object]) -> DataDirectory:
    folder.mkdir(exist_ok=True)
    household = make_household(folder)
    add(household)
    return household


def _unplanned(folder: Path, _server: ForkServer) -> DataDirectory:
    return _household(folder, lambda household: add_alice(household, planned=False))


def _with_copy(folder: Path, server: ForkServer) -> DataDirectory:
    """A person without a plan, and a backup in which there is one."""
    other = _household(folder / "other", add_alice)
    shutil.copy(other.paths.database, folder / "copy.db")
    return _unplanned(folder, server)


def _with_export(folder: Path, server: ForkServer) -> DataDirectory:
    """A person without a plan, and files of somebody with one."""
    other = _household(folder / "other", add_alice).paths.root
    for words in (("export", folder / "alice.json"), ("export", "--csv", folder / "tables")):
        assert server.run(other, *words).status == 0
    return _unplanned(folder, server)


def _with_habits(folder: Path, server: ForkServer) -> DataDirectory:
    """A person without a plan, and what another tracker has kept: three habits over four months."""
    days = [f"2026-{month:02}-{day:02}" for month in range(7, 11) for day in range(1, 29)]
    habits = ("Morning run", "Stretching", "Water the plants")
    lines = [f"{day} : {habit} : {'ysn'[number % 3]} : : 0" for number, day in enumerate(days) for habit in habits]
    (folder / "harsh").mkdir()
    (folder / "harsh" / "habits").write_text("\n".join(f"{habit}: 3/7" for habit in habits), encoding="utf-8")
    (folder / "harsh" / "log").write_text("\n".join(lines), encoding="utf-8")
    return _unplanned(folder, server)


def _with_calendar(folder: Path, server: ForkServer) -> DataDirectory:
    """A person without a plan, and a calendar with a meeting on each day of the coming weeks."""
    event = (
        "BEGIN:VEVENT\nUID:one\nSUMMARY:Meeting\nDTSTART:20261126T180000\nDTEND:20261126T190000\n"
        "RRULE:FREQ=DAILY;COUNT=50\nEND:VEVENT\n"
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//torture//EN\n{event}END:VCALENDAR\n"
    (folder / "team.ics").write_text(text, encoding="utf-8")
    return _unplanned(folder, server)


def older(add: Callable[[DataDirectory], Profile], version: int, folder: Path, _server: ForkServer) -> DataDirectory:
    """A person in a database of an earlier version, with all that this one had room for."""
    now = _household(folder / "now", add)
    household = _household(folder, lambda _: None)
    household.paths.database.unlink()
    old = database_of(household.paths.root, SCRIPTS[version], version)
    moved_back(now.database.path, old.path)
    return household


def upgrade(add: Callable[[DataDirectory], Profile], version: int) -> Work:
    """Return the work of opening a database of an earlier version."""
    prepare = partial(older, add, version)
    return Work(f"upgrade from version {version}", ("profile", "list"), "Password", prepare, in_steps=True)


DONE: Final = Work("done", ("done", "read", "--rating", "4"), "Done:", lambda folder, _: _household(folder, add_alice))
UPGRADE: Final = upgrade(add_alice, 1)
PLAN: Final = Work("plan", ("plan", "--gap", "0.2"), "Accepted", _unplanned)
BACKUP: Final = Work("backup", ("backup",), "Backed up", _unplanned, changes_database=False)
RESTORE: Final = Work("restore", ("restore", "{}/copy.db", "--yes"), "Restored", _with_copy)
IMPORTS: Final = (
    Work("import of a profile", ("import", "{}/alice.json", "--profile", "bea"), "Imported", _with_export),
    Work("import of tables", ("import", "--csv", "{}/tables"), "Took over", _with_export),
    Work("import from a tracker", ("import", "harsh", "{}/harsh"), "Took over", _with_habits),
    Work(
        "import of a calendar",
        ("calendar", "add", "{}/team.ics"),
        "Added",
        _with_calendar,
        True,
        ("calendar", "refresh"),
    ),
)
