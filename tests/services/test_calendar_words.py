"""What is said of a calendar: only what there is, and everything there is."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from habitos_tui.domain.model.agenda import DatedBusy
from habitos_tui.domain.model.calendar_reading import CalendarReading, LeftOut
from habitos_tui.domain.model.calendar_source import CalendarSource
from habitos_tui.services.calendar_words import (
    ALL_TIMES,
    REASONS,
    effect_sentence,
    file_lines,
    sentence,
    taken_sentence,
    told_files,
    what_counts,
)
from habitos_tui.services.calendars import BusyDelta, CalendarPreview, FilePreview, Refreshed

SOURCE = CalendarSource(id=UUID(int=1), name="work", location="/work.ics", read_at=datetime(2026, 11, 25, tzinfo=UTC))


def block(number: int, minutes: int = 60) -> DatedBusy:
    start = 540
    return DatedBusy(
        id=UUID(int=number), day=date(2026, 11, 25), start=start, end=start + minutes, title="", event=str(number)
    )


def file(name: str = "a.ics", *busy: DatedBusy, left_out: tuple[LeftOut, ...] = (), **fields: str) -> FilePreview:
    return FilePreview(CalendarReading(file=name, calendar="Work", **fields), busy, left_out)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({}, "“work”: nothing new."),
        ({"added": 2}, "“work”: 2 new."),
        ({"changed": 1}, "“work”: 1 changed."),
        ({"removed": 3}, "“work”: 3 gone."),
        ({"added": 2, "changed": 1, "removed": 3}, "“work”: 2 new, 1 changed, 3 gone."),
        ({"trouble": "it is gone."}, "“work” stays as it was: it is gone."),
        ({"added": 2, "trouble": "b is gone."}, "“work”: 2 new. Nothing is taken away, since b is gone."),
    ],
    ids=lambda given: "+".join(given) if isinstance(given, dict) else "",
)
def test_what_a_reading_has_brought(found: dict[str, Any], said: str) -> None:
    assert sentence(Refreshed(SOURCE, **found)) == said


def test_what_would_be_busy_and_free_is_counted() -> None:
    one, two = (block(1),), (block(1), block(2))
    assert effect_sentence(BusyDelta(added=one)) == "1 time new."
    assert effect_sentence(BusyDelta(one, two, one)) == "1 time new, 2 times changed, 1 time gone."
    assert effect_sentence(BusyDelta()).startswith("Nothing ")


def test_the_time_that_a_calendar_takes_is_added_up() -> None:
    taken = taken_sentence(CalendarPreview(SOURCE, (file("a.ics", block(1), block(2, 30)),)))
    assert taken == "It takes 2 times in these 8 weeks, 1 h 30 min."
    assert taken_sentence(CalendarPreview(SOURCE, (file(),))) == "It takes no time in these 8 weeks."


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ALL_TIMES),
        ({"calendars": ("Home", "Work")}, "only Home, Work"),
        ({"titles": ("choir", "gym")}, "with choir, gym"),
        ({"without": ("choir",)}, "without choir"),
        ({"whole_days": True}, "whole days too"),
        ({"titles": ("gym",), "whole_days": True}, "with gym; whole days too"),
    ],
    ids=lambda given: "+".join(given) if isinstance(given, dict) else "",
)
def test_what_counts_of_a_calendar(fields: dict[str, Any], said: str) -> None:
    assert what_counts(SOURCE.model_copy(update=fields)) == said


def test_a_file_is_told_with_its_trouble_and_what_it_leaves_out() -> None:
    left_out = (LeftOut(title="", why="is cancelled"), LeftOut(title="Gym", why="is cancelled"))
    told = file("a.ics", block(1), left_out=left_out, trouble="is cut off", note="has no zones")
    assert list(file_lines(told)) == [
        "a.ics: 1 time of “Work”",
        "  It is cut off.",
        "  It has no zones.",
        "  left out: an event without a title is cancelled",
        "  left out: “Gym” is cancelled",
    ]
    assert list(file_lines(file())) == ["a.ics: 0 times of “Work”"]


@pytest.mark.parametrize(
    ("reasons", "rest"),
    [(REASONS, []), (REASONS + 2, ["  and 2 more were left out"])],
    ids=["as many as are named", "two more"],
)
def test_some_reasons_are_named_and_the_rest_is_counted(reasons: int, rest: list[str]) -> None:
    left_out = tuple(LeftOut(title=f"Event {number}", why="is cancelled") for number in (*range(reasons), 0))
    first, *lines = file_lines(file(left_out=left_out))
    assert first == "a.ics: 0 times of “Work”"
    assert lines[0] == "  left out: “Event 0” is cancelled (2 times)"
    assert lines[1:10] == [f"  left out: “Event {number}” is cancelled" for number in range(1, 10)]
    assert lines[10:] == rest


def test_of_several_files_those_that_say_nothing_are_not_told() -> None:
    quiet = file("quiet.ics")
    telling = (
        file("busy.ics", block(1)),
        file("left.ics", left_out=(LeftOut(title="Gym", why="is cancelled"),)),
        file("cut.ics", trouble="is cut off"),
    )
    for one in telling:
        assert told_files((quiet, one)) == list(file_lines(one))
    assert told_files((quiet,)) == list(file_lines(quiet))
    assert told_files((quiet, quiet)) == []
