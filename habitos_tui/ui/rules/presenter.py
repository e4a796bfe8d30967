"""The rules as sentences: pure functions."""

from collections.abc import Iterable, Mapping
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rule import Rule
from habitos_tui.domain.text.rule_phrasing import rule_sentence, rule_strictness
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.safe_text import MUTED, wrapped

NO_RULES: Final = (
    "No rules yet: every week that fits your time and energy is allowed.",
    "Press n to make the first, such as “Run and Swim never on the same day”.",
)
MAX_LINES: Final = 4
"""Most lines per rule in the list; the form shows all."""
_LONGEST_NAME: Final = 32
_MARK_CELLS: Final = 6
"""Cells for the cursor and the tick box."""


def short_names(behaviors: Iterable[Behavior]) -> dict[str, str]:
    """Return the names by id, sanitised and shortened for sentences."""
    return {behavior.id: clean(behavior.name, limit=_LONGEST_NAME) for behavior in behaviors}


def rule_lines(rule: Rule, names: Mapping[str, str], first_weekday: int, width: int) -> list[Content]:
    """Return the lines of a rule in `width` cells: a box ticked when it is on, the sentence, then its strictness."""
    mark = ("✓", "bold $success") if rule.active else " "
    end = f" · {rule_strictness(rule)}" + ("" if rule.active else " · off")
    room = max(width - _MARK_CELLS - 1, 8)
    sentence = clean(rule_sentence(rule, names, first_weekday))
    lines = wrapped(f"{clean(rule.name)}: {sentence}" if clean(rule.name) else sentence, room, MAX_LINES)
    body = [Content.styled(line, "" if rule.active else MUTED) for line in lines]
    style = "$accent" if rule.hard and rule.active else MUTED
    if cell_width(lines[-1]) + len(end) <= room:
        body[-1] += Content.styled(end, style)
    else:
        body.append(Content.styled(end.removeprefix(" · "), style))
    first = Content.assemble("  [", mark, "] ", body[0])
    return [first, *(Content.assemble(" " * _MARK_CELLS, line) for line in body[1:])]
