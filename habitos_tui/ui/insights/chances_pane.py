"""The learned chances: how likely each behavior gets done in each slot, with the underlying counts."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content
from textual.geometry import Size

from habitos_tui.domain.insight.learning import LearnedBehavior, LearnedChance, Learning
from habitos_tui.domain.text.phrasing import percent
from habitos_tui.text import clean
from habitos_tui.ui.insights.charts.chart import FRAME, counted, empty_lines, gauge, pane_title
from habitos_tui.ui.insights.charts.days import slot_name
from habitos_tui.ui.insights.commands import SwitchLearning
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe

MIN_LINES, MAX_LINES = 2, 18
"""Rows on the board: when empty, and the most before it scrolls."""
FIGURES, CHANCE, USUAL = 11, 6, 16
ROOMY: Final = 70
"""Width from which the usual chance is shown too."""
OFF: Final = "plans take the usual chances"

EMPTY_TEXT: Final = (
    "Nothing learned yet. Plans take the usual chances until some of what was planned is done or missed."
)


class ChancesPane(LineList):
    """The chances that plans use, by behavior."""

    BINDINGS = bindings(SwitchLearning)
    SHOWS_REST = True
    wide = False

    def __init__(self) -> None:
        super().__init__(id="chances", classes="pane")
        self._learning = Learning.EMPTY
        self._entitle()

    def show(self, learning: Learning) -> None:
        """Show the current chances."""
        self._learning = learning
        self._entitle()
        self.rebuild()
        self.refresh_bindings()

    def rows_for(self, width: int) -> int:
        """Return the preferred number of rows at this width."""
        tried = (sum(chance.counted > 0 for chance in known.chances) for known in self._learning.lines)
        return min(sum(1 + places for places in tried if places) or MIN_LINES, MAX_LINES) + FRAME

    def prepare(self, size: Size) -> None:
        """Do nothing: a list is built when it has its size."""

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines for `width` cells; behaviors without evidence are left out."""
        if width <= 0:
            return ()
        lines: list[Line] = []
        for known in self._learning.lines:
            first, *others = behavior_lines(known, width)
            if others:
                lines += [Line(first, known.behavior), *map(Line, others)]
        return lines or [Line(line) for line in empty_lines(EMPTY_TEXT, width)]

    @property
    def switchable(self) -> LearnedBehavior | None:
        """The behavior under the cursor; None without one or while learning is off for all."""
        return self._learning.of(self.cursor or "") if self._learning.on else None

    def _entitle(self) -> None:
        learning = self._learning
        self.border_title = pane_title(
            "Chances", "what plans reckon with" if learning.on else f"learning is off, {OFF}"
        )
        evidence = f"{counted(learning.evidence, 'session')} of the last half year"
        self.border_subtitle = safe(evidence if learning.evidence else "")


def behavior_lines(known: LearnedBehavior, width: int) -> Iterator[Content]:
    """Yield a line for a behavior, and one for each slot with evidence."""
    name = clean(known.name, limit=width - 2)
    off = "" if known.on else f" · off: {OFF}"
    yield Content.assemble("  ", (name, "bold"), (off, MUTED)).truncate(width, ellipsis=True)
    for chance in known.chances:
        if chance.counted:
            yield _line(chance, width, used=known.on)


def _line(chance: LearnedChance, width: int, *, used: bool) -> Content:
    usual = USUAL if width >= ROOMY else 0
    length = max(min((width - FIGURES - CHANCE - usual) // 4, 24), 4)
    room = width - FIGURES - CHANCE - usual - length - 4
    where = f"{slot_name(chance.slot)}, {'weekends' if chance.weekend else 'weekdays'}"
    return Content.assemble(
        "    ",
        fit(where, room),
        f"{chance.done} of {chance.counted} ".rjust(FIGURES),
        gauge(chance.chance, length, "$primary" if used else MUTED),
        (f"{percent(chance.chance):>{CHANCE}}", "bold" if used else MUTED),
        (f"usually {percent(chance.usual)}".rjust(usual) if usual else "", MUTED),
    )
