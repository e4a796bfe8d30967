"""Busy time as people type it, on Monday 30 November 2026 at eight in the evening."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitos_tui.domain.model.agenda import DatedBusy, WeeklyBusy
from habitos_tui.domain.text.quick.busy import NO_DAY, NO_TIME, read_busy
from habitos_tui.domain.text.quick.context import QuickContext
from habitos_tui.domain.text.quick.draft import BusyDraft
from habitos_tui.domain.text.quick.line import MAX_LINE
from habitos_tui.domain.text.quick.reading import marked
from tests.support.hostile import HOSTILE_NAMES

MONDAY = date(2026, 11, 30)
CONTEXT = QuickContext(MONDAY, minute=20 * 60)
WORKING = (0, 1, 2, 3, 4)
DAILY = (*WORKING, 5, 6)


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("dentist tue 14-15", BusyDraft("Dentist", 840, 900, (), date(2026, 12, 1))),
        ("sleep 23-7 daily", BusyDraft("Sleep", 1380, 1860, DAILY)),
        ("work mon-fri 9-17", BusyDraft("Work", 540, 1020, WORKING)),
        ("train 12 dec 8:10-9:40", BusyDraft("Train", 490, 580, (), date(2026, 12, 12))),
        ("standup weekdays 9:15 for 15m", BusyDraft("Standup", 555, 570, WORKING)),
        ("work 9-5 weekdays", BusyDraft("Work", 540, 1020, WORKING)),
        ("sleep 11-7 every day", BusyDraft("Sleep", 1380, 1860, DAILY)),
        ("Lunch 12-1, Mon to Fri", BusyDraft("Lunch", 720, 780, WORKING)),
        ("party next sat 8pm-1am", BusyDraft("Party", 1200, 1500, (), date(2026, 12, 12))),
        ("Dentist, 2-3pm tomorrow", BusyDraft("Dentist", 840, 900, (), date(2026, 12, 1))),
        ("14-15 choir on tuesdays", BusyDraft("Choir", 840, 900, (1,))),
        ("mon and wed 18.00-19.30 Spanish class", BusyDraft("Spanish class", 1080, 1170, (0, 2))),
        ("every tue dentist at 14 for an hour", BusyDraft("Dentist", 840, 900, (1,))),
        ("holiday 24.12. all day", BusyDraft("Holiday", 0, 1440, (), date(2026, 12, 24))),
        ("work weekdays 9-17 not friday", BusyDraft("Work", 540, 1020, (0, 1, 2, 3))),
        ("doctor mon 19-20", BusyDraft("Doctor", 1140, 1200, (), date(2026, 12, 7))),
        ("call with Bob fri from 10 to 11.30", BusyDraft("Call with Bob", 600, 690, (), date(2026, 12, 4))),
        ('"Daily review" weekly fri 16-17', BusyDraft("Daily review", 960, 1020, (4,))),
        ("between 14 and 15 tomorrow haircut", BusyDraft("Haircut", 840, 900, (), date(2026, 12, 1))),
        ("sleep from 11pm to 7am every night", BusyDraft("Sleep", 1380, 1860, DAILY)),
        ("sleep 23:00 7:00 daily", BusyDraft("Sleep", 1380, 1860, DAILY)),
        ("dentist fri 4 dec 14-15", BusyDraft("Dentist", 840, 900, (), date(2026, 12, 4))),
        ("dinner 6-7 daily", BusyDraft("Dinner", 1080, 1140, DAILY)),
        ("dinner 18-19 daily", BusyDraft("Dinner", 1080, 1140, DAILY)),
        ("choir tuesdays 7-9 in the evening", BusyDraft("Choir", 1140, 1260, (1,))),
        ("doctor tue at 3 in the afternoon for 30m", BusyDraft("Doctor", 900, 930, (), date(2026, 12, 1))),
        ("run in the morning 6-7 daily", BusyDraft("Run", 360, 420, DAILY)),
        ("move in two weeks 9-12", BusyDraft("Move", 540, 720, (), date(2026, 12, 14))),
        ("feed the baby 1-2 at night daily", BusyDraft("Feed the baby", 60, 120, DAILY)),
        ("shift 10-6 at night mon-fri", BusyDraft("Shift", 1320, 1800, WORKING)),
        ("weekends 9-9", BusyDraft("", 540, 1260, (5, 6))),
    ],
)
def test_busy_time_as_people_type_it(text: str, draft: BusyDraft) -> None:
    reading = read_busy(text, CONTEXT)
    assert (reading.draft, reading.unknown) == (draft, ())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("dentist tue", NO_TIME),
        ("lunch 12-13", NO_DAY),
        ("", NO_TIME),
        ("dentist tue 14-15", "Dentist: once, on Tue 1 Dec, 14:00-15:00; say “every Tuesday” for every week."),
        ("dentist 1 dec 14:00", "Dentist: once, on Tue 1 Dec, 14:00-15:00 (one hour assumed)."),
        ("sleep 23-7 daily", "Sleep: every day, 23:00-07:00 the next day."),
        ("mon and wed 9-10", "Busy: every week on Monday and Wednesday, 09:00-10:00."),
    ],
)
def test_it_is_said_back(text: str, sentence: str) -> None:
    assert read_busy(text, CONTEXT).sentence == sentence


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("gym mon 14-15 15-16", "              ^^^^^"),
        ("gym mon 14-15 for 2h", "              ^^^^^^"),
        ("gym mon 14-15 at 9", "              ^^^^"),
        ("gym mon 14-15 25:00-25:00", "              ^^^^^ ^^^^^"),
        ("yoga every other tue 18-19 mon", "     ^^^^^^^^^^^^^^^"),
        ("school run weekdays 8-8:30, pickup", "                            ^^^^^^"),
        ("dentist fri 5 dec 14-15", "        ^^^^^^^^^"),
        ("choir 1st tuesday 18-20", "      ^^^^^^^^^^^"),
        ("dentist tue 14-15 by friday", "                  ^^^^^^^^^"),
    ],
)
def test_what_is_not_understood_is_marked(text: str, marks: str) -> None:
    reading = read_busy(text, CONTEXT)
    assert not reading.complete
    assert marked(reading)[1] == marks


PIECES = "dentist tue 14-15 23-7 9 at 30m daily - mon-fri 12 dec 25:00 47:00 not every all day noon"
WORDS = st.sampled_from(PIECES.split())


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=10).map(" ".join), st.sampled_from(HOSTILE_NAMES)))
def test_whatever_is_typed_is_busy_time_or_told(text: str) -> None:
    reading = read_busy(text, CONTEXT)
    assert reading.sentence
    if (draft := reading.draft) is not None:
        one = {"id": UUID(int=1), "start": draft.start, "end": draft.end, "title": draft.title}
        for weekday in draft.weekdays:
            WeeklyBusy.model_validate({**one, "weekday": weekday})
        if draft.day is not None:
            DatedBusy.model_validate({**one, "day": draft.day})


def test_a_line_that_is_too_long_is_told() -> None:
    assert read_busy("9-5 mon " * 80, CONTEXT).sentence == f"A line has at most {MAX_LINE} characters."
