"""The services hand questions about a plan on to the planner."""

from collections.abc import Callable
from importlib import import_module
from threading import Event
from typing import Any

import pytest

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import EVOLVE
from habitos_tui.domain.planning.why import Edit
from habitos_tui.planner.why.explain import NARROW_SECONDS, ignore
from habitos_tui.services.questions import Questions
from tests.planner.mini import habit, proven, week

ASK = Questions()


def test_every_question_has_an_answer() -> None:
    problem = week(habit("run"), habit("swim", 0.5, 120), objectives={"good": 1, "calm": 1})
    plan = proven(problem).sessions
    assert ASK.explain(problem, plan, "swim", 0).reason == "costs"
    assert ASK.check_edit(problem, plan, Edit(old=plan[0])).allowed
    rearranged = ASK.price_of_move(problem, plan, Edit(old=plan[0]))
    assert rearranged is not None
    assert rearranged.price > 0
    assert ASK.prices(problem, plan).found == ()
    assert ASK.front(problem, ("good", "calm")).points
    assert ASK.named_plans(problem)


def test_plans_to_choose_from_are_given_up_when_nobody_waits() -> None:
    nobody_waits = Event()
    nobody_waits.set()
    problem = week(habit("run"), habit("swim", 0.5, 120), objectives={"good": 1, "calm": 1})
    assert ASK.named_plans(problem, cancel=nobody_waits) == ()


ANSWERED_BY = {
    "explain": "why.explain",
    "rearranged": "why.edits",
    "prices": "why.limit_prices",
    "front": "alternatives.front",
    "whole_front": "alternatives.whole_front",
    "named_plans": "alternatives.named",
}


def test_a_question_is_handed_on_with_all_that_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = dict[str, tuple[tuple[Any, ...], dict[str, Any]]]()

    def hears(name: str) -> Callable[..., None]:
        return lambda *arguments, **options: heard.__setitem__(name, (arguments, options))

    for name, module in ANSWERED_BY.items():
        monkeypatch.setattr(import_module(f"habitos_tui.planner.{module}"), name, hears(name))
    ask, problem, cancel, edit = Questions(), week(habit("run")), Event(), Edit()
    plan = (placed(0),)
    ask.explain(problem, plan, "run")
    assert heard["explain"][1]["narrowing"] == 0.0
    assert heard["explain"][1]["on_answer"] is ignore
    ask.explain(problem, plan, "run", 1, "day", bound=2.0, cancel=cancel, on_answer=print)
    said = {"cancel": cancel, "bound": 2.0, "known": ask._known}
    assert heard["explain"] == (
        (problem, plan, "run", 1, "day"),
        said | {"narrowing": NARROW_SECONDS, "on_answer": print},
    )
    ask.prices(problem, plan, cancel, bound=2.0)
    assert heard["prices"] == ((problem, plan), said)
    ask.price_of_move(problem, plan, edit, cancel)
    assert heard["rearranged"] == ((problem, plan, edit), {"cancel": cancel})
    ask.front(problem, ("good", "calm"), plan, print, cancel)
    assert heard["front"] == ((problem, "good", "calm"), {"current": plan, "on_point": print, "cancel": cancel})
    ask.whole_front(problem, plan, print, cancel)
    (_, options), named = heard["whole_front"]
    assert (options.engine, options.time_limit) == (EVOLVE, 30)
    assert named == {"cancel": cancel, "current": plan, "on_front": print}
    ask.named_plans(problem, plan, cancel)
    assert heard["named_plans"] == ((problem, plan), {"cancel": cancel})


def placed(day: int) -> Session:
    return Session(behavior="run", day=day, slot="day", start=480, minutes=30)


def test_of_two_plans_the_worth_is_told_as_if_changing_cost_nothing() -> None:
    problem = week(
        habit("run", weekdays=(0, 1)),
        previous=[{"behavior": "run", "day": 0, "slot": "day"}],
        settings={"routine": 0, "balance": 0, "stability": 1},
    )
    stays, moves = ASK.worth_of_both(problem, [placed(0)], [placed(1)])
    assert stays == moves > 0
    one, two = ASK.worth_of_both(problem, [placed(0)], [placed(0), placed(1)])
    assert two > one
