"""Planning a week: a proposal first, and accepting it as a step of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from habitos_tui.cli.report import change_lines, shortcomings
from habitos_tui.cli.weeks import week_meant
from habitos_tui.domain.model.base import format_clock
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.model.plan import Plan, Progress, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.changes import session_changes
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.text.phrasing import day_label, percent_at_most
from habitos_tui.domain.text.result_phrasing import PHASES, outcome_sentence
from habitos_tui.domain.text.task_phrasing import too_long_sentence
from habitos_tui.doors.mcp.answers import AcceptedWeek, Place, ProposedWeek
from habitos_tui.doors.mcp.assistant import Call, CallProgress
from habitos_tui.doors.mcp.proposals import Proposal
from habitos_tui.doors.mcp.tool import Tool, WeekText
from habitos_tui.errors import GaveUpError, InvalidInputError
from habitos_tui.services.workspace import Workspace

ProposalId = Annotated[str, Field(max_length=200, description="The id that plan gave with its proposal.")]


class PlanWeek(Tool):
    """Find the best plan of a week and propose it; nothing is changed or kept by that. It may take the seconds allowed.

    Show the person the sessions and changes, and call accept_plan with the proposal once they agree. What is done or
    locked stays, and nothing is planned into the past. points is what the week is worth, gap how much better any other
    week could be at most (0.005 is half a percent). shortcomings says what it leaves out and why; without a proposal
    there is no such week, and they say what would make one possible. why and why_not take the proposal as well.
    """

    NAME: ClassVar[str] = "plan"
    TITLE: ClassVar[str] = "Propose a plan of a week"
    KIND: ClassVar[type[BaseModel]] = ProposedWeek

    week: Annotated[
        WeekText | None,
        Field(description="this, next, or any day of it. Left out: this one; late in it the next for a first plan."),
    ] = None
    fresh: Annotated[
        bool, Field(description="Plan from scratch: what is planned already counts for nothing, instead of staying.")
    ] = False
    seconds: Annotated[float, Field(gt=0, le=300, description="How long to look for a better week at most.")] = 30

    def run(self, call: Call) -> ProposedWeek:
        """Return the proposal."""
        workspace, planning = call.workspace, call.workspace.planning
        first = planning.week_to_plan() if self.week is None else week_meant(workspace, self.week)
        before, ahead = planning.sessions(first), planning.ahead(first)
        problem = planning.problem_for(first, rest=not self.fresh)
        if not (problem.behaviors or before):
            raise InvalidInputError(
                f"Nothing is wanted in the week of {day_label(first)}, so there is nothing to plan.",
                hint="Ask what the person wants to do, then add_behavior or add_task.",
            )
        options = SolveOptions(time_limit=self.seconds)
        plan = planning.solve(problem, options, lambda progress: self._note(call, progress), call.stopped)
        if call.stopped.is_set():
            raise GaveUpError("The search was stopped. Nothing was changed.")
        coming = planning.preview(problem, plan) if plan.usable else ()
        kept = call.proposals.keep(Proposal(problem, plan, before, self.fresh)) if plan.usable else None
        return ProposedWeek(
            proposal=kept,
            week_start=problem.week_start,
            outcome=outcome_sentence(plan),
            status=plan.status.value,
            points=None if plan.objective is None else round(plan.objective * POINTS, 2),
            gap=None if plan.gap is None else round(plan.gap, 5),
            sessions=tuple(places(problem, coming)),
            changes=tuple(change_lines(problem, session_changes(ahead, coming))) if ahead and plan.usable else (),
            shortcomings=tuple(_missing(workspace, problem, plan)),
        )

    def _note(self, call: Call, progress: Progress) -> None:
        words = PHASES.get(progress.phase, progress.phase)
        better = "" if progress.gap is None else f", {percent_at_most(progress.gap)} better at most"
        call.progress = CallProgress(progress.elapsed, self.seconds, f"{words}{better}")


class AcceptPlan(Tool):
    """Make a proposal the plan of its week, when the person agrees with it; one step of undo.

    It is refused, and nothing is changed, when the week, its rules, behaviors or busy time are not as they were when it
    was made: call plan again then. A proposal is known until the server ends, the latest twenty of them.
    """

    NAME: ClassVar[str] = "accept_plan"
    TITLE: ClassVar[str] = "Accept a proposed plan"
    KIND: ClassVar[type[BaseModel]] = AcceptedWeek
    WRITES: ClassVar[bool] = True
    REMOVES: ClassVar[bool] = True

    proposal: ProposalId

    def run(self, call: Call) -> AcceptedWeek:
        """Return what the week is now."""
        kept, planning = call.proposals.get(self.proposal), call.workspace.planning
        sessions = planning.adopt(kept.problem, kept.plan, compared_with=kept.before, as_asked=True)
        call.proposals.drop(self.proposal)
        change = call.workspace.history.last()
        return AcceptedWeek(
            week_start=kept.problem.week_start, sessions=len(sessions), change="" if change is None else change.label
        )


def places(problem: Problem, sessions: Iterable[Session]) -> Iterator[Place]:
    """Yield sessions of a problem with their dates and times."""
    for session in sessions:
        yield Place(
            behavior=session.behavior,
            name=problem.name_of(session.behavior),
            day=problem.week_start + timedelta(days=session.day),
            start=format_clock(session.start),
            end=format_clock(session.start + session.minutes),
            minutes=session.minutes,
            slot=session.slot,
        )


def _missing(workspace: Workspace, problem: Problem, plan: Plan) -> Iterator[str]:
    """Yield what a plan lacks, or what makes its week impossible, line by line."""
    yield from (line.strip() for line in shortcomings(problem, plan))
    yield from (too_long_sentence(task) for task in workspace.planning.tasks_too_long(problem))


TOOLS = (PlanWeek, AcceptPlan)
