"""What becomes of an app whose database is damaged while it is open: the same sentences as on the command line."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.errors import DamagedDatabaseError
from tests.support.household import add_alice
from tests.support.ui import make_app, settle, shown

SIZE = (80, 24)


def overwritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xee" * path.stat().st_size)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def without_a_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.executescript("PRAGMA foreign_keys = 0; DROP TABLE completions")


@pytest.mark.parametrize("harm", [overwritten, emptied, without_a_table])
@pytest.mark.parametrize("keys", ["space", "2", "3", "6", "7", "u"])
async def test_damage_to_an_open_database_is_told_in_a_sentence(
    household: DataDirectory, harm: Callable[[Path], None], keys: str
) -> None:
    app = make_app(household, add_alice(household))
    told = ""
    try:
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            harm(household.database.path)
            before = household.database.path.read_bytes()
            await pilot.press(*keys.split())
            await settle(pilot)
            told = "" if app._exit else shown(app.screen)
    except DamagedDatabaseError as error:  # which reaches the command line, to be told there
        told = f"damaged {error.message}"
    assert household.database.path.read_bytes() == before
    unharmed = harm is without_a_table and keys == "3"
    assert unharmed or "damaged" in told


async def test_a_page_that_nothing_reads_at_the_start_ends_the_app_all_the_same(household: DataDirectory) -> None:
    add_alice(household)
    path = household.database.path
    with closing(sqlite3.connect(path)) as other:
        (page,) = other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'dismissals'").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))
    del household.accounts
    app = make_app(household)
    with pytest.raises(WorkerFailed):
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
    assert isinstance(app.crash, DamagedDatabaseError)
    assert "do not fit together" in app.crash.message


async def test_a_damaged_database_ends_the_start_of_the_app(household: DataDirectory) -> None:
    add_alice(household)
    emptied(household.database.path)
    del household.accounts
    app = make_app(household)
    with pytest.raises(WorkerFailed):
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
    assert isinstance(app.crash, DamagedDatabaseError)  # told on the command line, with status 13
    assert "is empty" in app.crash.message
