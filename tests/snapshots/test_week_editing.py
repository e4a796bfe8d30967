"""Pictures of the week grid with something in hand, and of what is asked about a week before it changes."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.plan import Limit, Plan, PlanStatus, Progress, Repair, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.why import Alternative, Displacement, Explanation, Reason
from habitos_tui.services.questions import Questions
from habitos_tui.ui.app.app import HabitosApp
from tests.snapshots.test_living import after, by_size, empty, hostile, office
from tests.support.household import add_alice
from tests.support.ui import Script, make_app, settle, shown, until
from tests.support.weeks import add_office

Compare = Callable[..., bool]
SMALL = (80, 24)


def thinned(problem: Problem) -> Plan:
    """Every session of the old plan a grid step later, but for one that is left out and one that is new."""
    later = [
        Session(behavior=p.behavior, day=p.day, slot=p.slot, start=_start(problem, p.slot), minutes=30)
        for p in problem.previous
    ]
    return Plan(status=PlanStatus.OPTIMAL, objective=9.0, bound=9.0, gap=0.0, engine="highs", sessions=tuple(later[1:]))


def _start(problem: Problem, slot: str) -> int:
    return next(known.start for known in problem.slots if known.name == slot) + 10


def impossible(_: Problem) -> Plan:
    limits = (
        Limit(kind="rule", subject="a", sentence="At most 1 h a day on weekdays"),
        Limit(kind="min_per_week", subject="b", sentence="“Deep work” at least 4 times a week"),
    )
    repairs = (Repair(kind="rule", subject="a", sentence="At most 1 h -> 1 h 30 min a day on weekdays"),)
    return Plan(status=PlanStatus.INFEASIBLE, conflict=limits, repairs=repairs)


def planning_by(household: DataDirectory, script: Script) -> HabitosApp:
    return make_app(household, add_office(household), script=script)


def answering(monkeypatch: pytest.MonkeyPatch, answer: Explanation) -> None:
    monkeypatch.setattr(Questions, "explain", lambda *_, **__: answer)


COSTS = Explanation(
    "guitar",
    2,
    "evening",
    Reason.COSTS,
    "“Guitar”: there is room. It would replace Cook a real meal on Wednesday in the evening; total 2.3 points lower.",
    price=0.023,
    place=Session(behavior="guitar", day=2, slot="evening", start=1180, minutes=30),
    displaced=(Displacement("cook", 2, "evening", "out", "replaces Cook a real meal on Wednesday in the evening"),),
)


class TestInHand:
    """What is in hand lies over the week, with its sign; below the grid it says whether it may be there."""

    @by_size
    def test_a_place_that_is_free(self, snap_compare: Compare, household: DataDirectory, size: tuple[int, int]) -> None:
        """Green with a tick; the session it stands for is still marked where it is."""
        keys = after("2", "m", "right")
        assert snap_compare(office(household), terminal_size=size, run_before=keys)

    def test_on_a_large_screen(self, snap_compare: Compare, household: DataDirectory) -> None:
        """All seven days, the ghost on Sunday, the sentence below."""
        keys = after("2", "J", "m", "right", "right", "right", "right")
        assert snap_compare(office(household), terminal_size=(200, 50), run_before=keys)

    def test_a_place_that_is_not(self, snap_compare: Compare, household: DataDirectory) -> None:
        """Red with a cross; the reason takes two lines and is not cut."""
        assert snap_compare(
            office(household), terminal_size=SMALL, run_before=after("2", "m", "right", "right", "right")
        )

    def test_busy_time_being_marked(self, snap_compare: Compare, household: DataDirectory) -> None:
        """Two days by an hour and a half."""
        keys = after("2", "home", "b", "down", "down", "right")
        assert snap_compare(empty(household), terminal_size=SMALL, run_before=keys)

    def test_hostile_names(self, snap_compare: Compare, household: DataDirectory) -> None:
        """A hostile name in hand stays in its cells, and the reason is harmless text."""
        keys = after("2", "J", "m", "down", "down", "right")
        assert snap_compare(hostile(household), terminal_size=SMALL, run_before=keys)


class TestQuestions:
    """The true reason, its price, and what to do about it."""

    def test_choosing_what_to_ask_about(self, snap_compare: Compare, household: DataDirectory) -> None:
        """A field over the behaviors, each with how often it is in the week; the columns stay straight."""
        assert snap_compare(hostile(household), terminal_size=SMALL, run_before=after("2", "w", "down"))

    def test_possible_at_a_price(
        self, snap_compare: Compare, household: DataDirectory, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Place, price, what is pushed out, and a button that takes it in hand."""
        answering(monkeypatch, COSTS)
        keys = after("2", "w", *"guitar", "enter")
        assert snap_compare(office(household), terminal_size=SMALL, run_before=keys)

    def test_why_a_session_is_here(
        self, snap_compare: Compare, household: DataDirectory, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Below the worth stands by how much this place is better than the next."""
        next_best = Alternative(3, "evening", 0.023)
        answering(monkeypatch, Explanation("deepwork", 2, "evening", Reason.PLACED, "Here.", next_best=next_best))
        assert snap_compare(office(household), terminal_size=SMALL, run_before=after("2", "J", "enter"))


class TestReplanning:
    """A dialog over the screen it was opened from; the buttons are in sight however long the list is."""

    @by_size
    def test_what_changes(self, snap_compare: Compare, household: DataDirectory, size: tuple[int, int]) -> None:
        """Dropped, moved, added; points of both weeks."""
        app = planning_by(household, Script(answer=thinned))
        assert snap_compare(app, terminal_size=size, run_before=after("2", "R"))

    def test_an_impossible_week(self, snap_compare: Compare, household: DataDirectory) -> None:
        """The limits that clash, a repair, and the key that leads to it."""
        app = planning_by(household, Script(answer=impossible))
        assert snap_compare(app, terminal_size=SMALL, run_before=after("R"))

    def test_under_way(self, snap_compare: Compare, household: DataDirectory) -> None:
        """Figures of a run, over Today."""
        app = planning_by(household, Script(progress=(Progress("improve", 9.0, 9.4, 2, 3.0),), wait=True))

        async def running(pilot: Pilot[Any]) -> None:
            await settle(pilot)
            await pilot.press("R")
            await until(pilot, lambda: "900.0" in shown(app.screen))

        assert snap_compare(app, terminal_size=SMALL, run_before=running)

    def test_nothing_changes(self, snap_compare: Compare, household: DataDirectory) -> None:
        """An empty week that stays empty says so, and there is nothing to accept."""
        nothing = Plan(status=PlanStatus.OPTIMAL, objective=0.0, bound=0.0, gap=0.0, engine="highs")
        app = make_app(household, add_alice(household, planned=False), script=Script(answer=lambda _: nothing))
        assert snap_compare(app, terminal_size=SMALL, run_before=after("2", "R"))
