"""Every rule as one sentence with the names of its behaviors, and what breaking it costs.

`names` maps behavior ids to names; an id that is not in it stands for itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, assert_never

from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import (
    DurationBounds,
    Frequency,
    MutualExclusion,
    Precedence,
    Rule,
    ScopedRule,
    Stack,
    TimeBudget,
)
from habitos_tui.domain.planning.deadline import is_deadline
from habitos_tui.domain.text.phrasing import capital, counted_points, duration, in_slot, limits, listed, number, on_days

NO_LIMIT: Final = "any amount"
"""What a rule asks once its only limit is gone."""
_SIGNS: Final = ("at least ", "at most ")
_OPENINGS: Final = ("At ", "Between ", "Exactly ", "Only ")
"""How a sentence begins that does not begin with a name."""


def sentence_in(problem: Problem, rule: Rule) -> str:
    """Return what a rule of a problem asks; its days count from the week's first."""
    first = problem.week_start.weekday()
    weekdays = tuple(sorted((first + day) % len(DAYS) for day in rule.days))
    names = {behavior.id: behavior.name for behavior in problem.behaviors}
    return rule_sentence(rule.model_copy(update={"days": weekdays}), names, first)


def rule_words(problem: Problem, rule: Rule) -> str:
    """Return what a rule asks, with its name in front where it has one; the name of a deadline says it all."""
    if is_deadline(rule):
        return rule.name
    return f"{_title(rule)}{sentence_in(problem, rule)}"


def changed_words(problem: Problem, old: Rule, new: Rule) -> str:
    """Return what a rule asks, with the number that changes: "At most 4 h → 5 h of sessions a day"."""
    sentence, before, after = sentence_in(problem, old), _amount(old), _amount(new)
    start = sentence.casefold().find(before) if before else -1
    if start < 0:
        then = sentence_in(problem, new)
        return f"{_title(old)}{sentence} → {then[:1].lower() + then[1:] if then.startswith(_OPENINGS) else then}"
    end, same = start + len(before), next((sign for sign in _SIGNS if before.startswith(sign)), "")
    return f"{_title(old)}{sentence[:end]} → {after.removeprefix(same) or NO_LIMIT}{sentence[end:]}"


def rule_sentence(rule: Rule, names: Mapping[str, str], first_weekday: int = 0) -> str:
    """Return what the rule asks, such as "Run and Swim never on the same day"."""
    match rule:
        case TimeBudget():
            return _time_budget(rule, names, first_weekday)
        case Frequency():
            return _frequency(rule, names, first_weekday)
        case DurationBounds():
            least, most = _durations(rule.min_minutes, rule.max_minutes)
            sentence = f"{_name(rule.behavior, names)} lasts {limits(least, most)}"
        case Precedence(required=True):
            sentence = f"{_name(rule.after, names)} only after {_name(rule.before, names)} on the same day"
        case Precedence():
            sentence = f"{_name(rule.before, names)} before {_name(rule.after, names)} when both are on one day"
        case MutualExclusion():
            sentence = _exclusion(rule, names)
        case Stack():
            sentence = f"{_name(rule.then, names)} comes right after {_name(rule.first, names)}"
        case _:
            assert_never(rule)
    return _with_days(sentence, rule.days, first_weekday)


def rule_strictness(rule: Rule) -> str:
    """Return "hard", or "5 points per hour" for what a soft rule costs per unit of violation."""
    if rule.penalty is None:
        return "hard"
    return f"{counted_points(rule.penalty, 2)} per {rule.violation_unit}"


def rule_line(rule: Rule, names: Mapping[str, str], first_weekday: int = 0) -> str:
    """Return the sentence with its strictness: "Run and Swim never on the same day - hard"."""
    return f"{_title(rule)}{rule_sentence(rule, names, first_weekday)} - {rule_strictness(rule)}"


def tagged(tag: str) -> str:
    """Return "tagged “errands”"."""
    return f"tagged “{tag}”"


def nothing_concerned(rule: Rule, behaviors: Iterable[Behavior]) -> str:
    """Return that a rule concerns none of the behaviors in use, and why; empty where it does."""
    if not isinstance(rule, ScopedRule) or any(rule.scope.picks(behavior) for behavior in behaviors):
        return ""
    if rule.scope.tag is not None:
        return f"concerns nothing: no behavior in use is {tagged(rule.scope.tag)}"
    return "concerns nothing: no behavior in use is meant"


def _title(rule: Rule) -> str:
    return f"{rule.name}: " if rule.name else ""


