"""Clock times, identifiers and days as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from habitos_tui.domain.model.base import ClockTime, Identifier, Name, distinct_days, format_clock, parse_clock

CLOCK = TypeAdapter(ClockTime)


@pytest.mark.parametrize(
    ("written", "minutes"), [("00:00", 0), ("7:30", 450), ("07:30", 450), ("24:00", 1440), ("30:00", 1800), (450, 450)]
)
def test_clock_times(written: object, minutes: int) -> None:
    assert parse_clock(written) == minutes


@pytest.mark.parametrize(
    "written",
    [
        "",
        ":",
        "7",
        "0730",
        "07:3",
        "07:300",
        "007:30",
        "07:60",
        "-1:30",
        "07:-1",
        "\u0660\u0667:\u0663\u0660",
        " 7:30",
        "7:30\n",
    ],
)
def test_texts_that_are_no_clock_time(written: str) -> None:
    with pytest.raises(ValueError, match="must be a time such as 07:30"):
        parse_clock(written)


@pytest.mark.parametrize("written", [True, None, 7.5, [7, 30], b"07:30"])
def test_values_that_are_no_clock_time(written: object) -> None:
    with pytest.raises(ValueError, match="must be a time such as 07:30"):
        parse_clock(written)


@pytest.mark.parametrize("written", ["30:01", "99:59", 1801, -1, 10**30])
def test_times_outside_a_day(written: object) -> None:
    with pytest.raises(ValueError, match="must lie between 00:00 and 30:00"):
        parse_clock(written)


@given(st.integers(0, 1800))
def test_every_minute_survives_a_file(minutes: int) -> None:
    assert parse_clock(format_clock(minutes)) == minutes
    assert CLOCK.validate_json(CLOCK.dump_json(minutes)) == minutes


def test_times_past_midnight_are_written_on() -> None:
    assert format_clock(1500) == "25:00"


@pytest.mark.parametrize("bad", ["", " ", " a", "a ", "a\nb", "\u200b", "\x00", "x" * 101])
def test_identifiers_are_one_line_without_blank_ends(bad: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Identifier).validate_python(bad)


@pytest.mark.parametrize("good", ["a", "a b", "läufe", "走る", "x" * 100])
def test_identifiers_in_any_script(good: str) -> None:
    assert TypeAdapter(Identifier).validate_python(good) == good


@pytest.mark.parametrize("bad", ["", "   ", "\n", "\u200b\u2060", "\u3164", "\u2800", "\x1b[2J", "x" * 201])
def test_names_show_something(bad: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Name).validate_python(bad)


def test_days_are_sorted_and_each_once() -> None:
    assert distinct_days((6, 0, 6, 3)) == (0, 3, 6)


def test_no_days_at_all_are_refused() -> None:
    with pytest.raises(ValueError, match="needs at least one day"):
        distinct_days(())
