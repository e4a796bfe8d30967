"""What was used of the app so far, found in what there is."""

from datetime import timedelta

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.first_days import FIRST_DAYS, Deed, FirstDays
from habitos_tui.services.demo.catalogue import CATALOGUE
from tests.support.household import MONDAY, NOW, accept_now, add_alice, hand_made, make_behavior, placed, set_clock


def test_nothing_is_known_before_a_day_of_use_is_noted(household: DataDirectory) -> None:
    space = household.open_workspace(add_alice(household))
    assert space.first_days.so_far() == FirstDays.NONE
    space.away_question.note_use()
    so_far = space.first_days.so_far()
    # The days of what she logged on Monday and Tuesday, and today.
    assert so_far.days == 3
    assert so_far.deeds == {Deed.LOGGED, Deed.RATED, Deed.SKIPPED, Deed.PLANNED, Deed.DESCRIBED}


def test_what_is_done_is_found_at_once(household: DataDirectory) -> None:
    space = household.open_workspace(add_alice(household))
    space.away_question.note_use()
    space.tracking.done("friends")
    session = next(s for s in space.planning.sessions(space.planning.this_week()) if s.day > NOW.date())
    space.planning.lock(session.id, True)
    assert space.first_days.so_far().deeds >= {Deed.UNPLANNED, Deed.LOCKED}
    assert Deed.REPLANNED not in space.first_days.so_far().deeds


def test_a_ready_made_behavior_is_none_of_ones_own(household: DataDirectory) -> None:
    space = household.open_workspace(household.accounts.create("bea", None))
    space.away_question.note_use()
    space.behaviors.adopt(CATALOGUE[0])
    assert space.first_days.so_far().deeds == set()
    space.behaviors.add(make_behavior("dance"))
    assert space.first_days.so_far().deeds == {Deed.DESCRIBED}


def test_they_are_over_after_some_days_of_use_and_never_come_again(household: DataDirectory) -> None:
    space = household.open_workspace(household.accounts.create("bea", None))
    for day in range(FIRST_DAYS):
        set_clock(household, NOW + timedelta(days=3 * day))
        space.away_question.note_use()
        assert space.first_days.so_far().days == day + 1
    set_clock(household, NOW + timedelta(days=100))
    space.away_question.note_use()
    assert space.first_days.so_far().over


def test_who_switched_hints_off_has_none(household: DataDirectory) -> None:
    profile = household.accounts.create("bea", None)
    profile = household.accounts.save_preferences(profile, profile.preferences.model_copy(update={"hints": False}))
    space = household.open_workspace(profile)
    space.away_question.note_use()
    assert space.first_days.so_far() == FirstDays.NONE


def test_a_plan_that_was_never_accepted_is_none(household: DataDirectory) -> None:
    space = household.open_workspace(add_alice(household, planned=False))
    run = hand_made(space, MONDAY, placed(space.slots.all(), (("friends", 4, "18:00", 120),)))
    assert not space.planning.ever_planned()
    accept_now(space, run)
    set_clock(household, NOW + timedelta(weeks=4))
    assert household.open_workspace(household.accounts.profiles()[0]).planning.ever_planned()
