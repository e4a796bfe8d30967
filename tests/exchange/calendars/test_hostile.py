"""Calendars that would keep a computer busy for ever, and broken ones: each costs only itself, and is named."""

import random
import signal
from pathlib import Path

import pytest

from habitos_tui.exchange.calendars import occurrences as room
from habitos_tui.exchange.calendars.child import read_file
from tests.exchange.calendars.ics import END, MONDAY, calendar, event, read, reasons, times

START = "DTSTART:20261201T090000Z\nDTEND:20261201T100000Z\n"
GOOD = event("DTSTART:20261202T090000Z\nDTEND:20261202T100000Z", uid="good", title="Good")


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (START + "RRULE:FREQ=DAILY;INTERVAL=0", "repeats with interval 0"),
        (START + "RRULE:FREQ=DAILY;INTERVAL=-1", "repeats with interval -1"),
        (START + "RRULE:FREQ=SECONDLY", "repeats secondly"),
        (START + "RRULE:FREQ=MINUTELY", "repeats minutely"),
        (START + "RRULE:FREQ=HOURLY", "repeats hourly"),
        (START + "RRULE:INTERVAL=2", "repeats by no rule"),
        (START + "RRULE:nonsense", "repeats by a rule that cannot be read"),
        (START + "RRULE:FREQ=DAILY;FREQ=WEEKLY", "repeats by a rule that cannot be read"),
        (START + "RRULE:RSCALE=HEBREW;FREQ=YEARLY", "repeats by the hebrew calendar"),
        (START + "RRULE:FREQ=DAILY;COUNT=999999999", "repeats with count 999999999"),
        (START + "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "repeats on a date that no year has"),
        (START + "RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31", "repeats on a date that no year has"),
        (
            START + f"RRULE:FREQ=DAILY;BYHOUR={','.join(map(str, range(24)))};BYMINUTE=0,30",
            "repeats more than 24 times a day",
        ),
        (START + f"RRULE:FREQ=YEARLY;BYYEARDAY={','.join(map(str, range(1, 999)))}", "repeats by a list of hundreds"),
        ("DTSTART:20261201T090000Z\nDURATION:P9999D\nRRULE:FREQ=WEEKLY", "lasts 9999 days and comes again"),
        ("DTSTART:20261201T090000Z\nDURATION:P9999D", "lasts 9999 days"),
        ("DURATION:PT1H", "has no start"),
        (START + "DTSTART:20261202T090000Z", "has two starts"),
        ("DTSTART:tomorrow\nDURATION:PT1H", "begins at what is no date: tomorrow"),
        ("DTSTART:20261301T090000Z\nDURATION:PT1H", "begins at what is no date: 20261301T090000Z"),
        ("DTSTART:20261201T090000Z\nDTEND:never", "ends at what is no date"),
        (START + "RDATE:" + ",".join(["20261201T090000Z"] * 6000), "has more than 5000 single dates"),
        (START + "EXDATE:" + ",".join(["20261201T090000Z"] * 20000), "is longer than any calendar writes"),
    ],
)
def test_a_bomb_is_named_and_the_rest_is_read(tmp_path: Path, lines: str, why: str) -> None:
    reading = read(tmp_path, calendar(event(lines, title="Bomb"), GOOD))
    assert times(reading) == ["2026-12-02 09:00-10:00 +0000"]
    assert reasons(reading) == [f"Bomb: {why}"]


def test_an_event_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def for_ever(*_: object) -> list[object]:
        while True:
            pass

    monkeypatch.setattr(room, "SECONDS", 0.05)
    monkeypatch.setattr("recurring_ical_events.of", for_ever)
    reading = read(tmp_path, calendar(event(START + "RRULE:FREQ=DAILY", title="Slow"), GOOD))
    assert reasons(reading) == ["Slow: takes longer than 0.05 seconds to work out"]
    assert len(reading.occurrences) == 1


