"""A line says that a session begins: once, not over a dialog or the lock, nor of what began before the app ran."""

from datetime import datetime, timedelta
from typing import cast
from unittest.mock import Mock

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.app.app import HabitosApp
from tests.support.household import BERLIN, MONDAY, add_alice, set_clock
from tests.support.ui import AppPilot, make_app, press, settle

SEVEN = datetime(MONDAY.year, MONDAY.month, MONDAY.day, 19, tzinfo=BERLIN)
"""When “Deep work” begins."""


@pytest.fixture
def app(household: DataDirectory) -> HabitosApp:
    """Alice's app, opened a minute before that."""
    profile = add_alice(household)
    set_clock(household, SEVEN - timedelta(minutes=1))
    return make_app(household, profile)


def space(app: HabitosApp) -> Workspace:
    assert app.workspace is not None
    return app.workspace


async def told(pilot: AppPilot, household: DataDirectory, minutes: int) -> list[str]:
    """Return what is told so long after the beginning."""
    app = cast("HabitosApp", pilot.app)
    app.clear_notifications()
    set_clock(household, SEVEN + timedelta(minutes=minutes))
    app.session_notice.check()
    await settle(pilot)
    return [toast.message for toast in app._notifications]


async def test_it_is_told_once_when_it_begins(app: HabitosApp, household: DataDirectory) -> None:
    async with app.run_test() as pilot:
        assert await told(pilot, household, -1) == []
        assert await told(pilot, household, 0) == ["Deep work begins now, 1 h 30 min."]
        assert await told(pilot, household, 1) == []
        assert await told(pilot, household, 60) == []


async def test_it_waits_for_a_dialog_and_the_lock_to_close(app: HabitosApp, household: DataDirectory) -> None:
    async with app.run_test() as pilot:
        await press(pilot, "question_mark")
        assert await told(pilot, household, 0) == []
        await press(pilot, "escape")
        app.idle_lock.lock()
        assert await told(pilot, household, 10) == []
        await press(pilot, "enter")
        assert not app.idle_lock.locked
        assert await told(pilot, household, 20) == ["Deep work began at 19:00, 1 h 30 min."]


async def test_what_is_over_done_or_began_before_is_not_told(app: HabitosApp, household: DataDirectory) -> None:
    async with app.run_test() as pilot:
        await press(pilot, "question_mark")
        assert await told(pilot, household, 0) == []
        await press(pilot, "escape")
        assert await told(pilot, household, 91) == []
    profile = space(app).profile
    set_clock(household, SEVEN + timedelta(minutes=1))
    later = make_app(household, profile)
    async with later.run_test() as pilot:
        assert await told(pilot, household, 2) == []


async def test_what_another_program_has_skipped_is_not_told(app: HabitosApp, household: DataDirectory) -> None:
    async with app.run_test() as pilot:
        assert await told(pilot, household, -1) == []
        other = household.open_workspace(space(app).profile)
        other.tracking.skip("deepwork", day=MONDAY)
        assert await told(pilot, household, 0) == []


async def test_another_message_is_not_covered(app: HabitosApp, household: DataDirectory) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        set_clock(household, SEVEN)
        app.notify("Logged.")
        await settle(pilot)
        app.session_notice.check()
        await settle(pilot)
        assert [toast.message for toast in app._notifications] == ["Logged."]
        assert await told(pilot, household, 0) == ["Deep work begins now, 1 h 30 min."]


async def test_the_database_is_read_only_when_something_is_to_be_told(
    app: HabitosApp, household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        app.presence.note_today()
        await app.workers.wait_for_complete([worker for worker in app.workers if worker.name == "presence"])
        await told(pilot, household, -1)
        asked = Mock(wraps=space(app).reminders.now)
        monkeypatch.setattr(space(app).reminders, "now", asked)
        for _ in range(3):
            await told(pilot, household, -1)
        assert asked.call_count == 0
        await told(pilot, household, 0)
        assert asked.call_count == 1
