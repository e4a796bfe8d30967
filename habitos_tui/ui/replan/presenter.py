"""What came of planning the rest of a week anew, where that is not a plan."""

from collections.abc import Iterator

from textual.content import Content

from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.text.phrasing import cut_short
from habitos_tui.ui.kit.safe_text import safe


def conflict_note(plan: Plan) -> Content:
    """Return which limits clash, what would be enough to repair that, and where to do it."""
    return Content("\n").join(_conflict(plan))


def _conflict(plan: Plan) -> Iterator[Content]:
    yield Content.assemble(("✗ ", "bold $error"), ("No week keeps all your limits", "bold"))
    yield Content("")
    yield from (Content.assemble((" ✗ ", "bold $text-error"), safe(limit.sentence)) for limit in plan.conflict)
    if plan.repairs:
        yield Content("")
        yield Content.styled("One of these is enough to make it possible:", "bold")
    yield from (Content.assemble((" → ", "bold $accent"), safe(repair.sentence)) for repair in plan.repairs)
    if note := cut_short(plan):
        yield Content("")
        yield Content.styled(note, "$text-warning")
    yield Content("")
    yield Content.assemble(("o", "bold $accent"), (" shows them in Solve, where one key repairs", "$foreground-muted"))
