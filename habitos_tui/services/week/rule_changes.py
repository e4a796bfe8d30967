"""What becomes of rules when the behaviors and slots they name go away or get another name."""

from collections.abc import Container

from habitos_tui.domain.model.rule import MutualExclusion, Rule, ScopedRule


def narrowed(rule: Rule, gone: Container[str]) -> Rule | None:
    """Return the rule without the behaviors in `gone`; None when it means nothing without them.

    A scope keeps its other behaviors, a set keeps them while there are two; the other types need every behavior.
    """
    kept = tuple(behavior for behavior in rule.behavior_ids if behavior not in gone)
    if len(kept) == len(rule.behavior_ids):
        return rule
    if isinstance(rule, ScopedRule):
        return rule.model_copy(update={"scope": rule.scope.model_copy(update={"behaviors": kept})}) if kept else None
    if isinstance(rule, MutualExclusion):
        return rule.model_copy(update={"behaviors": kept}) if len(kept) > max(1, rule.limit) else None
    return None


def with_slot_renamed(rule: Rule, old: str, new: str) -> Rule:
    """Return the rule with `new` in the place of the slot `old`."""
    if isinstance(rule, ScopedRule) and rule.slot == old:
        return rule.model_copy(update={"slot": new})
    return rule
