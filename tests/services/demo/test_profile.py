import json
from pathlib import Path

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.model.objective import CATEGORIES, OPTIONAL_OBJECTIVES, STARTING_OBJECTIVES
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.domain.planning.valuation import normalised, worth_of
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.demo.catalogue import CATALOGUE, STARTER_IDS
from habitos_tui.services.demo.profile import build_demo
from tests.support.household import WEEK_BEGIN, set_clock

OFFICE_DEMO = Path(__file__).parents[2] / "planner" / "instances" / "office-demo.json"


def test_the_demo_is_the_office_week(household: DataDirectory) -> None:
    set_clock(household, WEEK_BEGIN.replace(day=22))
    demo = household.open_workspace(build_demo(household.database, household.clock))
    problem = demo.planning.problem_for(WEEK_BEGIN.date())
    known = Problem.model_validate(json.loads(OFFICE_DEMO.read_text(encoding="utf-8")))
    for field in ("week_start", "slots", "rules", "settings", "grid_minutes", "transition_minutes", "energy_budget"):
        assert getattr(problem, field) == getattr(known, field), field
    # What the demo calls “after lunch” is never in the morning.
    plain = {"category": "other"}
    at_noon = {"walk": {"weekend_slots": None}}
    assert [b.model_copy(update=plain) for b in problem.behaviors] == [
        b.model_copy(update=plain | at_noon.get(b.id, {})) for b in known.behaviors
    ]
    assert problem.windows == known.windows
    assert normalised(problem.objectives) == pytest.approx(normalised(known.objectives))


def test_the_demo_is_built_once(household: DataDirectory) -> None:
    profile = build_demo(household.database, household.clock)
    assert (profile.name, profile.protected) == ("demo", False)
    with pytest.raises(InvalidInputError):
        build_demo(household.database, household.clock)


def test_the_catalogue_has_something_in_every_category() -> None:
    assert len(CATALOGUE) >= 40
    assert {behavior.category for behavior in CATALOGUE} == set(CATEGORIES)


def test_the_catalogue_names_each_thing_once() -> None:
    assert len({behavior.id for behavior in CATALOGUE}) == len({b.name for b in CATALOGUE}) == len(CATALOGUE)


def test_everything_in_the_catalogue_can_be_planned_and_is_worth_it() -> None:
    slots = {slot.name for slot in DEFAULT_SLOTS}
    weights = dict.fromkeys((*STARTING_OBJECTIVES, *OPTIONAL_OBJECTIVES), 1.0)
    for behavior in CATALOGUE:
        assert set(behavior.preferred_slots) <= slots, behavior.id
        assert set(behavior.impacts) <= set(weights), behavior.id
        assert behavior.lengths(15), behavior.id
        assert behavior.typical_minutes % 5 == 0, behavior.id
        assert worth_of(behavior, weights) > 0, behavior.id
        assert 1 <= behavior.target_per_week <= 7, behavior.id
        assert set(behavior.weekdays) <= set(ALL_DAYS), behavior.id


def test_a_first_week_touches_every_starting_objective() -> None:
    starters = [behavior for behavior in CATALOGUE if behavior.id in STARTER_IDS]
    assert len(starters) == len(STARTER_IDS)
    assert {objective for b in starters for objective in b.impacts} >= set(STARTING_OBJECTIVES)
