"""The result of a run in tabs of lines: changes, sessions, objectives, unplaced behaviors, conflict, prices; pure.

A line has a text for the list, a detail for the pane beside it, and optionally an action for enter: ask why a session
is (not) there, make a change and solve again, or compute the prices.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from pydantic import JsonValue
from textual.content import Content

from habitos_tui.domain.model.agenda import Run
from habitos_tui.domain.model.away import ReducedTarget
from habitos_tui.domain.model.base import ONE_DAY
from habitos_tui.domain.model.plan import ObjectiveShare, Plan, PlanStatus, Session, Unplaced
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.task_state import TaskTooLong
from habitos_tui.domain.planning.adjustment import DueAdjustment
from habitos_tui.domain.planning.changes import SessionDelta, session_changes
from habitos_tui.domain.planning.deadline import deadline_id
from habitos_tui.domain.planning.limit_price import LimitPrice, LimitPrices
from habitos_tui.domain.planning.why import Explanation
from habitos_tui.domain.text.away_phrasing import reduced_target
from habitos_tui.domain.text.phrasing import (
    after_name,
    capital,
    count,
    cut_short,
    duration,
    number,
    of_what_is_possible,
    percent,
    points,
    reached_of,
    slot_label,
)
from habitos_tui.domain.text.price_phrasing import in_points
from habitos_tui.domain.text.task_phrasing import later_phrase, too_long_sentence
from habitos_tui.domain.text.unplaced_phrasing import MANY, SharedCause, asked_less, by_cause
from habitos_tui.text import clean
from habitos_tui.ui.kit.dates import from_to, short_day, week_title
from habitos_tui.ui.kit.marks import mark_of, meter
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe
from habitos_tui.ui.replan.diff import diff_line, diff_summary, diff_view

SMALLEST_GAP: Final = 0.00005
"""Smaller gaps would be shown as 0.00 %."""

STATUS: Final = {
    PlanStatus.OPTIMAL: ("✓", "$success", "proved"),
    PlanStatus.FEASIBLE: ("◐", "$warning", "stopped"),
    PlanStatus.INFEASIBLE: ("✗", "$error", "impossible"),
    PlanStatus.TIMED_OUT: ("○", MUTED, "timed out"),
    PlanStatus.CANCELLED: ("○", MUTED, "cancelled"),
    PlanStatus.FAILED: ("✗", "$error", "failed"),
}
"""Sign, its style, and the word for the list of runs, 10 cells at most."""
_WITHOUT_PLAN: Final = {
    PlanStatus.INFEASIBLE: "No week keeps all your limits",
    PlanStatus.TIMED_OUT: "Time was up before there was a plan",
    PlanStatus.CANCELLED: "Stopped before there was a plan",
    PlanStatus.FAILED: "The solver gave no answer",
}
_ENGINES: Final = {"highs": "HiGHS", "cbc": "CBC"}

NAME_CELLS: Final = 24
OBJECTIVE_CELLS: Final = 15
MIN_REACHABLE: Final = 0.05
"""Reachable sessions of full impact below which figures with one decimal are meaningless."""
WIDEST_BAR: Final = 40
ALL_PLACED: Final = "Every behavior reaches its target."
PRICES: Final = "prices"
"""Key of the line that asks for the prices."""


@dataclass(frozen=True, slots=True)
class WhySubject:
    """The subject of a question: a behavior, and optionally a day and slot."""

    behavior: str
    day: int | None = None
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line of a tab; without a key it cannot be chosen."""

    content: Content
    key: str | None = None
    detail: tuple[Content, ...] = ()
    why: WhySubject | None = None
    """Enter asks about this."""
    change: Mapping[str, JsonValue] | None = None
    """Enter makes this change and solves again."""
    label: str = ""
    """Names the change for undo."""


@dataclass(frozen=True, slots=True)
class ResultTab:
    """One tab: `lines` draws it for a width; `empty_text` is shown without lines."""

    id: str
    title: str
    lines: Callable[[int], Iterable[ResultLine]]
    empty_text: str = ""
    start: str | None = None
    """Key of the line that the cursor starts on."""


@dataclass(frozen=True, slots=True)
class ResultView:
    """A headline, figures and tabs."""

    headline: Content
    figures: str
    tabs: tuple[ResultTab, ...]
    first: str = ""
    """Id of the tab shown first."""

    def tab(self, tab_id: str) -> ResultTab | None:
        """Return the tab of that id."""
        return next((tab for tab in self.tabs if tab.id == tab_id), None)


def headline(run: Run) -> Content:
    """Return how a run ended, in one line."""
    plan = run.plan
    sign, style, _ = STATUS[plan.status]
    if not plan.usable:
        sentence = _WITHOUT_PLAN[plan.status]
    elif not plan.sessions:
        sentence = "Nothing more fits into this week"
    else:
        sentence = f"{count(len(plan.sessions), 'session')} planned; {_proof(plan)}"
    return Content.assemble((f"{sign} ", f"bold {style}"), (sentence, "bold"))


