"""The question of --explain, BEHAVIOR[:DAY[:SLOT]], and its answer."""

from collections.abc import Iterator
from typing import Any

from habitos_tui.cli.output import say, say_json
from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.naming import did_you_mean
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.why import Explanation, PriceRange
from habitos_tui.domain.text.phrasing import WEEKDAYS
from habitos_tui.domain.text.typed.days import typed_day
from habitos_tui.domain.text.typed.weekdays import weekday_of
from habitos_tui.errors import InvalidInputError, NotFoundError

Question = tuple[str, int | None, str | None]
"""Id of the behavior, day of the problem, slot."""


def question_of(text: str, problem: Problem) -> Question:
    """Return the parsed question; a day is 0 to 6 from the week's first, or a weekday; a behavior an id or a name.

    Raises InvalidInputError for an unknown day or slot, NotFoundError for an unknown behavior.
    """
    for name, *place in _readings(text):
        behavior = _behavior(name, problem)
        if behavior is not None:
            day = _day(place[0], problem) if place else None
            return behavior, day, _slot(place[1], problem) if len(place) > 1 else None
    name = text.split(":", maxsplit=1)[0]
    hint = did_you_mean(name, (behavior.name for behavior in problem.behaviors))
    raise NotFoundError(f"There is no behavior “{name}” in this week.", hint=hint)


def say_explanation(problem: Problem, plan: Plan, question: Question, *, as_json: bool, narrowing: float = 0.0) -> None:
    """Write the answer to stdout: a sentence, or the explanation document.

    A price that is not known closely is narrowed for up to `narrowing` seconds.
    """
    from habitos_tui.cli.solving import attended
    from habitos_tui.planner.why.explain import explain

    with attended():
        found = explain(problem, plan.sessions, *question, bound=plan.bound, narrowing=narrowing)
    if as_json:
        say_json("explanation", explanation_document(found))
    else:
        say(found.sentence)


def explanation_document(explanation: Explanation) -> dict[str, Any]:
    """Return an explanation as JSON data; prices and worths in points."""
    return {
        "behavior": explanation.behavior,
        "day": explanation.day,
        "slot": explanation.slot,
        "reason": explanation.reason.value,
        "sentence": explanation.sentence,
        "price": _points(explanation.price),
        "price_range": _range(explanation.price_range),
        "place": None if explanation.place is None else explanation.place.model_dump(mode="json"),
        "displaced": [
            {"behavior": one.behavior, "day": one.day, "slot": one.slot, "kind": one.kind, "sentence": one.sentence}
            for one in explanation.displaced
        ],
        "limits": [limit.model_dump(mode="json") for limit in explanation.limits],
        "chance": explanation.chance,
        "worth": _points(explanation.worth),
        "complete": explanation.complete,
        "next_best": None
        if explanation.next_best is None
        else {
            "day": explanation.next_best.day,
            "slot": explanation.next_best.slot,
            "price": _points(explanation.next_best.price),
            "price_range": _range(explanation.next_best.price_range),
        },
    }


def _points(value: float | None) -> float | None:
    return None if value is None else value * POINTS


def _range(price: PriceRange | None) -> dict[str, float] | None:
    return None if price is None else {"least": price.least * POINTS, "most": price.most * POINTS}


def _readings(text: str) -> Iterator[list[str]]:
    """Yield the possible readings of a question, since names may contain colons."""
    for cuts in range(3):
        parts = text.rsplit(":", cuts)
        if len(parts) == cuts + 1:
            yield parts


def _behavior(name: str, problem: Problem) -> str | None:
    if name in problem.behavior_by_id:
        return name
    wanted = name.strip().casefold()
    return next((b.id for b in problem.behaviors if wanted in {b.name.casefold(), b.id.casefold()}), None)


def _day(text: str, problem: Problem) -> int:
    wanted = text.strip().casefold()
    if wanted.isascii() and wanted.isdigit() and int(wanted) < len(WEEKDAYS):
        return int(wanted)
    weekday = weekday_of(wanted)
    if weekday is not None:
        return (weekday - problem.week_start.weekday()) % 7
    day = typed_day(text, problem.week_start)
    if day is not None and (day - problem.week_start).days in DAYS:
        return (day - problem.week_start).days
    raise InvalidInputError(f"“{text}” is not a day of this week: use fri, 27 nov, or 0 to 6 from its first day.")


def _slot(text: str, problem: Problem) -> str:
    wanted = text.strip().casefold().replace(" ", "_")
    for slot in problem.slots:
        if wanted == slot.name.casefold().replace(" ", "_"):
            return slot.name
    names = ", ".join(slot.name for slot in problem.slots)
    raise InvalidInputError(f"There is no slot “{text}” in this week.", hint=f"Its slots are {names}.")
