from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import LogFilter, SessionState
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.errors import HabitosError, InvalidInputError, NotFoundError
from habitos_tui.services.workspace import Workspace
from tests.support.household import (
    BERLIN,
    FRIDAY,
    MONDAY,
    NOW,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    accept_now,
    add_alice,
    hand_made,
    make_behavior,
    set_clock,
)

NEXT_WEDNESDAY = WEDNESDAY + timedelta(days=7)


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def session_id(workspace: Workspace, behavior: str, day: date) -> UUID:
    return next(s.id for s in workspace.planning.sessions(day) if (s.behavior, s.day) == (behavior, day))


def states(workspace: Workspace, day: date) -> list[tuple[str, SessionState]]:
    return [(item.behavior.id, item.state) for item in workspace.tracking.day(day).items]


def label(workspace: Workspace) -> str:
    last = workspace.history.last()
    assert last is not None
    return last.label


def night_owl(household: DataDirectory, workspace: Workspace, day_end: int = 180) -> Workspace:
    preferences = workspace.profile.preferences.model_copy(update={"day_end": day_end})
    return household.open_workspace(household.accounts.save_preferences(workspace.profile, preferences))


class TestAgenda:
    def test_a_day_is_in_time_order_with_its_sums(self, alice: Workspace) -> None:
        today = alice.tracking.day(WEDNESDAY)
        assert [(item.behavior.id, item.start) for item in today.items] == [
            ("run", 330),
            ("meditate", 420),
            ("deepwork", 1140),
            ("read", 1290),
        ]
        assert (today.minutes, today.energy, today.energy_limit, today.done_count) == (170, 9, 12, 0)

    def test_what_was_planned_before_today_and_left_open_is_missed(self, alice: Workspace) -> None:
        assert states(alice, MONDAY) == [
            ("run", SessionState.DONE),
            ("meditate", SessionState.MISSED),
            ("deepwork", SessionState.MISSED),
        ]
        assert states(alice, WEDNESDAY)[0] == ("run", SessionState.PLANNED)

    def test_only_what_is_planned_or_done_counts(self, alice: Workspace) -> None:
        monday, tuesday = alice.tracking.day(MONDAY), alice.tracking.day(TUESDAY)
        assert (monday.minutes, monday.energy, monday.done_count) == (35, 4, 1)
        assert (tuesday.minutes, tuesday.energy) == (10, -1)

    def test_missed_waits_for_the_end_of_the_day(self, household: DataDirectory, alice: Workspace) -> None:
        owl = night_owl(household, alice)
        set_clock(household, moment(26, 2, 59))
        assert owl.tracking.today() == WEDNESDAY
        assert SessionState.MISSED not in dict(states(owl, WEDNESDAY)).values()
        set_clock(household, moment(26, 3))
        assert owl.tracking.today() == THURSDAY
        assert states(owl, WEDNESDAY)[0] == ("run", SessionState.MISSED)

    def test_the_unplanned_is_shown_when_it_was_and_a_day_without_comes_last(self, alice: Workspace) -> None:
        alice.behaviors.add(make_behavior("choir"))
        alice.tracking.skip("choir", reason="Ill")
        alice.tracking.done("friends", at=moment(25, 6, 30), minutes=20)
        assert states(alice, WEDNESDAY) == [
            ("run", SessionState.PLANNED),
            ("friends", SessionState.DONE),
            ("meditate", SessionState.PLANNED),
            ("deepwork", SessionState.PLANNED),
            ("read", SessionState.PLANNED),
            ("choir", SessionState.SKIPPED),
        ]

    def test_an_archived_behavior_keeps_its_place_in_the_past(self, alice: Workspace) -> None:
        alice.behaviors.archive("run")
        assert states(alice, MONDAY)[0] == ("run", SessionState.DONE)

    def test_a_week_is_seven_days_on_a_frame(self, alice: Workspace) -> None:
        week = alice.tracking.week(SUNDAY)
        assert [day.day for day in week.days] == [MONDAY + timedelta(days=n) for n in range(7)]
        assert week.start == week.problem.week_start == MONDAY
        assert week.days == alice.tracking.days(MONDAY, 7) == tuple(alice.tracking.day(day.day) for day in week.days)
        assert week.planned
        assert week.problem == alice.planning.outline(MONDAY, learned=True) != alice.planning.outline(MONDAY)

    def test_a_week_is_planned_once_a_plan_is_accepted_even_an_empty_one(self, alice: Workspace) -> None:
        assert not alice.tracking.week(NEXT_WEDNESDAY).planned
        accept_now(alice, hand_made(alice, NEXT_WEDNESDAY, ()))
        assert alice.tracking.week(NEXT_WEDNESDAY).planned

    def test_a_week_is_planned_that_has_a_session_put_there_by_hand(self, alice: Workspace) -> None:
        picked = alice.plan_editing.pick_up_new(NEXT_WEDNESDAY, "friends")
        alice.plan_editing.place(picked, alice.plan_editing.check(picked, 6, 18 * 60).sessions)
        after = NEXT_WEDNESDAY + timedelta(days=7)
        assert [alice.tracking.week(day).planned for day in (NEXT_WEDNESDAY, after)] == [True, False]

    def test_weeks_begin_on_the_profiles_day(self, household: DataDirectory) -> None:
        bob = household.open_workspace(household.accounts.create("bob", None, Preferences(week_start=6)))
        assert bob.tracking.week(WEDNESDAY).start == MONDAY - timedelta(days=1)


