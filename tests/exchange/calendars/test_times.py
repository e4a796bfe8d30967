"""What single traits of a calendar mean, each worked out by hand; 1 December 2026 is a Tuesday."""

from datetime import date
from pathlib import Path

import pytest

from tests.exchange.calendars.ics import BERLIN_OF_ITS_OWN, calendar, event, read, reasons, times


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("DTSTART:20261201T090000Z\nDTEND:20261201T100000Z", ["2026-12-01 09:00-10:00 +0000"]),
        ("DTSTART:20261201T090000\nDTEND:20261201T100000", ["2026-12-01 09:00-10:00"]),
        ("DTSTART;TZID=Europe/Berlin:20261201T090000\nDURATION:PT1H30M", ["2026-12-01 09:00-10:30 +0100"]),
        ('DTSTART;TZID="Europe/Berlin":20261201T090000\nDURATION:P1W', ["2026-12-01 09:00-09:00 +0100"]),
        (
            "DTSTART;TZID=Nowhere/Town:20261201T090000\nDTEND;TZID=Nowhere/Town:20261201T100000",
            ["2026-12-01 09:00-10:00"],
        ),
        ("DTSTART;TZID=Europe/Berlin:20261201T090000\nDTEND:20261201T100000", ["2026-12-01 09:00-10:00 +0100"]),
        ("DTSTART;VALUE=DATE:20261224", ["2026-12-24 00:00-00:00"]),
        ("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227", ["2026-12-24 00:00-00:00"]),
        ("dtstart:20261201T090000Z\ndtend:20261201T100000Z", ["2026-12-01 09:00-10:00 +0000"]),
    ],
)
def test_a_single_event(tmp_path: Path, lines: str, wanted: list[str]) -> None:
    assert times(read(tmp_path, calendar(event(lines)))) == wanted


BERLIN = "DTSTART;TZID=Europe/Berlin:{}T090000\nDTEND;TZID=Europe/Berlin:{}T093000\n"


def repeating(rule: str, since: str = "20261201", more: str = "") -> str:
    return event(BERLIN.format(since, since) + f"RRULE:{rule}\n{more}")


