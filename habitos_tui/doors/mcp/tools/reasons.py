"""Why something is planned where it is, and why something is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from habitos_tui.cli.dates import day_meant
from habitos_tui.cli.weeks import week_meant
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.why import Explanation, Reason
from habitos_tui.domain.text.phrasing import day_label
from habitos_tui.doors.mcp.answers import Answer, Elsewhere
from habitos_tui.doors.mcp.assistant import Call
from habitos_tui.doors.mcp.tool import BehaviorText, DayText, Tool, WeekText
from habitos_tui.doors.mcp.tools.planning import places
from habitos_tui.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Subject:
    """A plan that is asked about, with its week and what is proved of that."""

    problem: Problem
    sessions: Sequence[Session]
    bound: float | None


class Question(Tool):
    """What questions about a plan have in common: which one, and what about."""

    KIND: ClassVar[type[BaseModel]] = Answer

    behavior: BehaviorText
    proposal: Annotated[
        str | None, Field(description="The id of a proposal of plan; left out, the plan that was accepted is meant.")
    ] = None

    def _subject(self, call: Call, behavior: str, week: date) -> Subject:
        if self.proposal is not None:
            kept = call.proposals.get(self.proposal)
            return Subject(kept.problem, kept.plan.sessions, kept.plan.bound)
        workspace = call.workspace
        if not workspace.planning.sessions(week):
            raise InvalidInputError(
                f"The week of {day_label(week)} has no plan yet.", hint="Call plan, and ask about its proposal."
            )
        picked = workspace.plan_editing.pick_up_new(week, behavior)
        return Subject(picked.problem, picked.sessions, workspace.planning.proved_bound(picked.problem))

    def _answer(self, call: Call, subject: Subject, behavior: str, day: date | None, slot: str | None) -> Answer:
        offset = None if day is None else _offset(subject.problem, day)
        found = call.workspace.questions.explain(
            subject.problem, subject.sessions, behavior, offset, slot, bound=subject.bound, cancel=call.stopped
        )
        return answered(subject.problem, found)


class Why(Question):
    """Why a behavior is planned where it is, or why it is not planned more often; in points of the week's worth.

    With a day, why it is on that day. next_best is the best other place and by how many points the week would be worse
    with it there. chance is how likely it gets done there, from the log.
    """

    NAME: ClassVar[str] = "why"
    TITLE: ClassVar[str] = "Why something is planned as it is"

    day: DayText | None = None
    week: WeekText = "this"

    def run(self, call: Call) -> Answer:
        """Return the reason."""
        workspace = call.workspace
        behavior = workspace.behaviors.find(self.behavior).id
        day = None if self.day is None else day_meant(workspace, self.day)
        subject = self._subject(call, behavior, day or week_meant(workspace, self.week))
        slot = None if day is None else _slot_there(subject, behavior, day)
        return self._answer(call, subject, behavior, day, slot)


class WhyNot(Question):
    """Why a behavior is not planned on a day, in a slot of it: its price, what would give way, what forbids it.

    Slots are those of profile. place is where it would go; cost_points what the week would be worth less.
    """

    NAME: ClassVar[str] = "why_not"
    TITLE: ClassVar[str] = "Why something is not planned there"

    day: DayText
    slot: Annotated[
        str | None, Field(max_length=200, description="A slot of the day, such as evening; see profile.")
    ] = None

    def run(self, call: Call) -> Answer:
        """Return the reason."""
        workspace = call.workspace
        behavior, day = workspace.behaviors.find(self.behavior), day_meant(workspace, self.day)
        subject = self._subject(call, behavior.id, day)
        offset = _offset(subject.problem, day)
        rests = workspace.dues.why_not(behavior, subject.problem.week_start, offset)
        if rests:
            return answered(subject.problem, Explanation(behavior.id, offset, self.slot, Reason.NOT_ALLOWED, rests))
        return self._answer(call, subject, behavior.id, day, self.slot)


def answered(problem: Problem, found: Explanation) -> Answer:
    """Return an explanation with dates for days, and prices in points."""
    price = found.price_range
    return Answer(
        behavior=found.behavior,
        week_start=problem.week_start,
        day=None if found.day is None else _date(problem, found.day),
        slot=found.slot,
        sentence=found.sentence,
        reason=found.reason.value,
        cost_points=_points(found.price),
        cost_at_least=None if price is None else _points(price.least),
        cost_at_most=None if price is None else _points(price.most),
        place=None if found.place is None else next(places(problem, [found.place])),
        gives_way=tuple(one.sentence for one in found.displaced),
        limits=tuple(limit.sentence for limit in found.limits),
        chance=None if found.chance is None else round(found.chance, 3),
        worth_points=_points(found.worth),
        next_best=None
        if found.next_best is None
        else Elsewhere(
            day=_date(problem, found.next_best.day),
            slot=found.next_best.slot,
            points=round(found.next_best.price * POINTS, 2),
        ),
        complete=found.complete,
    )


def _slot_there(subject: Subject, behavior: str, day: date) -> str | None:
    """Return the slot in which a behavior is planned on a day; None where it is not."""
    offset = _offset(subject.problem, day)
    return next((s.slot for s in subject.sessions if (s.behavior, s.day) == (behavior, offset)), None)


def _offset(problem: Problem, day: date) -> int:
    first, last = problem.week_start, problem.week_end
    if not first <= day <= last:
        raise InvalidInputError(f"{day_label(day)} is not in the week of {day_label(first)}.")
    return (day - first).days


def _date(problem: Problem, offset: int) -> date:
    return problem.week_start + timedelta(days=offset)


def _points(value: float | None) -> float | None:
    return None if value is None else round(value * POINTS, 2)


TOOLS = (Why, WhyNot)