def _amount(rule: Rule) -> str:
    """Return "at least 3" or "between 1 h and 2 h"; nothing where there is no such limit."""
    if not isinstance(rule, ScopedRule | DurationBounds):
        return ""
    in_minutes = isinstance(rule, DurationBounds) or rule.counted == "minutes"
    least, most = (rule.min_minutes, rule.max_minutes) if isinstance(rule, DurationBounds) else (rule.least, rule.most)
    least = least or None  # none at all is no minimum
    if least is None and most is None:
        return ""
    if in_minutes:
        return limits(*_durations(least, most))
    return limits(None if least is None else str(least), None if most is None else str(most))


def _name(behavior: str, names: Mapping[str, str]) -> str:
    return names.get(behavior, behavior)


def _with_days(sentence: str, days: tuple[int, ...], first_weekday: int) -> str:
    when = on_days(days, first_weekday)
    return f"{sentence}, {when}" if when else sentence


def _durations(least: int | None, most: int | None) -> tuple[str | None, str | None]:
    return None if least is None else duration(least), None if most is None else duration(most)


def _time_budget(rule: TimeBudget, names: Mapping[str, str], first_weekday: int) -> str:
    if rule.max_minutes == 0:
        return _nothing(rule, names, first_weekday)
    amount = limits(*_durations(rule.min_minutes, rule.max_minutes))
    when = _when(rule, first_weekday)
    if rule.scope.behaviors is not None:
        return f"{_together(rule.scope.behaviors, names)} {amount}{when}"
    kind = f"everything {tagged(rule.scope.tag)}" if rule.scope.tag is not None else _kind(rule)
    return capital(f"{amount} of {kind}{when}")


def _frequency(rule: Frequency, names: Mapping[str, str], first_weekday: int) -> str:
    least, most = rule.min_sessions, rule.max_sessions
    if most == 0:
        return _nothing(rule, names, first_weekday)
    numbers = (None if least is None else str(least), None if most is None else str(most))
    last = least if most is None else most
    amount = f"{limits(*numbers)} {_kind(rule, several=last != 1)}{_when(rule, first_weekday)}"
    return capital(amount) if rule.scope.behaviors is None else f"{_together(rule.scope.behaviors, names)} {amount}"


def _nothing(rule: ScopedRule, names: Mapping[str, str], first_weekday: int) -> str:
    """Return the sentence of a maximum of nothing at all."""
    where = f" {in_slot(rule.slot)}" if rule.slot is not None else ""
    if rule.scope.behaviors is not None:
        sentence = f"No {listed([_name(b, names) for b in rule.scope.behaviors], 'or')}{where}"
    else:
        sentence = f"No {_kind(rule)}{where}"
    when = on_days(rule.days, first_weekday)
    return f"{sentence} {when}" if when else sentence


def _kind(rule: ScopedRule, *, several: bool = True) -> str:
    """Return "health sessions", "session that costs at least 4 energy"."""
    noun = "sessions" if several else "session"
    if rule.scope.min_energy is not None:
        return f"{noun} that cost{'' if several else 's'} at least {number(rule.scope.min_energy, 2)} energy"
    if rule.scope.tag is not None:
        return f"{noun} {tagged(rule.scope.tag)}"
    return noun if rule.scope.category is None else f"{rule.scope.category} {noun}"


def _together(behaviors: Sequence[str], names: Mapping[str, str]) -> str:
    """Return the names of what a limit is for; several share it."""
    shared = " together" if len(behaviors) > 1 else ""
    return listed([_name(behavior, names) for behavior in behaviors]) + shared


def _when(rule: ScopedRule, first_weekday: int) -> str:
    """Return " a day in the evening on weekdays", with its leading space."""
    days = on_days(rule.days, first_weekday)
    where = f" {in_slot(rule.slot)}" if rule.slot is not None else ""
    if len(rule.days) == 1:
        return f"{where} {days}"
    if not days:
        return f" a {rule.period}{where}"
    return f" a day{where} {days}" if rule.period == "day" else f"{where} {days} together"


def _exclusion(rule: MutualExclusion, names: Mapping[str, str]) -> str:
    together = f"{'in' if rule.period != 'day' else 'on'} the same {rule.period}"
    behaviors = [_name(behavior, names) for behavior in rule.behavior_ids]
    if len(behaviors) == 2 and rule.limit == 1:
        return f"{listed(behaviors)} never {together}"
    most = "Only one" if rule.limit == 1 else f"At most {rule.limit}"
    return f"{most} of {listed(behaviors)} {together}"
