"""What `--json` prints of a log, beside the same figures recounted."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, Final

from habitos_tui.domain.insight.evidence import Span
from tests.support import recount, recount_log
from tests.support.noted import DAY, Record
from tests.support.recounted import Pair, learned_pairs, of_a_life, review_pairs

Document = Callable[..., str]
"""Runs a command with `--json` and returns what it prints."""

A_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
DAYS_LOOKED_AT: Final = 3


def documents(printed: Document, record: Record, span: Span) -> Iterator[Pair]:
    """Yield every figure of the documents about a life, which `span` holds all of."""
    yield from of_a_life(_read(printed("stats")), record, span)
    yield from _days(printed, record)
    yield from _review(printed, record)
    yield from _behaviors(printed, record)
    entries = _read(printed("log", "--limit", "10000")).entries
    told = sorted((e.behavior, e.day, e.minutes, e.rating or 0) for e in entries if e.kind == "done")
    yield "log", told, sorted((d.behavior, d.day, d.minutes, d.rating or 0) for d in record.done)
    skipped = {(e.behavior, e.day) for e in entries if e.kind == "skipped"}
    yield "skips in the log", skipped, record.skipped


def _read(text: str) -> Any:
    return json.loads(text, object_hook=_named)


def _named(found: dict[str, Any]) -> SimpleNamespace:
    """Return an object of a document with its days as days."""
    return SimpleNamespace(
        **{
            name: date.fromisoformat(value) if isinstance(value, str) and A_DAY.fullmatch(value) else value
            for name, value in found.items()
        }
    )


def _days(printed: Document, record: Record) -> Iterator[Pair]:
    """Yield the days of a week as `week` has them, and some as `today` does, with the streaks of then."""
    last_week = record.week(record.week(record.today) - DAY)
    for day in _read(printed("week", "--week", last_week.isoformat())).days:
        yield from _day("week", day, record)
    for ago in range(1, DAYS_LOOKED_AT + 1):
        found = _read(printed("today", "--day", (record.today - ago * DAY).isoformat()))
        yield from _day("today", found, record)
        then = replace(record, today=found.day, done=[done for done in record.done if done.day <= found.day])
        for line in found.streaks:
            again = recount.streak(then, line.behavior)
            name = f"streak of {line.behavior} on {found.day}"
            yield name, (line.wanted, line.current, line.best), again and tuple(map(again.get, _OF_A_STREAK))


_OF_A_STREAK: Final = ("wanted", "current", "best")


def _day(where: str, day: Any, record: Record) -> Iterator[Pair]:
    mine = [done for done in record.done if done.day == day.day]
    used, budget = recount.energy(record, day.day)
    minutes = sum(done.minutes for done in mine)
    yield f"{where} {day.day}", (day.done, day.minutes, day.energy_limit), (len(mine), minutes, budget)
    yield f"{where} energy {day.day}", float(day.energy), used
    ratings = sorted(done.rating or 0 for done in mine)
    done = [s for s in day.sessions if s.state == "done" and s.day in {None, day.day}]
    yield f"{where} ratings {day.day}", sorted(s.rating or 0 for s in done), ratings


def _review(printed: Document, record: Record) -> Iterator[Pair]:
    start = record.week(record.week(record.today) - DAY)
    found = _read(printed("review"))
    mine = [done for done in record.done if start <= done.day <= record.end(start)]
    yield "review", (found.week, found.sessions), (start, len(mine))
    yield "minutes of the review", found.minutes, sum(done.minutes for done in mine)
    away = sum(start <= day <= record.end(start) for day in record.away)
    yield "days away in the review", found.days_away, away
    yield from review_pairs(found.behaviors, record, start)
    wanted = {behavior: recount.wanted_in_week(record, behavior, start) for behavior in record.behaviors}
    met = [b for b, times in wanted.items() if 0 < times <= record.times(b, start, record.end(start))]
    yield "targets of the review", found.targets, sum(times > 0 for times in wanted.values())
    yield "targets reached in the review", found.targets_reached, len(met)


def _behaviors(printed: Document, record: Record) -> Iterator[Pair]:
    for behavior, versions in record.behaviors.items():
        found = _read(printed("behaviors", "show", behavior))
        yield from learned_pairs(found.learned, recount_log.learned(record, behavior))
        yield f"target of {behavior}", found.target_per_week, versions.of[-1][1]["target_per_week"]
