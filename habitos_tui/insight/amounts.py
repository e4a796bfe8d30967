"""What was counted besides minutes, week by week."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from habitos_tui.domain.insight.aggregate import AmountAggregate, WeekAggregate
from habitos_tui.domain.insight.amounts import AmountLine, Amounts, AmountWeek
from habitos_tui.domain.model.behavior import Behavior


def amounts(
    counted: Iterable[AmountAggregate],
    done: Iterable[WeekAggregate],
    behaviors: Iterable[Behavior],
    weeks: Sequence[date],
) -> Amounts:
    """Return the amounts of each behavior, a line for each unit, the one with the most sessions first."""
    found: dict[str, dict[str, list[AmountAggregate]]] = defaultdict(lambda: defaultdict(list))
    for aggregate in counted:
        found[aggregate.behavior][aggregate.unit].append(aggregate)
    sessions: dict[str, int] = defaultdict(int)
    for week in done:
        sessions[week.behavior] += week.sessions
    lines = [line for b in behaviors for line in _lines(b, found[b.id], sessions[b.id], weeks)]
    return Amounts(sum(line.sessions for line in lines), tuple(lines))


def _lines(
    behavior: Behavior, by_unit: dict[str, list[AmountAggregate]], of_sessions: int, weeks: Sequence[date]
) -> list[AmountLine]:
    lines = []
    for unit, aggregates in by_unit.items():
        sums = dict.fromkeys(weeks, 0.0)
        for aggregate in aggregates:
            sums[aggregate.week] += aggregate.amount
        sessions = sum(aggregate.sessions for aggregate in aggregates)
        series = tuple(AmountWeek(week, amount) for week, amount in sums.items())
        lines.append(AmountLine(behavior.id, behavior.name, unit, sessions, of_sessions, series))
    return sorted(lines, key=lambda line: (-line.sessions, line.unit))
