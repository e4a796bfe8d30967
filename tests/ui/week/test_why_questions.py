"""Why here, and why not: asked on the week grid, answered by the planner in a thread."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from textual.screen import Screen

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.planning.why import Alternative, Explanation, PriceRange, Reason
from habitos_tui.errors import SolverError
from habitos_tui.services.questions import Questions
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.replan.action import OVER
from habitos_tui.ui.week.dialogs import SessionDialog, WhyDialog
from habitos_tui.ui.week.draft import MoveDraft
from habitos_tui.ui.week.pick_dialog import PickDialog
from habitos_tui.ui.week.screen import WeekScreen
from tests.support.household import add_alice, make_behavior
from tests.support.ui import go, make_app, press, shown, toasts, until

SIZE = (80, 24)
PLACE = Session(behavior="friends", day=3, slot="evening", start=1110, minutes=120)
COSTS = Explanation(
    "friends",
    3,
    "evening",
    Reason.COSTS,
    "“Meet friends”: there is room; total 2.3 points lower.",
    price=0.023,
    place=PLACE,
)


class Answers:
    """Stands for the planner: remembers what it was asked, waits if it is to, and answers what it is given."""

    def __init__(
        self, answer: Explanation | Exception, *, wait: bool = False, before: tuple[Explanation, ...] = ()
    ) -> None:
        self.answer, self.wait, self.before = answer, wait, before
        self.asked: list[tuple[object, ...]] = []
        self.cancels: list[Event] = []

    def __call__(
        self,
        _: object,
        __: object,
        *question: object,
        cancel: Event,
        bound: float | None,
        on_answer: Callable[[Explanation], object],
    ) -> Explanation:
        self.asked.append(question)
        self.cancels.append(cancel)
        for answer in self.before:
            on_answer(answer)
        if self.wait:
            cancel.wait(5)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def on(app: HabitosApp, screen: type[Screen[Any]]) -> bool:
    return isinstance(app.screen, screen)


async def test_why_not_here_is_answered_and_leads_to_the_place(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers(COSTS)
    monkeypatch.setattr(Questions, "explain", answers)
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await press(pilot, "right", "w")
        assert "1 of 4 this week" in shown(app.screen)
        await press(pilot, "down", "up", "pagedown", "enter")
        assert on(app, WhyDialog)
        assert answers.asked == [("friends", 3, "evening")]
        text = shown(app.screen)
        assert "Why not “Meet friends” on Thursday in the evening?" in text
        assert "It costs     2.3 points" in text
        await press(pilot, "y")
        assert isinstance(app.screen, WeekScreen)
        draft = app.screen.grid.draft
        assert isinstance(draft, MoveDraft)
        assert (draft.name, draft.day, draft.start, draft.minutes) == ("Meet friends", 3, 1110, 120)
        await press(pilot, "escape")
        answers.answer = SolverError("It broke.")
        await press(pilot, "w", "enter")
        assert "It broke." in shown(app.screen)
        await press(pilot, "y", "escape", "left_square_bracket", "w")
        assert toasts(app) == [OVER]


async def test_what_is_not_due_is_told_without_the_planner(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers(COSTS)
    monkeypatch.setattr(Questions, "explain", answers)
    profile = add_alice(household)
    rhythm = {"every_weeks": 2, "since": "2026-11-30"}
    household.open_workspace(profile).behaviors.add(make_behavior("sauna", rhythm=rhythm, target_per_week=1))
    app = make_app(household, profile)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await press(pilot, "right", "w", "s", "a", "u")
        assert "0, 1 in 2 weeks" in shown(app.screen)
        await press(pilot, "enter")
        assert "Wanted every second week, due week of 30 Nov." in shown(app.screen)
        assert answers.asked == []


async def test_leaving_the_dialog_ends_the_question(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Answers(COSTS, wait=True)
    monkeypatch.setattr(Questions, "explain", answers)
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await pilot.press("w", "enter")
        await until(pilot, lambda: bool(answers.asked))
        assert on(app, WhyDialog)
        assert "Working it out…" in shown(app.screen)
        await pilot.press("escape")
        await until(pilot, answers.cancels[0].is_set)
        await press(pilot, "j")
        assert on(app, WeekScreen)
        await press(pilot, "w")
        assert on(app, PickDialog)
        await press(pilot, "escape")


async def test_a_price_is_shown_at_once_and_settles(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    first = replace(COSTS, price_range=PriceRange(0.01, 0.05), narrowing=True)
    answers = Answers(replace(COSTS, price_range=PriceRange(0.02, 0.024)), wait=True, before=(first,))
    monkeypatch.setattr(Questions, "explain", answers)
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await pilot.press("w", "enter")
        await until(pilot, lambda: "It costs     1.0 to 5.0 points (working it out)" in shown(app.screen))
        assert app.screen.check_action("pick_up", ())
        answers.cancels[0].set()
        await until(pilot, lambda: "It costs     2.0 to 2.4 points" in shown(app.screen))
        assert "working it out)" not in shown(app.screen)


async def test_the_session_in_full_is_told_how_its_place_compares_as_that_is_known(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Explanation("deepwork", 2, "evening", Reason.PLACED, "Here.")
    first = replace(here, next_best=Alternative(3, "evening", 0.05, PriceRange(0.0, 0.09)), narrowing=True)
    last = replace(here, next_best=Alternative(3, "evening", 0.05, PriceRange(0.04, 0.05)))
    answers = Answers(last, wait=True, before=(first,))
    monkeypatch.setattr(Questions, "explain", answers)
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await pilot.press("enter")
        await until(pilot, lambda: "(working it out)" in shown(app.screen))
        answers.cancels[0].set()
        await until(pilot, lambda: "4.0 to 5.0 points better" in shown(app.screen))
        assert "working it out)" not in shown(app.screen)


async def test_the_session_in_full_says_why_it_is_here(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Alternative(3, "evening", 0.05)
    answers = Answers(Explanation("deepwork", 2, "evening", Reason.PLACED, "Here.", next_best=other))
    monkeypatch.setattr(Questions, "explain", answers)
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await press(pilot, "enter")
        assert on(app, SessionDialog)
        assert answers.asked == [("deepwork", 2, "evening")]
        assert "5.0 points better than Thursday in the" in shown(app.screen)
        await press(pilot, "m")
        assert isinstance(app.screen, WeekScreen)
        assert app.screen.grid.draft is not None
        await press(pilot, "escape", "enter", "x")
        assert toasts(app)[-1].startswith("Took “Deep work”")
        answers.answer = SolverError("It broke.")
        await press(pilot, "J", "enter")
        assert "It broke." in shown(app.screen)


async def test_the_planner_itself_knows_the_next_best_place(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await press(pilot, "enter")
        assert "Why here" in shown(app.screen)
        assert "working it out" not in shown(app.screen)