class TestDone:
    def test_it_has_just_ended_and_took_as_long_as_planned(self, household: DataDirectory, alice: Workspace) -> None:
        set_clock(household, moment(25, 20, 45))
        entry = alice.tracking.done("deepwork")
        assert (entry.day, entry.start, entry.minutes) == (WEDNESDAY, 19 * 60 + 15, 90)
        assert entry.done_at == datetime(2026, 11, 25, 18, 15, tzinfo=UTC)
        assert entry.session == session_id(alice, "deepwork", WEDNESDAY)
        context = entry.context
        assert (context.slot, context.weekday, context.planned_minutes, context.planned_start) == (
            "evening",
            2,
            90,
            1140,
        )

    def test_what_was_planned_for_the_morning_has_just_ended_too(self, alice: Workspace) -> None:
        entry = alice.tracking.done("run")
        assert (entry.start, entry.minutes, entry.context.planned_start) == (8 * 60 + 25, 35, 330)

    def test_everything_about_it_is_kept(self, alice: Workspace) -> None:
        entry = alice.tracking.done("run", minutes=50, rating=4, at=moment(25, 5, 45), note="Windy", energy_before=2)
        assert (entry.start, entry.minutes, entry.rating, entry.note) == (345, 50, 4, "Windy")
        assert entry.context.energy_before == 2
        logged = alice.tracking.log(LogFilter(first=WEDNESDAY))[0]
        assert (logged.name, logged.entry, logged.ended) == ("Morning run", entry, 345 + 50)

    def test_the_unplanned_takes_its_typical_length(self, alice: Workspace) -> None:
        entry = alice.tracking.done("friends", at=moment(25, 6))
        assert (entry.minutes, entry.session, entry.context.planned_minutes) == (120, None, None)

    def test_it_counts_for_the_nearest_session_still_open(self, alice: Workspace) -> None:
        alice.behaviors.update(alice.behaviors.get("meditate").model_copy(update={"max_per_day": 3}))
        first, again, third = (alice.tracking.done("meditate", at=moment(25, hour)) for hour in (8, 6, 7))
        assert first.session == session_id(alice, "meditate", WEDNESDAY)
        assert (again.session, third.session) == (None, None)
        assert alice.tracking.day(WEDNESDAY).done_count == 3

    def test_nearest_means_nearest_start(self, household: DataDirectory) -> None:
        workspace = household.open_workspace(add_alice(household, planned=False))
        set_clock(household, moment(25, 5))
        problem = workspace.planning.problem_for(WEDNESDAY)
        day = problem.week_start
        sessions = [("05:30", "early_morning"), ("12:30", "midday"), ("21:00", "night")]
        run_id = hand_made(
            workspace,
            day,
            tuple(
                Session.model_validate({"behavior": "meditate", "day": 2, "slot": slot, "start": at, "minutes": 10})
                for at, slot in sessions
            ),
        )
        planned = accept_now(workspace, run_id)
        set_clock(household, moment(25, 23))
        assert workspace.tracking.done("meditate", at=moment(25, 14)).session == planned[1].id
        assert workspace.tracking.done("meditate").session == planned[2].id
        assert workspace.tracking.done("meditate").session == planned[0].id

    def test_of_two_on_a_day_the_nearest_to_a_time_is_meant_else_that_of_now_else_the_first(
        self, household: DataDirectory, idle: Workspace
    ) -> None:
        set_clock(household, moment(23, 4))
        places = [(day, at, slot) for day in (0, 2) for at, slot in (("05:30", "early_morning"), ("20:00", "evening"))]
        plan = tuple(
            Session.model_validate({"behavior": "meditate", "day": day, "slot": slot, "start": at, "minutes": 10})
            for day, at, slot in places
        )
        early, _, _, tonight = accept_now(idle, hand_made(idle, MONDAY, plan))
        set_clock(household, moment(25, 21))
        late = idle.tracking.done("meditate", day=MONDAY, at=moment(23, 22))
        assert (late.context.planned_start, late.start) == (20 * 60, 22 * 60)
        idle.tracking.remove(late.id)
        assert idle.tracking.done("meditate", day=MONDAY).session == early.id
        assert idle.tracking.done("meditate", day=WEDNESDAY).session == tonight.id

    def test_a_time_of_another_day_means_the_session_of_that_day(self, alice: Workspace) -> None:
        entry = alice.tracking.done("deepwork", at=moment(23, 10), minutes=45)
        assert (entry.day, entry.session) == (MONDAY, session_id(alice, "deepwork", MONDAY))

    def test_what_begins_now_is_not_to_come_and_a_day_goes_on_until_the_next_ends(self, idle: Workspace) -> None:
        assert idle.tracking.done("friends", at=NOW, minutes=5).start == 9 * 60
        assert idle.tracking.done("read", day=MONDAY, at=moment(24, 6), minutes=5).start == 30 * 60
        with pytest.raises(InvalidInputError, match="too far"):
            idle.tracking.done("read", day=MONDAY, at=moment(24, 6, 1), minutes=5)

    def test_a_day_that_is_named_with_a_time_or_is_gone_by_is_the_one_it_counts_for(
        self, household: DataDirectory, idle: Workspace
    ) -> None:
        owl = night_owl(household, idle, 360)
        entry = owl.tracking.done("friends", day=WEDNESDAY, at=moment(25, 0, 30), minutes=10)
        assert (entry.day, entry.start) == (WEDNESDAY, 30)
        entry = owl.tracking.done("run", day=MONDAY)
        assert (entry.day, entry.start) == (MONDAY, 300)

    def test_done_twice_the_second_is_unplanned_and_changes_nothing(self, alice: Workspace) -> None:
        session = session_id(alice, "run", WEDNESDAY)
        first = alice.tracking.done("run", session=session, minutes=20)
        second = alice.tracking.done("run", session=session, minutes=25)
        assert (first.session, second.session, second.day) == (session, None, WEDNESDAY)
        assert alice.tracking.count(LogFilter(first=WEDNESDAY)) == 2

    def test_a_skip_is_taken_back_by_doing_it_after_all(self, alice: Workspace) -> None:
        alice.tracking.done("read", session=session_id(alice, "read", TUESDAY))
        assert states(alice, TUESDAY)[1] == ("read", SessionState.DONE)
        assert not any(isinstance(entry.entry, Skip) for entry in alice.tracking.log())

    def test_what_else_is_skipped_on_a_day_stays_so_when_one_is_done(self, alice: Workspace) -> None:
        for behavior in ("run", "meditate"):
            alice.tracking.skip(behavior, session=session_id(alice, behavior, WEDNESDAY))
        alice.tracking.done("run", session=session_id(alice, "run", WEDNESDAY))
        found = dict(states(alice, WEDNESDAY))
        assert (found["run"], found["meditate"]) == (SessionState.DONE, SessionState.SKIPPED)

    def test_another_day_is_logged_as_it_was_planned(self, alice: Workspace) -> None:
        entry = alice.tracking.done("deepwork", day=MONDAY)
        assert (entry.day, entry.start, entry.minutes) == (MONDAY, 1140, 90)
        assert entry.session == session_id(alice, "deepwork", MONDAY)

    @pytest.mark.parametrize(("behavior", "start"), [("friends", 17 * 60), ("meditate", 12 * 60)])
    def test_an_unplanned_day_in_the_past_takes_the_usual_time(
        self, alice: Workspace, behavior: str, start: int
    ) -> None:
        entry = alice.tracking.done(behavior, day=date(2026, 11, 10))
        assert (entry.day, entry.start, entry.session) == (date(2026, 11, 10), start, None)

    def test_it_counts_for_the_day_it_began_on(self, household: DataDirectory, alice: Workspace) -> None:
        set_clock(household, moment(26, 0, 10))
        entry = alice.tracking.done("friends")
        assert (entry.day, entry.start, entry.minutes) == (WEDNESDAY, 22 * 60 + 10, 120)
        owl = night_owl(household, alice)
        set_clock(household, moment(26, 3, 30))
        entry = owl.tracking.done("friends")
        assert (entry.day, entry.start, entry.minutes) == (WEDNESDAY, 25 * 60 + 30, 120)

    def test_after_midnight_the_day_goes_on(self, household: DataDirectory, alice: Workspace) -> None:
        owl = night_owl(household, alice)
        set_clock(household, moment(26, 1))
        entry = owl.tracking.done("read", minutes=20)
        assert (entry.day, entry.start) == (WEDNESDAY, 24 * 60 + 40)
        assert entry.session == session_id(owl, "read", WEDNESDAY)
        assert owl.tracking.done("friends", at=moment(26, 0, 30), minutes=5).day == WEDNESDAY

    def test_a_session_done_after_midnight_counts_for_its_day(self, household: DataDirectory, alice: Workspace) -> None:
        set_clock(household, moment(26, 1))
        reading = session_id(alice, "read", WEDNESDAY)
        entry = alice.tracking.done("read", session=reading, at=moment(26, 0, 15))
        assert (entry.day, entry.start, entry.session) == (WEDNESDAY, 24 * 60 + 15, reading)

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            ({"day": THURSDAY}, "Thu 26 Nov at that time is still to come"),
            ({"at": moment(25, 9, 1)}, "still to come"),
            ({"minutes": 0}, "minutes: must be at least 1"),
            ({"minutes": 10**12}, "minutes: must be at most 1440"),
            ({"rating": 6}, "rating: must be at most 5"),
            ({"note": "x" * 2001}, "note: must have at most 2000 characters"),
            ({"note": "\ud83d"}, "note: must be valid text"),
            ({"energy_before": 0}, "energy_before: must be at least 1"),
            ({"at": moment(25, 8), "day": TUESDAY, "minutes": 5}, "Wed 25 Nov is too far from Tue 24 Nov"),
        ],
    )
    def test_what_cannot_be_is_refused_and_not_logged(
        self, alice: Workspace, arguments: dict[str, Any], sentence: str
    ) -> None:
        before = alice.tracking.count()
        with pytest.raises(InvalidInputError, match=sentence):
            alice.tracking.done("friends", **arguments)
        assert alice.tracking.count() == before

    def test_a_session_must_be_there_and_be_of_the_behavior(self, alice: Workspace) -> None:
        with pytest.raises(InvalidInputError, match="not one of “Reading”"):
            alice.tracking.done("read", session=session_id(alice, "run", WEDNESDAY))
        with pytest.raises(NotFoundError, match="no longer planned"):
            alice.tracking.done("read", session=uuid4())
        with pytest.raises(NotFoundError, match="no behavior “fly”"):
            alice.tracking.done("fly")


