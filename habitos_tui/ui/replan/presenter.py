"""What came of planning a week, where that is not a plan."""

from collections.abc import Iterator

from textual.content import Content

from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.text.phrasing import cut_short
from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.safe_text import safe, safe_lines


def conflict_note(plan: Plan) -> Content:
    """Return which limits clash, what would be enough to repair that, and where to do it."""
    return Content("\n").join(_conflict(plan))


def failure_note(error: HabitosError | None, *, stopped: bool) -> Content:
    """Return why a run has no result, and what to do next."""
    if error is not None:
        sign, title, lines = "✗ ", error.title, [error.message, error.hint]
    elif stopped:
        sign, title, lines = "○ ", "Stopped before a plan was found", ["Let it search a little longer."]
    else:
        title = "The time was up before a plan was found"
        sign, lines = "○ ", ["Give it more seconds, or ask for a wider gap."]
    keys = Content.assemble(("s", "bold $accent"), " tries again   ", ("n", "bold $accent"), " goes back")
    head = Content.assemble((sign, "bold $error"), safe(title, "bold"))
    return Content("\n\n").join([head, *(safe_lines(line) for line in lines if line), keys])


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
