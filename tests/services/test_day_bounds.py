"""When a day ends, and what summer time and travel do to it: nothing is lost, and nothing counts twice."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import LogFilter, SessionState
from habitos_tui.domain.model.completion import Completion
from habitos_tui.domain.model.week import local_day
from habitos_tui.services.workspace import Workspace
from tests.support.household import BERLIN, FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, set_clock

ZONES = tuple(map(ZoneInfo, ("Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati", "Australia/Lord_Howe")))
SPRING, AUTUMN = datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)
"""When summer time begins and ends in Berlin."""


def ending_at(household: DataDirectory, workspace: Workspace, day_end: int) -> Workspace:
    preferences = workspace.profile.preferences.model_copy(update={"day_end": day_end})
    return household.open_workspace(household.accounts.save_preferences(workspace.profile, preferences))


def night(hour: int, minute: int = 0, *, day: int = 26) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def entries(workspace: Workspace) -> dict[UUID, Completion]:
    found = [line.entry for line in workspace.tracking.log(LogFilter(), limit=1000)]
    return {entry.id: entry for entry in found if isinstance(entry, Completion)}


def row(workspace: Workspace, behavior: str, day: date) -> int:
    (line,) = workspace.insights.streaks(behavior, day).lines
    return line.current


def entries_on(workspace: Workspace, day: date) -> list[UUID]:
    items = workspace.tracking.day(day).items
    return [item.completion.id for item in items if item.completion is not None]


@pytest.mark.parametrize(
    ("day_end", "now", "day", "start"),
    [
        (0, night(23, 59, day=25), WEDNESDAY, 1319),
        (0, night(0, 30), WEDNESDAY, 1350),
        (0, night(2, 0), THURSDAY, 0),
        (180, night(2, 59), WEDNESDAY, 1499),
        (180, night(3, 0), WEDNESDAY, 1500),
        (180, night(5, 0), THURSDAY, 180),
        (360, night(5, 59), WEDNESDAY, 1679),
        (360, night(6, 0), WEDNESDAY, 1680),
        (360, night(8, 0), THURSDAY, 360),
    ],
)
def test_what_is_done_at_night_counts_for_the_day_it_began_on(
    household: DataDirectory, alice: Workspace, day_end: int, now: datetime, day: date, start: int
) -> None:
    owl = ending_at(household, alice, day_end)
    set_clock(household, now)
    entry = owl.tracking.done("friends", minutes=120)
    assert (entry.day, entry.start) == (day, start)
    assert entry.done_at + timedelta(minutes=entry.minutes) == now
    assert entry.context.weekday == day.weekday()
    assert entry.id in entries_on(owl, day)
    assert [entry.id in entries_on(owl, day) for day in (TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)].count(True) == 1


def test_a_planned_session_is_open_skipped_or_missed_by_the_end_of_its_day(
    household: DataDirectory, alice: Workspace
) -> None:
    owl = ending_at(household, alice, 360)
    set_clock(household, night(5, 59))
    assert owl.planning.missed(MONDAY)[-1].day == WEDNESDAY  # its time went by, but the day goes on
    assert {item.state for item in owl.tracking.day(WEDNESDAY).items} == {SessionState.PLANNED}
    skipped = owl.tracking.skip("read", reason="asleep")
    done = owl.tracking.done("deepwork", at=night(1))
    assert (skipped.day, skipped.session is not None) == (WEDNESDAY, True)
    assert (done.day, done.start, done.session is not None) == (WEDNESDAY, 1500, True)
    set_clock(household, night(6, 0))
    states = {item.behavior.id: item.state for item in owl.tracking.day(WEDNESDAY).items}
    assert states == {
        "run": SessionState.MISSED,
        "meditate": SessionState.MISSED,
        "deepwork": SessionState.DONE,
        "read": SessionState.SKIPPED,
    }


def test_a_streak_goes_on_through_a_late_night(household: DataDirectory, alice: Workspace) -> None:
    owl = ending_at(household, alice, 240)
    for late in (night(2, day=25), night(3, 30, day=26), night(3, 59, day=27)):
        set_clock(household, late)
        owl.tracking.done("meditate", minutes=5)
    assert row(owl, "meditate", THURSDAY) == 3
    set_clock(household, night(4, day=27))
    assert owl.tracking.today() == FRIDAY
    assert row(owl, "meditate", FRIDAY) == 3


@pytest.mark.parametrize("change", [SPRING, AUTUMN], ids=["spring", "autumn"])
@pytest.mark.parametrize("day_end", [0, 180])
def test_every_half_hour_of_a_night_in_which_the_clock_jumps_counts_once(
    household: DataDirectory, alice: Workspace, change: datetime, day_end: int
) -> None:
    owl = ending_at(household, alice, day_end)
    before = entries(owl)
    made = []
    for step in range(-8, 9):
        now = change + timedelta(minutes=30 * step)
        set_clock(household, now.astimezone(BERLIN))
        made.append(owl.tracking.done("meditate", minutes=10))
        assert made[-1].done_at == now - timedelta(minutes=10)
        assert made[-1].day == local_day(made[-1].done_at.astimezone(BERLIN), day_end)
    assert set(entries(owl)) == set(before) | {entry.id for entry in made}
    days = [change.date() + timedelta(days=day) for day in (-1, 0, 1)]
    assert sorted(entry for day in days for entry in entries_on(owl, day)) == sorted(entry.id for entry in made)
    assert len({entry.done_at for entry in made}) >= len(made) - 1


def test_an_hour_that_is_there_twice_or_not_at_all_can_be_typed(household: DataDirectory, alice: Workspace) -> None:
    for change in (SPRING, AUTUMN):
        set_clock(household, (change + timedelta(hours=12)).astimezone(BERLIN))
        at = household.clock.at(change.date(), 150)
        entry = alice.tracking.done("friends", minutes=20, at=at)
        assert (entry.day, entry.start) == (change.date(), 150)
        assert abs(entry.done_at - change) <= timedelta(hours=1)
        assert alice.tracking.edit(entry.model_copy(update={"note": "x"})).done_at == entry.done_at


def test_travel_keeps_every_entry_on_its_local_day(household: DataDirectory, alice: Workspace) -> None:
    """Over the date line: the same Wednesday evening comes twice, Thursday was there already."""
    set_clock(household, datetime(2026, 11, 26, 9, tzinfo=ZoneInfo("Pacific/Kiritimati")))
    early = alice.tracking.done("friends", minutes=60)
    set_clock(household, datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Pacific/Honolulu")))
    late = alice.tracking.done("friends", minutes=60)
    assert (early.day, late.day, alice.tracking.today()) == (THURSDAY, WEDNESDAY, WEDNESDAY)
    assert early.done_at < late.done_at
    assert (entries_on(alice, THURSDAY), entries_on(alice, WEDNESDAY)) == ([early.id], [late.id])
    assert alice.tracking.rate(early.id, 4).day == THURSDAY


moments = st.one_of(
    st.sampled_from([SPRING, AUTUMN]).flatmap(
        lambda change: st.integers(-240, 240).map(lambda minutes: change + timedelta(minutes=minutes))
    ),
    st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2026-12-31"), timezones=st.just(UTC)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(moments, st.sampled_from(ZONES), st.integers(1, 1440)), min_size=1, max_size=3),
    day_end=st.integers(0, 360),
)
def test_wherever_and_whenever_it_is_one_entry_on_one_day(
    household: DataDirectory, alice: Workspace, steps: list[tuple[datetime, ZoneInfo, int]], day_end: int
) -> None:
    owl = ending_at(household, alice, day_end)
    for moment, zone, minutes in steps:
        before = entries(owl)
        set_clock(household, moment.astimezone(zone))
        entry = owl.tracking.done("friends", minutes=minutes)
        after = entries(owl)
        assert after == before | {entry.id: entry}
        assert entry.done_at + timedelta(minutes=minutes) == moment
        assert entry.day == local_day(entry.done_at.astimezone(zone), day_end)
        days = (entry.day + timedelta(days=day) for day in (-1, 0, 1))
        assert [entry.id in entries_on(owl, day) for day in days] == [False, True, False]
        owl.tracking.remove(entry.id)
