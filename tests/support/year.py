"""People with a year behind them, for tests of what looks back."""

from pathlib import Path
from typing import Final

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.model.profile import Profile
from habitos_tui.services.demo.profile import build_demo, live_demo_week
from habitos_tui.services.demo.year import live_demo_year
from tests.support.household import create_hostile, moved_in

DEMO_PLAN: Final = Path(__file__).parents[2] / "screenshots" / "demo-plan.json"


def add_year(household: DataDirectory) -> Profile:
    """Create the demo person, with a year of data."""
    return moved_in(household, _demo)


def add_hostile_year(household: DataDirectory) -> Profile:
    """Create a profile with hostile names and a year of data."""
    return moved_in(household, _hostile)


def _demo(household: DataDirectory) -> Profile:
    profile = build_demo(household.database, household.clock)
    live_demo_week(household.database, profile, household.clock, Plan.model_validate_json(DEMO_PLAN.read_bytes()))
    return _with_year(household, profile)


def _hostile(household: DataDirectory) -> Profile:
    return _with_year(household, create_hostile(household))


def _with_year(household: DataDirectory, profile: Profile) -> Profile:
    live_demo_year(household.database, profile, household.clock)
    return profile
