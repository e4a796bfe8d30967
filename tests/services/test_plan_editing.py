"""Moving, adding and dropping sessions of alice's week; it is Wednesday, nine o'clock."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.rhythm import EveryDays
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.workspace import Workspace
from tests.support.household import (
    FRIDAY,
    MONDAY,
    NOW,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    make_behavior,
    set_clock,
)


def find(workspace: Workspace, behavior: str, day: date) -> PlannedSession:
    return next(s for s in workspace.planning.sessions(day) if (s.behavior, s.day) == (behavior, day))


def label(workspace: Workspace) -> str:
    last = workspace.history.last()
    assert last is not None
    return last.label


def places(workspace: Workspace, behavior: str) -> list[tuple[date, int, int, bool]]:
    sessions = workspace.planning.sessions(MONDAY)
    return [(s.day, s.start, s.minutes, s.locked) for s in sessions if s.behavior == behavior]


def test_a_move_is_priced_stored_and_held(alice: Workspace) -> None:
    old = find(alice, "deepwork", WEDNESDAY)
    picked = alice.plan_editing.pick_up(old.id)
    checked = alice.plan_editing.check(picked, 3, 18 * 60 + 30)
    assert checked.allowed
    assert checked.price == pytest.approx(0, abs=1e-9)  # another evening is as good
    assert alice.plan_editing.check(picked, 3, 9 * 60).violations[0].endswith("(“Work”).")
    assert alice.plan_editing.check(picked, 3, 20 * 60, 60).price > 0  # a shorter one is worth less
    alice.plan_editing.place(picked, checked.sessions, picked.session_at(3, 18 * 60 + 30))
    assert places(alice, "deepwork")[1:] == [(THURSDAY, 1110, 90, True)]
    assert label(alice) == "Moved “Deep work” to Thu 26 Nov 18:30"
    assert find(alice, "deepwork", THURSDAY).id == old.id
    assert len(alice.planning.sessions(MONDAY)) == 13


def test_a_locked_session_can_be_moved_once_picked_up(alice: Workspace) -> None:
    friends = find(alice, "friends", FRIDAY)
    alice.planning.lock(friends.id, True)
    picked = alice.plan_editing.pick_up(friends.id)
    assert picked.old is not None
    assert "friends" not in {fixed.behavior for fixed in picked.problem.fixed}
    checked = alice.plan_editing.check(picked, 4, 18 * 60)
    assert checked.allowed
    alice.plan_editing.place(picked, checked.sessions)
    assert places(alice, "friends") == [(FRIDAY, 1080, 120, True)]
    assert label(alice) == "Changed the plan of the week of Mon 23 Nov"


def test_outside_every_slot_nothing_can_lie(alice: Workspace) -> None:
    picked = alice.plan_editing.pick_up_new(MONDAY, "deepwork")
    checked = alice.plan_editing.check(picked, 3, 4 * 60)
    assert checked.violations == ("Thursday at 04:00 lies outside every slot.",)
    assert picked.session_at(3, 4 * 60) is None


def test_no_session_begins_when_the_clocks_jump(alice: Workspace) -> None:
    picked = alice.plan_editing.pick_up(find(alice, "deepwork", WEDNESDAY).id)
    in_march = replace(picked, week=date(2026, 3, 23))
    checked = alice.plan_editing.check(in_march, 6, 150)
    assert checked.violations == ("02:30 is left out on 2026-03-29: the clocks are turned forward then.",)


def test_a_session_is_added_and_dropped(alice: Workspace) -> None:
    picked = alice.plan_editing.pick_up_new(SUNDAY, "deepwork")
    assert picked.minutes == 90
    assert picked.problem.notice_minutes == 0
    assert picked.objective is not None
    checked = alice.plan_editing.check(picked, 6, 10 * 60)
    assert checked.allowed
    assert checked.price < 0
    alice.plan_editing.place(picked, checked.sessions, picked.session_at(6, 10 * 60))
    assert places(alice, "deepwork")[-1] == (SUNDAY, 600, 90, True)
    assert label(alice) == "Added “Deep work” to Sun 29 Nov 10:00"
    again = alice.plan_editing.pick_up(find(alice, "deepwork", SUNDAY).id)
    assert alice.plan_editing.check_drop(again).price == pytest.approx(-checked.price)
    alice.plan_editing.drop(again)
    assert len(places(alice, "deepwork")) == 2
    with pytest.raises(NotFoundError):
        alice.plan_editing.drop(again)
    with pytest.raises(NotFoundError):
        alice.plan_editing.drop(picked)


def test_what_went_by_today_is_put_off_and_what_was_missed_comes_again(alice: Workspace) -> None:
    for behavior, day, missed in (("run", WEDNESDAY, 0), ("meditate", MONDAY, 1)):
        session = find(alice, behavior, day)
        picked = alice.plan_editing.pick_up(session.id)
        assert picked.old is None
        before = len(places(alice, behavior))
        checked = alice.plan_editing.check(picked, 6, 17 * 60 + missed * 60, session.minutes)
        # The third run of a week counts least, and on a Sunday it hardly pays; a meditation does.
        assert checked.price < (0 if missed else 0.05)
        alice.plan_editing.place(picked, checked.sessions, picked.session_at(6, 17 * 60 + missed * 60))
        assert len(places(alice, behavior)) == before + missed
        assert places(alice, behavior)[-1][0] == SUNDAY


def test_what_went_by_and_is_gone_is_not_put_off(alice: Workspace) -> None:
    run = find(alice, "run", WEDNESDAY)
    picked = alice.plan_editing.pick_up(run.id)
    checked = alice.plan_editing.check(picked, 6, 17 * 60)
    alice.plan_editing.drop(picked)
    with pytest.raises(NotFoundError, match="no longer planned"):
        alice.plan_editing.place(picked, checked.sessions, picked.session_at(6, 17 * 60))


def test_what_is_picked_up_of_a_behavior_that_is_gone_cannot_be_dropped(alice: Workspace) -> None:
    picked = alice.plan_editing.pick_up(find(alice, "friends", FRIDAY).id)
    alice.behaviors.delete("friends", force=True)
    with pytest.raises(NotFoundError, match="no longer planned"):
        alice.plan_editing.drop(picked)


def test_a_week_is_kept_with_sessions_less_and_one_more(alice: Workspace) -> None:
    picked = alice.plan_editing.pick_up_new(MONDAY, "friends")
    new = picked.session_at(6, 10 * 60)
    assert new is not None
    kept = [session for session in picked.sessions if session.behavior not in {"read", "meditate"}]
    alice.plan_editing.place(picked, (*kept, new), new)
    ahead = [(s.behavior, s.day) for s in alice.planning.ahead(MONDAY)]
    assert ahead == [("deepwork", 2), ("friends", 4), ("run", 5)]
    assert places(alice, "friends")[-1] == (SUNDAY, 600, 120, True)


def test_what_takes_less_than_a_step_of_the_grid_takes_one(alice: Workspace) -> None:
    alice.behaviors.add(make_behavior("tea", min_minutes=1, typical_minutes=2, max_minutes=5))
    assert alice.plan_editing.pick_up_new(MONDAY, "tea").minutes == 5


def test_what_the_week_breaks_already_is_not_held_against_a_move(alice: Workspace) -> None:
    alice.busy_time.add_busy(4, 18 * 60, 20 * 60, "Choir")
    picked = alice.plan_editing.pick_up(find(alice, "deepwork", WEDNESDAY).id)
    assert len(picked.known) == 1
    assert alice.plan_editing.check(picked, 3, 18 * 60 + 30).allowed


def test_the_best_week_around_a_move_makes_room(alice: Workspace) -> None:
    picked = alice.plan_editing.pick_up(find(alice, "deepwork", WEDNESDAY).id)
    wanted = picked.session_at(4, 18 * 60 + 30)  # where friends are
    assert wanted is not None
    assert not alice.plan_editing.check(picked, 4, 18 * 60 + 30).allowed
    around = alice.plan_editing.make_room(picked, wanted)
    assert around is not None
    assert any((s.behavior, s.day, s.slot) == ("deepwork", 4, "evening") for s in around.sessions)


def test_a_plan_that_changed_meanwhile_is_not_overwritten(household: DataDirectory, alice: Workspace) -> None:
    picked = alice.plan_editing.pick_up(find(alice, "deepwork", WEDNESDAY).id)
    checked = alice.plan_editing.check(picked, 3, 18 * 60 + 30)
    alice.planning.lock(find(alice, "friends", FRIDAY).id, True)
    with pytest.raises(InvalidInputError, match="meantime"):
        alice.plan_editing.place(picked, checked.sessions)
    set_clock(household, NOW + timedelta(days=7))
    with pytest.raises(InvalidInputError, match="over"):
        alice.plan_editing.pick_up(find(alice, "read", TUESDAY).id)
    with pytest.raises(NotFoundError):
        alice.plan_editing.pick_up_new(SUNDAY + timedelta(days=9), "nobody")


def test_what_has_a_rhythm_is_put_on_any_of_its_days_by_hand(alice: Workspace) -> None:
    rhythm = EveryDays(every_days=30, since=THURSDAY)
    alice.behaviors.add(make_behavior("plants", rhythm=rhythm, target_per_week=1, weekdays=(3, 4, 5, 6), impacts={}))
    picked = alice.plan_editing.pick_up_new(MONDAY, "plants")
    allowed = [alice.plan_editing.check(picked, day, 10 * 60).allowed for day in (5, 6)]
    assert allowed == [True, True]
    assert picked.problem.behavior_by_id["plants"].weekdays == (3, 4, 5, 6)
    assert picked.problem.behavior_by_id["plants"].week_limit == 7
    fields = {"target_per_week": 1, "impacts": {}}
    alice.behaviors.add(make_behavior("bins", rhythm=EveryDays(every_days=9, since=FRIDAY), max_per_day=2, **fields))
    alice.behaviors.add(make_behavior("ski", season={"first": "january", "last": "march"}))
    limits = [
        alice.plan_editing.pick_up_new(MONDAY, name).problem.behavior_by_id[name].week_limit for name in ("bins", "ski")
    ]
    assert limits == [14, 3]


def test_days_are_counted_from_the_first_of_the_week(household: DataDirectory, idle: Workspace) -> None:
    preferences = idle.profile.preferences.model_copy(update={"week_start": 6})
    space = household.open_workspace(household.accounts.save_preferences(idle.profile, preferences))
    rhythm = EveryDays(every_days=30, since=THURSDAY)
    space.behaviors.add(make_behavior("plants", rhythm=rhythm, target_per_week=1, weekdays=(3, 4, 5), impacts={}))
    picked = space.plan_editing.pick_up_new(WEDNESDAY, "plants")
    assert picked.problem.behavior_by_id["plants"].weekdays == (4, 5, 6)


def test_days_on_which_a_behavior_is_paused_stay_closed_to_it(alice: Workspace) -> None:
    alice.pauses.add("read", THURSDAY, THURSDAY)
    picked = alice.plan_editing.pick_up_new(MONDAY, "read")
    assert THURSDAY.weekday() not in picked.problem.behavior_by_id["read"].weekdays


def test_nothing_is_put_where_a_behavior_rests(alice: Workspace) -> None:
    alice.pauses.add("read", MONDAY)
    with pytest.raises(InvalidInputError, match="“Reading” rests in the week of Mon 23 Nov") as caught:
        alice.plan_editing._picked_up(MONDAY, "read", 30, None)
    assert caught.value.hint
    with pytest.raises(InvalidInputError, match="“nap” rests"):
        alice.plan_editing._picked_up(MONDAY, "nap", 30, None)
