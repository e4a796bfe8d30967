"""Sums over the log of a profile; each is one pass over an index that holds all it needs."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from habitos_tui.domain.insight.aggregate import (
    AmountAggregate,
    DayAggregate,
    Episode,
    EvidenceAggregate,
    LengthAggregate,
    LikingAggregate,
    Marks,
    MinutesAggregate,
    PlaceAggregate,
    RatingAggregate,
    TagAggregate,
    WeekAggregate,
)
from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.model.base import ONE_DAY
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.storage.repository import Repository

# What was wanted of a behavior on the day of a completion; many times cheaper than a join.
_THEN: Final = """(
    SELECT {column} FROM behavior_wishes b
    WHERE b.profile_id = :profile AND b.behavior = c.behavior AND b.since <= {day}
    ORDER BY b.since DESC LIMIT 1
)"""
DAYS: Final = (
    f"SELECT c.day, count(*), sum(c.minutes), sum({_THEN.format(column='energy_cost', day='c.day')}) "
    + """
FROM completions c
WHERE c.profile_id = :profile AND c.day BETWEEN :first AND :last AND (:behavior IS NULL OR c.behavior = :behavior)
GROUP BY c.day ORDER BY c.day
"""
)

# A week is a stretch of the index: no date has to be computed of a row.
_WEEKS: Final = """
WITH weeks (first, last) AS MATERIALIZED (
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:weeks)
)
"""
# In a stretch of days nothing else is wanted: what held is looked up once for each, and not for every completion.
_STRETCHES: Final = """, begins (day, week) AS (
    SELECT max(w.first, :first), w.first FROM weeks w
    UNION
    SELECT v.since, w.first
    FROM (
        SELECT b.since FROM behavior_wishes b WHERE b.profile_id = :profile
        UNION SELECT o.since FROM objective_wishes o WHERE o.profile_id = :profile
    ) v
    JOIN weeks w ON v.since BETWEEN w.first AND w.last
    WHERE :as_of IS NULL AND v.since BETWEEN :first AND :last
), stretches (first, last, week, weighed) AS MATERIALIZED (
    SELECT d.day, coalesce(date(lead(d.day) OVER (ORDER BY d.day), '-1 day'), :last), d.week, coalesce((
        SELECT max(o.since) FROM objective_wishes o
        WHERE o.profile_id = :profile AND o.since <= coalesce(:as_of, d.day)
    ), '')
    FROM begins d
), wanted (first, behavior, since, typical_minutes) AS MATERIALIZED (
    SELECT d.first, b.behavior, b.since, b.typical_minutes
    FROM stretches d
    CROSS JOIN behaviors o ON o.profile_id = :profile AND (:behavior IS NULL OR o.id = :behavior)
    CROSS JOIN behavior_wishes b ON b.profile_id = :profile AND b.behavior = o.id AND b.since = (
        SELECT max(b.since) FROM behavior_wishes b
        WHERE b.profile_id = :profile AND b.behavior = o.id AND b.since <= coalesce(:as_of, d.first)
    )
)
"""
WEEKS: Final = (
    _WEEKS
    + _STRETCHES
    + """
SELECT d.week, c.behavior, max(w.since, d.weighed) AS held,
    count(*), sum(c.minutes), sum(min(c.minutes, w.typical_minutes))
FROM stretches d
CROSS JOIN completions c ON c.profile_id = :profile AND c.day BETWEEN d.first AND d.last
CROSS JOIN wanted w ON w.first = d.first AND w.behavior = c.behavior
GROUP BY d.week, c.behavior, held
"""
)
RATINGS: Final = (
    _WEEKS
    + """
SELECT w.first, c.slot, sum(c.rating), count(*)
FROM weeks w
CROSS JOIN completions c
    ON c.profile_id = :profile AND c.day BETWEEN max(w.first, :first) AND min(w.last, :last)
WHERE c.rating IS NOT NULL AND (:behavior IS NULL OR c.behavior = :behavior)
GROUP BY w.first, c.slot
"""
)
AMOUNTS: Final = (
    _WEEKS
    + """
SELECT w.first, c.behavior, c.unit, count(*), sum(c.amount)
FROM weeks w
CROSS JOIN completions c INDEXED BY completions_amounts
    ON c.profile_id = :profile AND c.day BETWEEN max(w.first, :first) AND min(w.last, :last)
