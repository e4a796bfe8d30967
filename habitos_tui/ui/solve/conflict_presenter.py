"""An impossible week: the limits that clash as sentences, and the repairs with a key each; pure."""

from collections.abc import Iterator

from textual.content import Content

from habitos_tui.domain.model.plan import Limit, Plan, Repair
from habitos_tui.domain.text.phrasing import cut_short
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.solve.commands import REPAIR_KEYS
from habitos_tui.ui.solve.result_view import ResultLine, ResultTab, counted, heading


def conflict_tab(plan: Plan) -> ResultTab:
    """Return the limits that clash, and the repairs in their order."""
    start = repair_key(0) if plan.repairs else None
    title = counted("Conflict", len(plan.conflict))
    return ResultTab("conflict", title, lambda _: _lines(plan), "No reason is known.", start)


def repair_key(place: int) -> str:
    """Return the key of the line of a repair."""
    return f"repair:{place}"


def _lines(plan: Plan) -> Iterator[ResultLine]:
    if plan.conflict:
        yield heading("This limit cannot be kept:" if len(plan.conflict) == 1 else "These limits cannot all be kept:")
    for place, limit in enumerate(plan.conflict):
        content = Content.assemble(("  ✗ ", "bold $text-error"), safe(limit.sentence))
        explained = Content("One of the limits that clash. Without any one of them there is a week.")
        yield ResultLine(content, f"limit:{place}", (safe(limit.sentence, "bold"), explained))
    if plan.repairs:
        yield ResultLine(Content(""))
        one = len(plan.repairs) == 1
        yield heading("This makes the week possible:" if one else "Each of these makes the week possible:")
    for place, repair in enumerate(plan.repairs):
        yield _repair_line(place, repair, plan)
    if note := cut_short(plan):
        yield ResultLine(Content(""))
        yield ResultLine(Content.assemble("  ", (note, "$text-warning")))


def _repair_line(place: int, repair: Repair, plan: Plan) -> ResultLine:
    letter = REPAIR_KEYS[place : place + 1]
    content = Content.assemble((f"  {letter or '→'} ", "bold $accent"), safe(repair.sentence))
    label = f"Changed “{repair.sentence}”"
    return ResultLine(
        content, repair_key(place), tuple(_details(repair, plan, letter)), change=repair.change, label=label
    )


def _details(repair: Repair, plan: Plan, letter: str) -> Iterator[Content]:
    """Yield what a repair changes, what holds now, and the keys that make it."""
    yield from (safe(part, "bold") for part in repair.sentence.split("; "))
    now = [limit for limit in plan.conflict if _same(limit, repair)]
    yield from (Content.assemble(("Now: ", MUTED), safe(limit.sentence)) for limit in now)
    keys = f"{letter} or enter" if letter else "enter"
    yield Content.assemble((f"{keys} ", "bold $accent"), ("makes this change and solves again.", MUTED))


def _same(limit: Limit, repair: Repair) -> bool:
    return (limit.kind, limit.subject) == (repair.kind, repair.subject)
