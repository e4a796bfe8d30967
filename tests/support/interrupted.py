"""What comes in and goes out, killed on the way: everything is as it was before, or as it is to be.

`make_home` prepares a data directory with all that the works need, `broken_off` does one in a copy of it, kills it at a
point, and looks at what is left. It is Wednesday, 25 November 2026.
"""

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from unittest.mock import patch

from habitos_tui.bootstrap import DataDirectory, open_data_directory
from habitos_tui.clock import FixedClock
from habitos_tui.domain.model.tracked import TrackerKind
from habitos_tui.exchange.csv_reading import read_tables
from habitos_tui.exchange.profile_file import profile_json, read_profile
from habitos_tui.exchange.trackers.read import read_tracker
from habitos_tui.services import calendars
from habitos_tui.services.profile_files import ProfileFiles
from habitos_tui.services.workspace import Workspace
from tests.support.calendars import event, read_here, write_calendar
from tests.support.household import MONDAY, NOW, SUNDAY, add_alice, make_household
from tests.support.killing import killed_at
from tests.support.storage import spare_the_disk
from tests.support.wishes import dump

CHOIR: Final = event("choir", "20261126", "1800", "1930", "Choir")
DENTIST: Final = event("dentist", "20261127", "0900", "1000", "Dentist")
HABITS: Final = "HabitName,CalendarDate,Value\n" + "".join(f"Yoga,11/{day}/2026,1\n" for day in range(2, 24))
TABLE: Final = "day,behavior,minutes\n" + "".join(f"2026-11-{day:02},swim,30\n" for day in range(2, 24))


def make_home(folder: Path) -> Path:
    """Make the data of somebody with a plan, a calendar and files to bring in, and return the folder."""
    household = make_household(folder)
    alice = household.open_workspace(add_alice(household))
    with patch.object(calendars, "read_calendars", read_here):
        source = alice.calendars.new(write_calendar(folder / "team.ics", CHOIR))
        alice.calendars.add(alice.calendars.preview(source))
    write_calendar(folder / "team.ics", DENTIST)
    (folder / "habits.csv").write_text(HABITS)
    (folder / "table.csv").write_text(TABLE)
    (folder / "vdir").mkdir()
    for place in ("plan.ics", "vdir"):
        alice.calendar_export.write(folder / place, 2)
    sessions = [one for one in alice.planning.sessions(MONDAY) if one.day == SUNDAY]
    alice.plan_editing.drop(alice.plan_editing.pick_up(sessions[0].id))
    (folder / "profile.json").write_text(_changed_elsewhere(folder))
    return folder


def _changed_elsewhere(folder: Path) -> str:
    """Return the profile as it is in a copy of the home in which something was changed later."""
    with TemporaryDirectory() as scratch:
        elsewhere = shutil.copytree(folder / "data", Path(scratch) / "data").parent
        alice, household = alice_in(elsewhere), opened(elsewhere)
        alice.behaviors.update(alice.behaviors.get("run").model_copy(update={"name": "Long run"}))
        files = ProfileFiles(household.database, household.accounts, household.clock)
        return profile_json(files.export(alice.profile))


def opened(folder: Path) -> DataDirectory:
    """Return the data in a copy of the home."""
    found = open_data_directory(folder / "data", create=False, clock=FixedClock(NOW), cost=4, env={})
    spare_the_disk(found.database)
    return found


def alice_in(folder: Path) -> Workspace:
    """Return what the person in a copy of the home can do."""
    household = opened(folder)
    return household.open_workspace(household.accounts.profiles()[0])


def take_over(folder: Path) -> None:
    """Bring in what another tracker has kept."""
    alice = alice_in(folder)
    alice.tracker_import.add(alice.tracker_import.preview(read_tracker(TrackerKind.HABITBULL, folder / "habits.csv")))


def take_tables(folder: Path) -> None:
    """Bring in tables."""
    alice = alice_in(folder)
    alice.tracker_import.add(alice.table_import.preview(read_tables(folder / "table.csv")))


def bring_together(folder: Path) -> None:
    """Bring in what was changed elsewhere."""
    household = opened(folder)
    files = ProfileFiles(household.database, household.accounts, household.clock)
    found = read_profile(folder / "profile.json")
    files.merge(household.accounts.profiles()[0], files.read(found, folder / "profile.json"))


def refresh(folder: Path) -> None:
    """Read the calendar again, in which everything is another."""
    with patch.object(calendars, "read_calendars", read_here):
        [result] = alice_in(folder).calendars.refresh_all()
    assert not result.trouble


def write(folder: Path, place: str) -> None:
    """Write the plan over what it was before."""
    alice_in(folder).calendar_export.write(folder / place, 2)


WORKS: Final[Mapping[str, Callable[[Path], None]]] = {
    "import of a tracker": take_over,
    "import of tables": take_tables,
    "merge of a profile": bring_together,
    "refresh of a calendar": refresh,
    "calendar as a file": partial(write, place="plan.ics"),
    "calendar as a folder": partial(write, place="vdir"),
}


@dataclass(frozen=True, slots=True)
class State:
    """Everything that a work can change."""

    rows: tuple[str, ...]
    files: Mapping[str, bytes]
    """Of the calendars that are written, by name."""
    names: frozenset[str]
    """Of all files, whatever is in them."""


def state_of(folder: Path) -> State:
    """Return what is there, once the program has opened its database again."""
    opened(folder)
    database = folder / "data" / "habitos.db"
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    written = [folder / "plan.ics", *(folder / "vdir").glob("[!.]*")]
    names = frozenset(str(path.relative_to(folder)) for path in folder.rglob("*"))
    return State(tuple(dump(database)), {path.name: path.read_bytes() for path in written}, names)


@dataclass(frozen=True, slots=True)
class Trial:
    """A work, and what is there before and after it."""

    home: Path
    work: Callable[[Path], None]
    before: State
    after: State

    @classmethod
    def of(cls, home: Path, work: Callable[[Path], None], scratch: Path) -> "Trial":
        """Do the work once in a copy, to see what it does."""
        before = state_of(shutil.copytree(home, scratch))
        work(scratch)
        trial = cls(home, work, before, state_of(scratch))
        shutil.rmtree(scratch)
        assert trial.before != trial.after
        return trial

    def copied(self, folder: Path) -> Path:
        """Return a copy of the home to work in."""
        return shutil.copytree(self.home, folder)

    def broken_off(self, point: int, scratch: Path) -> None:
        """Kill the work at a point in a copy, look at what is left, and have it done then."""
        killed_at(point, partial(self.work, self.copied(scratch)))
        found = state_of(scratch)
        assert found.rows in (self.before.rows, self.after.rows)
        for name in {*self.before.files, *self.after.files}:
            assert found.files.get(name) in (self.before.files.get(name), self.after.files.get(name))
        self.work(scratch)
        assert state_of(scratch) == self.after
        self._take_back(scratch)
        shutil.rmtree(scratch)

    def _take_back(self, folder: Path) -> None:
        """Undo goes on from there: one step, and the rows are those of before."""
        if self.before.rows != self.after.rows:
            assert alice_in(folder).history.undo() is not None
            assert state_of(folder).rows == self.before.rows
