"""A year of simulated life, the same at every call."""

from pathlib import Path

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.services.demo.profile import build_demo
from habitos_tui.services.demo.year import WEEKS, live_demo_year
from tests.support.household import MONDAY, make_household


def demo_year(folder: Path) -> tuple[DataDirectory, Statistics]:
    household = make_household(folder)
    profile = build_demo(household.database, household.clock)
    live_demo_year(household.database, profile, household.clock)
    insights = household.open_workspace(profile).insights
    return household, insights.everything(insights.span())


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> tuple[DataDirectory, Statistics]:
    return demo_year(tmp_path_factory.mktemp("year"))


def test_a_year_has_something_to_say_about_everything(year: tuple[DataDirectory, Statistics]) -> None:
    _, said = year
    assert said.year.evidence > 1500
    assert len(said.strengths.lines) == len(said.streaks.lines) == 16
    assert 0.7 < (said.rates.share or 0) < 0.9
    assert said.standings.best
    assert said.standings.hardest
    assert said.correlations.clear
    assert min(line.ratio for line in said.lengths.lines) < 0.9 < 1.2 < max(line.ratio for line in said.lengths.lines)
    assert {slot.slot for slot in said.ratings.slots} == set(said.rates.slots)
    assert len(said.efforts.total) == WEEKS + 1


def test_it_ends_before_this_week_and_cannot_be_undone(year: tuple[DataDirectory, Statistics]) -> None:
    household, said = year
    assert max(day.day for day in said.year.days) < MONDAY
    workspace = household.open_workspace(household.accounts.profiles()[0])
    assert workspace.planning.sessions(MONDAY) == ()
    assert workspace.history.last() is None


def test_it_is_the_same_year_again(year: tuple[DataDirectory, Statistics], tmp_path: Path) -> None:
    assert demo_year(tmp_path)[1] == year[1]
