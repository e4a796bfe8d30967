"""The demo week is planned from its first day and logged up to now."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from habitos_tui.bootstrap import open_data_directory
from habitos_tui.clock import FixedClock
from habitos_tui.domain.model.agenda import SessionState, WeekAgenda
from habitos_tui.domain.model.plan import Plan
from habitos_tui.services.demo import profile as demo
from habitos_tui.services.demo.profile import build_demo, live_demo_week
from tests.support.year import DEMO_PLAN

THURSDAY = datetime(2026, 11, 26, 15, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> WeekAgenda:
    folder: Path = tmp_path_factory.mktemp("demo")
    household = open_data_directory(folder, create=True, clock=FixedClock(THURSDAY), cost=4)
    profile = build_demo(household.database, household.clock)
    live_demo_week(household.database, profile, household.clock, Plan.model_validate_json(DEMO_PLAN.read_bytes()))
    return household.open_workspace(profile).tracking.week(THURSDAY.date())


def test_the_whole_week_is_planned(week: WeekAgenda) -> None:
    assert week.planned
    assert all(day.items for day in week.days)


def test_what_is_over_was_done_or_skipped_and_the_rest_is_open(week: WeekAgenda) -> None:
    past = Counter(item.state for day in week.days[:3] for item in day.items)
    future = Counter(item.state for day in week.days[4:] for item in day.items)
    assert set(past) == {SessionState.DONE, SessionState.SKIPPED}
    assert past[SessionState.DONE] > past[SessionState.SKIPPED]
    assert set(future) == {SessionState.PLANNED}


def test_today_shows_both_what_is_done_and_what_is_to_come(week: WeekAgenda) -> None:
    today = next(day for day in week.days if day.day == date(2026, 11, 26))
    assert {item.state for item in today.items} >= {SessionState.DONE, SessionState.PLANNED}


def test_ratings_differ(week: WeekAgenda) -> None:
    given = {item.completion.rating for day in week.days for item in day.items if item.completion is not None}
    assert given == set(demo.DEMO_RATINGS)


def test_every_eighth_session_was_skipped_and_the_others_rated_in_turn(week: WeekAgenda) -> None:
    over = [item for day in week.days for item in day.items if item.state is not SessionState.PLANNED]
    by_plan = sorted(over, key=lambda item: (item.session.day, item.session.start) if item.session else (date.max, 0))
    ratings = [item.completion.rating if item.completion else "skipped" for item in by_plan]
    assert {item.skip.reason for item in over if item.skip is not None} == {"No time left"}
    assert ratings[:10] == [4, 5, 3, None, 5, 4, 2, "skipped", 5, 3]
