"""The question on return: asked when it does not get in the way, and answered by one key."""

from datetime import date, datetime

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.insight.evidence import Span
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.session.dialogs import AwayQuestionDialog
from tests.support.household import BERLIN, FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, add_alice, set_clock
from tests.support.ui import AppPilot, make_app, press, settle, shown


def on(household: DataDirectory, day: date) -> None:
    set_clock(household, datetime(day.year, day.month, day.day, 9, tzinfo=BERLIN))


async def noted(app: HabitosApp, pilot: AppPilot) -> None:
    """Note the use of today at once instead of after a while."""
    app.presence.note_today()
    await app.workers.wait_for_complete([worker for worker in app.workers if worker.name == "presence"])
    await settle(pilot)


@pytest.fixture
def app(household: DataDirectory) -> HabitosApp:
    """Alice's app, opened on Friday for the first time since Tuesday."""
    profile = add_alice(household)
    on(household, TUESDAY)
    household.open_workspace(profile).away_question.note_use()
    on(household, FRIDAY)
    return make_app(household, profile)


def space(app: HabitosApp) -> Workspace:
    assert app.workspace is not None
    return app.workspace


@pytest.mark.parametrize("key", ["a", "m", "escape"])
async def test_one_key_answers_and_it_is_not_asked_again(app: HabitosApp, key: str) -> None:
    async with app.run_test() as pilot:
        await noted(app, pilot)
        assert isinstance(app.screen, AwayQuestionDialog)
        assert "Were you away from Wed 25 Nov to Thu 26 Nov?" in " ".join(shown(app.screen).split())
        await press(pilot, "space", "enter")
        assert isinstance(app.screen, AwayQuestionDialog)
        await press(pilot, key)
        assert [(away.first, away.last) for away in space(app).away.all()] == (
            [(WEDNESDAY, THURSDAY)] if key == "a" else []
        )
        if key == "a":
            await press(pilot, "u")
            assert space(app).away.all() == ()
        await noted(app, pilot)
        assert len(app.screen_stack) == 1


async def test_an_open_dialog_is_left_alone(app: HabitosApp) -> None:
    async with app.run_test() as pilot:
        await press(pilot, "n")
        dialog = app.screen
        await noted(app, pilot)
        assert app.screen is dialog


async def test_an_app_left_open_counts_days_with_a_key_only(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    on(household, MONDAY)
    async with app.run_test() as pilot:
        await noted(app, pilot)
        for day in (TUESDAY, WEDNESDAY, FRIDAY):
            on(household, day)
            if day != WEDNESDAY:
                await press(pilot, "j")
                await app.workers.wait_for_complete([each for each in app.workers if each.name == "presence"])
        seen = space(app)._store.seen_days.days_seen(Span(MONDAY, FRIDAY))
        assert WEDNESDAY not in seen
        assert {MONDAY, TUESDAY, FRIDAY} <= seen
