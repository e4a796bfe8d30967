"""Calendars as lines and sentences."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from habitos_tui.domain.model.agenda import DatedBusy
from habitos_tui.domain.model.calendar_reading import CalendarReading, LeftOut
from habitos_tui.domain.model.calendar_source import CalendarSource
from habitos_tui.services.calendar_words import taken_sentence
from habitos_tui.services.calendars import CalendarPreview, FilePreview, Refreshed
from habitos_tui.ui.busy.calendar_form import words_of
from habitos_tui.ui.busy.calendars import (
    SHOWN_TIMES,
    CalendarRow,
    calendar_detail,
    calendar_line,
    not_edited,
    preview_lines,
    time_detail,
    told,
)
from habitos_tui.ui.busy.view import busy_groups, busy_line

TEAM = CalendarSource(id=UUID(int=1), name="Team", location="/team.ics", without=("Lunch",))
DAY = date(2026, 11, 26)


def block(number: int, *, freed: bool = False) -> DatedBusy:
    return DatedBusy(
        id=UUID(int=number), day=DAY, start=600, end=660, title="Choir", source=TEAM.id, event="e", freed=freed
    )


def test_each_time_of_a_calendar_is_a_line_with_its_origin() -> None:
    taken, free = busy_groups([block(2), block(3, freed=True)])
    assert taken.key != free.key
    assert busy_line(taken, 66, calendar="Team").plain.rstrip().endswith("Choir                ↓ Team")
    assert "Choir is free" in busy_line(free, 66, calendar="Team").plain
    assert busy_line(taken, 50, calendar="A very long name").plain.endswith("↓ …")
    assert {len(busy_line(taken, width, calendar="Team").plain) for width in range(50, 90)} == set(range(50, 90))
    assert time_detail(free, "") == (
        "It comes from a calendar that was removed.",
        "It is free after all; d takes it again.",
    )
    assert not_edited(taken, "", "B").endswith("comes from a calendar and changes only there; B frees it on this day.")


def test_a_calendar_says_when_it_was_read_or_why_it_was_not() -> None:
    read = CalendarRow(TEAM, 1, datetime(2026, 11, 25, 9, 5, tzinfo=UTC))
    assert "1 time, read Wed 25 Nov at 09:05; without Lunch" in calendar_line(read, 80).plain
    assert calendar_detail(read)[2] == "Read Wed 25 Nov at 09:05, and again before every plan."
    assert "✗ it is gone." in calendar_line(CalendarRow(TEAM, 0, None, "it is gone."), 80).plain
    assert "never read" in calendar_line(CalendarRow(TEAM, 0, None), 80).plain


def test_a_look_names_what_is_left_out_before_the_times() -> None:
    reading = CalendarReading(file=str(Path("/team.ics")), calendar="Team")
    file = FilePreview(reading, (), (LeftOut(title="Party", why="is cancelled"),) * 2)
    nothing = CalendarPreview(TEAM, (file,))
    assert taken_sentence(nothing) == "It takes no time in these 8 weeks."
    assert [line.plain for line in preview_lines(nothing, 60)] == [
        "/team.ics: 0 times of “Team”",
        "  left out: “Party” is cancelled (2 times)",
    ]
    many = CalendarPreview(TEAM, (FilePreview(reading, tuple(map(block, range(5, 5 + SHOWN_TIMES + 3))), ()),))
    assert preview_lines(many, 60)[-1].plain == "and 3 more"
    assert "Choir" in preview_lines(many, 60)[-2].plain


def test_readings_are_told_where_there_is_something_to_tell() -> None:
    changed, failed = Refreshed(TEAM, added=2, removed=1), Refreshed(TEAM, trouble="It is gone.")
    assert told([Refreshed(TEAM)], plan_again="Plan again.") == ""
    assert told([changed], plan_again="Plan again.") == "“Team”: 2 new, 1 gone.\nPlan again."
    assert told([failed], plan_again="Plan again.") == "“Team” stays as it was: It is gone."


def test_words_stand_between_commas() -> None:
    assert words_of(" Sam , , school trip,") == ("Sam", "school trip")
