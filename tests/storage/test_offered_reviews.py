"""Weeks of which a review was offered."""

from datetime import timedelta
from pathlib import Path

from habitos_tui.storage.database import Database
from habitos_tui.storage.journal import JournalRepository
from tests.storage.test_upgrade import database_of
from tests.support.storage import MONDAY, NOON, Room, make_completion


def test_a_week_is_noted_once(room: Room) -> None:
    assert not room.offered_reviews.has(MONDAY)
    room.offered_reviews.add(MONDAY)
    before = room.database.signature()
    room.offered_reviews.add(MONDAY)
    assert room.database.signature() == before
    assert room.offered_reviews.has(MONDAY)
    assert not room.offered_reviews.has(MONDAY + timedelta(weeks=1))


def test_undo_passes_over_it(room: Room) -> None:
    journal = JournalRepository(room.database, room.profile.id)
    with room.database.unit():
        room.completions.add(make_completion())
        journal.label("Logged “Run”", NOON)
    room.offered_reviews.add(MONDAY)
    change = journal.undo()
    assert change is not None
    assert change.label == "Logged “Run”"
    assert room.offered_reviews.has(MONDAY)


def test_a_database_of_before_gets_the_table_empty(tmp_path: Path) -> None:
    database_of(tmp_path, "0011_notice", 11).create_or_open()
    database = Database(tmp_path / "habitos.db")
    with database.reading():
        ((count,),) = database.select("SELECT count(*) FROM offered_reviews", {})
    assert count == 0
