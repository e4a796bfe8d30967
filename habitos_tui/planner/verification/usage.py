"""How much of a rule's limit a week uses, period by period.

See docs/planning-model.md, section 4.
"""

from collections.abc import Iterable, Iterator

from habitos_tui.domain.model.rule import ScopedRule
from habitos_tui.planner.verification.day_layout import Week
from habitos_tui.planner.verification.placed import Placed


def amounts(week: Week, rule: ScopedRule) -> Iterator[int]:
    """Yield minutes or sessions of the rule's scope for each of its periods, fixed sessions included."""
    for days in [(day,) for day in rule.days] if rule.period == "day" else [rule.days]:
        yield _amount(rule, (placed for placed in week.sessions if placed.day in days))


def _amount(rule: ScopedRule, sessions: Iterable[Placed]) -> int:
    counted = [p for p in sessions if rule.scope.picks(p.behavior) and rule.slot in {None, p.slot}]
    return sum(p.minutes for p in counted) if rule.counted == "minutes" else len(counted)