def _proof(plan: Plan) -> str:
    if plan.status is PlanStatus.FEASIBLE:
        return "not proved to be the best" if plan.bound is None else "stopped before the proof"
    gap = plan.gap or 0.0
    return "no week is better" if gap < SMALLEST_GAP else f"no week is better by more than {percent(gap, 2)}"


def figures(run: Run) -> str:
    """Return week, points, bound, engine and seconds in one line."""
    summary = run.summary
    parts = [week_title(run.problem.week_start, run.problem.week_end)]
    if summary.objective is not None:
        parts.append(reached_of(summary.objective, summary.bound))
    parts.append(f"{_ENGINES.get(summary.engine, summary.engine)} {number(summary.seconds)} s")
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
    if not plan.usable:
        tabs: tuple[ResultTab, ...] = (_conflict_tab(plan),)
    else:
        unplaced = _counted("Not placed", len(plan.unplaced) + len(too_long))
        tabs = (
            _changes_tab(problem, before, after),
            ResultTab("sessions", "Sessions", partial(_session_lines, problem, plan), "No session is planned."),
            ResultTab("objectives", "Objectives", partial(_objective_lines, plan), "No objective is served."),
            ResultTab("unplaced", unplaced, partial(_unplaced_lines, run, reduced, too_long), ALL_PLACED),
            _prices_tab(prices),
        )
    first = tabs[0].id if before or not plan.usable else "sessions"
    return ResultView(headline(run), figures(run), tabs, first)


def _counted(title: str, amount: int) -> str:
    return f"{title} {amount}" if amount else title


def _changes_tab(problem: Problem, before: Sequence[Session], after: Sequence[Session]) -> ResultTab:
    view = diff_view(problem, before, after)
    changes = session_changes(before, after)

    def lines(width: int) -> Iterator[ResultLine]:
        if view.rows:
            yield ResultLine(Content.assemble("  ", diff_summary(view)))
        for place, (row, change) in enumerate(zip(view.rows, changes, strict=True)):
            content = Content.assemble("  ", diff_line(row, width - 2))
            yield ResultLine(content, f"change:{place}", _change_detail(problem, change), _subject(change.session))

    return ResultTab("changes", _counted("Changes", view.changed), lines, "Nothing is planned before or after.")


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
        yield ResultLine(content, key, detail, _subject(session))


def _objective_lines(plan: Plan, width: int) -> Iterator[ResultLine]:
    """Yield a bar per objective; the worst-served one, which balance lifts, is marked."""
    least = min((share.share for share in plan.objectives if share.share is not None), default=None)
    room = max(min(WIDEST_BAR, width - OBJECTIVE_CELLS - 28), 6)
    for share in plan.objectives:
        name, reached, worst = clean(slot_label(share.objective).capitalize()), share.share, share.share == least
        content = Content.assemble(
            f"  {fit(name, OBJECTIVE_CELLS)}",
            meter(reached or 0, room, "$warning" if worst else "$success"),
            " out of reach" if reached is None else f" {of_what_is_possible(reached, 5)}",
        )
        detail = tuple(_objective_detail(share, name, worst, plan))
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


