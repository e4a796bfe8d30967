"""Days on which a profile was looked at, and what is known of the others."""

from datetime import date, timedelta
from pathlib import Path

from habitos_tui.domain.insight.evidence import Span
from habitos_tui.storage.database import Database
from habitos_tui.storage.journal import JournalRepository
from habitos_tui.storage.seen_days import Seen
from tests.storage.test_upgrade import database_of
from tests.support.storage import MONDAY, NOON, Room, make_completion, make_skip


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


WEEK = Span(day(-2), day(6))


def test_before_the_first_noted_day_nothing_is_known(room: Room) -> None:
    assert room.seen_days.days_seen(WEEK) == set(WEEK)
    room.seen_days.add([day(3)], Seen.USED)
    assert room.seen_days.days_seen(WEEK) == {day(offset) for offset in range(-2, 4)}


def test_a_day_was_seen_when_it_was_used_or_logged_or_said_to_be_missed(room: Room) -> None:
    room.seen_days.add([day(0)], Seen.USED)
    room.seen_days.add([day(1)], Seen.MISSED)
    room.seen_days.add([day(2)], Seen.ASKED)
    room.completions.add(make_completion(day=day(3)))
    room.completions.add_skip(make_skip(day=day(4)))
    assert room.seen_days.days_seen(Span(day(0), day(6))) == {day(0), day(1), day(3), day(4)}
    assert room.seen_days.asked(WEEK) == {day(2)}


def test_a_day_keeps_what_was_noted_first_and_is_written_once(room: Room) -> None:
    room.seen_days.add([day(0), day(1), day(2)], Seen.USED)
    before = room.database.signature()
    room.seen_days.add([day(0), day(1), day(2), day(0)], Seen.ASKED)
    assert room.database.signature() == before
    assert room.seen_days.asked(WEEK) == frozenset()


def test_days_asked_about_are_those_of_the_span(room: Room) -> None:
    room.seen_days.add([day(offset) for offset in range(4)], Seen.ASKED)
    room.seen_days.add([day(5)], Seen.MISSED)
    assert room.seen_days.asked(Span(day(1), day(2))) == {day(1), day(2)}
    assert room.seen_days.asked(Span(day(3), day(6))) == {day(3)}
    room.seen_days.add([], Seen.USED)
    room.seen_days.add([day(4), day(3)], Seen.USED)
    assert room.seen_days.asked(Span(day(3), day(6))) == {day(3)}
    assert day(4) in room.seen_days.days_seen(Span(day(3), day(6)))


def test_undo_passes_over_notes_of_use(room: Room) -> None:
    journal = JournalRepository(room.database, room.profile.id)
    with room.database.unit():
        room.completions.add(make_completion())
        journal.label("Logged “Run”", NOON)
    journal.undo()
    room.seen_days.add([day(0)], Seen.USED)
    change = journal.redo()
    assert change is not None
    assert change.label == "Logged “Run”"


def test_a_database_of_before_gets_the_table_empty(tmp_path: Path) -> None:
    database_of(tmp_path, "0011_notice", 11).create_or_open()
    database = Database(tmp_path / "habitos.db")
    with database.reading():
        ((count,),) = database.select("SELECT count(*) FROM seen_days", {})
    assert count == 0
