"""The services hand questions about a plan on to the planner."""

from threading import Event

from habitos_tui.domain.planning.why import Edit
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