def _unplaced_lines(
    run: Run, reduced: Sequence[ReducedTarget], too_long: Sequence[TaskTooLong], width: int
) -> Iterator[ResultLine]:
    yield from map(_late_line, too_long)
    room = min(NAME_CELLS, max(width // 3, 8))
    for cause in by_cause(run.plan.unplaced, run.problem.name_of):
        yield _cause_line(run.problem, cause, room)
    if reduced:
        yield ResultLine(Content.styled("Wanted this week:", "bold"))
    for sentence, group in asked_less(reduced):
        if len(group) < MANY:
            yield from (ResultLine(Content.assemble("  ", _asked(asked, room))) for asked in group)
        else:
            detail = (Content(capital(sentence)), *(_asked(asked, NAME_CELLS) for asked in group))
            yield ResultLine(Content(f"  {capital(sentence)}"), f"reduced:{group[0].behavior}", detail)


def _late_line(task: TaskTooLong) -> ResultLine:
    """Return what of a task does not fit before it is due; enter lets it be due later."""
    sentence, later = too_long_sentence(task), later_phrase(task.name, task.later)
    content = Content.assemble(("  → ", "bold $accent"), safe(sentence))
    change = DueAdjustment(behavior=task.behavior, rule=deadline_id(task.behavior, task.due), due=task.later)
    detail = (safe(sentence), safe(later, "bold"), enter_hint("makes this change and solves again."))
    document = change.model_dump(mode="json")
    return ResultLine(content, f"late:{task.behavior}", detail, change=document, label=f"Changed “{later}”")


def _cause_line(problem: Problem, cause: SharedCause, room: int) -> ResultLine:
    """Return why one behavior is not placed, and ask about it with enter; or why many are not."""
    first, sentence = cause.missing[0], safe(cause.sentence)
    if len(cause.missing) == 1:
        name, amount = problem.name_of(first.behavior), f" {first.placed} of {first.target}"
        subject: WhySubject | None = WhySubject(first.behavior)
        detail: tuple[Content, ...] = (safe(name, "bold"), Content(f"{amount.strip()} a week"), sentence)
    else:
        name, amount, subject = count(len(cause.missing), "behavior"), "", None
        detail = (safe(cause.sentence, "bold"), *(_amount(problem, one) for one in cause.missing))
    content = Content.assemble("  ", safe(fit(name, room), "bold"), (f"{amount}  ", MUTED), sentence)
    return ResultLine(content, f"unplaced:{first.behavior}", detail, subject)


def _amount(problem: Problem, missing: Unplaced) -> Content:
    amount = f" {missing.placed} of {missing.target} a week"
    return Content.assemble(safe(problem.name_of(missing.behavior)), (amount, MUTED))


def _asked(asked: ReducedTarget, room: int) -> Content:
    return Content.assemble((fit(clean(asked.name), room), "bold"), (f" {reduced_target(asked)}", MUTED))


def _conflict_tab(plan: Plan) -> ResultTab:
    """Return the limits that clash, and the repairs in their order."""
    start = "repair:0" if plan.repairs else None
    title = _counted("Conflict", len(plan.conflict))
    return ResultTab("conflict", title, lambda _: _conflict_lines(plan), "No reason is known.", start)


def _conflict_lines(plan: Plan) -> Iterator[ResultLine]:
    if plan.conflict:
        together = "This limit cannot be kept:" if len(plan.conflict) == 1 else "These limits cannot all be kept:"
        yield ResultLine(Content.styled(together, "bold"))
    for place, limit in enumerate(plan.conflict):
        content = Content.assemble(("  ✗ ", "bold $text-error"), safe(limit.sentence))
        explained = Content("One of the limits that clash. Without any one of them there is a week.")
        yield ResultLine(content, f"limit:{place}", (safe(limit.sentence, "bold"), explained))
    if plan.repairs:
        yield ResultLine(Content(""))
        words = "This makes the week possible:" if len(plan.repairs) == 1 else "Each of these makes the week possible:"
        yield ResultLine(Content.styled(words, "bold"))
    for place, repair in enumerate(plan.repairs):
        content = Content.assemble(("  → ", "bold $accent"), safe(repair.sentence))
        parts = (safe(part, "bold") for part in repair.sentence.split("; "))
        detail = (*parts, enter_hint("makes this change and solves again."))
        label = f"Changed “{repair.sentence}”"
        yield ResultLine(content, f"repair:{place}", detail, change=repair.change, label=label)
    if note := cut_short(plan):
        yield ResultLine(Content(""))
        yield ResultLine(Content.assemble("  ", (note, "$text-warning")))


def _prices_tab(prices: LimitPrices | None) -> ResultTab:
    if prices is None:
        question = Content("  Enter works out what a little more room in each limit is worth")
        return ResultTab(
            PRICES, "What if", lambda _: (ResultLine(question, PRICES, (Content("Takes some seconds; c stops."),)),)
        )
    lines = [_price_line(number, price) for number, price in enumerate(prices.found)]
    empty_text = "No limit was found to hold this week back."
    if not prices.complete:
        empty_text = "Time was up before it was known what more room in a limit is worth."
        if lines:
            lines.append(ResultLine(Content("  Time was up: other limits may hold the week back too.")))
    return ResultTab(PRICES, _counted("What if", len(prices.found)), lambda _: lines, empty_text)


def _price_line(number: int, price: LimitPrice) -> ResultLine:
    limit = price.limit.sentence
    room = price.sentence.partition(" are worth ")[0].partition(" is worth ")[0]  # the price is shown in front
    known = price.price_range
    gain = f"+{points(price.gain)}" if known is None else in_points(known).removesuffix(" points")
    content = Content.assemble("  ", (f"{gain:>7}", "bold $success"), "  ", safe(room))
    detail = (safe(price.sentence, "bold"), safe(limit), enter_hint("gives it this room and solves again."))
    label = f"Gave more room to “{limit}”"
    return ResultLine(content, f"price:{number}", detail, change=price.change, label=label)


def explanation_text(explanation: Explanation, name: str) -> tuple[Content, ...]:
    """Return the full answer to a question about a place."""
    displaced = (Content.assemble(("· ", "$accent"), safe(capital(each.sentence))) for each in explanation.displaced)
    limits = (Content.assemble(("✗ ", "bold $text-error"), safe(limit.sentence)) for limit in explanation.limits)
    return (safe(after_name(explanation.sentence, name)), *displaced, *limits)


def enter_hint(does: str) -> Content:
    """Return the hint for enter at a line."""
    return Content.assemble(("enter ", "bold $accent"), (does, MUTED))


def _subject(session: Session) -> WhySubject:
    return WhySubject(session.behavior, session.day, session.slot)


def _when(problem: Problem, session: Session) -> str:
    day = short_day(problem.week_start + session.day * ONE_DAY)
    where = clean(slot_label(session.slot), limit=20)
    return f"{day} {from_to(session.start, session.end)}, {where}, {duration(session.minutes)}"
