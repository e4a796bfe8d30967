"""The ready-made behaviors: what is bound to a time of day, and what one begins with."""

from datetime import date
from pathlib import Path

import pytest

from habitos_tui.domain.model.week import DEFAULT_SLOTS, slot_at
from habitos_tui.services.demo.catalogue import CATALOGUE, STARTER_IDS
from habitos_tui.services.first_run import create_profile
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.onboarding.presenter import WizardValues, setup_of
from tests.support.household import NOW, make_household

WORDS = {
    "lunch": {"midday"},
    "nap": {"midday", "afternoon"},
    "evening": {"evening", "night"},
    "date night": {"evening", "night"},
    "plan the day": {"early_morning", "morning"},
    "morning": {"early_morning", "morning"},
    "breakfast": {"early_morning", "morning"},
    "bedtime": {"night"},
}
"""Words in a name that say when, and the slots they allow."""


@pytest.mark.parametrize("word", WORDS)
def test_a_behavior_named_after_a_slot_is_limited_to_it(word: str) -> None:
    for behavior in CATALOGUE:
        if word in behavior.name.lower():
            assert behavior.strict_slots, behavior.name
            assert set(behavior.preferred_slots) <= WORDS[word], behavior.name


def newcomer(tmp_path: Path, day: int, hour: int) -> Workspace:
    """Return who has just begun with what everybody begins with, at 40 minutes past an hour in November."""
    household = make_household(tmp_path, NOW.replace(day=day, hour=hour, minute=40))
    return household.open_workspace(
        create_profile(household, setup_of(WizardValues(name="Ada", behaviors=STARTER_IDS)))
    )


def plan_in_time(workspace: Workspace, week: date) -> set[str]:
    """Return what a plan of `week` holds, in which everything bound to slots is in one of them."""
    bound = {behavior.id for behavior in workspace.behaviors.all() if behavior.strict_slots}
    plan = workspace.planning.solve(workspace.planning.problem_for(week))
    assert plan.usable
    for session in plan.sessions:
        preferred = next(b for b in CATALOGUE if b.id == session.behavior).preferred_slots
        assert session.behavior not in bound or slot_at(DEFAULT_SLOTS, session.start) in preferred
    return {session.behavior for session in plan.sessions}


@pytest.mark.parametrize(("day", "hour"), [(25, 9), (27, 22), (29, 13)])
def test_what_one_begins_with_fits_into_a_week_that_has_begun_whatever_the_hour(
    tmp_path: Path, day: int, hour: int
) -> None:
    workspace = newcomer(tmp_path, day, hour)
    assert plan_in_time(workspace, workspace.planning.this_week())


def test_what_one_begins_with_fits_into_a_usual_week(tmp_path: Path) -> None:
    assert plan_in_time(newcomer(tmp_path, 29, 13), date(2026, 11, 30)) == set(STARTER_IDS)
