"""What plans learn: how likely each behavior gets done where, with the counts that this rests on."""

from collections.abc import Iterator
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.learning import LearnedBehavior, LearnedChance, Learning
from habitos_tui.domain.text.phrasing import percent
from habitos_tui.text import clean
from habitos_tui.ui.insights.charts.chart import counted, gauge
from habitos_tui.ui.insights.charts.days import slot_name
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.kit.text_layout import fit

FIGURES, CHANCE, USUAL = 11, 6, 16
ROOMY: Final = 70
"""Cells from which the usual chance is told too."""
OFF: Final = "plans take the usual chances"

EMPTY_TEXT: Final = (
    "Nothing learned yet. Plans take the usual chances until some of what was planned is done or missed."
)


def behavior_lines(known: LearnedBehavior, width: int) -> Iterator[Content]:
    """Yield a line for a behavior, and one for each place in which it was tried."""
    name = clean(known.name, limit=width - 2)
    told = "" if known.on else f" · off: {OFF}"
    yield Content.assemble("  ", (name, "bold"), (told, MUTED)).truncate(width, ellipsis=True)
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


def rests_on(learning: Learning) -> str:
    """Return "1,012 sessions of the last half year"."""
    return f"{counted(learning.evidence, 'session')} of the last half year" if learning.evidence else ""


def about(learning: Learning) -> str:
    """Return in a few words what is seen."""
    return "what plans reckon with" if learning.on else f"learning is off, {OFF}"
