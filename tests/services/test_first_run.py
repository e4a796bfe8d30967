"""What the first run asks for is all there afterwards, or nothing is."""

from uuid import uuid4

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import WeeklyBusy
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import TimeBudget
from habitos_tui.errors import HabitosError
from habitos_tui.services.demo.catalogue import STARTER_IDS
from habitos_tui.services.first_run import Setup, create_profile

RULE = TimeBudget(id="day", period="day", max_minutes=120)
WORK = WeeklyBusy(id=uuid4(), weekday=0, start=540, end=1020, title="Work")


def setup(*rules: TimeBudget) -> Setup:
    """Return what somebody wants to begin with."""
    objectives = (Objective(name="health", weight=3), Objective(name="fun", weight=1))
    return Setup("bea", "correct horse", Preferences(week_start=6), objectives, (STARTER_IDS[0],), (WORK,), rules)


def test_everything_is_there_and_undo_begins_with_what_one_does_afterwards(household: DataDirectory) -> None:
    profile = create_profile(household, setup(RULE))
    assert (profile.name, profile.protected, profile.preferences.week_start) == ("bea", True, 6)
    space = household.open_workspace(profile)
    assert space.objectives.shares() == {"health": 0.75, "fun": 0.25}
    assert [behavior.id for behavior in space.behaviors.all()] == [STARTER_IDS[0]]
    assert [block.title for block in space.busy_time.busy()] == ["Work"]
    assert space.rules.all() == (RULE,)
    assert space.history.last() is None


def test_after_an_error_there_is_no_profile(household: DataDirectory) -> None:
    with pytest.raises(HabitosError):
        create_profile(household, setup(RULE, RULE))
    assert household.accounts.profiles() == ()
