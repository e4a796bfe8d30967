"""The look back on a week: offered once on Today, read, and left by one key to where it leads."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.profile import Profile
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.behaviors.screen import BehaviorsScreen
from habitos_tui.ui.kit.messages import Stage
from habitos_tui.ui.review.screen import ReviewPage, ReviewScreen
from habitos_tui.ui.today.screen import TodayScreen
from tests.support.household import BERLIN, MONDAY, add_alice, set_clock
from tests.support.ui import AppPilot, Script, make_app, press, settle, shown
from tests.support.year import add_year

pytestmark = pytest.mark.usefixtures("quick_trials")

NEXT = MONDAY + timedelta(weeks=1)
OFFER = "Week 48 · 23\N{EN DASH}29 Nov 2026 is over: W reviews it."


def on(household: DataDirectory, day: date) -> None:
    set_clock(household, datetime(day.year, day.month, day.day, 9, tzinfo=BERLIN))


@pytest.fixture
def profile(household: DataDirectory) -> Profile:
    """Alice on the Monday after a week in which she did something on Monday and Tuesday."""
    found = add_alice(household)
    on(household, NEXT)
    return found


@pytest.fixture
def app(household: DataDirectory, profile: Profile) -> HabitosApp:
    return make_app(household, profile, script=Script())


async def noted(app: HabitosApp, pilot: AppPilot) -> None:
    """Note the use of today at once instead of after a while."""
    app.presence.note_today()
    await settle(pilot)


def words(app: HabitosApp) -> str:
    return " ".join(shown(app.screen).split())


async def test_it_is_offered_once(household: DataDirectory, profile: Profile, app: HabitosApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        assert OFFER in words(app)
        await noted(app, pilot)
        await press(pilot, "2", "1")
        assert OFFER in words(app)  # as long as the program is open
    again = make_app(household, profile)
    async with again.run_test() as pilot:
        await settle(pilot)
        assert "reviews it" not in words(again)


async def test_once_read_it_is_offered_no_more(app: HabitosApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "W")
        assert isinstance(app.screen, ReviewScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayScreen)
        assert "reviews it" not in words(app)


async def test_it_is_not_offered_in_the_week_itself(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test() as pilot:
        await settle(pilot)
        assert "reviews it" not in words(app)


async def test_what_went_well_stands_first_and_a_question_last(app: HabitosApp) -> None:
    async with app.run_test(size=(80, 50)) as pilot:
        await settle(pilot)
        await press(pilot, "W")
        page = words(app)
        parts = ("Review · Week 48", "What went well", "Targets and results", "Keep the targets?")
        assert [page.index(part) for part in parts] == sorted(page.index(part) for part in parts)
        assert "y keeps them e changes one N plans 30 Nov\N{EN DASH}6 Dec" in page


async def keep(pilot: AppPilot) -> None:
    await press(pilot, "y")


async def keep_by_opening_the_question(pilot: AppPilot) -> None:
    await press(pilot, "G", "enter")


@pytest.mark.parametrize("way", [keep, keep_by_opening_the_question])
async def test_keeping_the_targets_changes_nothing(app: HabitosApp, way: Callable[[AppPilot], Awaitable[None]]) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.workspace is not None
        before = app.workspace.behaviors.all()
        await press(pilot, "W")
        await way(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert app.workspace.behaviors.all() == before


async def test_without_targets_nothing_is_asked(household: DataDirectory) -> None:
    app = make_app(household, household.accounts.create("new", None))
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "W")
        page = words(app)
        assert "There is nothing to review yet." in page
        assert "targets" not in page.replace("Keep targets", "")
        assert "What went well" not in page
        await press(pilot, "y", "e", "enter")
        assert isinstance(app.screen, ReviewScreen)
        await press(pilot, "N")
        assert app.current_mode == "solve"


@pytest.mark.parametrize("key", ["e", "enter"])
async def test_changing_one_leads_to_it(app: HabitosApp, key: str) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "W", "j")
        page = app.screen.query_one(ReviewPage)
        chosen = (page.cursor or "").removeprefix("behavior ")
        assert chosen == page.view.review.lines[1].behavior
        await press(pilot, key)
        screen = app.screen
        assert isinstance(screen, BehaviorsScreen)
        assert screen.listed.cursor == chosen


async def test_the_week_to_come_is_one_key_away(app: HabitosApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "W", "N")
        assert app.current_mode == "solve"
        assert app.solver.state.stage is Stage.FINISHED
        assert app.solver.state.week == NEXT


async def test_earlier_weeks_can_be_turned_to_and_none_that_is_not_over(app: HabitosApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "W", "right_square_bracket")
        assert "Week 48" in words(app)
        await press(pilot, "left_square_bracket")
        assert "Week 47" in words(app)
        assert "Nothing was logged in this week." in words(app)
        await press(pilot, "right_square_bracket")
        assert "Week 48" in words(app)


async def test_a_target_the_weeks_speak_for_is_proposed_and_made_by_one_key(household: DataDirectory) -> None:
    app = make_app(household, add_year(household))
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "W")
        page = app.screen.query_one(ReviewPage)
        (proposal,) = page.view.proposals
        assert proposal.kind == "lower_target"
        assert app.workspace is not None
        assert proposal.behavior is not None
        before = app.workspace.behaviors.get(proposal.behavior).target_per_week
        await press(pilot, "G", "enter")
        assert app.workspace.behaviors.get(proposal.behavior).target_per_week < before
        assert isinstance(app.screen, ReviewScreen)
        assert page.view.proposals == ()
        await press(pilot, "u")
        assert app.workspace.behaviors.get(proposal.behavior).target_per_week == before
        assert len(page.view.proposals) == 1


async def test_from_a_proposal_the_way_leads_to_its_behavior(household: DataDirectory) -> None:
    app = make_app(household, add_year(household))
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "W")
        (proposal,) = app.screen.query_one(ReviewPage).view.proposals
        await press(pilot, "G", "e")
        screen = app.screen
        assert isinstance(screen, BehaviorsScreen)
        assert screen.listed.cursor == proposal.behavior


async def test_it_opens_over_a_screen_and_over_nothing_else(app: HabitosApp) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "W", "W")
        assert len(app.screen_stack) == 2
        await press(pilot, "escape", "f1", "W")
        assert not isinstance(app.screen, ReviewScreen)
