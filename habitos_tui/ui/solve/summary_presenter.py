"""A result in short: what changes, what comes less often than asked and why, and what more room would bring; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.agenda import Run
from habitos_tui.domain.model.away import ReducedTarget
from habitos_tui.domain.model.plan import Unplaced
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.task_state import TaskTooLong
from habitos_tui.domain.planning.adjustment import DueAdjustment
from habitos_tui.domain.planning.deadline import deadline_id
from habitos_tui.domain.planning.limit_price import LimitPrice, LimitPrices
from habitos_tui.domain.text.away_phrasing import reduced_target
from habitos_tui.domain.text.phrasing import capital, count, points
from habitos_tui.domain.text.price_phrasing import in_points
from habitos_tui.domain.text.task_phrasing import later_phrase, too_long_sentence
from habitos_tui.domain.text.unplaced_phrasing import MANY, SharedCause, asked_less, by_cause
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe
from habitos_tui.ui.replan.diff import DiffView, diff_summary
from habitos_tui.ui.solve.result_view import (
    NAME_CELLS,
    PRICES,
    ResultLine,
    ResultTab,
    WhySubject,
    counted,
    enter_hint,
    heading,
)

ALL_PLACED: Final = "Everything comes as often as you asked."
ALL_WANTED: Final = "Everything comes as often as it is wanted this week."
NO_PRICE: Final = "More room in a single limit would bring nothing."
NOT_IN_TIME: Final = "Time was up: what more room in a limit would bring is not known."
MORE_OPEN: Final = "Time was up: other limits may hold the week back too."
LONGEST_NAME: Final = 40
SHORTEST_NAME: Final = 12
"""Cells of a name, at most and at least."""
QUESTION: Final = "What would a little more room in your limits bring? Enter works it out."


@dataclass(frozen=True, slots=True)
class Summary:
    """What the first tab of a result tells."""

    run: Run
    changes: DiffView
    """Against the plan of now."""
    reduced: Sequence[ReducedTarget]
    """The behaviors whose target is lower this week."""
    too_long: Sequence[TaskTooLong]
    """The tasks that the week has no room for."""
    prices: LimitPrices | None
    """None until asked for."""


def summary_tab(summary: Summary) -> ResultTab:
    """Return the tab that is shown first."""
    missing = len(summary.run.plan.unplaced) + len(summary.too_long)
    return ResultTab("summary", counted("Missing", missing) if missing else "In short", lambda w: _lines(summary, w))


def _lines(summary: Summary, width: int) -> Iterator[ResultLine]:
    plan, problem = summary.run.plan, summary.run.problem
    room = _name_room(summary, width)
    if summary.changes.rows:
        yield ResultLine(Content.assemble(("  Against your plan: ", MUTED), diff_summary(summary.changes)))
        yield ResultLine(Content(""))
    if not plan.unplaced and not summary.too_long:
        yield ResultLine(Content(f"  {ALL_WANTED if summary.reduced else ALL_PLACED}"))
    else:
        yield heading("  Less often than you asked:" if plan.unplaced else "  Not in time:")
    yield from map(_late_line, summary.too_long)
    yield from (_cause_line(problem, cause, room) for cause in by_cause(plan.unplaced, problem.name_of))
    yield from _reduced_lines(summary.reduced, room)
    if plan.unplaced:
        yield ResultLine(Content(""))
        yield from _price_lines(summary.prices)


def _name_room(summary: Summary, width: int) -> int:
    """Return the cells that names get: no more than the longest takes, the sentences behind them have the rest."""
    names = [summary.run.problem.name_of(one.behavior) for one in summary.run.plan.unplaced]
    names += [asked.name for asked in summary.reduced]
    longest = max((cell_width(clean(name)) for name in names), default=0)
    return max(min(longest, LONGEST_NAME, width // 3), SHORTEST_NAME)


def _reduced_lines(reduced: Sequence[ReducedTarget], room: int) -> Iterator[ResultLine]:
    if reduced:
        yield ResultLine(Content(""))
        yield heading("  Wanted this week:")
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


def _price_lines(prices: LimitPrices | None) -> Iterator[ResultLine]:
    if prices is None:
        yield ResultLine(Content(f"  {QUESTION}"), PRICES, (Content("Takes some seconds; c stops."),))
        return
    if not prices.found:
        yield ResultLine(Content.styled(f"  {NO_PRICE if prices.complete else NOT_IN_TIME}", MUTED))
        return
    yield heading("  More room would bring, in points:")
    yield from (_price_line(number, price) for number, price in enumerate(prices.found))
    if not prices.complete:
        yield ResultLine(Content.styled(f"  {MORE_OPEN}", MUTED))


def price_key(number: int) -> str:
    """Return the key of the line of a price."""
    return f"price:{number}"


def _price_line(number: int, price: LimitPrice) -> ResultLine:
    limit = price.limit.sentence
    room = price.sentence.partition(" are worth ")[0].partition(" is worth ")[0]  # the price is shown in front
    known = price.price_range
    gain = f"+{points(price.gain)}" if known is None else in_points(known).removesuffix(" points")
    content = Content.assemble("  ", (f"{gain:>7}", "bold $success"), "  ", safe(room))
    detail = (safe(price.sentence, "bold"), safe(limit), enter_hint("gives it this room and solves again."))
    label = f"Gave more room to “{limit}”"
    return ResultLine(content, price_key(number), detail, change=price.change, label=label)
