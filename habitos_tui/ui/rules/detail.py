"""What the chosen line of Rules means for this week, as sentences: pure functions.

Nothing is solved for it. What a rule costs is known where it is soft and missed; a hard one is told where it is at its
limit, since only there it can keep anything out.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from habitos_tui.domain.model.agenda import AgendaItem, DayAgenda, WeekAgenda
from habitos_tui.domain.model.base import MINUTES_PER_DAY, MINUTES_PER_HOUR
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.model.rule import Rule, ScopedRule
from habitos_tui.domain.planning.valuation import normalised, worth_of
from habitos_tui.domain.text.behavior_phrasing import energy_phrase
from habitos_tui.domain.text.phrasing import WEEKDAYS, count, counted_points, duration, listed, number, percent
from habitos_tui.ui.kit.dates import clock

STEP: Final = 0.05
"""How much more of the whole an objective is shown with."""
_LISTED: Final = 6
"""Sessions that are told one by one; of more only how many each behavior has."""
_NAMED: Final = 3
"""Behaviors that are named."""

Agreed = Callable[[AgendaItem], bool]


def rule_detail(rule: Rule, agenda: WeekAgenda) -> list[str]:
    """Return which sessions of this week a rule touches, and how far the plan is from its limits."""
    if not rule.active:
        return ["Switched off: plans do not look at it."]
    days = [day for day in agenda.days if day.day.weekday() in rule.days]
    touched = _touched(rule)
    sessions = [(day, item) for day in days for item in day.items if item.counted and touched(item)]
    found = _standing(rule, days, touched) if isinstance(rule, ScopedRule) else []
    return [*found, _sessions_sentence(sessions)]


def _touched(rule: Rule) -> Agreed:
    """Return what tells whether a session is one that the rule is about."""
    if not isinstance(rule, ScopedRule):
        return lambda item: item.behavior.id in rule.behavior_ids
    return lambda item: rule.scope.picks(item.behavior) and (rule.slot is None or _slot(item) == rule.slot)


def _slot(item: AgendaItem) -> str | None:
    if item.completion is not None:
        return item.completion.context.slot
    return None if item.session is None else item.session.slot


def _sessions_sentence(sessions: Sequence[tuple[DayAgenda, AgendaItem]]) -> str:
    if not sessions:
        return "It touches no session of this week."
    if len(sessions) > _LISTED:
        counts = Counter(item.behavior.name for _, item in sessions)
        named = [f"{name} {times}" for name, times in counts.most_common()]
        return f"It touches {len(sessions)} sessions of this week: {', '.join(named)}."
    places = [f"{item.behavior.name} {WEEKDAYS[day.day.weekday()][:3]} {clock(item.start)}" for day, item in sessions]
    return f"It touches {count(len(places), 'session')} of this week: {', '.join(places)}."


def _standing(rule: ScopedRule, days: Sequence[DayAgenda], touched: Agreed) -> Iterator[str]:
    """Yield what is planned or done of what the rule limits, where it is at its limit, and what a miss costs."""
    parts = [[day] for day in days] if rule.period == "day" else [list(days)]
    amounts = [_amount(rule, part, touched) for part in parts]
    yield f"Planned and done: {_amounts(rule, parts, amounts)}."
    missed = sum(_missed(rule, amount) for amount in amounts)
    full = [WEEKDAYS[part[0].day.weekday()] for part, amount in zip(parts, amounts, strict=True) if amount == rule.most]
    if missed:
        yield _missed_sentence(rule, missed)
    elif full and rule.period == "day":
        yield f"At its limit on {listed(full)}: nothing more of this fits there."
    elif full:
        yield "At its limit: nothing more of this fits into the week."


def _amount(rule: ScopedRule, days: Iterable[DayAgenda], touched: Agreed) -> int:
    items = [item for day in days for item in day.items if item.counted and touched(item)]
    return sum(item.minutes for item in items) if rule.counted == "minutes" else len(items)


def _amounts(rule: ScopedRule, parts: Sequence[Sequence[DayAgenda]], amounts: Sequence[int]) -> str:
    if rule.period != "day":
        return ", ".join(_said(rule, amount) for amount in amounts)
    days = [WEEKDAYS[part[0].day.weekday()][:3] for part in parts]
    return ", ".join(f"{day} {_said(rule, amount)}" for day, amount in zip(days, amounts, strict=True))


def _said(rule: ScopedRule, amount: int) -> str:
    return duration(amount) if rule.counted == "minutes" else str(amount)


def _missed(rule: ScopedRule, amount: int) -> int:
    short = 0 if rule.least is None else max(rule.least - amount, 0)
    return short + (0 if rule.most is None else max(amount - rule.most, 0))


def _missed_sentence(rule: ScopedRule, missed: int) -> str:
    minutes = rule.counted == "minutes"
    away = duration(missed) if minutes else count(missed, "session")
    if rule.penalty is None:
        return f"This week is {away} away from it."
    cost = rule.penalty * (missed / MINUTES_PER_HOUR if minutes else missed)
    return f"This week is {away} away from it, which costs {counted_points(cost)}."


def objective_detail(name: str, shares: Mapping[str, float], behaviors: Sequence[Behavior]) -> list[str]:
    """Return which behaviors serve an objective most, and what a larger share of it would change."""
    serving = sorted((b for b in behaviors if b.impacts.get(name, 0) > 0), key=lambda b: -b.impacts[name])
    if not serving:
        return ["No behavior serves it: its share changes nothing. Give one an impact on it on Behaviors (3)."]
    named = [f"{behavior.name} ({number(behavior.impacts[name], 2)})" for behavior in serving[:_NAMED]]
    one = len(serving) == 1
    served = "Only one behavior serves it:" if one else f"{count(len(serving), 'behavior')} serve it, most of all"
    sentences = [f"{served} {listed(named)}."]
    if (more := min(shares[name] + STEP, 1.0)) > shares[name]:
        sentences.append(_with_more(shares, name, more, behaviors))
    return sentences


def _with_more(shares: Mapping[str, float], name: str, more: float, behaviors: Sequence[Behavior]) -> str:
    """Return which sessions would gain and lose most of their worth with a share of `more`."""
    rest = 1 - shares[name]
    after = {each: more if each == name else share * (1 - more) / rest for each, share in shares.items()}
    gains = {b.name: POINTS * (worth_of(b, normalised(after)) - worth_of(b, shares)) for b in behaviors}
    best, worst = max(gains, key=lambda each: gains[each]), min(gains, key=lambda each: gains[each])
    less = f", one of {worst} {counted_points(-gains[worst])} less" if gains[worst] < 0 else ""
    change = f"a session of {best} is worth {counted_points(gains[best])} more{less}"
    return f"With {percent(more)} instead of {percent(shares[name])} {change}."


def energy_detail(weekday: int, agenda: WeekAgenda) -> list[str]:
    """Return what the plan takes of the energy of a weekday, and by which sessions."""
    day = next((day for day in agenda.days if day.day.weekday() == weekday), None)
    if day is None:
        return ["This week does not have this day."]
    limit = "" if day.energy_limit is None else f" of {number(day.energy_limit)}"
    items = [item for item in day.items if item.counted and item.behavior.energy_cost]
    costs = [f"{item.behavior.name} {energy_phrase(item.behavior.energy_cost)}" for item in items]
    return [
        f"Planned and done: {number(day.energy)}{limit} points this week.",
        *([f"{', '.join(costs)}."] if costs else []),
    ]


def slot_detail(name: str, behaviors: Sequence[Behavior]) -> list[str]:
    """Return which behaviors are best in a slot, or are planned in no other."""
    only = [b.name for b in behaviors if name in b.every_preferred_slot and b.strict_slots]
    best = [b.name for b in behaviors if name in b.every_preferred_slot and not b.strict_slots]
    told = ((f"Only here or in their other slots: {', '.join(only)}.", only), (f"Best here: {', '.join(best)}.", best))
    return [sentence for sentence, names in told if names] or ["No behavior prefers it."]


def busy_detail(minutes: int, *, once: bool) -> list[str]:
    """Return how much of a week busy time takes."""
    share = percent(minutes / (len(WEEKDAYS) * MINUTES_PER_DAY))
    return [f"It takes {duration(minutes)} of {'that' if once else 'every'} week, which is {share}."]
