"""When the screen is locked or left, told by a clock that the test sets."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual import events

from habitos_tui.errors import BusyError
from habitos_tui.settings import LockSettings
from habitos_tui.ui.app.idle_lock import IdleLock
from habitos_tui.ui.kit.app_context import ContextApp

KEY = events.Key("a", "a")


@dataclass
class FakeApp:
    """What the lock asks of an app."""

    lock: LockSettings
    done: list[str] = field(default_factory=list)

    @property
    def context(self) -> Any:
        settings = SimpleNamespace(current=SimpleNamespace(lock=self.lock))
        person = SimpleNamespace(profile=SimpleNamespace(protected=False))
        return SimpleNamespace(workspace=person, preferences=SimpleNamespace(settings=settings))

    def exit(self) -> None:
        self.done.append("left")

    def clear_notifications(self) -> None:
        pass

    def set_interval(self, *_: object, **__: object) -> None:
        pass

    def push_screen(self, *_: object) -> None:
        self.done.append("locked")


def after(seconds: float, lock: LockSettings, *, key_at: float | None = None) -> tuple[IdleLock, FakeApp]:
    """Return a lock that was checked so long after its start."""
    app, now = FakeApp(lock), [0.0]
    idle = IdleLock(cast("ContextApp", app), lambda: now[0])
    idle.start()
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
    ],
)
def test_inactivity_locks_or_leaves_as_the_settings_say(seconds: float, lock: LockSettings, done: list[str]) -> None:
    assert after(seconds, lock)[1].done == done


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
