"""Questions answered in a thread: one at a time, ended early, dropped, or failed."""

import asyncio
from collections.abc import Callable
from threading import Event

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from habitos_tui.errors import HabitosError, SolverError
from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.dialogs.base import ErrorDialog


class Asking(Screen[None]):
    """Notes what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.query_here = BackgroundQuery(self, failed=lambda error: self.told.append(error.message))


class Question:
    """Is worked out until it is released or ended early."""

    def __init__(self, answer: str | Exception) -> None:
        self.answer, self.released, self.begun, self.stop = answer, Event(), Event(), Event()

    def __call__(self, stop: Event) -> str:
        self.stop = stop
        self.begun.set()
        while not (stop.is_set() or self.released.wait(0.01)):
            pass
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await pilot.pause(0.01)


async def test_the_answer_is_handed_over_once_it_is_known() -> None:
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(screen := Asking())
        query, question = screen.query_here, Question("yes")
        query.run(question, screen.told.append)
        await until(pilot, question.begun.is_set)
        assert (query.running, screen.told) == (True, [])
        question.released.set()
        await until(pilot, lambda: screen.told == ["yes"])
        assert not query.running


async def test_a_question_that_is_ended_early_still_has_an_answer() -> None:
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(screen := Asking())
        screen.query_here.run(Question("as far as it is known"), screen.told.append)
        screen.query_here.finish_early()
        await until(pilot, lambda: screen.told == ["as far as it is known"])


async def test_a_newer_query_cancels_the_running_one() -> None:
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(screen := Asking())
        query, old, new = screen.query_here, Question("old"), Question("new")
        query.run(old, screen.told.append)
        await until(pilot, old.begun.is_set)
        query.run(new, screen.told.append)
        assert old.stop.is_set()
        assert not new.stop.is_set()
        new.released.set()
        await until(pilot, lambda: not query.running)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert screen.told == ["new"]


async def test_the_answer_to_a_cancelled_question_is_dropped() -> None:
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(screen := Asking())
        question = Question("too late")
        screen.query_here.run(question, screen.told.append)
        await until(pilot, question.begun.is_set)
        screen.query_here.cancel()
        assert question.stop.is_set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert (screen.query_here.running, screen.told) == (False, [])


async def test_what_goes_wrong_is_told_in_place_of_the_answer() -> None:
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(screen := Asking())
        screen.query_here.run(released(SolverError("It broke.")), screen.told.append)
        await until(pilot, lambda: screen.told == ["It broke."])
        screen.query_here.run(released(ZeroDivisionError("secret")), screen.told.append)
        await until(pilot, lambda: len(screen.told) == 2)
        assert screen.told[1] == "The question broke off unexpectedly (ZeroDivisionError)."

        def refuse(_: str) -> None:
            raise HabitosError("That has changed meanwhile.")

        screen.query_here.run(released("yes"), refuse)
        await until(pilot, lambda: screen.told[-1] == "That has changed meanwhile.")


async def test_without_a_place_of_its_own_an_error_is_a_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(screen := Asking())
        dialogs: list[object] = []
        monkeypatch.setattr(pilot.app, "push_screen", dialogs.append)
        BackgroundQuery(screen).run(released(SolverError("It broke.")), screen.told.append)
        await until(pilot, lambda: bool(dialogs))
        assert isinstance(dialogs[0], ErrorDialog)


async def test_an_answer_waits_while_something_covers_the_screen() -> None:
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(screen := Asking())
        opened = Screen[None]()
        for _ in range(2):
            await pilot.app.push_screen(lock := Screen[None]())
            screen.query_here.run(released("yes"), lambda _: pilot.app.push_screen(opened))
            await until(pilot, lambda: screen.query_here._on_top.waits)
            await pilot.pause()
            assert pilot.app.screen is lock
            await pilot.app.pop_screen()
            await until(pilot, lambda: pilot.app.screen is opened)
            await pilot.app.pop_screen()
        await pilot.app.push_screen(Screen[None]())
        screen.query_here.run(released("no"), screen.told.append)
        await until(pilot, lambda: screen.query_here._on_top.waits)
        screen.query_here.cancel()
        await pilot.app.pop_screen()
        await pilot.pause()
        assert (screen.told, screen.query_here.running) == ([], False)


async def test_leaving_the_screen_ends_the_question() -> None:
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(screen := Asking())
        question = Question("nobody is there")
        screen.query_here.run(question, screen.told.append)
        await until(pilot, question.begun.is_set)
        await pilot.app.pop_screen()
        await until(pilot, question.stop.is_set)
        await pilot.pause()
        assert screen.told == []


def released(answer: str | Exception) -> Question:
    question = Question(answer)
    question.released.set()
    return question