class TestTimeZones:
    def test_a_moment_is_stored_with_its_local_day_wherever_it_was(
        self, household: DataDirectory, alice: Workspace
    ) -> None:
        set_clock(household, datetime(2026, 11, 25, 21, 0, tzinfo=ZoneInfo("America/Los_Angeles")))
        entry = alice.tracking.done("friends", minutes=60)
        assert (entry.day, entry.start) == (WEDNESDAY, 20 * 60)
        assert entry.done_at == datetime(2026, 11, 26, 4, 0, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("now", "start", "began"),
        [
            # The clock jumps from 02:00 to 03:00, then from 03:00 back to 02:00.
            (datetime(2026, 3, 29, 3, 15, tzinfo=BERLIN), 105, datetime(2026, 3, 29, 0, 45, tzinfo=UTC)),
            (datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=BERLIN), 165, datetime(2026, 10, 25, 0, 45, tzinfo=UTC)),
        ],
    )
    def test_half_an_hour_stays_half_an_hour_when_the_clock_jumps(
        self, household: DataDirectory, alice: Workspace, now: datetime, start: int, began: datetime
    ) -> None:
        set_clock(household, now)
        entry = alice.tracking.done("meditate", minutes=30)
        assert (entry.day, entry.start, entry.done_at) == (now.date(), start, began)

    def test_backdating_knows_the_season(self, alice: Workspace) -> None:
        summer = alice.tracking.done("friends", day=date(2026, 7, 1))
        assert (summer.start, summer.done_at.hour) == (17 * 60, 15)


