"""Rules as sentences."""

from habitos_tui.domain.model.rule import MutualExclusion, Rule
from habitos_tui.ui.rules.form_model import short_names
from habitos_tui.ui.rules.rules_pane import rule_lines
from tests.support.household import BEHAVIORS, RULES

NAMES = short_names(BEHAVIORS)


def text_of(rule: Rule, width: int) -> list[str]:
    return [line.plain for line in rule_lines(rule, NAMES, 0, width)]


def test_a_rule_is_a_sentence_with_its_strictness() -> None:
    assert text_of(RULES[1], 80) == ["  [✓] Morning run and Meet friends never on the same day · hard"]
    off = RULES[2].model_copy(update={"active": False, "name": "Calm first"})
    assert text_of(off, 60) == [
        "  [ ] Calm first: Meditation before Deep work when both are",
        "      on one day · 2.5 points per session · off",
    ]


def test_a_rule_about_many_is_cut_and_still_says_its_strictness() -> None:
    many = MutualExclusion(id="x", behaviors=tuple(f"behavior-{n}" * 3 for n in range(40)), period="day")
    lines = text_of(many, 60)
    assert len(lines) == 5
    assert lines[-1].strip() == "hard"
    assert max(map(len, lines)) <= 60
