"""Three plans as cards: what tells them apart, and what is claimed of each."""

import pytest

from habitos_tui.domain.model.plan import ObjectiveShare, PlanStatus
from habitos_tui.domain.planning.alternatives import NamedPlan
from habitos_tui.ui.solve.alternatives import card_lines, plan_cards
from tests.ui.solve.test_result_presenter import LATER, READ, RUN, with_fields
from tests.ui.solve.test_run_history import PROBLEM


def named() -> tuple[NamedPlan, ...]:
    shares = [(ObjectiveShare(objective="health", achieved=a, reachable=2, weighted=0.1),) for a in (1.0, 1.9)]
    weighted = with_fields(objectives=shares[0], sessions=(RUN, READ))
    balanced = with_fields(objectives=shares[1], objective=10.2, sessions=(LATER,))
    return NamedPlan("as weighted", weighted, 1), NamedPlan("more balanced", balanced, 0)


def test_cards_tell_plans_apart() -> None:
    first, second = plan_cards(PROBLEM, named(), (RUN,))
    assert (first.points, first.behind) == ("1038.0", "")
    assert (second.points, second.behind) == ("1020.0", "-18.0")
    assert first.facts == "2 sessions, 1 h 5 min, keeps 1 of 1"
    assert [share.best for card in (first, second) for share in card.shares] == [False, True]
    assert [(line.day, line.names) for line in first.days] == [
        ("Wed 25", (("[b]Run[/b]", False),)),
        ("Fri 27", (("Reading", True),)),
    ]


def test_a_card_says_what_more_than_all_of_it_means() -> None:
    shares = (ObjectiveShare(objective="health", achieved=2.5, reachable=2, weighted=0.1),)
    (card, _) = plan_cards(PROBLEM, (NamedPlan("as weighted", with_fields(objectives=shares), 1), named()[1]), ())
    told = "\n".join(line.plain for line in card_lines(card, 100, chosen=False))
    assert "125 %+" in told
    assert "+ more than asked" in told


def test_plans_that_are_the_same_say_so() -> None:
    weighted, _ = named()
    cards = plan_cards(PROBLEM, (weighted, NamedPlan("less change", weighted.plan, 1)), (RUN,))
    assert [card.about for card in cards] == ["within 0.38 % of the best", "the same week as “as weighted”"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"gap": 0.0}, "best for your weights"),
        ({"gap": 0.004}, "within 0.40 % of the best"),
        ({"gap": 0.004, "sessions": (RUN,)}, "your plan as it is, within 0.40 % of the best"),
        ({"status": PlanStatus.FEASIBLE, "gap": 0.3}, "within 30.00 % of the best"),
        ({"status": PlanStatus.FEASIBLE, "gap": None, "bound": None}, "not proved to be the best"),
    ],
)
def test_nothing_is_called_best_that_is_not_proved_to_be(fields: dict[str, object], words: str) -> None:
    plan = with_fields(**{"sessions": (RUN, READ), **fields})
    (card,) = plan_cards(PROBLEM, (NamedPlan("as weighted", plan, 1),), (RUN,))
    assert card.about == words


def test_every_plan_says_how_near_to_the_best_it_is() -> None:
    weighted, balanced = named()
    plan = balanced.plan.model_copy(update={"gap": 0.021})
    cards = plan_cards(PROBLEM, (weighted, NamedPlan("more balanced", plan, 1)), (RUN,))
    assert cards[1].facts.endswith("keeps 1 of 1, within 2.10 % of the best")
    tiny = with_fields(objective=3e-9, bound=4e-9, gap=0.25)
    less = tiny.model_copy(update={"objective": 2e-9})
    first, second = plan_cards(PROBLEM, (NamedPlan("as weighted", tiny, 1), NamedPlan("less change", less, 1)), (RUN,))
    assert (first.points, second.points, second.behind) == ("3e-07", "2e-07", "-1e-07")


def test_plans_that_are_not_what_they_are_for_say_so() -> None:
    weighted, balanced = named()
    worse = balanced.plan.model_copy(update={"objectives": weighted.plan.objectives})
    plans = (weighted, NamedPlan("more balanced", worse, 1), NamedPlan("less change", with_fields(sessions=()), 1))
    abouts = [card.about for card in plan_cards(PROBLEM, plans, (RUN,))]
    assert abouts[1:] == ["nothing more balanced was found", "nothing that keeps more was found"]
    assert plan_cards(PROBLEM, named(), (RUN,))[1].about == "lifts the weakest objective"


def test_cards_are_short_in_a_pile_and_tell_the_days_where_there_is_height() -> None:
    card = plan_cards(PROBLEM, named(), (RUN,))[0]
    pile = [line.plain for line in card_lines(card, 72, chosen=True)]
    assert len(pile) == 3
    assert pile[0].startswith("▸ As weighted")
    assert pile[0].endswith("1038.0 points")
    tall = [line.plain for line in card_lines(card, 33, 30, chosen=False)]
    assert any(line.startswith("  Wed 25 [b]Run[/b]") for line in tall)
    assert all(len(line) <= 33 for line in tall)
    assert not any("Wed 25" in line.plain for line in card_lines(card, 33, 6, chosen=False))
