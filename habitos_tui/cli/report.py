"""A plan in words: status, worth, and sessions by day."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from habitos_tui.cli.output import pad, say, say_document, say_lines
from habitos_tui.domain.model.away import ReducedTarget
from habitos_tui.domain.model.base import format_clock
from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.model.problem import FixedSession, Problem
from habitos_tui.domain.model.task_state import TaskTooLong
from habitos_tui.domain.planning.changes import ChangeKind, SessionDelta, counts
from habitos_tui.domain.text.away_phrasing import reduced_target
from habitos_tui.domain.text.change_phrasing import change_counts, change_places
from habitos_tui.domain.text.phrasing import (
    capital,
    count,
    cut_short,
    day_label,
    slot_label,
)
from habitos_tui.domain.text.result_phrasing import figure_rows, outcome_sentence, settled_words
from habitos_tui.domain.text.task_phrasing import too_long_sentence
from habitos_tui.domain.text.unplaced_phrasing import MANY, SharedCause, asked_less, by_cause, names_of
from habitos_tui.exchange.files import plan_json
from habitos_tui.text import cell_width

_NAME_CELLS = 40


def say_plan(
    problem: Problem,
    plan: Plan,
    *,
    as_json: bool,
    changes: Sequence[SessionDelta] = (),
    reduced: Sequence[ReducedTarget] = (),
    too_long: Sequence[TaskTooLong] = (),
) -> None:
    """Write a plan to stdout: the plan document, or summary, week and shortcomings in words.

    `changes` are those against the previous plan, `reduced` the behaviors with a lower target than usual, and
    `too_long` the tasks that have no room before they are due.
    """
    if as_json:
        say_document(plan_json(plan, changes))
        return
    say(summary(problem, plan))
    if plan.usable:
        say_lines(["", *session_lines(problem, plan)])
    if changes:
        say_lines(["", *change_lines(problem, changes)])
    late = [f"{too_long_sentence(task)} {_let_later(task)}" for task in too_long]
    missing = [*shortcomings(problem, plan), *_section("Not in time:", late)]
    missing += _section("Wanted this week:", list(_wanted(reduced)))
    say_lines(["", *missing] if missing else [])
    say_lines(["", f"Details: {details(plan)}"])


def _let_later(task: TaskTooLong) -> str:
    return f"To let it: habitos-tui tasks due {shlex.quote(task.behavior)} {task.later}"


def summary(problem: Problem, plan: Plan) -> str:
    """Return how a run ended in plain words, with what is settled in its week."""
    settled = settled_words(problem) if plan.usable else ""
    return f"{outcome_sentence(plan)}{f' {settled}.' if settled else ''}"


def details(plan: Plan) -> str:
    """Return the figures of a run in one line: status, points, bound, gap, seconds and engine."""
    figures = dict(figure_rows(plan))
    worded = {"Points": "{} points", "Bound": "bound {}", "Gap": "gap {}", "Seconds": "{} s"}
    return ", ".join(worded.get(name, "{}").format(figure) for name, figure in figures.items())


def session_lines(problem: Problem, plan: Plan) -> list[str]:
    """Return the week as lines, fixed sessions included: a line per day, then its sessions by time."""
    rows = [(s.day, s.start, s.minutes, s.behavior, slot_label(s.slot)) for s in plan.sessions]
    rows += [(f.day, f.start, f.minutes, f.behavior, _fixed_note(problem, f)) for f in problem.fixed]
    if not rows:
        return ["No sessions."]
    names = {behavior.id: behavior.name for behavior in problem.behaviors}
    width = min(_NAME_CELLS, max(cell_width(pad(names[row[3]], _NAME_CELLS).rstrip()) for row in rows))
    lines: list[str] = []
    for day in sorted({row[0] for row in rows}):
        lines.append(day_label(problem.week_start + timedelta(days=day)))
        lines += [
            f"  {format_clock(start)}  {minutes:3d} min  {pad(names[behavior], width)}  {note}"
            for on, start, minutes, behavior, note in sorted(rows)
            if on == day
        ]
    return lines


def _fixed_note(problem: Problem, fixed: FixedSession) -> str:
    """Return why a session is fixed: done, locked, or too soon to move."""
    soon = fixed.kind == "locked" and problem.too_soon(fixed.day, fixed.start)
    return "about to begin" if soon else fixed.kind


def change_lines(problem: Problem, changes: Sequence[SessionDelta]) -> list[str]:
    """Return the changes of a week's plan: counts by kind, then each changed session."""
    rows = [
        (change.kind, problem.name_of(change.session.behavior), change_places(problem.week_start, change))
        for change in changes
        if change.kind is not ChangeKind.KEPT
    ]
    width = min(_NAME_CELLS, max((cell_width(name) for _, name, _ in rows), default=0))
    lines = [f"  {kind:7}  {pad(name, width)}  {places}" for kind, name, places in rows]
    return [f"Changes: {change_counts(counts(changes))}", *lines]


def shortcomings(problem: Problem, plan: Plan) -> Iterator[str]:
    """Yield unplaced behaviors with causes, clashing limits, and repairs."""
    names = {behavior.id: behavior.name for behavior in problem.behaviors}
    causes = by_cause(plan.unplaced, lambda behavior: names.get(behavior, behavior))
    yield from _section("Less often than you asked:", [_cause(cause, names) for cause in causes])
    together = "This limit cannot be kept:" if len(plan.conflict) == 1 else "These limits cannot all be kept:"
    yield from _section(together, [limit.sentence for limit in plan.conflict])
    yield from _section("Each of these makes the week possible:", [repair.sentence for repair in plan.repairs])
    if note := cut_short(plan):
        yield note


def _cause(cause: SharedCause, names: Mapping[str, str]) -> str:
    """Return why one or several behaviors were not placed."""
    if len(cause.missing) == 1:
        (one,) = cause.missing
        return f"{one.placed} of {one.target}  {one.sentence}"
    every = names_of([names.get(one.behavior, one.behavior) for one in cause.missing])
    return f"{count(len(cause.missing), 'behavior')}  {every}: {cause.sentence[:1].lower()}{cause.sentence[1:]}"


def _wanted(reduced: Sequence[ReducedTarget]) -> Iterator[str]:
    for sentence, group in asked_less(reduced):
        if len(group) < MANY:
            yield from (f"“{asked.name}”: {reduced_target(asked)}." for asked in group)
        else:
            yield f"{capital(sentence)}: {names_of([asked.name for asked in group])}."


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield title
        yield from (f"  {line}" for line in lines)
