"""Days, times and moments on the command line, in one word or several."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from habitos_tui.cli.words import DAY, DAYS, MOMENT, TIME, WEEK
from habitos_tui.clock import FixedClock
from tests.cli.conftest import Habitos

BERLIN = ZoneInfo("Europe/Berlin")
AFTER_MIDNIGHT = datetime(2026, 11, 23, 0, 40, tzinfo=UTC)


def newest(habitos: Habitos) -> tuple[str, str]:
    """Return day and start of the newest entry."""
    (entry, *_) = habitos("log", "--json").listed
    return entry["day"], entry["start"]


@pytest.fixture
def runner(alice: Habitos) -> Habitos:
    """Alice with a behavior, and without a plan."""
    assert alice("behaviors", "add", "run 3x week 5m").code == 0
    return alice


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("8am",), ("2026-11-23", "08:00")),
        (("0830",), ("2026-11-23", "08:30")),
        (("yesterday", "7", "pm"), ("2026-11-22", "19:00")),
        (("2026-11-20", "21:05"), ("2026-11-20", "21:05")),
        (("2026-11-20T21:05",), ("2026-11-20", "21:05")),
        (("fri", "19.30"), ("2026-11-20", "19:30")),
        (("last", "mon", "noon"), ("2026-11-16", "12:00")),
        (("20", "nov", "24:30"), ("2026-11-21", "00:30")),
    ],
)
def test_what_was_done_began_when_it_is_said_to(runner: Habitos, words: tuple[str, ...], expected: object) -> None:
    assert runner("done", "run", "--at", *words, "--minutes", "20").code == 0
    assert newest(runner) == expected


def test_after_midnight_a_time_means_the_latest_one_of_the_day_that_goes_on(runner: Habitos, clock: FixedClock) -> None:
    runner("settings", "edit", "-", stdin='{"day_end": "03:00"}')
    clock.moment = AFTER_MIDNIGHT
    assert runner("done", "run", "--at", "23:30").code == 0
    assert newest(runner) == ("2026-11-22", "23:30")
    assert runner("done", "run", "--at", "0:30").code == 0
    assert newest(runner) == ("2026-11-22", "24:30")


@pytest.mark.parametrize(
    ("hour", "code", "day"),
    [(0, 0, "2026-11-22"), (5, 0, "2026-11-22"), (6, 2, ""), (12, 2, ""), (23, 2, "")],
)
def test_a_time_just_before_midnight_is_of_the_evening_before(
    runner: Habitos, clock: FixedClock, hour: int, code: int, day: str
) -> None:
    clock.moment = datetime(2026, 11, 23, hour, 40, tzinfo=UTC)
    assert runner("done", "run", "--at", "23:45").code == code
    assert code or newest(runner) == (day, "23:45")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("done", "run", "--at", "soon"), "is not a moment: use a time such as 7:30 or 7pm, a day"),
        (("today", "--day", "someday"), "is not a day: use today, yesterday, fri, last fri, 27 nov, 27.11. or"),
        (("today", "--day", "last", "nov"), "unexpected extra argument"),
        (("log", "edit", "run", "--start", "late"), "must be a time such as 7:30, 19.30, 7pm or noon"),
        (("week", "--week", "some"), "is not a week: use this, next, last, a week such as 2026-W48 or any day of it"),
        (("busy", "add", "someday", "9", "10"), "A single day is today, tomorrow, next fri"),
    ],
)
def test_what_is_refused_is_told_what_is_accepted(runner: Habitos, words: tuple[str, ...], said: str) -> None:
    runner("done", "run", "--at", "8:00")
    answer = runner(*words)
    assert answer.code == 2
    assert said in answer.err


def test_days_of_several_words_need_no_quotes(runner: Habitos) -> None:
    assert runner("away", "24", "dec", "2", "jan", "--reason", "vacation").code == 0
    (away,) = runner("away", "list", "--json").listed
    assert (away["first"], away["last"]) == ("2026-12-24", "2027-01-02")
    assert runner("away", "remove", "24.12.").code == 0
    assert runner("today", "--day", "next", "fri", "--json").json["day"] == "2026-12-04"
    assert runner("week", "--week", "12", "dec", "--json").json["week_start"] == "2026-12-07"
    assert runner("log", "--from", "last", "mon", "--to", "the", "day", "before", "yesterday").code == 0


def test_busy_time_is_typed_as_it_is_said(alice: Habitos) -> None:
    added = [
        alice("busy", "add", *words).out
        for words in (
            ("mon", "23:00", "07:00", "Sleep"),
            ("tue", "9", "am", "5", "pm"),
            ("next", "fri", "14", "15.30", "Dentist"),
            ("mon", "wed", "21", "9", "Shift"),
        )
    ]
    assert added == [
        "Added: Monday 23:00-07:00 Sleep\n",
        "Added: Tuesday 09:00-17:00 \n",
        "Added: 2026-12-04 14:00-15:30 Dentist\n",
        "Added: Monday 21:00-09:00 Shift\nAdded: Wednesday 21:00-09:00 Shift\n",
    ]
    twice = alice("busy", "add", "tue", "7", "7", "Shift")
    assert twice.code == 2
    assert "must be later than the start" in twice.err


@pytest.fixture
def in_march(runner: Habitos, clock: FixedClock) -> Habitos:
    """Monday 30 March 2026 in Berlin, the day after the clocks were turned forward from 02:00 to 03:00."""
    clock.moment = datetime(2026, 3, 30, 9, tzinfo=BERLIN)
    return runner


@pytest.mark.parametrize("words", [("sun", "2:30"), ("2026-03-29", "02:00"), ("28.3.", "26:59")])
def test_a_time_that_the_clocks_left_out_is_told_and_nothing_is_logged(
    in_march: Habitos, words: tuple[str, ...]
) -> None:
    answer = in_march("done", "run", "--at", *words)
    assert answer.code == 2
    assert "is left out on 2026-03-29: the clocks are turned forward then." in answer.err
    assert in_march("log", "--json").listed == []


def test_an_entry_is_not_moved_to_a_time_that_the_clocks_left_out(in_march: Habitos) -> None:
    assert in_march("done", "run", "--at", "sun", "3:30", "--minutes", "20").code == 0
    answer = in_march("log", "edit", "run", "--start", "2:30")
    assert answer.code == 2
    assert "02:30 is left out on 2026-03-29" in answer.err
    assert newest(in_march) == ("2026-03-29", "03:30")


def test_of_a_time_that_comes_twice_the_first_is_meant(runner: Habitos, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 10, 26, 9, tzinfo=BERLIN)
    assert runner("done", "run", "--at", "sun", "2:30", "--minutes", "20").code == 0
    (entry,) = runner("log", "--json").listed
    assert entry["done_at"] == "2026-10-25T00:30:00Z"


def test_words_that_belong_together_are_told_from_others() -> None:
    assert all(DAY.fits(text) for text in ("27 nov", "last fri", "nov 27 2026", str(date(2026, 11, 27))))
    assert not any(DAY.fits(text) for text in ("27 14", "run today", "7 pm"))
    assert DAYS.fits("mon wed")
    assert DAYS.fits("27 nov")
    assert not DAYS.fits("mon 9")
    assert TIME.fits("7 pm")
    assert not TIME.fits("9 17")
    assert MOMENT.fits("27 nov 7 pm")
    assert not MOMENT.fits("nov")
    assert WEEK.fits("next week")
    assert not WEEK.fits("a week")


@pytest.mark.parametrize(
    "words", [("log", "add", "run 10m 23:50"), ("done", "run", "--minutes", "10", "--at", "23:50")]
)
def test_after_midnight_a_time_of_the_evening_before_is_of_the_day_before(
    in_march: Habitos, clock: FixedClock, words: tuple[str, ...]
) -> None:
    clock.moment = datetime(2026, 3, 31, 0, 15, tzinfo=BERLIN)
    assert in_march(*words).code == 0
    assert newest(in_march) == ("2026-03-30", "23:50")


def test_what_is_done_while_clocks_are_turned_back_ends_when_the_wall_clock_says_so(
    runner: Habitos, clock: FixedClock
) -> None:
    clock.moment = datetime(2026, 10, 25, 9, tzinfo=BERLIN)
    assert runner("done", "run", "--at", "sun", "1:30", "--minutes", "120").code == 0
    (done,) = runner("today", "--json").json["sessions"]
    assert (done["start"], done["end"], done["ended_at"]) == ("01:30", "02:30", "2026-10-25T01:30:00Z")
    assert "01:30-02:30" in runner("today").out
    assert "01:30-02:30" in runner("log").out