WHERE c.amount IS NOT NULL AND (:behavior IS NULL OR c.behavior = :behavior)
GROUP BY w.first, c.behavior, c.unit
"""
)
# Few completions have tags of their own, so these lead.
TAGGED: Final = """
SELECT c.day, c.behavior, t.tag, count(*), sum(c.minutes)
FROM completion_tags t
CROSS JOIN completions c ON c.profile_id = t.profile_id AND c.id = t.completion
WHERE t.profile_id = :profile AND c.day BETWEEN :first AND :last AND (:behavior IS NULL OR c.behavior = :behavior)
GROUP BY c.day, c.behavior, t.tag
"""
LENGTHS: Final = """
SELECT c.behavior, count(*), sum(c.planned_minutes), sum(c.minutes)
FROM completions c
WHERE c.profile_id = :profile AND c.day BETWEEN :first AND :last AND c.planned_minutes IS NOT NULL
    AND (:behavior IS NULL OR c.behavior = :behavior)
GROUP BY c.behavior
"""
# Of what was planned, what was done and what was missed: neither done nor skipped, on a day that is over and on which
# the person was not away, nor the behavior paused.
_COUNTED: Final = """
FROM planned_sessions s
LEFT JOIN completions c ON c.profile_id = s.profile_id AND c.session = s.id
WHERE s.profile_id = :profile AND s.day BETWEEN :first AND :last AND (:behavior IS NULL OR s.behavior = :behavior)
    AND (
        c.session IS NOT NULL
        OR s.day < :today
        AND NOT EXISTS (SELECT 1 FROM absences a WHERE a.profile_id = s.profile_id AND a.session = s.id)
        AND NOT EXISTS (SELECT 1 FROM away o WHERE o.profile_id = s.profile_id AND o.last >= s.day AND o.first <= s.day)
        AND NOT EXISTS (
            SELECT 1 FROM pauses r WHERE r.profile_id = s.profile_id AND r.behavior = s.behavior
            AND r.first <= s.day AND (r.last IS NULL OR r.last >= s.day)
        )
    )
"""
PLACES: Final = (
    "SELECT s.behavior, s.day, s.slot, count(c.session), count(*)"
    + _COUNTED
    + "GROUP BY s.behavior, strftime('%w', s.day), s.slot"
)
# The same one by one, and what was done without having been planned.
EPISODES: Final = (
    "SELECT s.behavior, s.day, s.slot, s.minutes, c.minutes, c.rating"
    + _COUNTED
    + """
UNION ALL
SELECT c.behavior, c.day, c.slot, NULL, c.minutes, c.rating
FROM completions c
WHERE c.profile_id = :profile AND c.day BETWEEN :first AND :last AND c.session IS NULL
    AND (:behavior IS NULL OR c.behavior = :behavior)
"""
)
# Every day of the span has its weight, and that of what was missed on it: nothing has to be computed of a row.
# A session counts for the place it was planned in, wherever it was done: see `insight/adherence.py`.
EVIDENCE: Final = """
WITH RECURSIVE decay (day, weight) AS (
    SELECT :today, 1.0 UNION ALL SELECT date(day, '-1 day'), weight * :kept FROM decay WHERE day > :first
), days (day, weekday, weight, missed) AS MATERIALIZED (
    SELECT day, (strftime('%w', day) + 6) % 7, weight,
        weight * CASE WHEN day IN (SELECT value FROM json_each(:unseen)) THEN :unseen_weight ELSE 1 END
    FROM decay
)
SELECT s.behavior, d.weekday, s.slot,
    count(c.session), count(*), total(CASE WHEN c.session IS NOT NULL THEN d.weight END),
    sum(CASE WHEN c.session IS NOT NULL THEN d.weight ELSE d.missed END)
FROM days d
CROSS JOIN planned_sessions s ON s.profile_id = :profile AND s.day = d.day
LEFT JOIN completions c INDEXED BY completions_by_session ON c.profile_id = s.profile_id AND c.session = s.id
WHERE s.slot IS NOT NULL
    AND (
        c.session IS NOT NULL
        OR d.day < :today
        AND NOT EXISTS (SELECT 1 FROM absences a WHERE a.profile_id = s.profile_id AND a.session = s.id)
        AND NOT EXISTS (SELECT 1 FROM away o WHERE o.profile_id = s.profile_id AND o.last >= s.day AND o.first <= s.day)
        AND NOT EXISTS (
            SELECT 1 FROM pauses r WHERE r.profile_id = s.profile_id AND r.behavior = s.behavior
            AND r.first <= s.day AND (r.last IS NULL OR r.last >= s.day)
        )
    )
