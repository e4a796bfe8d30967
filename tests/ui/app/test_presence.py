"""Whether somebody is there: the lock after inactivity, and the days on which the app is used."""

from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual import events

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.insight.evidence import Span
from habitos_tui.errors import BusyError
from habitos_tui.services.workspace import Workspace
from habitos_tui.settings import LockSettings
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.app.idle_lock import OVERDUE_SECONDS, IdleLock
from habitos_tui.ui.kit.app_context import ContextApp
from habitos_tui.ui.session.dialogs import AwayQuestionDialog
from tests.support.household import BERLIN, FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, add_alice, set_clock
from tests.support.ui import AppPilot, make_app, press, settle, shown

KEY = events.Key("a", "a")


@dataclass
class FakeApp:
    """What the lock asks of an app."""

    lock: LockSettings
    protected: bool | None = False
    """None before the login."""
    solving: bool = False
    working: bool = False
    """Whether a thread works, which the app hears about later."""
    worked_until: float = 0.0
    screen_stack: tuple[str, ...] = ("today",)
    farewell: str = ""
    done: list[str] = field(default_factory=list)

    @property
    def context(self) -> Any:
        preferences = SimpleNamespace(current=SimpleNamespace(lock=self.lock))
        profile = SimpleNamespace(protected=self.protected)
        person = None if self.protected is None else SimpleNamespace(profile=profile)
        state = SimpleNamespace(running=self.solving)
        solver = SimpleNamespace(state=state, working=self.working, worked_until=self.worked_until)
        return SimpleNamespace(workspace=person, preferences=preferences, solver=solver)

    def exit(self) -> None:
        self.done.append("left")

    def clear_notifications(self) -> None:
        pass

    def push_screen(self, *_: object) -> None:
        self.done.append("locked")


def after(seconds: float, lock: LockSettings, *, key_at: float | None = None) -> tuple[IdleLock, FakeApp]:
    """Return a lock that was checked so long after its start."""
    app, now = FakeApp(lock), [0.0]
    idle = IdleLock(cast("ContextApp", app), lambda: now[0])
    if key_at is not None:
        now[0] = key_at
        idle.note_input(KEY)
    now[0] = seconds
    idle.check_idle()
    return idle, app


@pytest.mark.parametrize(
    ("seconds", "lock", "done"),
    [
        (119, LockSettings(idle_minutes=2), []),
        (120, LockSettings(idle_minutes=2), ["locked"]),
        (119, LockSettings(exit_minutes=2), []),
        (120, LockSettings(exit_minutes=2), ["left"]),
        (120, LockSettings(idle_minutes=1, exit_minutes=2), ["left"]),
        (1e6, LockSettings(), []),
        (119, LockSettings(idle_at_most=2), []),
        (120, LockSettings(idle_minutes=0, idle_at_most=2), ["locked"]),
        (120, LockSettings(idle_minutes=60, idle_at_most=2), ["locked"]),
        (60, LockSettings(idle_minutes=1, idle_at_most=2), ["locked"]),
        (120, LockSettings(idle_minutes=0, exit_minutes="auto", exit_at_most=2), ["left"]),
    ],
)
def test_inactivity_locks_or_leaves_as_the_settings_say(seconds: float, lock: LockSettings, done: list[str]) -> None:
    assert after(seconds, lock)[1].done == done


@pytest.mark.parametrize(
    ("minutes", "protected", "remote", "done"),
    [
        (14, True, True, []),
        (15, True, True, ["locked"]),
        (60, True, True, ["left"]),
        (59, None, True, []),
        (60, None, True, ["left"]),
        (999, False, True, []),
        (999, True, False, []),
    ],
)
def test_by_itself_it_locks_and_leaves_over_ssh_where_there_is_a_password(
    minutes: int, protected: bool | None, remote: bool, done: list[str]
) -> None:
    app = FakeApp(LockSettings(), protected=protected)
    now = 1e6
    idle = IdleLock(cast("ContextApp", app), lambda: now, remote=remote)
    assert idle.must_end_at() == (1e6 + 3600 + OVERDUE_SECONDS if protected is not False and remote else None)
    now += minutes * 60
    idle.check_idle()
    assert app.done == done


