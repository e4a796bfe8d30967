"""Correlations between behaviors done on the same days."""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import Final

from habitos_tui.domain.insight.aggregate import Marks
from habitos_tui.domain.insight.evidence import DAYS_A_WEEK, Span
from habitos_tui.domain.insight.regularity import Correlation, Correlations
from habitos_tui.domain.model.wishes import WishedBehavior
from habitos_tui.insight.intervals import chance_of_none, correlation_interval, phi, standing_out

MIN_PAIRS: Final = 20
"""Least days for comparing two behaviors."""
MIN_OF_EACH: Final = 5
"""Least days with and without each behavior: the usual minimum for a 2x2 table (Cochran 1954)."""


def correlations(
    behaviors: Sequence[WishedBehavior], marks: Marks, span: Span, away: Collection[int], only: str | None = None
) -> Correlations:
    """Return phi of every pair of behaviors over the days of `span` on which both were possible; of `only` if given.

    These are the days since both were first done, be it before the span, on which both were in use, on weekdays that
    both were wanted on then, without days on which either was paused, or skipped (and not done), or the person was
    away. Days are proleptic ordinals. Sets of days are integer bit masks, which makes counting an intersection fast.
    """
    first = span.first.toordinal()
    days = {b.id: _bits(marks.done.get(b.id, ()), first) & _all(span) for b in behaviors}
    last = span.last.toordinal()
    open_days = {
        b.id: _open(b, days[b.id], marks, span) & ~_bits(b.at_rest(away, first, last), first)
        for b in behaviors
        if days[b.id]
    }
    shown = [b for b in behaviors if b.id in open_days]
    tables = [
        (a, b, _table(days, open_days, a.id, b.id)) for a, b in combinations(shown, 2) if only in {None, a.id, b.id}
    ]
    found = [(a, b, table, phi(*table)) for a, b, table in tables if _enough(table)]
    known = [(a, b, table, value) for a, b, table, value in found if value is not None]
    clear = standing_out([chance_of_none(value, sum(table)) for _, _, table, value in known])
    pairs = [
        Correlation(a.id, a.name, b.id, b.name, value, *correlation_interval(value, sum(table)), *table, certain)
        for (a, b, table, value), certain in zip(known, clear, strict=True)
    ]
    return Correlations(len(pairs), tuple(sorted(pairs, key=lambda pair: -abs(pair.phi))))


Table = tuple[int, int, int, int]


def _table(days: Mapping[str, int], open_days: Mapping[str, int], a: str, b: str) -> Table:
    compared = open_days[a] & open_days[b]
    first, second = days[a] & compared, days[b] & compared
    both = (first & second).bit_count()
    only_first, only_second = first.bit_count() - both, second.bit_count() - both
    return both, only_first, only_second, compared.bit_count() - both - only_first - only_second


def _enough(table: Table) -> bool:
    both, only_first, only_second, neither = table
    marginals = (both + only_first, both + only_second, only_second + neither, only_first + neither)
    return sum(table) >= MIN_PAIRS and min(marginals) >= MIN_OF_EACH


def _bits(days: Collection[int], first: int) -> int:
    """Return a bit mask of `days`, with `first` as the lowest bit; earlier days are ignored."""
    places = {day - first for day in days if day >= first}
    text = bytearray(max(places, default=-1) // 8 + 1)
    for place in places:
        text[place // 8] |= 1 << place % 8
    return int.from_bytes(text, "little")


def _all(span: Span) -> int:
    return (1 << span.days) - 1


def _open(behavior: WishedBehavior, done: int, marks: Marks, span: Span) -> int:
    """Return the days on which a behavior was done or could have been."""
    first = span.first.toordinal()
    since_first_done = _all(span) & -1 << max(min(marks.done[behavior.id]) - first, 0)
    skipped = _bits(marks.skipped.get(behavior.id, ()), first)
    allowed = [
        day
        for era in behavior.eras(first, span.last.toordinal())
        if era.wish.active
        for day in range(era.first, era.last + 1)
        if (day - 1) % DAYS_A_WEEK in era.wish.behavior.weekdays
    ]
    return since_first_done & (_bits(allowed, first) & ~skipped | done)
