"""Sessions written for other calendars, and read back."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.calendar_entry import CalendarEntry, WrittenCalendar
from habitos_tui.errors import HabitosError
from habitos_tui.exchange.calendars.folders import MAX_BYTES
from habitos_tui.exchange.calendars.writer import Writing, write_file, write_folder
from tests.exchange.calendars.ics import calendar, event

OWNER = ".0123456789ab@habitos-tui"
NOON = datetime(2026, 12, 1, 12, tzinfo=timezone(timedelta(hours=1)))
RUN = CalendarEntry("a" + OWNER, "Run; far, \\o/", NOON, NOON + timedelta(minutes=30), "health")
READ = CalendarEntry("b" + OWNER, "Read 📚", NOON + timedelta(days=1), NOON + timedelta(days=1, minutes=20))
HOW = Writing(NOON, OWNER)
LATER = Writing(NOON + timedelta(hours=1), OWNER)
MONDAY = date(2026, 11, 30)


def events(path: Path) -> dict[str, Event]:
    return {str(found["UID"]): found for found in Calendar.from_ical(path.read_bytes()).events}


def test_sessions_are_read_back_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    assert write_file(path, [RUN, READ], HOW) == WrittenCalendar(added=2)
    found = events(path)
    assert {uid: (str(e["SUMMARY"]), e.start, e.end, e["SEQUENCE"]) for uid, e in found.items()} == {
        RUN.uid: (RUN.title, NOON.astimezone(UTC), RUN.end.astimezone(UTC), 0),
        READ.uid: (READ.title, READ.start.astimezone(UTC), READ.end.astimezone(UTC), 0),
    }


def test_what_is_unchanged_stays_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    write_file(path, [RUN, READ], HOW)
    before = path.read_bytes()
    assert write_file(path, [RUN, READ], LATER) == WrittenCalendar(kept=2)
    assert path.read_bytes() == before


def test_changes_count_up_and_what_is_gone_goes(tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    write_file(path, [RUN, READ], HOW)
    moved = replace(RUN, start=RUN.start + timedelta(hours=1), end=RUN.end + timedelta(hours=1))
    assert write_file(path, [moved], LATER) == WrittenCalendar(changed=1, removed=1)
    assert write_file(path, [replace(moved, state=SessionState.DONE, note="good")], LATER) == WrittenCalendar(changed=1)
    [done] = events(path).values()
    assert (done["SEQUENCE"], str(done["SUMMARY"]), str(done["DESCRIPTION"])) == (2, f"✓ {RUN.title}", "good")


@pytest.mark.parametrize("one", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_a_change_behind_what_ends_a_line_elsewhere_is_one(tmp_path: Path, one: str) -> None:
    """What stands there may look like a line that only says when it was written."""
    path = tmp_path / "plan.ics"
    write_file(path, [replace(RUN, note=f"good{one}SEQUENCE:1")], HOW)
    assert write_file(path, [replace(RUN, note=f"good{one}SEQUENCE:2")], LATER) == WrittenCalendar(changed=1)


def test_what_is_skipped_takes_no_time(tmp_path: Path) -> None:
    write_file(tmp_path / "plan.ics", [replace(RUN, state=SessionState.SKIPPED)], HOW)
    [skipped] = events(tmp_path / "plan.ics").values()
    assert (str(skipped["STATUS"]), str(skipped["TRANSP"])) == ("CANCELLED", "TRANSPARENT")


def test_an_alarm_rings_before_what_is_still_to_come(tmp_path: Path) -> None:
    how = Writing(NOON, OWNER, timedelta(minutes=10))
    write_file(tmp_path / "plan.ics", [RUN, replace(READ, state=SessionState.DONE)], how)
    found = events(tmp_path / "plan.ics")
    assert [len(found[uid].walk("VALARM")) for uid in (RUN.uid, READ.uid)] == [1, 0]
    assert found[RUN.uid].walk("VALARM")[0].decoded("TRIGGER") == timedelta(minutes=-10)


def test_another_calendar_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_text(text := calendar(event("DTSTART:20261201T090000Z\nDURATION:PT1H", uid="theirs")))
    with pytest.raises(HabitosError, match="not of this plan, such as “theirs”"):
        write_file(path, [RUN], HOW)
    assert path.read_text() == text
    (tmp_path / "photo.ics").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(HabitosError, match="could not be read"):
        write_file(tmp_path / "photo.ics", [RUN], HOW)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (calendar("BEGIN:VTODO\nUID:t\nEND:VTODO\n"), "not of this plan, such as “VTODO”"),
        (calendar("BEGIN:VAVAILABILITY\nUID:t\nEND:VAVAILABILITY\n"), "such as “VAVAILABILITY”"),
        (calendar(event("DTSTART:20261201T090000Z", uid="", title="Mine")), "such as “Mine”"),
        (event("DTSTART:20261201T090000Z", uid="alone"), "such as “alone”"),
        (event("DTSTART:20261201T090000Z", uid=RUN.uid), "it is no calendar"),
        ("Dear diary", "it is no calendar"),
    ],
)
def test_nothing_of_another_file_is_lost(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "other.ics"
    path.write_text(content)
    with pytest.raises(HabitosError, match=why):
        write_file(path, [RUN], HOW)
    assert path.read_text() == content


def test_an_empty_file_is_written(tmp_path: Path) -> None:
    (path := tmp_path / "new.ics").touch()
    assert write_file(path, [RUN], HOW).added == 1
    assert RUN.uid in events(path)


def test_a_folder_has_an_item_for_each(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.ics"
    theirs.write_text("whatever it is")
    assert write_folder(tmp_path, [RUN, READ], HOW, MONDAY) == WrittenCalendar(added=2)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"theirs.ics", f"{RUN.uid}.ics", f"{READ.uid}.ics"}
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    longer = replace(READ, end=READ.end + timedelta(minutes=5))
    assert write_folder(tmp_path, [RUN, longer], LATER, MONDAY) == WrittenCalendar(changed=1, kept=1)
    assert {path.name for path in tmp_path.iterdir() if path.stat().st_mtime_ns != before[path]} == {f"{READ.uid}.ics"}
    assert write_folder(tmp_path, [RUN], LATER, MONDAY) == WrittenCalendar(removed=1, kept=1)
    assert theirs.read_text() == "whatever it is"


def test_items_of_weeks_gone_by_stay(tmp_path: Path) -> None:
    write_folder(tmp_path, [RUN], HOW, MONDAY)
    assert write_folder(tmp_path, [], LATER, MONDAY + timedelta(days=7)) == WrittenCalendar()
    assert len(list(tmp_path.iterdir())) == 1


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(HabitosError, match="could not be written: No such file or directory"):
        write_file(tmp_path / "none" / "plan.ics", [RUN], HOW)


def test_what_keeps_nothing_is_written_to_and_never_read_or_replaced(tmp_path: Path) -> None:
    """A device may give bytes without end, and a pipe none: reading them first took all memory, or never ended."""
    pipe = tmp_path / "plan.ics"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert write_file(pipe, [RUN], HOW) == WrittenCalendar(added=1)
    assert RUN.uid.encode() in os.read(reader, 65536)
    os.close(reader)
    assert pipe.is_fifo()
    assert write_file(Path("/dev/null"), [RUN], HOW) == WrittenCalendar(added=1)
    with pytest.raises(HabitosError, match="No space left"):
        write_file(Path("/dev/full"), [RUN], HOW)


def test_a_file_that_is_too_large_for_a_calendar_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(HabitosError, match="larger than 16 MB"):
        write_file(path, [RUN], HOW)