@pytest.mark.parametrize(
    ("rule", "since", "days"),
    [
        ("FREQ=WEEKLY;UNTIL=20261222T235959Z", "20261201", ["12-01", "12-08", "12-15", "12-22"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO, WE;COUNT=4", "20261130", ["11-30", "12-02", "12-14", "12-16"]),
        ("FREQ=DAILY;INTERVAL=30", "19000101", ["12-26"]),
        ("FREQ=WEEKLY;INTERVAL=6", "20200203", ["12-28"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", "20200131", ["12-25"]),
        ("FREQ=YEARLY", "20001224", ["12-24"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "20260131", ["12-31"]),
        ("FREQ=DAILY;UNTIL=20261203", "20261201", ["12-01", "12-02", "12-03"]),
    ],
)
def test_an_event_that_comes_again(tmp_path: Path, rule: str, since: str, days: list[str]) -> None:
    """Every 30 days since 1 January 1900: 46,380 days later, 1546 times 30, is 26 December 2026. Every 6 weeks since
    3 February 2020: 360 weeks later is 28 December 2026."""
    assert [one[5:10] for one in times(read(tmp_path, calendar(repeating(rule, since))))] == days


def test_summer_time_keeps_the_hour_of_a_meeting(tmp_path: Path) -> None:
    reading = read(tmp_path, calendar(repeating("FREQ=WEEKLY", "20261018")), date(2026, 10, 18), date(2026, 11, 2))
    assert times(reading) == [
        "2026-10-18 09:00-09:30 +0200",
        "2026-10-25 09:00-09:30 +0100",
        "2026-11-01 09:00-09:30 +0100",
    ]


def test_exceptions_moved_and_cancelled_times(tmp_path: Path) -> None:
    master = repeating("FREQ=WEEKLY;COUNT=4", more="EXDATE;TZID=Europe/Berlin:20261208T090000")
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20261215T090000\n" + BERLIN.format("20261217", "20261217"), title="Moved"
    )
    gone = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20261222T090000\nSTATUS:CANCELLED\n" + BERLIN.format("20261222", "20261222")
    )
    reading = read(tmp_path, calendar(moved, master, gone))
    assert times(reading) == ["2026-12-01 09:00-09:30 +0100", "2026-12-17 09:00-09:30 +0100"]
    assert reasons(reading) == ["Meeting: is cancelled on 2026-12-22"]


def test_a_time_keeps_its_key_when_it_is_moved(tmp_path: Path) -> None:
    """Who freed it once does not have to do so again."""
    master = repeating("FREQ=WEEKLY;COUNT=2")
    before = {one.start.day: one.key for one in read(tmp_path, calendar(master)).occurrences}
    moved = event("RECURRENCE-ID;TZID=Europe/Berlin:20261208T090000\n" + BERLIN.format("20261210", "20261210"))
    after = {one.start.day: one.key for one in read(tmp_path, calendar(master, moved)).occurrences}
    assert after == {1: before[1], 10: before[8]}
    assert before[1] != before[8]


def test_a_change_for_all_that_follow(tmp_path: Path) -> None:
    master = repeating("FREQ=DAILY;COUNT=4")
    later = "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261202T090000\n"
    moved = event(later + BERLIN.format("20261202", "20261202").replace("T09", "T11"))
    reading = read(tmp_path, calendar(master, moved))
    assert [one[8:13] for one in times(reading)] == ["01 09", "02 11", "03 11", "04 11"]
    assert len({one.key for one in reading.occurrences}) == 4


@pytest.mark.parametrize("free", ["TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"])
def test_one_time_of_what_is_free_takes_time(tmp_path: Path, free: str) -> None:
    master = repeating("FREQ=DAILY;COUNT=3", more=free)
    busy = event("RECURRENCE-ID;TZID=Europe/Berlin:20261202T090000\n" + BERLIN.format("20261202", "20261202"))
    assert [one[8:10] for one in times(read(tmp_path, calendar(master, busy)))] == ["02"]


def test_more_dates(tmp_path: Path) -> None:
    lines = BERLIN.format("20261201", "20261201") + "RDATE;TZID=Europe/Berlin:20261203T090000,20261205T090000"
    assert [one[8:10] for one in times(read(tmp_path, calendar(event(lines))))] == ["01", "03", "05"]


def test_zones_that_only_the_file_knows(tmp_path: Path) -> None:
    lines = "DTSTART;TZID=Office time:20261201T090000\nDTEND;TZID=Office time:20261201T100000"
    assert times(read(tmp_path, calendar(BERLIN_OF_ITS_OWN, event(lines)))) == ["2026-12-01 09:00-10:00 +0100"]


def test_a_zone_for_the_whole_calendar(tmp_path: Path) -> None:
    text = calendar(event("DTSTART:20261201T080000Z\nDTEND:20261201T090000Z"), head="X-WR-TIMEZONE:America/New_York\n")
    assert times(read(tmp_path, text)) == ["2026-12-01 03:00-04:00 -0500"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("TRANSP:TRANSPARENT", "is marked as free"),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", "is marked as free"),
        ("STATUS:CANCELLED", "is cancelled"),
    ],
)
def test_what_takes_no_time(tmp_path: Path, line: str, why: str) -> None:
    reading = read(tmp_path, calendar(event(f"DTSTART:20261201T090000Z\nDURATION:PT1H\n{line}")))
    assert (times(reading), reasons(reading)) == ([], [f"Meeting: {why}"])


def test_a_reminder_takes_no_time(tmp_path: Path) -> None:
    reading = read(tmp_path, calendar(event("DTSTART:20261201T090000Z"), "BEGIN:VTODO\nUID:t\nEND:VTODO\n"))
    assert reasons(reading) == ["Meeting: has no length", "1 to-do: takes no time"]


def test_published_busy_time(tmp_path: Path) -> None:
    busy = "FREEBUSY;FBTYPE=BUSY:20261201T080000Z/PT1H,20261202T080000Z/20261202T093000Z"
    lines = f"{busy}\nFREEBUSY;FBTYPE=FREE:20261203T080000Z/PT1H"
    reading = read(tmp_path, calendar(f"BEGIN:VFREEBUSY\nUID:f\n{lines}\nEND:VFREEBUSY\n"))
    assert times(reading) == ["2026-12-01 08:00-09:00 +0000", "2026-12-02 08:00-09:30 +0000"]


def test_what_is_not_available_is_busy(tmp_path: Path) -> None:
    """Available on the first Tuesday of December from 9 to 17 only: the day before it, after it and the rest of it."""
    available = "BEGIN:AVAILABLE\nUID:a1\nDTSTART:20261201T090000Z\nDTEND:20261201T170000Z\nEND:AVAILABLE\n"
    text = calendar(f"BEGIN:VAVAILABILITY\nUID:a\nSUMMARY:Off\n{available}END:VAVAILABILITY\n")
    reading = read(tmp_path, text, date(2026, 12, 1), date(2026, 12, 3))
    assert [one[5:22] for one in times(reading)] == ["12-01 00:00-09:00", "12-01 17:00-00:00", "12-02 00:00-00:00"]


@pytest.mark.parametrize("until", ["DTEND:20261201T200000Z", "DURATION:PT8H"])
def test_availability_says_nothing_before_and_after_its_own_times(tmp_path: Path, until: str) -> None:
    available = "BEGIN:AVAILABLE\nUID:a1\nDTSTART:20261201T140000Z\nDTEND:20261201T170000Z\nEND:AVAILABLE\n"
    own = f"DTSTART:20261201T120000Z\n{until}\n"
    text = calendar(f"BEGIN:VAVAILABILITY\nUID:a\n{own}{available}END:VAVAILABILITY\n")
    assert [one[5:22] for one in times(read(tmp_path, text))] == ["12-01 12:00-14:00", "12-01 17:00-20:00"]


def test_the_name_of_a_calendar(tmp_path: Path) -> None:
    assert read(tmp_path, calendar(head="X-WR-CALNAME:Home\\, and away\n")).calendar == "Home, and away"
    assert read(tmp_path, calendar()).calendar == "work"


def test_folded_lines_and_marks_of_byte_order(tmp_path: Path) -> None:
    text = "\ufeff" + calendar(event("DTSTART:2026120\n 1T090000Z\nDURATION:PT1H", title="A lo\n ng name\\, folded"))
    reading = read(tmp_path, text.replace("\n", "\r\n"))
    assert [one.title for one in reading.occurrences] == ["A long name, folded"]
    assert times(read(tmp_path, text[1:].encode("utf-16"))) == ["2026-12-01 09:00-10:00 +0000"]


def test_items_without_a_calendar_around_them(tmp_path: Path) -> None:
    """As khal shows them, and programs send them: an event, with its alarm, and when somebody is available."""
    alarm = "BEGIN:VALARM\nTRIGGER:-PT5M\nDESCRIPTION:Now\nEND:VALARM\n"
    lines = f"DTSTART:20261201T090000Z\nDTEND:20261201T100000Z\nRRULE:FREQ=WEEKLY;COUNT=2\n{alarm}"
    reading = read(tmp_path, event(lines))
    assert times(reading) == ["2026-12-01 09:00-10:00 +0000", "2026-12-08 09:00-10:00 +0000"]
    assert reasons(reading) == []
    available = "BEGIN:AVAILABLE\nUID:a1\nDTSTART:20261201T090000Z\nDTEND:20261201T170000Z\nEND:AVAILABLE\n"
    item = f"BEGIN:VAVAILABILITY\nUID:a\nSUMMARY:Off\n{available}END:VAVAILABILITY\n"
    assert times(read(tmp_path, item)) == times(read(tmp_path, calendar(item)))
