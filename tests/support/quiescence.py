"""Waiting for the app until it has nothing left to do, however busy the machine is.

Textual's Pilot takes a process that used little CPU time in the last 20 ms for an idle one. On a busy machine that is
also a process that was not given a CPU: the test goes on in the middle of a layout, and what it then reads is an
accident. Here the event loop itself is asked: it is quiet when no callback can run, every worker is done, and the
screen on top is drawn as it should be. That is exact, and saves the 20 ms that every key press would cost.
"""

import asyncio
from math import inf
from time import monotonic
from typing import Any, Final

import pytest
import textual.app
import textual.pilot
from textual._context import active_app
from textual.app import App
from textual.screen import Screen

PATIENCE_SECONDS: Final = 60
"""After so long the app is taken for one that never comes to rest."""

SOON_SECONDS: Final = 1 / 50
"""Textual puts some work off by up to a frame, such as laying out for a new size; that counts as now."""


def install(patcher: pytest.MonkeyPatch) -> None:
    """Let Pilot wait for quiescence instead of an idle CPU."""
    patcher.setattr(textual.app, "wait_for_idle", _wait)
    patcher.setattr(textual.pilot, "wait_for_idle", _wait)


async def quiescent(app: App[Any]) -> None:
    """Return when no callback can run, soon or now, and the screen is drawn; thread workers are not waited for."""
    give_up = monotonic() + PATIENCE_SECONDS
    while monotonic() < give_up:
        await _nothing_can_run()
        screen = app.screen_stack[-1] if app.screen_stack else None
        if screen is not None and _is_stale(screen):
            # As a message, so that callbacks that wait for the next refresh run after it.
            screen.call_later(screen._on_timer_update)
        elif (seconds := _seconds_to_next_callback()) < SOON_SECONDS:
            await asyncio.sleep(seconds)
        else:
            return
    raise AssertionError("The app never came to rest.")


async def _wait(min_sleep: float = 0, max_sleep: float = 0) -> None:
    await quiescent(active_app.get())


async def _nothing_can_run() -> None:
    """Give way until this task is the only one that has anything to do."""
    loop: Any = asyncio.get_running_loop()
    await asyncio.sleep(0)
    while loop._ready:
        await asyncio.sleep(0)


def _seconds_to_next_callback() -> float:
    loop: Any = asyncio.get_running_loop()
    due: float = min((handle.when() for handle in loop._scheduled if not handle.cancelled()), default=inf)
    return due - asyncio.get_running_loop().time()


def _is_stale(screen: Screen[Any]) -> bool:
    """Tell whether the screen waits for its next tick to be laid out or painted."""
    return not screen.app._batch_count and bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
    )