def test_a_search_for_a_plan_keeps_from_leaving_only() -> None:
    app, now = FakeApp(LockSettings(idle_minutes=1, exit_minutes=2), solving=True, working=True), 0.0
    idle = IdleLock(cast("ContextApp", app), lambda: now)
    now = 200
    idle.check_idle()
    assert app.done == ["locked"]
    assert idle.must_end_at() is None
    app.solving = app.working = False
    idle.check_idle()
    assert app.done == ["locked", "left"]


def test_a_stalled_app_leaves_after_a_search_that_it_has_not_heard_the_end_of() -> None:
    app = FakeApp(LockSettings(exit_minutes=2), solving=True)
    idle = IdleLock(cast("ContextApp", app), lambda: 0.0)
    app.working, app.worked_until = False, 300.0
    assert idle.must_end_at() == 300 + OVERDUE_SECONDS


def test_an_editor_is_not_taken_for_nobody() -> None:
    app, now = FakeApp(LockSettings(exit_minutes=2)), 0.0
    idle = IdleLock(cast("ContextApp", app), lambda: now)
    assert idle.must_end_at() == 120 + OVERDUE_SECONDS
    idle.pause()
    now = 999
    assert idle.must_end_at() is None
    idle.resume()
    assert idle.must_end_at() == 999 + 120 + OVERDUE_SECONDS


@pytest.mark.parametrize(
    ("screens", "said"),
    [
        (("today",), "habitos-tui has left after 2 minutes without a key."),
        (
            ("today", "form"),
            "habitos-tui has left after 2 minutes without a key. What was open over the screen is not saved.",
        ),
    ],
)
def test_leaving_says_why_and_what_is_lost(screens: tuple[str, ...], said: str) -> None:
    app, now = FakeApp(LockSettings(exit_minutes=2), screen_stack=screens), 0.0
    idle = IdleLock(cast("ContextApp", app), lambda: now)
    now = 120
    idle.check_idle()
    assert app.farewell == said


async def test_what_was_typed_is_there_again_after_unlocking(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test() as pilot:
        await press(pilot, "3", "n", *"Yoga 3x")
        form = app.screen
        app.idle_lock.lock()
        await settle(pilot)
        assert "Yoga" not in shown(app.screen)
        await press(pilot, "x")
        assert app.screen is form
        assert "Yoga 3x" in shown(app.screen)
        await press(pilot, *" week 20m", "enter")
        assert "yoga" in [behavior.id for behavior in space(app).behaviors.all()]


def test_a_key_begins_the_wait_anew_and_other_events_do_not() -> None:
    assert after(150, LockSettings(idle_minutes=2), key_at=60)[1].done == []
    idle, app = after(150, LockSettings(idle_minutes=3))
    idle.note_input(events.Focus())
    idle._monotonic = lambda: 180
    idle.check_idle()
    assert app.done == ["locked"]


def test_errors_are_kept_behind_the_lock_only() -> None:
    assert not after(60, LockSettings(idle_minutes=2))[0].keeps(BusyError("busy"))
    locked = after(120, LockSettings(idle_minutes=2))[0]
    assert locked.locked
    assert locked.keeps(BusyError("busy"))


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


@pytest.mark.parametrize("key", ["y", "m", "escape"])
async def test_one_key_answers_and_it_is_not_asked_again(app: HabitosApp, key: str) -> None:
    async with app.run_test() as pilot:
        await noted(app, pilot)
        assert isinstance(app.screen, AwayQuestionDialog)
        assert "Were you away from Wed 25 Nov to Thu 26 Nov?" in " ".join(shown(app.screen).split())
        await press(pilot, "space", "enter")
        assert isinstance(app.screen, AwayQuestionDialog)
        await press(pilot, key)
        assert [(away.first, away.last) for away in space(app).away.all()] == (
            [(WEDNESDAY, THURSDAY)] if key == "y" else []
        )
        if key == "y":
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