class TestEditing:
    def test_a_rating_is_given_and_taken_away(self, alice: Workspace) -> None:
        entry = alice.tracking.done("run")
        assert alice.tracking.rate(entry.id, 5).rating == 5
        assert label(alice).startswith("Rated ")
        assert alice.tracking.rate(entry.id, None) == entry
        assert label(alice).startswith("Took the rating of ")
        with pytest.raises(InvalidInputError, match="rating"):
            alice.tracking.rate(entry.id, 0)

    def test_what_follows_from_the_time_follows_it(self, alice: Workspace) -> None:
        entry = alice.tracking.done("run", at=moment(25, 5, 45))
        later = alice.tracking.edit(entry.model_copy(update={"start": 8 * 60, "note": "Late"}))
        assert (later.done_at, later.context.slot) == (datetime(2026, 11, 25, 7, 0, tzinfo=UTC), "morning")
        assert later.session == entry.session
        moved = alice.tracking.edit(later.model_copy(update={"day": TUESDAY}))
        assert (moved.session, moved.context.weekday, moved.done_at.day) == (None, 1, 24)
        assert states(alice, WEDNESDAY)[0] == ("run", SessionState.PLANNED)

    def test_a_clock_set_back_forbids_no_rating(self, household: DataDirectory, alice: Workspace) -> None:
        entry = alice.tracking.done("run")
        set_clock(household, moment(24, 9))
        assert alice.tracking.rate(entry.id, 3).rating == 3

    def test_a_note_does_not_move_the_moment(self, alice: Workspace) -> None:
        entry = alice.tracking.done("run", at=datetime(2026, 11, 25, 5, 45, 30, tzinfo=BERLIN))
        assert alice.tracking.edit(entry.model_copy(update={"note": "x"})).done_at == entry.done_at

    def test_an_entry_cannot_move_into_the_future_or_be_wrong(self, alice: Workspace) -> None:
        entry = alice.tracking.done("run")
        for update in ({"day": FRIDAY}, {"start": 22 * 60}, {"minutes": 0}):
            with pytest.raises(InvalidInputError):
                alice.tracking.edit(entry.model_copy(update=update))
        assert alice.tracking.log(LogFilter(behavior="run"))[0].entry == entry

    def test_removing_opens_the_session_again(self, alice: Workspace) -> None:
        entry = alice.tracking.done("run")
        alice.tracking.remove(entry.id)
        assert states(alice, WEDNESDAY)[0] == ("run", SessionState.PLANNED)
        for action in (alice.tracking.remove, lambda some: alice.tracking.rate(some, 1)):
            with pytest.raises(NotFoundError, match="no longer in the log"):
                action(entry.id)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
    @given(st.integers(0, 40), st.integers(0, 539), st.integers(1, 1440), st.sampled_from(["run", "read", "friends"]))
    def test_done_and_removed_leaves_no_trace(
        self, alice: Workspace, days: int, minute: int, minutes: int, behavior: str
    ) -> None:
        before = alice.tracking.week(WEDNESDAY), alice.tracking.log()
        at = datetime(2026, 11, 25, minute // 60, minute % 60, tzinfo=BERLIN) - timedelta(days=days)
        entry = alice.tracking.done(behavior, at=at, minutes=minutes)
        assert (entry.day, entry.start, entry.done_at) == (at.date(), minute, at.astimezone(UTC))
        assert alice.tracking.count(LogFilter(first=entry.day, last=entry.day)) > 0
        alice.tracking.remove(entry.id)
        assert (alice.tracking.week(WEDNESDAY), alice.tracking.log()) == before


class TestReopening:
    def test_what_was_done_or_skipped_is_open_again_and_nothing_else(self, alice: Workspace) -> None:
        run, read = (session_id(alice, behavior, WEDNESDAY) for behavior in ("run", "read"))
        alice.tracking.done("run", session=run)
        alice.tracking.done("meditate")
        alice.tracking.skip("read", session=read)
        assert alice.tracking.reopen(run).id == run
        alice.tracking.reopen(read)
        assert dict(states(alice, WEDNESDAY)) == {
            "run": SessionState.PLANNED,
            "meditate": SessionState.DONE,
            "deepwork": SessionState.PLANNED,
            "read": SessionState.PLANNED,
        }
        with pytest.raises(InvalidInputError, match="neither done nor skipped"):
            alice.tracking.reopen(run)


class TestSkipping:
    def test_one_of_two_on_a_day_can_be_left_out_after_the_other(
        self, household: DataDirectory, idle: Workspace
    ) -> None:
        set_clock(household, moment(25, 4))
        plan = tuple(
            Session.model_validate({"behavior": "meditate", "day": 2, "slot": "evening", "start": at, "minutes": 10})
            for at in ("18:00", "20:00")
        )
        both = accept_now(idle, hand_made(idle, WEDNESDAY, plan))
        assert [idle.tracking.skip("meditate").session for _ in both] == [session.id for session in both]
        idle.tracking.skip("run")
        with pytest.raises(InvalidInputError, match="skipped already on Wed 25 Nov"):
            idle.tracking.skip("meditate")

    def test_another_reason_is_kept(self, alice: Workspace) -> None:
        skip = alice.tracking.skip("read", reason="Concert")
        alice.tracking.edit_skip(skip.model_copy(update={"reason": "Cinema"}))
        kept = alice.tracking.entry(skip.id)
        assert isinstance(kept, Skip)
        assert kept.reason == "Cinema"
        with pytest.raises(NotFoundError):
            alice.tracking.entry(uuid4())

    def test_the_first_open_session_of_today_is_left_out(self, alice: Workspace) -> None:
        skip = alice.tracking.skip("read", reason="Concert")
        assert (skip.day, skip.reason, skip.session) == (WEDNESDAY, "Concert", session_id(alice, "read", WEDNESDAY))
        assert skip.recorded_at == NOW.astimezone(UTC)
        assert states(alice, WEDNESDAY)[3] == ("read", SessionState.SKIPPED)

    def test_a_session_of_another_day_is_left_out(self, alice: Workspace) -> None:
        friends = session_id(alice, "friends", FRIDAY)
        assert alice.tracking.skip("friends", session=friends).day == FRIDAY
        assert states(alice, FRIDAY) == [("friends", SessionState.SKIPPED)]

    def test_a_skip_is_taken_back(self, alice: Workspace) -> None:
        alice.tracking.unskip(alice.tracking.skip("read").id)
        assert states(alice, WEDNESDAY)[3] == ("read", SessionState.PLANNED)
        with pytest.raises(NotFoundError):
            alice.tracking.unskip(uuid4())

    def test_what_is_settled_cannot_be_skipped(self, alice: Workspace) -> None:
        alice.tracking.done("friends", day=MONDAY, minutes=60)
        alice.tracking.skip("friends", day=TUESDAY)
        with pytest.raises(InvalidInputError, match="done already"):
            alice.tracking.skip("run", session=session_id(alice, "run", MONDAY))
        with pytest.raises(InvalidInputError, match="skipped already"):
            alice.tracking.skip("read", session=session_id(alice, "read", TUESDAY))

    def test_a_day_without_a_session_can_be_skipped(self, alice: Workspace) -> None:
        assert alice.tracking.skip("friends", day=SUNDAY).session is None
        with pytest.raises(HabitosError, match="reason: must have at most"):
            alice.tracking.skip("friends", reason="x" * 2001)


class TestLog:
    def test_it_is_newest_first_and_paged(self, alice: Workspace) -> None:
        alice.tracking.done("run", at=moment(25, 5, 30))
        entries = alice.tracking.log()
        assert [(entry.name, type(entry.entry)) for entry in entries] == [
            ("Morning run", Completion),
            ("Reading", Skip),
            ("Meditation", Completion),
            ("Morning run", Completion),
        ]
        assert alice.tracking.log(limit=2, offset=1) == entries[1:3]
        assert alice.tracking.count() == 4

    def test_it_is_filtered(self, alice: Workspace) -> None:
        assert alice.tracking.count(LogFilter(rating=5)) == 1
        assert [entry.name for entry in alice.tracking.log(LogFilter(text="tired"))] == ["Reading"]
        assert [entry.name for entry in alice.tracking.log(LogFilter(behavior="run"))] == ["Morning run"]
