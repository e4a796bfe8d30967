"""The card of a behavior: what it is worth and for what, how it goes, when it is on, what it asks, what rules say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.learning import LearnedBehavior, LearnedChance
from habitos_tui.domain.insight.regularity import SHORTEST_ROW, StreakLine, StrengthLine
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.planning.valuation import worth_of
from habitos_tui.domain.text.behavior_phrasing import behavior_limits, first_and_last
from habitos_tui.domain.text.learning_phrasing import chance_lines, learned_lines, off_sentence
from habitos_tui.domain.text.phrasing import (
    capital,
    count,
    counted_points,
    day_label,
    listed,
    number,
    percent,
    signed,
    slot_label,
    time_of_day,
)
from habitos_tui.text import clean
from habitos_tui.ui.kit.dates import relative_day
from habitos_tui.ui.kit.marks import fold, meter, spark, tag_words
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe
from habitos_tui.ui.kit.themes import category_variable

BAR_CELLS: Final = 10
LABEL_CELLS: Final = 15
ROOMY: Final = 56
"""Width from which the labels have a column of their own."""
COURSE_CELLS: Final = 13
"""Widest curve of the strength; more weeks share a cell."""
SHOWN_STARTS: Final = 3
"""Next sessions of the plan that are told."""
BLANK: Final = Content("")


@dataclass(frozen=True, slots=True)
class BehaviorFacts:
    """All that is told of a behavior."""

    behavior: Behavior
    weights: Mapping[str, float]
    """Of the objectives; they sum to 1."""
    today: date
    variety: float = 0.0
    """How much more the first session of a week counts."""
    first_weekday: int = 0
    place: tuple[int, int] | None = None
    """Its place among how many by what a session is worth; None where it is compared with none."""
    strength: StrengthLine | None = None
    streak: StreakLine | None = None
    known: LearnedBehavior | None = None
    due: str = ""
    """When it is due the next times, where that is on days of its own."""
    planned: tuple[tuple[date, int], ...] = ()
    """Day and minute of what is planned, in time order."""
    last: date | None = None
    """When it was done last."""
    paused: str = ""
    """Of a pause that is or comes."""
    rules: tuple[str, ...] = ()
    """The sentences of the rules about it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the card; text that is too long goes on below itself, beside the label."""

    text: Content
    label: str = ""
    indented: bool = True
    bar: bool = False
    """Whether it begins with a bar, which is in line with others."""


Card = Sequence[Fact]


def card(facts: BehaviorFacts) -> Card:
    """Return everything, in paragraphs."""
    paragraphs = (_worth(facts), _course(facts), _when(facts), _chances(facts), _asked(facts), _rules(facts))
    lines = [Fact(_title(facts), indented=False), Fact(_category(facts), indented=False)]
    for paragraph in map(list, paragraphs):
        lines += [Fact(BLANK), *paragraph] if paragraph else []
    return lines


def short_card(facts: BehaviorFacts) -> Card:
    """Return the same in as few lines as possible, what matters most first."""
    behavior = facts.behavior
    impacts = [f"{_objective(name)} {signed(number(i * 100))}" for name, i in behavior.impacts.items() if i]
    when = [f"next {_next(facts, 1)}"] if facts.planned else [facts.due] if facts.due else []
    gone = [f"last done {_last(facts.last, facts.today)}"] if facts.last else []
    row = [f"in a row: {streak}"] if (streak := _streak(facts.streak)) else []
    firm = f"strength {strength_phrase(behavior, facts.strength)}"
    worth = f"worth {counted_points(_points(facts))} a session{_among(facts)}"
    learned = [*learned_lines(facts.known), off_sentence(facts.known)] if facts.known is not None else []
    rest = [*behavior_limits(behavior, facts.first_weekday), *filter(None, learned), *facts.rules]
    lines = [Content(" · ").join([_category(facts), safe(worth)]), _joined([firm, *row, *gone, *when, *impacts])]
    return [Fact(line, indented=False) for line in (_title(facts), *lines, _joined(rest))]


def strength_phrase(behavior: Behavior, strength: StrengthLine | None) -> str:
    """Return "66 %", or why there is none."""
    if strength is not None:
        return f"{whole_percent(strength.value)} %"
    if behavior.task is not None:
        return "none: it is done once"
    return "not known yet" if behavior.target_per_week else "none: nothing is wanted"


def whole_percent(strength: float) -> str:
    """Return a strength in percent, "<1" instead of zero."""
    return number(strength * 100, 0) if strength >= 0.005 else "<1"


def laid_out(lines: Card, width: int) -> list[Content]:
    """Return the lines of a card, wrapped to a width."""
    return [line for fact in lines for line in _wrapped(fact, width)]


def _wrapped(fact: Fact, width: int) -> Iterator[Content]:
    if not fact.indented:
        yield from fact.text.wrap(width) or [BLANK]
    elif width < ROOMY:
        label = f"{fact.label:<{LABEL_CELLS}}" if fact.bar else f"{fact.label}: "
        yield from (safe(label if fact.label else "", MUTED) + fact.text).wrap(width)
    else:
        for row, line in enumerate(fact.text.wrap(width - LABEL_CELLS)):
            yield safe(fit("" if row else fact.label, LABEL_CELLS), MUTED) + line


def _title(facts: BehaviorFacts) -> Content:
    behavior = facts.behavior
    title = safe(behavior.name, f"bold ${category_variable(behavior.category)}")
    if behavior.tags:
        title += safe(f"  {tag_words(behavior.tags)}", MUTED)
    return title + safe(f" · {facts.paused}", MUTED) if facts.paused else title


def _category(facts: BehaviorFacts) -> Content:
    return safe(facts.behavior.category, f"${category_variable(facts.behavior.category)}")


def _points(facts: BehaviorFacts) -> float:
    return worth_of(facts.behavior, facts.weights) * POINTS


def _among(facts: BehaviorFacts) -> str:
    if facts.place is None:
        return ""
    place, among = facts.place
    return f", number {place} of {among}"


def _worth(facts: BehaviorFacts) -> Iterator[Fact]:
    behavior = facts.behavior
    yield Fact(safe(f"{counted_points(_points(facts))} a session{_among(facts)}"), "Worth")
    within = first_and_last(behavior, worth_of(behavior, facts.weights), facts.variety)
    if within:
        yield Fact(safe(within, MUTED))
    for name, impact in behavior.impacts.items():
        if impact:
            brings = counted_points(facts.weights.get(name, 0.0) * impact * POINTS)
            yield Fact(impact_bar(impact) + safe(f"  {brings}", MUTED), _objective(name), bar=True)


def impact_bar(impact: float) -> Content:
    """Return a bar with the figure of an impact of -1 to 1; a negative one has a minus sign."""
    figure = signed(number(impact * 100))
    return _bar(abs(impact), f"{figure:<4}", "$success" if impact > 0 else "$error")


def _objective(name: str) -> str:
    return clean(slot_label(name).capitalize(), limit=LABEL_CELLS - 1)


def _course(facts: BehaviorFacts) -> Iterator[Fact]:
    strength = facts.strength
    phrase = strength_phrase(facts.behavior, strength)
    if strength is None:
        yield Fact(safe(phrase, MUTED), "Strength")
    else:
        yield Fact(_bar(strength.value, phrase, "$secondary"), "Strength", bar=True)
        if len(strength.history) > 1:
            curve = spark(fold(strength.history, COURSE_CELLS))
            over = f"  over {count(len(strength.history), 'week')}"
            yield Fact(Content.assemble((curve, "$secondary"), (over, MUTED)))
    if streak := _streak(facts.streak):
        yield Fact(safe(streak), "In a row")
    if facts.last is not None:
        yield Fact(safe(_last(facts.last, facts.today)), "Last done")


def _streak(streak: StreakLine | None) -> str:
    """Return "12 days, at best 20 days"; nothing where there was never a row."""
    if streak is None or max(streak.current, streak.best) < SHORTEST_ROW:
        return ""
    now = count(streak.current, streak.period) if streak.current else "none now"
    same = (streak.best, streak.best_period) == (streak.current, streak.period)
    return now if same else f"{now}, at best {count(streak.best, streak.best_period)}"


def _last(day: date, today: date) -> str:
    if abs((day - today).days) <= 1:
        return relative_day(day, today)
    return f"{day_label(day, today)}, {relative_day(day, today)}"


def _when(facts: BehaviorFacts) -> Iterator[Fact]:
    if facts.due:
        yield Fact(safe(capital(facts.due)), "Due")
    if facts.planned:
        yield Fact(safe(_next(facts, SHOWN_STARTS)), "Planned")


def _next(facts: BehaviorFacts, shown: int) -> str:
    """Return "today 06:30, Tue 1 Dec 06:30 and 2 more", with so many of them `shown`."""
    starts = [f"{planned_day(day, facts.today)} {time_of_day(at)}" for day, at in facts.planned[:shown]]
    more = len(facts.planned) - len(starts)
    return listed([*starts, *([f"{more} more"] if more else [])])


def planned_day(day: date, today: date) -> str:
    """Return "today", "tomorrow" or "Wed 2 Dec"."""
    return relative_day(day, today) if (day - today).days <= 1 else day_label(day, today)


def _chances(facts: BehaviorFacts) -> Iterator[Fact]:
    """Yield a bar for each part of the day with evidence, and what else the log says."""
    known = facts.known
    if known is None:
        return
    label = "Gets done"
    for chance in (chance for chance in known.chances if chance.counted):
        yield Fact(_chance(chance), label)
        label = ""
    for line in learned_lines(known)[len(list(chance_lines(known))) :]:
        yield Fact(safe(capital(line)), label)
        label = ""
    if off := off_sentence(known):
        yield Fact(safe(capital(off), MUTED), label)


def _chance(chance: LearnedChance) -> Content:
    where = slot_label(chance.slot) + (", weekends" if chance.weekend else "")
    counts = f"  {chance.done} of {chance.counted}"
    bar = _bar(chance.chance, f"{percent(chance.chance):>5}", "$success")
    return bar + safe(f"  {clean(where)}") + Content.styled(counts, MUTED)


def _asked(facts: BehaviorFacts) -> Iterator[Fact]:
    for place, phrase in enumerate(behavior_limits(facts.behavior, facts.first_weekday)):
        yield Fact(safe(capital(phrase)), "" if place else "Asks for")


def _rules(facts: BehaviorFacts) -> Iterator[Fact]:
    for place, sentence in enumerate(facts.rules):
        yield Fact(safe(sentence), "" if place else "Rules")


def _bar(share: float, figure: str, style: str) -> Content:
    return meter(share, BAR_CELLS, style) + safe(f" {figure}")


def _joined(phrases: Sequence[str]) -> Content:
    return safe(" · ".join([capital(phrases[0]), *phrases[1:]]) if phrases else "")
