"""The rules as sentences, each switched on or off."""

from collections.abc import Mapping, Sequence
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.agenda import WeekAgenda
from habitos_tui.domain.model.rule import Rule
from habitos_tui.domain.text.phrasing import capital
from habitos_tui.domain.text.rule_phrasing import rule_sentence, rule_strictness
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.line_list import Line
from habitos_tui.ui.kit.safe_text import MUTED, safe, wrapped
from habitos_tui.ui.rules.commands import RULE_COMMANDS, RULES
from habitos_tui.ui.rules.detail import rule_detail
from habitos_tui.ui.rules.form import RuleForm, RuleKindDialog
from habitos_tui.ui.rules.form_model import new_picks, picks_of, short_names
from habitos_tui.ui.rules.kinds import KIND_BY_TYPE
from habitos_tui.ui.rules.pane import Pane

NO_RULES: Final = (
    "No rules yet: every week that fits your time and energy is allowed.",
    "Press n to make the first, such as “Run and Swim never on the same day”.",
)
MAX_LINES: Final = 4
"""Most lines per rule in the list; the form shows all."""
_MARK_CELLS: Final = 6
"""Cells for the cursor and the tick box."""


def rule_lines(rule: Rule, names: Mapping[str, str], first_weekday: int, width: int, unused: str = "") -> list[Content]:
    """Return the lines of a rule in `width` cells: a box ticked when it is on, the sentence, then its strictness.

    Last comes what is `unused` about it.
    """
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
    body += [Content.styled(line, "$text-warning") for line in wrapped(capital(unused), room, 1)] if unused else []
    first = Content.assemble("  [", mark, "] ", body[0])
    return [first, *(Content.assemble(" " * _MARK_CELLS, line) for line in body[1:])]


class RulesPane(Pane[Rule]):
    """A rule takes as many lines as its sentence needs; the cursor is on the first."""

    INFO = RULES
    EMPTY_TEXT = NO_RULES
    NEEDS_LINE = frozenset({"switch_rule", "edit_rule", "copy_rule", "delete_rule", "move_line"})
    BINDINGS = bindings(*RULE_COMMANDS)

    _names: Mapping[str, str] = {}
    """Names of all behaviors by id."""
    _unused: Mapping[str, str] = {}
    """By id of rules: that they concern nothing, where they do not."""

    def load(self) -> None:
        """Read the rules, and the behaviors for the names in them: archived ones too."""
        workspace = self.workspace
        self._names = short_names((*workspace.behaviors.all(), *workspace.behaviors.archived()))
        rows = {rule.id: rule for rule in workspace.rules.all()}
        self._unused = {rule.id: workspace.rules.unused(rule) for rule in rows.values()}
        self.show(rows, str(len(rows)))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return the sentences."""
        return [
            Line(content, None if at else rule_id)
            for rule_id, rule in self.rows.items()
            for at, content in enumerate(
                rule_lines(rule, self._names, self.first_weekday, width, self._unused[rule_id])
            )
        ]

    def detail(self, agenda: WeekAgenda) -> Sequence[str]:
        """Return which sessions the rule touches, and how far the week is from its limits."""
        return () if self.row is None else rule_detail(self.row, agenda)

    def action_switch_rule(self) -> None:
        """Switch the rule under the cursor on or off."""
        if (rule := self.row) is not None:
            self.workspace.rules.set_active(rule.id, not rule.active)
            self.context.committed(tell=False)

    def action_new_rule(self) -> None:
        """Choose a kind, then open its form."""
        workspace = self.workspace
        behaviors = workspace.behaviors.all()

        def chosen(rule_type: str) -> None:
            kind = KIND_BY_TYPE[rule_type]
            title = safe(f"New rule: {kind.title}")
            self._open(RuleForm(title, kind, new_picks(kind, behaviors), workspace))

        ask(self, RuleKindDialog(len(behaviors)), chosen)

    def action_edit_rule(self) -> None:
        """Change the rule under the cursor."""
        if (rule := self._rule()) is not None:
            kind = KIND_BY_TYPE[rule.type]
            title = safe(f"Edit rule: {kind.title}")
            self._open(RuleForm(title, kind, picks_of(rule, kind), self.workspace, rule=rule))

    action_open = action_edit_rule  # a second click opens, as enter does

    def action_copy_rule(self) -> None:
        """Start a new rule from the one under the cursor."""
        if (rule := self._rule()) is not None:
            kind = KIND_BY_TYPE[rule.type]
            title = safe(f"Copy of a rule: {kind.title}")
            self._open(RuleForm(title, kind, picks_of(rule, kind), self.workspace, like=rule))

    def action_move_line(self, steps: int) -> None:
        """Move the rule under the cursor up or down."""
        if (rule := self.row) is not None:
            self.workspace.rules.move(rule.id, steps)
            self.context.committed(tell=False)

    def action_delete_rule(self) -> None:
        """Delete the rule under the cursor."""
        if (rule := self.row) is not None:
            self.workspace.rules.delete(rule.id)
            self.context.committed()

    def _rule(self) -> Rule | None:
        return None if self.cursor is None else self.workspace.rules.get(self.cursor)

    def _open(self, form: RuleForm) -> None:
        self.open_form(form, lambda rule: rule.id)