def test_an_event_is_given_time_of_the_processor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine it waits longer, and must not be left out for that: its time would be free."""
    timers = []
    monkeypatch.setattr(signal, "setitimer", lambda timer, seconds: timers.append((timer, seconds)))
    read(tmp_path, calendar(GOOD))
    assert timers == [(signal.ITIMER_PROF, room.SECONDS), (signal.ITIMER_PROF, 0)]


def test_a_broken_event_costs_only_itself(tmp_path: Path) -> None:
    broken = event("DTSTART:20261201T996000Z\nDTEND:20261201T100000Z", uid="bad", title="Broken")
    reading = read(tmp_path, calendar(broken, GOOD))
    assert len(reading.occurrences) == 1
    assert reasons(reading)[0].startswith("Broken: is written in a way that cannot be read")


def test_two_events_with_one_id(tmp_path: Path) -> None:
    """The later version counts; another event that only has the same id is named."""
    first = event(START + "SEQUENCE:1", title="Old")
    same = event(START + "SEQUENCE:2", title="New")
    other = event("DTSTART:20261203T090000Z\nDURATION:PT1H", title="Other")
    reading = read(tmp_path, calendar(first, same, other))
    assert [one.title for one in reading.occurrences] == ["New"]
    assert reasons(reading) == ["Other: has the id of another event"]


def test_events_without_an_id_are_told_apart(tmp_path: Path) -> None:
    reading = read(tmp_path, calendar(event(START, uid=""), event(START, uid="", title="Two")))
    assert len({one.key for one in reading.occurrences}) == 2


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", "is no calendar: it has no BEGIN:VCALENDAR"),
        (b"\x00\xff\xfe" * 999, "is no calendar: it has no BEGIN:VCALENDAR"),
        (b"<html>BEGIN</html>", "is no calendar: it has no BEGIN:VCALENDAR"),
        (calendar(GOOD).encode()[:-9], "is cut off in its middle"),
        (calendar(GOOD).encode()[:-30], "is cut off in its middle"),
        (b"BEGIN:VCALENDAR\n" * 50, "holds components in components, more than 8 deep"),
    ],
)
def test_what_is_no_calendar(tmp_path: Path, content: bytes, trouble: str) -> None:
    assert read(tmp_path, content).trouble == trouble


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.ics"
    with path.open("wb") as file:
        file.write(b"BEGIN:VCALENDAR\n")
        file.truncate(100 * 1024 * 1024)
    assert read_file(path, "huge", MONDAY, END).trouble == "is larger than 16 MB"


def test_hundreds_of_damaged_files_give_an_answer_each(tmp_path: Path) -> None:
    """Bytes turned, lines swapped, cut, repeated: no exception, and what is read is within the weeks looked at."""
    draw = random.Random(7)
    whole = calendar(event(START + "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=9\nEXDATE:20261208T090000Z"), GOOD).encode()
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(draw.randint(1, 8)):
            data[draw.randrange(len(data))] = draw.choice(b'\x00\xff\n;:,=0A"')
        lines = bytes(data).split(b"\n")
        draw.shuffle(lines) if draw.random() < 0.2 else None
        reading = read(tmp_path, b"\n".join(lines[: draw.randint(1, len(lines))]))
        assert all(one.end > one.start for one in reading.occurrences)


@pytest.mark.parametrize("lines", ["DTSTART:20261201T250000\nDURATION:PT1H", START + "RRULE:FREQ=W\ufffdEKLY"])
def test_what_is_wrong_is_said_in_plain_words(tmp_path: Path, lines: str) -> None:
    [reason] = reasons(read(tmp_path, calendar(event(lines, title="Odd"))))
    assert reason.removeprefix("Odd: ") in {
        "is written in a way that cannot be read",
        "repeats by a rule that cannot be read",
    }


def test_a_file_with_too_many_events_is_refused_before_they_are_expanded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("habitos_tui.exchange.calendars.components.MAX_EVENTS", 2)
    monkeypatch.setattr("habitos_tui.exchange.calendars.child.MAX_EVENTS", 2)
    reading = read(tmp_path, calendar(GOOD, GOOD, GOOD))
    assert (reading.trouble, reading.occurrences, reading.left_out) == ("holds more than 2 events", (), ())
