"""A line says that a session begins: once, not over a dialog or the lock, nor of what began before the app ran."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast
from unittest.mock import Mock

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.services.workspace import Workspace
from habitos_tui.settings import TerminalSettings
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


@pytest.fixture
def sent(app: HabitosApp, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What an app that is to notify sends to a terminal called xterm for that."""
    for name in ("TERM_PROGRAM", "LC_TERMINAL", "TMUX", "STY", "VTE_VERSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    settings = app.preferences.settings
    terminal = replace(settings.current.terminal, notification="auto")
    settings.current = replace(settings.current, terminal=terminal)
    written: list[str] = []

    def write(driver: HeadlessDriver, data: str) -> None:
        if "habitos-tui" in data:
            written.append(data)

    monkeypatch.setattr(HeadlessDriver, "write", write)
    return written


async def test_the_terminal_notifies_of_it_once(app: HabitosApp, household: DataDirectory, sent: list[str]) -> None:
    async with app.run_test() as pilot:
        await told(pilot, household, -1)
        assert sent == []
        await press(pilot, "question_mark")
        await told(pilot, household, 0)
        assert sent == []
        await press(pilot, "escape")
        await told(pilot, household, 1)
        await told(pilot, household, 2)
        assert sent == ["\x1b]9;habitos-tui: Deep work began at 19:00, 1 h 30 min.\x1b\\"]


async def test_locked_the_terminal_does_not_say_which(
    app: HabitosApp, household: DataDirectory, sent: list[str]
) -> None:
    async with app.run_test() as pilot:
        await told(pilot, household, -1)
        app.idle_lock.lock()
        await settle(pilot)
        assert [await told(pilot, household, minutes) for minutes in (0, 1)] == [[], []]
        assert sent == ["\x1b]9;habitos-tui: A session begins now.\x1b\\"]
        await press(pilot, "enter")
        assert await told(pilot, household, 20) == ["Deep work began at 19:00, 1 h 30 min."]
        assert len(sent) == 1


async def test_nothing_is_sent_unless_it_is_switched_on(
    app: HabitosApp, household: DataDirectory, sent: list[str]
) -> None:
    app.preferences.settings.current = replace(app.preferences.settings.current, terminal=TerminalSettings())
    async with app.run_test() as pilot:
        await settle(pilot)
        assert await told(pilot, household, 0) == ["Deep work begins now, 1 h 30 min."]
    assert sent == []


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