GROUP BY 1, 2, 3
UNION ALL
SELECT c.behavior, d.weekday, c.slot, count(*), count(*), sum(d.weight), sum(d.weight)
FROM days d
CROSS JOIN completions c INDEXED BY completions_unplanned ON c.profile_id = :profile AND c.day = d.day
WHERE c.session IS NULL AND c.slot IS NOT NULL
GROUP BY 1, 2, 3
"""
MINUTES: Final = """
SELECT c.behavior, c.minutes, count(*)
FROM completions c
WHERE c.profile_id = :profile AND c.day BETWEEN :first AND :last AND (:behavior IS NULL OR c.behavior = :behavior)
GROUP BY c.behavior, c.minutes
"""
LIKINGS: Final = """
SELECT c.behavior, c.slot, sum(c.rating), count(*)
FROM completions c
WHERE c.profile_id = :profile AND c.day BETWEEN :first AND :last AND c.rating IS NOT NULL
    AND (:behavior IS NULL OR c.behavior = :behavior)
GROUP BY c.behavior, c.slot
"""
# The days of a behavior in one text: many times cheaper than a row for each.
DONE_DAYS: Final = """
SELECT behavior, group_concat(day) FROM completions
WHERE profile_id = :profile AND day BETWEEN :first AND :last
    AND behavior IN (SELECT id FROM behaviors WHERE profile_id = :profile)
