"""The rules as sentences, each switched on or off."""

from collections.abc import Sequence

from habitos_tui.domain.model.rule import Rule, ScopedRule
from habitos_tui.domain.text.rule_phrasing import rule_line
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import Line
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.rules.commands import (
    RULES,
    CopyRule,
    DeleteRule,
    EditRule,
    MoveLineDown,
    MoveLineUp,
    NewRule,
    SwitchRule,
)
from habitos_tui.ui.rules.form import RuleForm, RuleOffers
from habitos_tui.ui.rules.form_model import Picks, new_picks, picks_of
from habitos_tui.ui.rules.kind_dialog import RuleKindDialog
from habitos_tui.ui.rules.kinds import KIND_BY_TYPE, RuleKind
from habitos_tui.ui.rules.pane import Pane
from habitos_tui.ui.rules.presenter import NO_RULES, RuleRow, rule_lines, rule_row, short_names


class RulesPane(Pane[RuleRow]):
    """A rule in as many lines as its sentence needs; the cursor is on the first of them."""

    INFO = RULES
    EMPTY_TEXT = NO_RULES
    NEEDS_LINE = frozenset({"switch_rule", "edit_rule", "copy_rule", "delete_rule", "move_line"})
    BINDINGS = bindings(SwitchRule, NewRule, EditRule, CopyRule, DeleteRule, MoveLineDown, MoveLineUp)

    def load(self) -> None:
        """Read the rules, and the behaviors for the names in them: archived ones too."""
        workspace, first = self.workspace, self.first_weekday
        names = short_names((*workspace.behaviors.all(), *workspace.behaviors.archived()))
        rows = {rule.id: rule_row(rule, names, first) for rule in workspace.rules.all()}
        self.show(rows, str(len(rows)))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Return the sentences."""
        return [
            Line(content, None if at else rule_id)
            for rule_id, row in self.rows.items()
            for at, content in enumerate(rule_lines(row, width))
        ]

    def action_switch_rule(self) -> None:
        """Switch the rule under the cursor."""
        if (row := self.row) is not None:
            self.workspace.rules.set_active(row.id, not row.active)
            self.context.committed(tell=False)

    def action_new_rule(self) -> None:
        """Choose a kind, then say what the rule asks."""
        workspace = self.workspace
        behaviors = workspace.behaviors.all()

        def chosen(rule_type: str | None) -> None:
            if rule_type is not None:
                kind = KIND_BY_TYPE[rule_type]
                self._open_new(f"New rule: {kind.title.lower()}", kind, new_picks(kind, behaviors))

        self.app.push_screen(RuleKindDialog(len(behaviors)), chosen)

    def action_edit_rule(self) -> None:
        """Change the rule under the cursor."""
        if (rule := self._rule()) is not None:
            kind = KIND_BY_TYPE[rule.type]
            title, picks, offers = safe(f"Edit rule: {kind.title.lower()}"), picks_of(rule, kind), self._offers(rule)
            update = self.workspace.rules.update
            self.open_form(
                RuleForm(title, kind, picks, offers, update, rule_id=rule.id, active=rule.active), lambda rule: rule.id
            )

    action_open = action_edit_rule  # a second click opens, as enter does

    def action_copy_rule(self) -> None:
        """Start a new rule from the one under the cursor."""
        if (rule := self._rule()) is not None:
            kind = KIND_BY_TYPE[rule.type]
            self._open_new(f"Copy of a rule: {kind.title.lower()}", kind, picks_of(rule, kind), rule)

    def action_move_line(self, steps: int) -> None:
        """Put the rule under the cursor further up or down."""
        if (row := self.row) is not None:
            self.workspace.rules.move(row.id, steps)
            self.context.committed(tell=False)

    def action_delete_rule(self) -> None:
        """Delete the rule under the cursor."""
        if (row := self.row) is not None:
            self.workspace.rules.delete(row.id)
            self.context.committed()

    def _rule(self) -> Rule | None:
        return None if self.cursor is None else self.workspace.rules.get(self.cursor)

    def _open_new(self, title: str, kind: RuleKind, picks: Picks, like: Rule | None = None) -> None:
        rules, offers = self.workspace.rules, self._offers(like)
        self.open_form(
            RuleForm(safe(title), kind, picks, offers, rules.add, rule_id=rules.new_id(kind.type)), lambda rule: rule.id
        )

    def _offers(self, rule: Rule | None) -> RuleOffers:
        """Return what there is to pick from; behaviors put away only where `rule` is about them."""
        workspace = self.workspace
        behaviors, archived = workspace.behaviors.all(), workspace.behaviors.archived()
        about = () if rule is None else rule.behavior_ids
        names, first = short_names((*behaviors, *archived)), self.first_weekday
        categories = {behavior.category: None for behavior in (*behaviors, *archived)}
        if isinstance(rule, ScopedRule) and rule.scope.category is not None:
            categories[rule.scope.category] = None  # it may have no behavior any more
        return RuleOffers(
            behaviors={b.id: b.name for b in (*behaviors, *(b for b in archived if b.id in about))},
            categories=tuple(categories),
            slots=tuple(slot.name for slot in workspace.calendar.slots()),
            first_weekday=first,
            line=lambda rule: rule_line(rule, names, first),
            issues=workspace.rules.issues,
        )
