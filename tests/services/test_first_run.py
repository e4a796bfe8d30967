"""What the first run asks for is all there afterwards, or nothing is."""

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copytree, rmtree
from uuid import uuid4

import pytest

from habitos_tui.bootstrap import DataDirectory, open_data_directory
from habitos_tui.domain.model.agenda import WeeklyBusy
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import TimeBudget
from habitos_tui.errors import HabitosError
from habitos_tui.services.demo.catalogue import STARTER_IDS
from habitos_tui.services.first_run import Setup, create_profile
from habitos_tui.services.password_hashing import PasswordHasher
from tests.support.killing import killed_at, points

RULE = TimeBudget(id="day", period="day", max_minutes=120)
WORK = WeeklyBusy(id=uuid4(), weekday=0, start=540, end=1020, title="Work")


def setup(*rules: TimeBudget) -> Setup:
    """Return what somebody wants to begin with."""
    objectives = (Objective(name="health", weight=3), Objective(name="fun", weight=1))
    return Setup("bea", "correct horse", Preferences(week_start=6), objectives, (STARTER_IDS[0],), (WORK,), rules)


def test_everything_is_there_and_undo_begins_with_what_one_does_afterwards(household: DataDirectory) -> None:
    profile = create_profile(household, setup(RULE))
    assert (profile.name, profile.protected, profile.preferences.week_start) == ("bea", True, 6)
    space = household.open_workspace(profile)
    assert space.objectives.shares() == {"health": 0.75, "fun": 0.25}
    assert [behavior.id for behavior in space.behaviors.all()] == [STARTER_IDS[0]]
    assert [block.title for block in space.busy_time.busy()] == ["Work"]
    assert space.rules.all() == (RULE,)
    assert space.history.last() is None


def test_after_an_error_there_is_no_profile(household: DataDirectory) -> None:
    with pytest.raises(HabitosError):
        create_profile(household, setup(RULE, RULE))
    assert household.accounts.profiles() == ()


def test_whoever_is_killed_meanwhile_leaves_all_of_it_or_nothing(household: DataDirectory, tmp_path: Path) -> None:
    def work() -> None:
        create_profile(fresh_copy(household, tmp_path), setup(RULE))

    for point in points(work, 16):
        killed_at(point, work)
        left = open_data_directory(tmp_path / "copy", create=False, clock=household.clock)
        for profile in left.accounts.profiles():
            space = left.open_workspace(profile)
            assert (len(space.behaviors.all()), space.rules.all(), space.history.last()) == (1, (RULE,), None), point


def fresh_copy(household: DataDirectory, folder: Path) -> DataDirectory:
    """Return a copy of a household beside it, in the place of an earlier one."""
    copy = folder / "copy"
    rmtree(copy, ignore_errors=True)
    copytree(household.paths.root, copy)
    return open_data_directory(copy, create=False, clock=household.clock, cost=4)


def test_others_can_write_while_the_password_is_hashed(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def hashed(_: PasswordHasher, password: str) -> str:
        with closing(sqlite3.connect(household.paths.database, timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
        tried.append(password)
        return "hash"

    monkeypatch.setattr(PasswordHasher, "hash", hashed)
    create_profile(household, setup(RULE))
    assert tried == ["correct horse"]
