"""Suggestions are tried out when a screen is at rest, once for the same data, and no longer than they are shown."""

import os
import sys
import threading
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen

from habitos_tui.domain.insight.suggestion import Suggestions
from habitos_tui.services.trials import Trials
from habitos_tui.ui.kit import background_query, suggestion_check
from habitos_tui.ui.kit.suggestion_check import SuggestionCheck
from tests.support.ui import until

FOUND = Suggestions(3, ())


class Showing(Screen[None]):
    """Notes what it is told, and how often the log was read and a list tried out."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[Suggestions, bool]] = []
        self.read: list[str] = []
        self.check = SuggestionCheck(self, lambda found, checking: self.told.append((found, checking)))

    def trials(self, evidence: int = 3) -> Callable[[], Trials]:
        def read() -> Trials:
            self.read.append(threading.current_thread().name)
            return Trials(evidence, None, ())

        return read

    @property
    def over(self) -> bool:
        return bool(self.told) and not self.told[-1][1]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The evidence of every list that is tried out."""
    found = list[int]()

    def run(trials: Trials, *_: Any) -> Suggestions:
        found.append(trials.evidence)
        return FOUND

    monkeypatch.setattr(Trials, "run", run)
    monkeypatch.setattr(suggestion_check, "REST_SECONDS", 0.001)
    return found


async def test_it_begins_when_the_screen_is_at_rest(runs: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestion_check, "REST_SECONDS", 1_000_000)
    async with App[int]().run_test() as pilot:
        await pilot.app.push_screen(screen := Showing())
        screen.check.want("now", screen.trials())
        await pilot.pause()
        assert (screen.told, screen.read) == ([(Suggestions.EMPTY, True)], [])
        screen.check.leave()
        monkeypatch.setattr(suggestion_check, "REST_SECONDS", 0.001)
        screen.check.want("now", screen.trials())
        await until(pilot, lambda: screen.over)
        assert screen.told[-1] == (FOUND, False)
        assert [name.startswith("gently") for name in screen.read] == [True]
        assert runs == [3]


async def test_it_waits_while_a_week_is_being_solved(runs: list[int]) -> None:
    solving, asked = True, 0

    def is_solving() -> bool:
        nonlocal asked
        asked += 1
        return solving

    async with App[int]().run_test() as pilot:
        screen = Showing()
        screen.check = SuggestionCheck(screen, lambda *told: screen.told.append(told), is_solving)
        await pilot.app.push_screen(screen)
        screen.check.want("now", screen.trials())
        await until(pilot, lambda: asked > 2)
        assert (screen.read, screen.check.goes_on) == ([], True)
        solving = False
        await until(pilot, lambda: screen.over)
        assert runs == [3]


async def test_the_same_is_tried_out_once(runs: list[int]) -> None:
    async with App[int]().run_test() as pilot:
        await pilot.app.push_screen(screen := Showing())
        for state, evidence in (("now", 3), ("now", 3), ("later", 3), ("at last", 4)):
            screen.check.want(state, screen.trials(evidence))
            await until(pilot, lambda: screen.over)
            screen.check.leave()
        assert len(screen.read) == 3
        assert runs == [3, 4]


async def test_it_ends_when_the_screen_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = Event(), Event()

    def run(_: Trials, _found: object, stop: Event) -> Suggestions:
        begun.set()
        assert stop.wait(60)
        ended.set()
        return FOUND

    monkeypatch.setattr(Trials, "run", run)
    monkeypatch.setattr(suggestion_check, "REST_SECONDS", 0.001)
    async with App[int]().run_test() as pilot:
        await pilot.app.push_screen(screen := Showing())
        screen.check.want("now", screen.trials())
        await until(pilot, begun.is_set)
        screen.check.leave()
        await until(pilot, ended.is_set)
        await pilot.pause()
        assert not screen.over


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows a priority of threads")
def test_its_thread_gives_way_and_no_other() -> None:
    found, before = list[int](), os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    def look() -> None:
        background_query.give_way()
        found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == [max(before, background_query.LOW_PRIORITY)]
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before
