"""A year of simulated life, the same at every call."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.services.demo.profile import build_demo
from habitos_tui.services.demo.year import WEEKS, SimulatedLog, _Year, live_demo_year
from habitos_tui.services.store import Store
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


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> SimulatedLog:
    """Return 34 weeks, two of them away."""
    household = make_household(tmp_path_factory.mktemp("lived"))
    profile = build_demo(household.database, household.clock)
    year = _Year(Store.of(household.database, profile, household.clock), Random("a year"))
    return year.live(MONDAY - timedelta(weeks=34), 34)


def test_what_was_planned_and_done_is_always_the_same(lived: SimulatedLog) -> None:
    """The figures were read off once: who changes the habits of the demo's person sees them change."""
    assert (len(lived.sessions), len(lived.completions), len(lived.skips)) == (1611, 1194, 98)
    assert (sum(s.start for s in lived.sessions), sum(s.minutes for s in lived.sessions)) == (1483810, 54165)
    assert (sum(c.start for c in lived.completions), sum(c.minutes for c in lived.completions)) == (1120150, 46604)
    assert [(away.first, away.last) for away in lived.absences] == [(date(2026, 11, 2), date(2026, 11, 15))]
    assert {entry.id.version for part in (lived.sessions, lived.completions, lived.skips) for entry in part} == {4}


def test_how_it_felt_is_always_the_same(lived: SimulatedLog) -> None:
    done = lived.completions
    assert Counter(c.rating for c in done) == {None: 359, 1: 7, 2: 61, 3: 222, 4: 332, 5: 213}
    assert Counter(c.context.energy_before for c in done) == {None: 442, 2: 162, 3: 307, 4: 144, 5: 139}
    notes = {"": 1061, "Felt great": 16, "Easier than last week": 25, "In the zone": 16, "Good company": 14}
    notes |= {"Worth getting up for": 16, "Tired": 8, "Cut short": 8, "Hard to begin": 9, "Too much noise": 8}
    assert Counter(c.note for c in done) == notes | {"Mind was elsewhere": 13}
    skipped = {"Too tired": 18, "A cold": 22, "Work ran late": 21, "Visitors": 23, "": 14}
    assert Counter(s.reason for s in lived.skips) == skipped
    slots = {"early_morning": 141, "morning": 112, "midday": 201, "afternoon": 57, "evening": 389, "night": 294}
    assert Counter(c.context.slot for c in done) == slots


def test_an_entry_of_the_year_says_what_it_fulfilled(lived: SimulatedLog) -> None:
    planned = {session.id: session for session in lived.sessions}
    for done in lived.completions:
        session = planned[done.session or done.id]
        assert (done.behavior, done.day, done.context.weekday) == (session.behavior, session.day, session.day.weekday())
        assert (done.context.planned_start, done.context.planned_minutes) == (session.start, session.minutes)
        assert (done.done_at.hour * 60 + done.done_at.minute - done.start) % 60 == 0