GROUP BY behavior
"""
SKIPPED_DAYS: Final = """
SELECT behavior, group_concat(day) FROM absences
WHERE profile_id = :profile AND day BETWEEN :first AND :last
GROUP BY behavior
"""
FIRST_PLANNED: Final = """
SELECT b.id, (SELECT min(s.day) FROM planned_sessions s WHERE s.profile_id = :profile AND s.behavior = b.id)
FROM behaviors b
WHERE b.profile_id = :profile
"""


class StatisticsRepository(Repository):
    """What a profile did and skipped, summed up over the days of a span; of one behavior where one is given."""

    def days(self, span: Span, behavior: str | None = None) -> tuple[DayAggregate, ...]:
        """Return the days on which something was done, oldest first."""
        rows = self._rows(DAYS, span, behavior)
        return tuple(DayAggregate(date.fromisoformat(day), *figures) for day, *figures in rows)

    def weeks(
        self, span: Span, weeks: Weeks, behavior: str | None = None, *, as_of: date | None = None
    ) -> tuple[WeekAggregate, ...]:
        """Return what was done of each behavior in each week, apart by what was wanted then, or `as_of` a day."""
        rows = self._rows(WEEKS, span, behavior, weeks=_stretches(weeks, span), as_of=as_of)
        return tuple(
            WeekAggregate(date.fromisoformat(week), found, date.fromisoformat(since), *figures)
            for week, found, since, *figures in rows
        )

    def ratings(self, span: Span, weeks: Weeks, behavior: str | None = None) -> tuple[RatingAggregate, ...]:
        """Return the ratings of each slot in each week."""
        rows = self._rows(RATINGS, span, behavior, weeks=_stretches(weeks, span))
        return tuple(RatingAggregate(date.fromisoformat(week), *figures) for week, *figures in rows)

    def amounts(self, span: Span, weeks: Weeks, behavior: str | None = None) -> tuple[AmountAggregate, ...]:
        """Return what was counted of each behavior besides minutes in each week, apart by unit."""
        rows = self._rows(AMOUNTS, span, behavior, weeks=_stretches(weeks, span))
        return tuple(AmountAggregate(date.fromisoformat(week), *figures) for week, *figures in rows)

    def tagged(self, span: Span, weeks: Weeks, behavior: str | None = None) -> tuple[TagAggregate, ...]:
        """Return what was done of each behavior with tags of its own, by day and tag, named by the week of the day."""
        rows = self._rows(TAGGED, span, behavior)
        return tuple(TagAggregate(weeks.of(date.fromisoformat(day)), *figures) for day, *figures in rows)

    def lengths(self, span: Span, behavior: str | None = None) -> tuple[LengthAggregate, ...]:
        """Return the planned and the actual minutes of each behavior."""
        return tuple(LengthAggregate(*row) for row in self._rows(LENGTHS, span, behavior))

    def places(self, span: Span, today: date, behavior: str | None = None) -> tuple[PlaceAggregate, ...]:
        """Return how planned sessions of each behavior went, by weekday and slot."""
        rows = self._rows(PLACES, span, behavior, today=today)
        return tuple(
            PlaceAggregate(found, date.fromisoformat(day).weekday(), slot, done, counted)
            for found, day, slot, done, counted in rows
        )

    def episodes(self, span: Span, today: date) -> tuple[Episode, ...]:
        """Return every session that counted: meant for some months, not for all that ever was."""
        return tuple(
            Episode(behavior, date.fromisoformat(day), *figures)
            for behavior, day, *figures in self._rows(EPISODES, span, None, today=today)
        )

    def evidence(
        self, span: Span, kept: float, unseen: Iterable[date] = (), unseen_weight: float = 1.0
    ) -> tuple[EvidenceAggregate, ...]:
        """Return what became of each behavior in each slot; the last day is today, and each before it weighs less.

        `kept` is what is left of the weight of a day on the day before it. What was missed on days that are `unseen`
        weighs less by another factor.
        """
        days = json.dumps([day.isoformat() for day in sorted(unseen)])
        more: dict[str, date | float | str] = {"today": span.last, "kept": kept}
        more |= {"unseen": days, "unseen_weight": unseen_weight}
        return tuple(EvidenceAggregate(*row) for row in self._rows(EVIDENCE, span, None, **more))

    def minutes(self, span: Span, behavior: str | None = None) -> tuple[MinutesAggregate, ...]:
        """Return how long each behavior took how often."""
        return tuple(MinutesAggregate(*row) for row in self._rows(MINUTES, span, behavior))

    def likings(self, span: Span, behavior: str | None = None) -> tuple[LikingAggregate, ...]:
        """Return the ratings of each behavior in each slot."""
        return tuple(LikingAggregate(*row) for row in self._rows(LIKINGS, span, behavior))

    def first_planned(self) -> dict[str, date]:
        """Return by behavior the first day on which it was planned, as far as that is kept."""
        rows = self._database.select(FIRST_PLANNED, parameters(self._profile_id.hex, None, {}))
        return {behavior: date.fromisoformat(day) for behavior, day in rows if day is not None}

    def marks(self, span: Span) -> Marks:
        """Return on which days each behavior was done and skipped."""
        return self._database.once((self._profile_id, "marks", span), lambda: self._marks(span))

    def _marks(self, span: Span) -> Marks:
        ordinals = _Ordinals()
        done, skipped = (
            {found: list(map(ordinals.__getitem__, days.split(","))) for found, days in self._rows(query, span, None)}
            for query in (DONE_DAYS, SKIPPED_DAYS)
        )
        return Marks(done, skipped)

    def _rows(
        self, query: str, span: Span, behavior: str | None, **more: date | float | str | None
    ) -> list[tuple[Any, ...]]:
        values = {"first": span.first, "last": span.last, **more}
        return self._database.select(query, parameters(self._profile_id.hex, behavior, values))


def parameters(
    profile: str, behavior: str | None, more: Mapping[str, date | float | str | None]
) -> dict[str, str | float | None]:
    """Return the values that a query of this module is run with; days are text in the tables."""
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in more.items()}
    return {"profile": profile, "behavior": behavior, **plain}


def _stretches(weeks: Weeks, span: Span) -> str:
    """Return first and last day of the weeks of a span, as the queries take them."""
    firsts = weeks.between(span.first, span.last)
    lasts = (*(week - ONE_DAY for week in firsts[1:]), weeks.last(span.last))
    return json.dumps([(first.isoformat(), last.isoformat()) for first, last in zip(firsts, lasts, strict=True)])


class _Ordinals(dict[str, int]):
    """The ordinals of days by their text: a day is parsed once, however often it occurs."""

    def __missing__(self, day: str) -> int:
        self[day] = ordinal = date.fromisoformat(day).toordinal()
        return ordinal
