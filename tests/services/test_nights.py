"""Sessions around or after midnight, whichever day they are named after."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.clock import FixedClock
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.base import format_clock
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.week import DEFAULT_SLOTS, Slot
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.workspace import Workspace
from tests.support.household import BERLIN, MONDAY, SUNDAY, TUESDAY, accept_now, add_alice, hand_made, set_clock

LATE = (*DEFAULT_SLOTS[:-1], Slot(name="night", start=21 * 60, end=28 * 60))
NEXT_MONDAY = SUNDAY + timedelta(days=1)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


def owl(household: DataDirectory, *places: tuple[int, str], week: date = MONDAY, day_end: int = 0) -> Workspace:
    """Return alice with nothing planned but half an hour of reading on these days at these times."""
    profile = next(iter(household.accounts.profiles()), None) or add_alice(household, planned=False)
    preferences = profile.preferences.model_copy(update={"day_end": day_end})
    workspace = household.open_workspace(household.accounts.save_preferences(profile, preferences))
    workspace.slots.save(LATE)
    set_clock(household, at(week, 4))
    sessions = tuple(
        Session.model_validate({"behavior": "read", "day": day, "slot": "night", "start": start, "minutes": 30})
        for day, start in places
    )
    accept_now(workspace, hand_made(workspace, week, sessions))
    return workspace


def planned(workspace: Workspace, day: date, place: int = 0) -> UUID:
    return [s.id for s in workspace.planning.sessions(workspace.planning.week_of(day)) if s.day == day][place]


def night(workspace: Workspace, day: date) -> list[tuple[date | None, SessionState]]:
    return [(item.day, item.state) for item in workspace.tracking.day(day).night]


def state(workspace: Workspace, day: date) -> SessionState:
    (item,) = [item for item in workspace.tracking.day(day).items if item.session]
    return item.state


@pytest.mark.parametrize("clock", [(0, 31), (0, 45), (1, 0), (1, 35), (2, 59)])
def test_the_session_that_runs_or_is_just_over_is_the_one_meant(
    household: DataDirectory, clock: tuple[int, int]
) -> None:
    alice = owl(household, (0, "24:30"), (1, "24:30"))
    set_clock(household, at(TUESDAY, *clock))
    assert night(alice, TUESDAY) == [(MONDAY, SessionState.PLANNED)]
    assert state(alice, MONDAY) is SessionState.PLANNED  # not missed while in progress
    entry = alice.tracking.done("read")
    assert (entry.session, entry.day) == (planned(alice, MONDAY), MONDAY)
    assert entry.done_at + timedelta(minutes=30) == household.clock.now()
    assert night(alice, TUESDAY) == [(MONDAY, SessionState.DONE)]
    assert state(alice, TUESDAY) is SessionState.PLANNED


def test_what_is_long_over_is_missed_and_the_night_to_come_is_not_meant_yet(household: DataDirectory) -> None:
    alice = owl(household, (0, "24:30"), (1, "24:30"))
    set_clock(household, at(TUESDAY, 3, 1))
    assert (night(alice, TUESDAY), state(alice, MONDAY)) == ([], SessionState.MISSED)
    assert alice.tracking.done("read").session is None
    assert state(alice, TUESDAY) is SessionState.PLANNED


def test_what_is_logged_twice_is_neither_the_next_night_nor_twice_at_a_time(household: DataDirectory) -> None:
    alice = owl(household, (0, "24:30"), (1, "24:30"))
    set_clock(household, at(TUESDAY, 1, 35))
    first = alice.tracking.done("read")
    set_clock(household, at(TUESDAY, 1, 36))
    second = alice.tracking.done("read", minutes=30)
    assert (first.day, first.start) == (MONDAY, 25 * 60 + 5)
    assert (second.session, second.day, second.start, second.minutes) == (None, TUESDAY, 35, 30)
    assert second.done_at + timedelta(minutes=30) == first.done_at
    assert state(alice, TUESDAY) is SessionState.PLANNED


@pytest.mark.parametrize(
    ("start", "now", "meant"),
    [
        ("21:00", (0, 40), True),  # what is left of the date
        ("23:30", (3, 0), True),
        ("24:30", (12, 29), False),  # the night to come, more than half a day ahead
        ("24:30", (12, 30), True),
        ("24:30", (23, 0), True),
    ],
)
def test_the_rest_of_a_date_may_be_done_early_and_its_night_from_noon_on(
    household: DataDirectory, start: str, now: tuple[int, int], meant: bool
) -> None:
    alice = owl(household, (1, start))
    set_clock(household, at(TUESDAY, *now))
    session = planned(alice, TUESDAY)
    assert (alice.tracking.done("read", minutes=10).session == session) is meant


def test_a_typed_time_does_not_reach_for_the_night_to_come_either(household: DataDirectory) -> None:
    alice = owl(household, (1, "24:30"))
    set_clock(household, at(TUESDAY, 9))
    assert alice.tracking.done("read", at=at(TUESDAY, 1, 5)).session is None
    set_clock(household, at(TUESDAY + timedelta(days=1), 9))
    assert alice.tracking.done("read", day=TUESDAY, at=at(TUESDAY, 1, 45)).session is None


def test_a_skip_of_a_night_far_ahead_needs_its_day(household: DataDirectory) -> None:
    alice = owl(household, (0, "24:30"), (1, "24:30"))
    set_clock(household, at(TUESDAY, 1, 35))
    alice.tracking.skip("read")
    with pytest.raises(InvalidInputError, match="Reading” of Tue 24 Nov 24:30 is far ahead"):
        alice.tracking.skip("read")
    assert state(alice, TUESDAY) is SessionState.PLANNED
    assert alice.tracking.skip("read", day=TUESDAY).session == planned(alice, TUESDAY)


def test_an_evening_that_ends_before_midnight_is_meant_after_it(household: DataDirectory) -> None:
    alice = owl(household, (0, "23:15"), (1, "23:15"))
    set_clock(household, at(TUESDAY, 0, 5))
    entry = alice.tracking.done("read")
    assert (entry.session, entry.day, entry.start) == (planned(alice, MONDAY), MONDAY, 23 * 60 + 35)


def test_a_skip_without_a_day_is_of_the_same_session(household: DataDirectory) -> None:
    alice = owl(household, (0, "24:30"), (1, "24:30"))
    set_clock(household, at(TUESDAY, 1, 35))
    skip = alice.tracking.skip("read")
    assert (skip.session, skip.day) == (planned(alice, MONDAY), MONDAY)
    assert alice.tracking.skip("read", day=TUESDAY).session == planned(alice, TUESDAY)


def test_a_time_typed_after_midnight_is_of_the_night_it_is_in(household: DataDirectory) -> None:
    alice = owl(household, (0, "24:30"), (1, "24:30"))
    set_clock(household, at(TUESDAY, 9))
    entry = alice.tracking.done("read", at=at(TUESDAY, 0, 40))
    assert (entry.session, entry.day, entry.start) == (planned(alice, MONDAY), MONDAY, 24 * 60 + 40)


def test_the_night_before_a_week_belongs_to_the_plan_of_the_week_before(household: DataDirectory) -> None:
    alice = owl(household, (6, "24:30"))
    alice = owl(household, (0, "24:30"), week=NEXT_MONDAY)
    set_clock(household, at(NEXT_MONDAY, 0, 50))
    assert night(alice, NEXT_MONDAY) == [(SUNDAY, SessionState.PLANNED)]
    entry = alice.tracking.done("read")
    assert (entry.session, entry.day) == (planned(alice, SUNDAY), SUNDAY)
    assert alice.tracking.week(MONDAY).days[6].done_count == 1
    assert [day.done_count for day in alice.tracking.week(NEXT_MONDAY).days] == [0] * 7


def test_a_morning_session_before_the_day_end_is_in_progress_too(household: DataDirectory) -> None:
    """Days end at six; somebody is up at five."""
    alice = owl(household, (1, "21:00"), day_end=360)
    alice.slots.save(DEFAULT_SLOTS)
    place = {"behavior": "run", "day": 1, "slot": "early_morning", "start": "05:00", "minutes": 20}
    session = Session.model_validate(place)
    accept_now(alice, hand_made(alice, MONDAY, (session,)))
    set_clock(household, at(TUESDAY, 5, 15))
    assert alice.tracking.today() == MONDAY
    assert night(alice, MONDAY) == [(TUESDAY, SessionState.PLANNED)]
    assert alice.tracking.days(MONDAY, 1) == (alice.tracking.day(MONDAY),)
    with pytest.raises(InvalidInputError, match="still to come"):
        alice.tracking.done("meditate", day=TUESDAY, at=at(TUESDAY, 5), minutes=5)
    entry = alice.tracking.done("run")
    assert (entry.day, entry.session) == (TUESDAY, planned(alice, TUESDAY))
    assert entry.done_at + timedelta(minutes=entry.minutes) == household.clock.now()


@pytest.mark.parametrize(
    ("sunday", "now"),
    [
        # The clock jumps from 02:00 to 03:00: half an hour at 25:45 of Saturday ends at 03:15 on the wall clock.
        (date(2026, 3, 29), datetime(2026, 3, 29, 1, 10, tzinfo=UTC)),
        # 02:00 to 03:00 comes twice; a quarter past the first 02:00 is the end of it.
        (date(2026, 10, 25), datetime(2026, 10, 25, 0, 10, tzinfo=UTC)),
    ],
)
def test_a_night_in_which_the_clock_jumps_is_measured_in_real_time(
    household: DataDirectory, sunday: date, now: datetime
) -> None:
    alice = owl(household, (5, "25:45"), week=sunday - timedelta(days=6))
    set_clock(household, now.astimezone(BERLIN))
    assert night(alice, sunday) == [(sunday - timedelta(days=1), SessionState.PLANNED)]
    assert alice.tracking.done("read").done_at == now - timedelta(minutes=30)


class MachineClock(FixedClock):
    """Tells now as the clock of a machine does: with the offset that is in force, and no zone to ask."""

    def now(self) -> datetime:
        return self.moment.astimezone(timezone(self.moment.utcoffset() or timedelta()))


@pytest.mark.parametrize(
    ("zone", "now", "start"),
    [
        # 02:00 to 03:00 never was: half an hour before 03:10 it was 01:40.
        ("Europe/Berlin", datetime(2026, 3, 29, 1, 10, tzinfo=UTC), "01:40"),
        ("America/Los_Angeles", datetime(2026, 3, 8, 10, 10, tzinfo=UTC), "01:40"),
        # 02:00 to 03:00 (here), 01:00 to 02:00 (there) came twice: half an hour before the second 02:10 it was 02:40.
        ("Europe/Berlin", datetime(2026, 10, 25, 1, 10, tzinfo=UTC), "02:40"),
        ("America/Los_Angeles", datetime(2026, 11, 1, 9, 10, tzinfo=UTC), "01:40"),
    ],
)
def test_what_ended_after_the_clock_jumped_began_at_a_time_that_was(
    household: DataDirectory, zone: str, now: datetime, start: str
) -> None:
    add_alice(household, planned=False)
    household.clock = MachineClock(now.astimezone(ZoneInfo(zone)))
    alice = household.open_workspace(household.accounts.profiles()[0])
    entry = alice.tracking.done("read", minutes=30)
    assert (format_clock(entry.start), entry.done_at) == (start, now - timedelta(minutes=30))
    assert alice.tracking.day(entry.day).items[0].start == entry.start


def test_a_session_done_is_shown_when_it_really_was(household: DataDirectory) -> None:
    alice = owl(household, (0, "24:30"))
    set_clock(household, at(TUESDAY, 1, 35))
    alice.tracking.done("read", minutes=40)
    (item,) = alice.tracking.day(MONDAY).items
    assert (item.start, item.minutes) == (24 * 60 + 55, 40)
    assert item.session is not None
    assert (item.session.start, item.session.minutes) == (24 * 60 + 30, 30)


def test_nothing_done_now_ends_in_the_future(household: DataDirectory) -> None:
    alice = owl(household, (2, "24:30"))
    set_clock(household, at(TUESDAY, 0, 5))
    entry = alice.tracking.done("read", minutes=20)
    assert (entry.day, entry.start, entry.minutes, entry.session) == (MONDAY, 23 * 60 + 45, 20, None)
    assert alice.tracking.done("read", minutes=20, day=TUESDAY).day == MONDAY


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 1), (59, 1), (359, 5), (3600, 30)], ids=["now", "a moment", "minutes", "an hour"]
)
def test_what_could_only_begin_at_midnight_is_as_long_as_it_is_over(
    household: DataDirectory, seconds: int, minutes: int
) -> None:
    alice = owl(household, (1, "21:00"))
    session = planned(alice, TUESDAY)
    set_clock(household, at(TUESDAY, 0) + timedelta(seconds=seconds))
    entry = alice.tracking.done("read", session=session)
    assert (entry.day, entry.minutes, entry.session) == (TUESDAY, minutes, session)
    assert entry.start == max(seconds // 60 - 30, 0)


def test_a_session_of_today_far_ahead_is_not_what_ended_after_midnight(household: DataDirectory) -> None:
    alice = owl(household, (1, "21:00"))
    set_clock(household, at(TUESDAY, 0, 5))
    entry = alice.tracking.done("read", minutes=20)
    assert (entry.day, entry.session) == (MONDAY, None)


def test_a_session_of_today_is_what_began_at_midnight_or_is_said_to_have_begun_today(household: DataDirectory) -> None:
    alice = owl(household, (1, "21:00"))
    session = planned(alice, TUESDAY)
    set_clock(household, at(TUESDAY, 0, 20))
    entry = alice.tracking.done("read", minutes=20)
    assert (entry.session, entry.start) == (session, 0)
    alice.tracking.remove(entry.id)
    set_clock(household, at(TUESDAY, 0, 5))
    entry = alice.tracking.done("read", minutes=20, at=at(TUESDAY, 0, 2))
    assert (entry.session, entry.start) == (session, 2)


@pytest.mark.parametrize(
    ("minute", "minutes", "start"), [(5, 240, 20 * 60 + 5), (5, 60, 21 * 60), (0, 1440, 0)], ids=str
)
def test_on_a_day_that_is_hardly_over_nothing_ends_later_than_now(
    household: DataDirectory, minute: int, minutes: int, start: int
) -> None:
    alice = owl(household)
    set_clock(household, at(TUESDAY, 0, minute))
    entry = alice.tracking.done("read", day=MONDAY, minutes=minutes)
    assert (entry.day, entry.start, entry.minutes) == (MONDAY, start, minutes)


def test_what_is_in_progress_is_in_the_night_of_today_alone(household: DataDirectory) -> None:
    alice = owl(household, (0, "24:30"))
    set_clock(household, at(TUESDAY, 0, 45))
    assert night(alice, TUESDAY) == [(MONDAY, SessionState.PLANNED)]
    assert night(alice, MONDAY) == night(alice, SUNDAY - timedelta(days=7)) == []
    assert night(alice, TUESDAY + timedelta(days=1)) == []
