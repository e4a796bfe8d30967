"""Amounts besides minutes on the command line: 20 pages, 5 glasses."""

import json
from datetime import UTC, datetime

import pytest

from habitos_tui.clock import FixedClock
from tests.cli.conftest import RUN, Habitos

WATER = {**RUN, "name": "Water", "target_per_week": 21, "max_per_day": 3, "max_per_week": 21}


@pytest.fixture
def reading(planned: Habitos, clock: FixedClock) -> Habitos:
    """Late on Monday, with 20 pages a session of reading."""
    clock.moment = datetime(2026, 11, 23, 23, 50, tzinfo=UTC)
    assert planned("behaviors", "edit", "read", "-", stdin='{"unit": "pages", "amount": 20}').code == 0
    return planned


def test_a_behavior_shows_what_is_counted_of_it(reading: Habitos) -> None:
    assert "  20 pages a session" in reading("behaviors", "show", "read").out.splitlines()
    document = reading("behaviors", "show", "read", "--json").json
    assert (document["unit"], document["amount"]) == ("pages", 20)
    heading, *rows = reading("behaviors", "list").out.splitlines()
    assert "Amount" in heading
    assert [row.endswith("20 pages") for row in rows] == [False, True]


def test_an_amount_alone_says_where_the_minutes_come_from(reading: Habitos) -> None:
    minutes = reading("done", "read", "--at", "21:15", "--amount", "25", "--json").json["minutes"]
    answer = reading("done", "read", "--amount", "2,5", "--rating", "4")
    assert answer.out.endswith(" 30 min as usual, 2.5 of 20 pages ★★★★☆\n")
    lines = reading("today").out.splitlines()
    assert "25 of 20 pages" in next(line for line in lines if f"{minutes} min" in line and "✓" in line)
    assert lines[-1] == "Read a book: 27.5 pages in 2 sessions"
    document = reading("today", "--json").json
    read = {"behavior": "read-a-book", "name": "Read a book", "amount": 27.5, "unit": "pages", "sessions": 2}
    assert document["amounts"] == [read]
    assert reading("week", "--json").json["amounts"] == [read]
    assert reading("week").out.splitlines()[-1] == lines[-1]


def test_an_entry_is_put_right(reading: Habitos) -> None:
    assert reading("done", "read", "--at", "21:15").code == 0
    assert "20 pages" in reading("log").out
    answer = reading("log", "edit", "read", "--amount", "25")
    assert "25 pages" in answer.out
    (logged,) = reading("log", "--json").listed
    assert (logged["amount"], logged["unit"]) == (25, "pages")
    assert reading("log", "edit", "read", "--amount", "0").code == 0
    assert "Amount" not in reading("log").out
    assert reading("undo").code == 0
    assert "25 pages" in reading("log").out


@pytest.mark.parametrize("amount", ["many", "-1", "nan", "1000001"])
def test_what_is_no_amount_is_refused(reading: Habitos, amount: str) -> None:
    answer = reading("done", "read", f"--amount={amount}")
    assert (answer.code, answer.out) == (2, "")
    assert "must be" in answer.err
    assert reading("log", "--json").listed == []


def test_an_amount_needs_a_unit(planned: Habitos) -> None:
    answer = planned("done", "run", "--amount", "5")
    assert (answer.code, answer.out) == (2, "")
    assert "Nothing but minutes is counted of “Run”." in answer.err
    answer = planned("behaviors", "edit", "run", "-", stdin='{"amount": 5}')
    assert "amount: needs a unit" in answer.err


def test_another_unit_is_told_to_leave_what_is_logged(reading: Habitos) -> None:
    assert reading("done", "read", "--at", "21:15").code == 0
    answer = reading("behaviors", "edit", "read", "-", stdin='{"unit": "chapters", "amount": 2}')
    assert "1 entry in pages stays so and is counted apart." in answer.err
    assert "20 pages" in reading("log").out
    answer = reading("behaviors", "edit", "read", "-", stdin='{"amount": 3}')
    assert "stays" not in answer.err


def test_glasses_of_a_day_add_up(alice: Habitos, clock: FixedClock) -> None:
    assert alice("behaviors", "add", "-", stdin=json.dumps({**WATER, "unit": "glasses", "amount": 1})).code == 0
    for hour in (10, 11, 12):
        clock.moment = datetime(2026, 11, 23, hour, tzinfo=UTC)
        assert alice("done", "water", "--minutes", "1").code == 0
    assert alice("today").out.splitlines()[-1] == "Water: 3 glasses in 3 sessions"


def test_stats_tell_amounts_in_all_and_a_session(reading: Habitos) -> None:
    for day, amount in (("2026-11-16", 10), ("2026-11-22", 20), ("2026-11-23", 1200)):
        assert reading("done", "read", "--at", f"{day}T07:30", "--amount", str(amount)).code == 0
    assert reading("done", "read", "--at", "2026-11-21T07:30", "--amount", "0").code == 0
    lines = reading("stats").out.splitlines()
    head = next(place for place, line in enumerate(lines) if line.startswith("Amount "))
    assert lines[head + 1].split() == ["Read", "a", "book,", "pages", "1,230", "410", "1,200", "3", "of", "4"]
    amounts = reading("stats", "--json").json["amounts"]
    (line,) = amounts["lines"]
    assert (amounts["evidence"], line["sessions"], line["of_sessions"], line["total"]) == (3, 3, 4, 1230)
    assert line["weeks"][-2:] == [
        {"week": "2026-11-16", "amount": 30},
        {"week": "2026-11-23", "amount": 1200},
    ]
    assert reading("stats", "--behavior", "run", "--json").json["amounts"]["lines"] == []
