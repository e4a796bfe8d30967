"""The result of a run in tabs of lines: in short, changes, sessions, objectives, details, or a conflict; pure."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.agenda import Run
from habitos_tui.domain.model.away import ReducedTarget
from habitos_tui.domain.model.base import ONE_DAY
from habitos_tui.domain.model.plan import ObjectiveShare, Plan, PlanStatus, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.task_state import TaskTooLong
from habitos_tui.domain.planning.changes import SessionDelta, session_changes
from habitos_tui.domain.planning.limit_price import LimitPrices
from habitos_tui.domain.planning.why import Explanation
from habitos_tui.domain.text.phrasing import (
    after_name,
    capital,
    duration,
    of_what_is_possible,
    points,
    slot_label,
)
from habitos_tui.domain.text.result_phrasing import figure_rows, outcome_sentence, settled_words
from habitos_tui.text import clean
from habitos_tui.ui.kit.dates import from_to, short_day, week_title
from habitos_tui.ui.kit.marks import mark_of
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe
from habitos_tui.ui.replan.diff import DiffView, diff_line, diff_summary, diff_view
from habitos_tui.ui.solve.conflict_presenter import conflict_tab
from habitos_tui.ui.solve.objective_bars import objective_bars, objective_name, worst_share
from habitos_tui.ui.solve.result_view import NAME_CELLS, ResultLine, ResultTab, ResultView, counted, subject_of
from habitos_tui.ui.solve.summary_presenter import Summary, summary_tab

STATUS: Final = {
    PlanStatus.OPTIMAL: ("✓", "$success"),
    PlanStatus.FEASIBLE: ("◐", "$warning"),
    PlanStatus.INFEASIBLE: ("✗", "$error"),
    PlanStatus.TIMED_OUT: ("○", MUTED),
    PlanStatus.CANCELLED: ("○", MUTED),
    PlanStatus.FAILED: ("✗", "$error"),
}
"""Sign of how a run ended, and its style."""

MIN_REACHABLE: Final = 0.05
"""Reachable sessions of full impact below which figures with one decimal are meaningless."""
FIGURE_CELLS: Final = 10
ABOUT_FIGURES: Final = (
    "Points add up what a week does for your objectives:",
    "only the difference between two weeks means anything.",
    "No week that keeps your limits has more than the bound.",
    "The gap is how far the plan is from it, at most.",
)


def headline(run: Run) -> Content:
    """Return how a run ended, in a plain sentence or two."""
    sign, style = STATUS[run.plan.status]
    return Content.assemble((f"{sign} ", f"bold {style}"), (outcome_sentence(run.plan), "bold"))


def about_week(run: Run) -> str:
    """Return the week of a run, and what is settled in it, in one line."""
    parts = [week_title(run.problem.week_start, run.problem.week_end), settled_words(run.problem)]
    return " · ".join(part for part in parts if part)


def result_view(
    run: Run,
    before: Sequence[Session] = (),
    after: Sequence[Session] = (),
    prices: LimitPrices | None = None,
    *,
    reduced: Sequence[ReducedTarget] = (),
    too_long: Sequence[TaskTooLong] = (),
) -> ResultView:
    """Return the view of a finished run.

    `before` and `after` are the sessions ahead now and once the plan is accepted; `prices` is None until asked for;
    `reduced` are the behaviors whose target is lower this week, `too_long` the tasks that it has no room for.
    """
    plan, problem = run.plan, run.problem
    details = ResultTab("details", "Details", lambda _: _detail_lines(plan))
    if not plan.usable:
        tab = conflict_tab(plan)
        return ResultView(headline(run), about_week(run), (tab, details), tab.id)
    changes = diff_view(problem, before, after)
    tabs = (
        summary_tab(Summary(run, changes if before else DiffView.EMPTY, reduced, too_long, prices)),
        _changes_tab(problem, changes, before, after),
        ResultTab("sessions", "Sessions", partial(_session_lines, problem, plan), "No session is planned."),
        ResultTab("objectives", "Objectives", partial(_objective_lines, plan), "No objective is served."),
        details,
    )
    told = bool(plan.unplaced or reduced or too_long)
    first = "summary" if told else "changes" if before else "sessions"
    return ResultView(headline(run), about_week(run), tabs, first)


def _detail_lines(plan: Plan) -> Iterator[ResultLine]:
    for name, figure in figure_rows(plan):
        yield ResultLine(Content.assemble((f"  {name:<{FIGURE_CELLS}}", MUTED), figure))
    if plan.usable:
        yield ResultLine(Content(""))
        yield from (ResultLine(Content.styled(f"  {words}", MUTED)) for words in ABOUT_FIGURES)


def _changes_tab(problem: Problem, view: DiffView, before: Sequence[Session], after: Sequence[Session]) -> ResultTab:
    changes = session_changes(before, after)

    def lines(width: int) -> Iterator[ResultLine]:
        if view.rows:
            yield ResultLine(Content.assemble("  ", diff_summary(view)))
        for place, (row, change) in enumerate(zip(view.rows, changes, strict=True)):
            content = Content.assemble("  ", diff_line(row, width - 2))
            yield ResultLine(content, f"change:{place}", _change_detail(problem, change), subject_of(change.session))

    return ResultTab("changes", counted("Changes", view.changed), lines, "Nothing is planned before or after.")


def _change_detail(problem: Problem, change: SessionDelta) -> tuple[Content, ...]:
    sessions = {"was ": change.before, "is  ": change.after}
    return (
        safe(problem.name_of(change.session.behavior), "bold"),
        Content(change.kind.capitalize()),
        *(Content.assemble((word, MUTED), _when(problem, s)) for word, s in sessions.items() if s is not None),
    )


def _session_lines(problem: Problem, plan: Plan, width: int) -> Iterator[ResultLine]:
    day = -1
    for session in sorted(plan.sessions, key=lambda session: (session.day, session.start)):
        behavior = problem.behavior_by_id[session.behavior]
        mark = mark_of(behavior.category)
        date = "" if session.day == day else short_day(problem.week_start + session.day * ONE_DAY)
        day = session.day
        content = Content.assemble(
            (f"  {date:<7}", "bold $primary"),
            (from_to(session.start, session.end), MUTED),
            (f"  {mark.letter} ", f"bold ${mark.variable}"),
            safe(fit(behavior.name, min(NAME_CELLS, max(width - 40, 8)))),
            (f" {duration(session.minutes):>12}", MUTED),
        )
        key = f"session:{session.behavior}:{session.day}:{session.start}"
        detail = (safe(behavior.name, "bold"), Content(_when(problem, session)))
        yield ResultLine(content, key, detail, subject_of(session))


def _objective_lines(plan: Plan, width: int) -> Iterator[ResultLine]:
    """Yield a bar per objective, with its figures."""
    least = worst_share(plan.objectives)
    for share, content in zip(plan.objectives, objective_bars(plan.objectives, width), strict=True):
        detail = tuple(_objective_detail(share, objective_name(share.objective), share.share == least, plan))
        yield ResultLine(content, f"objective:{share.objective}", detail)


def _objective_detail(share: ObjectiveShare, name: str, worst: bool, plan: Plan) -> Iterator[Content]:
    yield safe(name, "bold")
    if share.share is None:
        yield Content("No behavior serves it, so nothing is within reach.")
        return
    little = share.reachable < MIN_REACHABLE
    figures = "" if little else f"{share.achieved:.1f} reached of {share.reachable:.1f}: "
    yield Content(f"{figures}{of_what_is_possible(share.share)}")
    total = "" if plan.objective is None else f" of {points(plan.objective)}"
    yield Content(f"{points(share.weighted)}{total} points come from it")
    if worst:
        yield Content.styled("The worst-served one. More balance lifts it; P shows such a plan.", "$text-warning")


def explanation_text(explanation: Explanation, name: str) -> tuple[Content, ...]:
    """Return the full answer to a question about a place, and what its sentence leaves out."""
    told = explanation.sentence
    displaced = [each.sentence for each in explanation.displaced if each.sentence.partition(" ")[2] not in told]
    limits = [limit.sentence for limit in explanation.limits if limit.sentence not in told]
    return (
        safe(after_name(told, name)),
        *(Content.assemble(("· ", "$accent"), safe(capital(sentence))) for sentence in displaced),
        *(Content.assemble(("✗ ", "bold $text-error"), safe(sentence)) for sentence in limits),
    )


def _when(problem: Problem, session: Session) -> str:
    day = short_day(problem.week_start + session.day * ONE_DAY)
    where = clean(slot_label(session.slot), limit=20)
    return f"{day} {from_to(session.start, session.end)}, {where}, {duration(session.minutes)}"
