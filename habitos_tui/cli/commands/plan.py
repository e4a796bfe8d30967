"""habitos-tui plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from habitos_tui.cli.invocation import current
from habitos_tui.cli.options import fresh_option, json_option, profile_options, solver_options, week_to_plan_option
from habitos_tui.cli.output import tell, tell_lines
from habitos_tui.cli.words import WordsCommand

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from habitos_tui.cli.solving import SolveOutcome
    from habitos_tui.domain.model.agenda import PlannedSession
    from habitos_tui.domain.model.plan import Plan
    from habitos_tui.domain.model.problem import Problem
    from habitos_tui.domain.planning.options import EngineName, SolveOptions
    from habitos_tui.services.workspace import Workspace


@click.command(cls=WordsCommand)
@week_to_plan_option
@click.option("--dry-run", is_flag=True, help="Solve and print, but neither save nor accept.")
@fresh_option
@solver_options
@json_option
@profile_options
@click.pass_context
def plan(
    ctx: click.Context,
    *,
    week: str | None,
    dry_run: bool,
    fresh: bool,
    engine: EngineName,
    seed: int,
    time_limit: float,
    gap: float,
    as_json: bool,
) -> None:
    """Solve a week, save and accept the plan.

    Without --week it is this one; a first plan from Friday on (two days before the week ends) is of the next one, and
    says how to get the rest of this one.

    What is done or locked stays, and nothing is planned into the past. What is planned already moves only where that
    is worth it, as with R in the app; with --fresh it counts for nothing. Ctrl-C keeps the best plan so far in the
    history without accepting it, and so does a week that another program changed meanwhile. With --json the plan
    document is written, as by solve, and in "diff" what becomes of each session that was planned already.

    \b
    Examples:
      habitos-tui plan
      habitos-tui plan --week next --dry-run
      habitos-tui plan --fresh
      habitos-tui plan --week 2026-W48 --time-limit 20 --json
    """
    from habitos_tui.cli import solving
    from habitos_tui.cli.calendars import read_again
    from habitos_tui.cli.report import say_plan
    from habitos_tui.cli.weeks import week_meant
    from habitos_tui.domain.planning.changes import session_changes
    from habitos_tui.domain.planning.options import SolveOptions
    from habitos_tui.domain.text.phrasing import day_label

    workspace = current().workspace()
    planning = workspace.planning
    first, ever = planning.week_to_plan() if week is None else week_meant(workspace, week), planning.ever_planned()
    tell_lines(read_again(workspace, save=not dry_run))
    current().disregard_commits()
    before, ahead = planning.sessions(first), planning.ahead(first)
    problem = planning.problem_for(first, rest=not fresh)
    options = SolveOptions(engine=engine, gap=gap, time_limit=time_limit, seed=seed)
    outcome = solving.run(lambda on_progress, cancel: planning.solve(problem, options, on_progress, cancel))
    found = outcome.plan.usable
    changes = session_changes(ahead, planning.preview(problem, outcome.plan)) if ahead and found else ()
    kept = "Nothing was saved" if dry_run else _kept(workspace, problem, outcome, before)
    with solving.ending(ctx, outcome):
        reduced, too_long = planning.reduced_targets(problem), planning.tasks_too_long(problem)
        say_plan(problem, outcome.plan, as_json=as_json, changes=changes, reduced=reduced, too_long=too_long)
        tell(f"{kept}: the week of {day_label(first)}.")
        if not ever:
            _offer_other_week(workspace, first)
        if workspace.maximum_question.is_open() and not dry_run and found and outcome.signal is None:
            _tell_of_maxima(workspace, problem, outcome.plan, options)


def _kept(workspace: Workspace, problem: Problem, outcome: SolveOutcome, before: Sequence[PlannedSession]) -> str:
    """Accept a plan, or at least save its run; return a sentence about the outcome."""
    from habitos_tui.domain.model.plan import PlanStatus
    from habitos_tui.errors import OutdatedError

    planning, plan = workspace.planning, outcome.plan
    if plan.status in {PlanStatus.CANCELLED, PlanStatus.TIMED_OUT}:
        return "Nothing was saved"
    if plan.usable and outcome.signal is None:
        try:
            planning.adopt(problem, plan, compared_with=before)
        except OutdatedError:
            planning.save(problem.week_start, problem, plan)
            raise
        return "Accepted"
    planning.save(problem.week_start, problem, plan)
    return "Kept in the history, not accepted"


def _tell_of_maxima(workspace: Workspace, problem: Problem, plan: Plan, options: SolveOptions) -> None:
    """Say once that behaviors without a maximum are planned at most up to their target."""
    from habitos_tui.cli.solving import attended
    from habitos_tui.domain.text.maximum_phrasing import CHANGED, difference_sentence
    from habitos_tui.errors import NotInTimeError

    question = workspace.maximum_question
    try:
        with attended():
            found = workspace.planning.more_if_welcome(problem, plan, question.behaviors(), options)
    except NotInTimeError as error:
        tell_lines((CHANGED, error.message))
    else:
        tell_lines((CHANGED, difference_sentence(found)))
    tell("Where more is welcome: habitos-tui behaviors more. This is said once.")
    question.answer(welcome=False)


def _offer_other_week(workspace: Workspace, planned: date) -> None:
    """Tell with a first plan late in the week why it is of which week, and how to get the other one."""
    from habitos_tui.domain.text.phrasing import count

    today, weeks = workspace.tracking.today(), workspace.profile.weeks
    if not weeks.is_late(today):
        return
    left = weeks.left(today)
    ends = f"This week ends in {count(left, 'day')}" if left else "This week ends today"
    if planned == workspace.planning.this_week():
        tell(f"{ends}; to plan the next one: habitos-tui plan --week next")
    else:
        tell(f"{ends}, so this is next week; to plan the rest of this one: habitos-tui plan --week this")
