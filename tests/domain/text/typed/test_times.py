"""Times of day, weekdays and moments as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.model.base import LAST_BUSY_MINUTE, format_clock
from habitos_tui.domain.text.typed.days import Sense
from habitos_tui.domain.text.typed.moments import TypedMoment, parse_moment
from habitos_tui.domain.text.typed.times import typed_span, typed_time
from habitos_tui.domain.text.typed.weekdays import typed_weekdays
from habitos_tui.errors import InvalidInputError

THURSDAY = date(2026, 11, 26)
WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("7", "07:00"),
        ("7:30", "07:30"),
        ("0730", "07:30"),
        ("730", "07:30"),
        ("7pm", "19:00"),
        ("7 PM", "19:00"),
        ("7.30pm", "19:30"),
        ("730pm", "19:30"),
        ("7:30 p.m.", "19:30"),
        ("12am", "00:00"),
        ("12:05 pm", "12:05"),
        ("19.30", "19:30"),
        ("7h30", "07:30"),
        ("7h", "07:00"),
        ("at 7", "07:00"),
        ("Noon", "12:00"),
        ("midnight", "00:00"),
        ("24:30", "24:30"),
        (" 9 ", "09:00"),
        ("7p", "19:00"),
        ("7:30 a", "07:30"),
        ("half past 7", "07:30"),
        ("half past 9 pm", "21:30"),
        ("quarter to 8", "07:45"),
        ("at quarter past 8pm", "20:15"),
        ("8 o\u2019clock", "08:00"),
    ],
)
def test_times(text: str, shown: str) -> None:
    assert format_clock(typed_time(text)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "7:60",
        "0760",
        "13pm",
        "0am",
        "7:3",
        "7:300",
        "-1:30",
        "\u0667",
        "seven",
        "7 30",
        "07:30:00",
        "7.5",
        "half past",
        "half past 7:10",
    ],
)
def test_a_text_that_is_no_time_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"must be a time such as 7:30, 19\.30, 7pm or noon"):
        typed_time(text)


def test_a_time_beyond_the_night_is_refused() -> None:
    with pytest.raises(ValueError, match="must lie between 00:00 and 30:00"):
        typed_time("31")


@pytest.mark.parametrize(
    ("span", "minutes"),
    [
        (("23:00", "07:00"), (1380, 1860)),
        (("9", "5pm"), (540, 1020)),
        (("9", "9"), (540, 540)),  # refused where it is used: as likely a slip as a whole day
        (("21", "midnight"), (1260, 1440)),
        (("25:00", "26:00"), (1500, 1560)),
    ],
)
def test_an_end_before_the_start_is_on_the_next_day(span: tuple[str, str], minutes: tuple[int, int]) -> None:
    assert typed_span(*span) == minutes


@given(st.integers(0, LAST_BUSY_MINUTE))
def test_every_minute_is_read_as_it_is_shown(minutes: int) -> None:
    assert typed_time(format_clock(minutes), LAST_BUSY_MINUTE) == minutes


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("all", (0, 1, 2, 3, 4, 5, 6)),
        ("Weekdays", (0, 1, 2, 3, 4)),
        ("weekend", (5, 6)),
        ("mondays", (0,)),
        ("sat-mon", (0, 5, 6)),
        ("tues, thurs and Sun", (1, 3, 6)),
        ("mon wed fri", (0, 2, 4)),
        ("mon to wed", (0, 1, 2)),
        ("mon \u2013 wed, weekend", (0, 1, 2, 5, 6)),
    ],
)
def test_weekdays(text: str, days: tuple[int, ...]) -> None:
    assert typed_weekdays(text) == days


@pytest.mark.parametrize("text", ["", "t", "mon-", "someday", "mon-funday"])
def test_a_text_that_is_no_weekday_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a weekday: use mon, tue"):
        typed_weekdays(text)


@pytest.mark.parametrize(
    ("text", "day", "minute"),
    [
        ("7pm", None, 1140),
        ("10.11", None, 611),
        ("10.11.", date(2026, 11, 10), None),
        ("yesterday", WEDNESDAY, None),
        ("yesterday 7pm", WEDNESDAY, 1140),
        ("7 pm yesterday", WEDNESDAY, 1140),
        ("wed at 19.30", WEDNESDAY, 1170),
        ("2026-11-25 21:00", WEDNESDAY, 1260),
        ("2026-11-25T21:00", WEDNESDAY, 1260),
        ("25 nov, 24:30", WEDNESDAY, 1470),
        ("last wed noon", WEDNESDAY, 720),
    ],
)
def test_a_moment_is_a_time_a_day_or_both(text: str, day: date | None, minute: int | None) -> None:
    assert parse_moment(text, THURSDAY, Sense.PAST) == TypedMoment(day, minute)


@pytest.mark.parametrize(
    "text",
    ["", "T", "31:00", "07:60", "2026-11-23T", "2026-11-23T99:00", "T07:30", "2026-13-01T07:30", "7pm 8pm", "so 7"],
)
def test_a_moment_that_is_none_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a moment: use a time such as 7:30"):
        parse_moment(text, THURSDAY, Sense.PAST)
