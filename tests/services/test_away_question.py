"""Days on which nobody looked: noted, asked about once, and answered."""

from datetime import date, datetime, timedelta

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.away import MAX_DAYS
from habitos_tui.domain.model.plan import Session
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.away_question import UnseenDays
from habitos_tui.services.workspace import Workspace
from tests.support.household import (
    BERLIN,
    FRIDAY,
    MONDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    accept_now,
    add_alice,
    hand_made,
    set_clock,
)


def on(household: DataDirectory, day: date) -> None:
    set_clock(household, datetime(day.year, day.month, day.day, 9, tzinfo=BERLIN))


def use_on(household: DataDirectory, alice: Workspace, *days: date) -> None:
    for day in days:
        on(household, day)
        alice.away_question.note_use()


@pytest.fixture
def reader(household: DataDirectory) -> Workspace:
    """Alice with a plan of reading every evening but on Saturday."""
    alice = household.open_workspace(add_alice(household, planned=False))
    on(household, MONDAY)
    place = {"behavior": "read", "slot": "evening", "start": "20:00", "minutes": 30}
    sessions = tuple(Session.model_validate(place | {"day": day}) for day in (0, 1, 2, 3, 4, 6))
    accept_now(alice, hand_made(alice, MONDAY, sessions))
    return alice


def test_days_in_a_row_with_sessions_are_asked_about(household: DataDirectory, reader: Workspace) -> None:
    use_on(household, reader, MONDAY, FRIDAY)
    assert reader.away_question.days() == UnseenDays(TUESDAY, THURSDAY, 3)


@pytest.mark.parametrize(
    "used",
    [
        (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY),
        (MONDAY, WEDNESDAY, FRIDAY),  # every other day
        (FRIDAY,),  # nothing is known of before
    ],
)
def test_who_looked_is_not_asked(household: DataDirectory, reader: Workspace, used: tuple[date, ...]) -> None:
    use_on(household, reader, *used)
    assert reader.away_question.days() is None


def test_nobody_is_asked_about_days_without_a_plan(household: DataDirectory, reader: Workspace) -> None:
    use_on(household, reader, SUNDAY, SUNDAY + timedelta(days=9))
    assert reader.away_question.days() is None


def test_what_was_logged_for_a_day_was_seen(household: DataDirectory, reader: Workspace) -> None:
    use_on(household, reader, MONDAY, FRIDAY)
    reader.tracking.done("read", day=WEDNESDAY)
    assert reader.away_question.days() is None  # two single days are left


def test_an_answer_makes_an_absence_that_undo_takes_back_and_is_not_asked_for_again(
    household: DataDirectory, reader: Workspace
) -> None:
    use_on(household, reader, MONDAY, FRIDAY)
    days = reader.away_question.days()
    assert days is not None
    away = reader.away_question.was_away(days)
    assert (away.first, away.last) == (TUESDAY, THURSDAY)
    assert reader.tracking.day(WEDNESDAY).items[0].state is SessionState.AWAY
    assert reader.away_question.days() is None
    change = reader.history.undo()
    assert change is not None
    assert change.label.startswith("Away Tue 24 Nov to Thu 26 Nov")
    assert reader.tracking.day(WEDNESDAY).items[0].state is SessionState.MISSED
    assert reader.away_question.days() is None


@pytest.mark.parametrize("answer", ["was there", "later"])
def test_another_answer_changes_nothing_and_is_not_asked_for_again(
    household: DataDirectory, reader: Workspace, answer: str
) -> None:
    use_on(household, reader, MONDAY, FRIDAY)
    before = reader.history.last()
    days = reader.away_question.days()
    assert days is not None
    if answer == "later":
        reader.away_question.leave_open(days)
    else:
        reader.away_question.was_there(days.first, days.last)
    assert (reader.away_question.days(), reader.history.last(), reader.away.all()) == (None, before, ())
    use_on(household, reader, SUNDAY + timedelta(days=1))
    again = reader.away_question.days()
    assert again is not None
    assert again.first == FRIDAY + timedelta(days=1)


@pytest.mark.parametrize(("first", "last"), [(THURSDAY, TUESDAY), (THURSDAY, FRIDAY), (MONDAY.replace(2024), TUESDAY)])
def test_only_days_that_are_over_were_missed(
    household: DataDirectory, reader: Workspace, first: date, last: date
) -> None:
    on(household, FRIDAY)
    with pytest.raises(InvalidInputError, match="no days that are over"):
        reader.away_question.was_there(first, last)


def test_one_was_there_on_so_many_days_at_most_all_of_them_over(household: DataDirectory) -> None:
    space = household.open_workspace(add_alice(household))
    first = TUESDAY - timedelta(days=MAX_DAYS - 1)
    space.away_question.was_there(first, TUESDAY)
    for begin, end in ((first - timedelta(days=1), TUESDAY), (TUESDAY, WEDNESDAY), (TUESDAY, MONDAY)):
        with pytest.raises(InvalidInputError, match="are no days that are over"):
            space.away_question.was_there(begin, end)


def test_two_days_in_a_row_are_asked_about_the_latest_of_them_first(
    household: DataDirectory, reader: Workspace
) -> None:
    use_on(household, reader, MONDAY, THURSDAY)
    assert reader.away_question.days() == UnseenDays(TUESDAY, WEDNESDAY, 2)
    use_on(household, reader, SUNDAY)
    # On Friday reading was planned, on Saturday not.
    assert reader.away_question.days() == UnseenDays(FRIDAY, SUNDAY - timedelta(days=1), 1)
    reader.away.add(FRIDAY)
    assert reader.away_question.days() == UnseenDays(TUESDAY, WEDNESDAY, 2)


def test_nobody_is_asked_about_what_was_paused(household: DataDirectory, reader: Workspace) -> None:
    use_on(household, reader, MONDAY, FRIDAY)
    reader.pauses.add("read", TUESDAY, WEDNESDAY)
    assert reader.away_question.days() == UnseenDays(TUESDAY, THURSDAY, 1)
    reader.pauses.add("read", THURSDAY, THURSDAY)
    assert reader.away_question.days() is None


def test_days_are_asked_about_for_two_months(household: DataDirectory, reader: Workspace) -> None:
    use_on(household, reader, MONDAY, FRIDAY, SUNDAY)
    on(household, WEDNESDAY + timedelta(days=60))
    assert reader.away_question.days() == UnseenDays(WEDNESDAY, THURSDAY, 2)
    on(household, THURSDAY + timedelta(days=60))
    assert reader.away_question.days() is None
