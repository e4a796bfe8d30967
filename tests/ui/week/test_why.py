"""Answers to "why (not) here?", as lines."""

from habitos_tui.domain.model.plan import Limit, Session
from habitos_tui.domain.planning.why import Alternative, Displacement, Explanation, PriceRange, Reason
from habitos_tui.text import cell_width
from habitos_tui.ui.week.why import question_label, why_here, why_lines
from tests.support.weeks import MONDAY

TO = "\N{EN DASH}"


def answer(reason: Reason, **fields: object) -> Explanation:
    usual = {
        "behavior": "read",
        "day": 3,
        "slot": "night",
        "sentence": "“Reading”: there is room; total 2.3 points lower.",
    }
    return Explanation(reason=reason, **(usual | fields))  # type: ignore[arg-type]


def test_the_question_names_day_and_slot() -> None:
    assert question_label(MONDAY, 3, "night") == "on Thursday at night"
    assert question_label(MONDAY, 3, None) == "on Thursday"


def test_what_a_session_would_cost_and_push_out() -> None:
    place = Session(behavior="read", day=3, slot="night", start=1270, minutes=30)
    pushed = Displacement("guitar", 3, "night", "out", "replaces [b]Guitar on Thursday at night")
    lines = [
        line.plain
        for line in why_lines(
            answer(Reason.COSTS, price=0.023, place=place, displaced=(pushed,)), MONDAY, "Reading", 40
        )
    ]
    assert lines[0] == "There is room; total 2.3 points lower."
    assert f"It would be  Thu 26 21:10{TO}21:40" in lines
    assert "It costs     2.3 points" in lines
    assert lines[-2:] == [" → Replaces [b]Guitar on Thursday at", "night"]
    assert all(cell_width(line) <= 40 for line in lines)


def test_what_may_cost_nothing_is_not_given_a_price() -> None:
    place = Session(behavior="read", day=3, slot="night", start=1270, minutes=30)
    told = answer(Reason.COSTS, price=0.023, price_range=PriceRange(0.0, 0.04), place=place)
    assert "It costs     about nothing" in [line.plain for line in why_lines(told, MONDAY, "Reading", 60)]


def test_a_place_in_a_better_week_is_not_given_the_figure_of_that_week() -> None:
    words = "There is room, and the week can be better altogether: R plans the rest of it anew."
    lines = [line.plain for line in why_lines(answer(Reason.COSTS, price=-2.811), MONDAY, "Reading", 120)]
    assert lines == [words]
    place = Session(behavior="read", day=3, slot="night", start=1270, minutes=30)
    told = answer(Reason.COSTS, price=-2.811, price_range=PriceRange(0.0, 0.1), place=place)
    lines = [line.plain for line in why_lines(told, MONDAY, "Reading", 120)]
    assert lines == [words, "", f"It would be  Thu 26 21:10{TO}21:40"]


def test_limits_in_the_way_are_named() -> None:
    limit = Limit(kind="rule", subject="r", sentence="At most 4 h")
    assert why_lines(answer(Reason.RULE, limits=(limit,)), MONDAY, "Reading", 40)[-1].plain == " ✗ At most 4 h"


def test_a_place_is_held_against_the_next_best() -> None:
    def here(price: float | None, *proved: float) -> str:
        known = PriceRange(*proved) if proved else None
        other = None if price is None else Alternative(4, "evening", price, known)
        return why_here(answer(Reason.PLACED, next_best=other), MONDAY)

    assert here(0.05) == "5.0 points better than Friday in the evening"
    assert here(0.0) == "about as good as the next best place, Friday in the evening"
    assert here(0.05, 0.012, 0.0711) == "1.2 to 7.2 points better than Friday in the evening"
    assert here(0.05, 0.0, 0.0711) == "about as good as the next best place, Friday in the evening"
    assert here(-0.01) == "this week could be better as a whole, with it on Friday in the evening: R looks for it"
    assert here(None) == "there is no other place for it"
    assert why_here(answer(Reason.PLACED, complete=False), MONDAY) == "another place was not found in time"
    assert why_here(answer(Reason.UNKNOWN, sentence="Not found."), MONDAY) == "Not found."
