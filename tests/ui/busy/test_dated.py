"""Busy time of one week: how it is found, typed and said."""

from datetime import date
from uuid import UUID

import pytest

from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy, WeeklyBusy
from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.busy.dated import (
    Taken,
    busy_change,
    busy_meaning,
    day_off_line,
    day_off_rows,
    freed,
    taken_at,
)
from habitos_tui.ui.busy.view import BusyGroup, busy_groups, busy_line, dates_label

MONDAY, NEW = date(2026, 11, 30), UUID(int=7)
WORK = tuple(WeeklyBusy(id=UUID(int=n), weekday=n, start=540, end=1020, title="Work") for n in range(5))
DENTIST = DatedBusy(id=UUID(int=9), day=date(2026, 12, 1), start=840, end=900, title="Dentist")


def typed(every: str = "", start: str = "14:00", end: str = "15:00") -> dict[str, str]:
    return {"title": "Dentist", "start": start, "end": end, "every": every}


def only(block: DatedBusy) -> BusyGroup:
    return busy_groups([block])[0]


def test_what_takes_most_of_a_row_is_under_the_cursor() -> None:
    night = WeeklyBusy(id=NEW, weekday=6, start=1320, end=1800)
    blocks: list[Taken] = [(night, -1), (WORK[0], 0), (DENTIST, 1)]
    assert taken_at(blocks, 0, 60, 90) == (night, -1)
    assert taken_at(blocks, 1, 870, 900) == (DENTIST, 1)
    assert taken_at(blocks, 1, 895, 925) == (DENTIST, 1)
    assert taken_at(blocks, 0, 510, 540) is None


def test_new_time_is_of_its_week_or_of_every_week() -> None:
    once = busy_change(WORK, None, typed(), (1,), MONDAY, new_id=lambda: DENTIST.id)
    assert (once.weekly, once.dated) == (WORK, (DENTIST,))
    weekly = busy_change(WORK, None, typed("yes"), (1,), MONDAY, new_id=lambda: NEW)
    assert (weekly.weekly[-1].id, weekly.weekly[-1].weekday, weekly.dated) == (NEW, 1, ())


def test_the_days_that_stay_keep_their_ids() -> None:
    group = busy_groups(WORK)[0]
    night = WeeklyBusy(id=UUID(int=8), weekday=6, start=1320, end=1800)
    changed = busy_change((*WORK, night), group, typed("yes", "10:00", "17:00"), (0, 5), MONDAY, new_id=lambda: NEW)
    assert [(b.id, b.weekday) for b in changed.weekly] == [(night.id, 6), (WORK[0].id, 0), (NEW, 5)]
    assert freed((*WORK, night), group).weekly == (night,)


@pytest.mark.parametrize(("changes", "path"), [({"end": "49:00"}, "end"), ({"title": "x" * 201}, "title")])
@pytest.mark.parametrize("every", ["", "yes"])
def test_what_does_not_fit_is_told_at_its_field(changes: dict[str, str], path: str, every: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        busy_change((), None, typed(every) | changes, (0,), MONDAY)
    assert caught.value.issues[0][0] == path


@pytest.mark.parametrize("every", ["", "yes"])
def test_it_needs_a_day(every: str) -> None:
    with pytest.raises(InvalidInputError, match="at least one day"):
        busy_change((), None, typed(every), (), MONDAY)


def test_time_of_every_week_that_becomes_other_in_one_is_free_there() -> None:
    change = busy_change(WORK, busy_groups(WORK)[0], typed(start="10:00"), (0,), MONDAY, new_id=lambda: NEW)
    assert change.weekly == WORK
    assert [(b.day, b.start) for b in change.dated] == [(MONDAY, 600)]
    assert [off.day.day for off in change.days_off] == [30, 1, 2, 3, 4]


def test_time_of_one_week_is_changed_freed_and_made_weekly() -> None:
    change = busy_change(WORK, only(DENTIST), typed(end="16:00"), (1,), MONDAY, new_id=lambda: NEW)
    assert (change.dropped, [b.end for b in change.dated]) == ((DENTIST.id,), [960])
    change = busy_change(WORK, only(DENTIST), typed("yes"), (1, 2), MONDAY, new_id=lambda: NEW)
    assert (change.dropped, len(change.weekly), change.dated) == ((DENTIST.id,), 7, ())
    assert freed(WORK, only(DENTIST)).dropped == (DENTIST.id,)


def test_the_night_after_a_day_is_of_the_next_day() -> None:
    sunday = {"start": "25:00", "end": "31:00"}
    (block,) = busy_change(WORK, None, typed(**sunday), (6,), MONDAY).dated
    assert (block.day, block.start, block.end) == (date(2026, 12, 7), 60, 420)
    weekly = busy_change(WORK, None, typed("yes", **sunday), (5, 6), MONDAY).weekly[len(WORK) :]
    assert [(each.weekday, each.start, each.end) for each in weekly] == [(0, 60, 420), (6, 60, 420)]
    meaning = busy_meaning(typed("yes", **sunday), (6,), MONDAY)
    assert meaning == "Nothing is planned 01:00\u201307:00, Monday: 6 h a week."
    stored = WeeklyBusy(id=NEW, weekday=6, start=1500, end=1860)
    (group,) = busy_groups([stored])
    assert (group.days, group.start, group.end, group.ids) == ((0,), 60, 420, (NEW,))
    dated = only(DatedBusy(id=NEW, day=date(2026, 12, 6), start=1500, end=1860))
    assert dated.dates == (date(2026, 12, 7),)


def test_a_day_and_longer_is_told_from_an_hour() -> None:
    long = typed("yes", "23:00", "48:00")
    assert busy_meaning(long, (0,), MONDAY) == "Nothing is planned Mon 23:00 to Tue 24:00: 25 h a week."


@pytest.mark.parametrize(
    ("every", "days", "said"),
    [
        ("yes", (0,), "Mon 23:00 to Tue 07:00: 8 h a week."),
        ("yes", (6,), "Sun 23:00 to Mon 07:00: 8 h a week."),
        ("", (0,), "Mon 30 Nov 23:00 to Tue 1 Dec 07:00: 8 h, this once."),
        ("yes", (0, 1), "23:00\u201307:00, Monday and Tuesday: 16 h a week."),
    ],
)
def test_a_night_is_said_from_day_to_day(every: str, days: tuple[int, ...], said: str) -> None:
    assert busy_meaning(typed(every, "11pm", "7"), days, MONDAY) == f"Nothing is planned {said}"


def test_it_is_said_in_words() -> None:
    assert busy_meaning(typed(), (1,), MONDAY) == "Nothing is planned 14:00\u201315:00, Tue 1 Dec: 1 h, this once."
    assert busy_meaning(typed("yes"), (1,), MONDAY).endswith("Tuesday: 1 h a week.")
    assert dates_label([date(2026, 12, day) for day in (1, 2, 3)]) == "Tue 1 to Thu 3 Dec"
    assert dates_label([date(2026, 12, day) for day in (1, 3)]) == "Tue 1, Thu 3 Dec"
    line = busy_line(only(DENTIST), 80).plain.split()
    assert line == ["Tue", "1", "Dec", "14:00\u201315:00", "Dentist", "1", "h,", "once"]
    off = BusyDayOff(busy=WORK[2].id, day=date(2026, 12, 2))
    (row,) = day_off_rows([off], WORK)
    assert day_off_line(row, 80).plain.split() == ["Wed", "2", "Dec", "09:00\u201317:00", "Work", "is", "free"]
