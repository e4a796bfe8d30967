"""The rules as sentences: frozen rows, built by pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rule import Rule
from habitos_tui.domain.text.rule_phrasing import rule_sentence, rule_strictness
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.kit.text_layout import wrapped

NO_RULES: Final = (
    "No rules yet: every week that fits your time and energy is allowed.",
    "Press n to make the first, such as “Run and Swim never on the same day”.",
)
MOST_LINES: Final = 4
"""Of one rule in the list; the form shows it in full."""
_LONGEST_NAME: Final = 32
_MARK_CELLS: Final = 6
"""Two for the cursor, and the box with its blank."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule: what it asks, under its name if it has one, and what breaking it costs."""

    id: str
    name: str
    sentence: str
    strictness: str
    hard: bool
    active: bool


def short_names(behaviors: Iterable[Behavior]) -> dict[str, str]:
    """Return the names by id, harmless and short enough for a sentence of several."""
    return {behavior.id: clean(behavior.name, limit=_LONGEST_NAME) for behavior in behaviors}


def rule_row(rule: Rule, names: Mapping[str, str], first_weekday: int = 0) -> RuleRow:
    """Return one rule as it is listed."""
    return RuleRow(
        id=rule.id,
        name=clean(rule.name),
        sentence=clean(rule_sentence(rule, names, first_weekday)),
        strictness=rule_strictness(rule),
        hard=rule.hard,
        active=rule.active,
    )


def rule_lines(row: RuleRow, width: int) -> list[Content]:
    """Return the lines of a rule in `width` cells: a box ticked when it is on, the sentence, then its strictness."""
    mark = ("✓", "bold $success") if row.active else " "
    end = f" · {row.strictness}" if row.active else f" · {row.strictness} · off"
    room = max(width - _MARK_CELLS - 1, 8)
    text = f"{row.name}: {row.sentence}" if row.name else row.sentence
    lines = wrapped(text, room, MOST_LINES)
    body = [Content.styled(line, "" if row.active else MUTED) for line in lines]
    strictness = Content.styled(end, "$accent" if row.hard and row.active else MUTED)
    if cell_width(lines[-1]) + len(end) <= room:
        body[-1] = body[-1] + strictness
    else:
        body.append(Content.styled(end.removeprefix(" · "), strictness.spans[0].style))
    first = Content.assemble("  [", mark, "] ", body[0])
    return [first, *(Content.assemble(" " * _MARK_CELLS, line) for line in body[1:])]
