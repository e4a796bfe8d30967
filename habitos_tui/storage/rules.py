"""The rules of a profile."""

from collections.abc import Sequence

from habitos_tui.domain.model.rule import Rule
from habitos_tui.storage import mapping
from habitos_tui.storage.repository import Repository
from habitos_tui.storage.tables import Rules


class RuleRepository(Repository):
    """Rules in the user's order."""

    def all(self) -> tuple[Rule, ...]:
        """Return every rule, active or not."""
        query = self._select(Rules, mapping.RULE_COLUMNS).order_by(Rules.position)
        return tuple(mapping.rule(row) for row in self._database.rows(query))

    def add(self, rule: Rule) -> None:
        """Add a rule behind the others; InvalidInputError when there is one with that id."""
        with self._database.unit():
            self._insert(Rules, [mapping.rule_row(rule) | {"position": self._next_position(Rules)}])

    def update(self, rule: Rule) -> None:
        """Replace the rule with the same id; it keeps its place."""
        self._update(Rules, f"rule “{rule.id}”", mapping.rule_row(rule), id=rule.id)

    def reorder(self, ids: Sequence[str]) -> None:
        """Put the rules with these ids, which are all there are, in this order."""
        with self._database.unit():
            for position, rule_id in enumerate(ids):
                self._update(Rules, f"rule “{rule_id}”", {"position": position}, id=rule_id)

    def delete(self, rule_id: str) -> None:
        """Delete a rule."""
        self._delete(Rules, f"rule “{rule_id}”", id=rule_id)
