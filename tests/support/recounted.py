"""Every figure that the services tell, beside the same one recounted."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from habitos_tui.domain.insight.evidence import Span
from habitos_tui.services.workspace import Workspace
from tests.support import recount, recount_log
from tests.support.noted import DAY, Record, days

WEEKS_LOOKED_BACK_ON: Final = 5
PART: Final = 24
"""Days before today whose entries are recounted by themselves as well."""
Pair = tuple[str, Any, Any]
"""What it is, as told, and as recounted."""


def compared(space: Workspace, record: Record) -> tuple[int, list[str]]:
    """Return how many figures were compared, and a line for each that is not the same."""
    return counted(pairs(space, record, space.insights.span()))


def counted(figures: Iterable[Pair], exact: float = 1e-9) -> tuple[int, list[str]]:
    """Return how many figures there are, and a line for each that differs by more than their rounding."""
    found = list(figures)
    return len(found), [
        f"{what}: told {told}, recounted {again}" for what, told, again in found if differs(told, again, exact)
    ]


def pairs(space: Workspace, record: Record, span: Span) -> Iterator[Pair]:
    """Yield every figure of a life, which `span` holds all of."""
    told = space.insights.everything(span)
    yield from of_a_life(told, record, span)
    shown = {behavior for behavior, versions in record.behaviors.items() if versions.on(record.today)["active"]}
    yield (
        "streaks of Today",
        space.insights.streaks().lines,
        tuple(x for x in told.streaks.lines if x.behavior in shown),
    )
    yield from _weeks(space, record, span)
    for line in space.learning.all().lines:
        yield from learned_pairs(line, recount_log.learned(record, line.behavior))
    part = Span(span.last - PART * DAY, span.last)
    yield from of_the_log(space.insights.everything(part), record, part)


def of_a_life(told: Any, record: Record, span: Span) -> Iterator[Pair]:
    """Yield all that statistics tell, be it of the services or read from a document."""
    yield from _strengths(told, record, span)
    yield from _streaks(told.streaks, record, span)
    yield from _objectives(told, record, span)
    yield from _efforts(told, record, span)
    yield from _energy(told, record, span)
    yield from _amounts(told.amounts, record, span)
    yield from of_the_log(told, record, span)
    for day in told.year.days:
        mine = [entry for entry in record.done if entry.day == day.day]
        yield f"day {day.day}", (day.sessions, day.minutes), (len(mine), sum(entry.minutes for entry in mine))


def of_the_log(told: Any, record: Record, span: Span) -> Iterator[Pair]:
    """Yield what rests on the entries of the span alone, be it all of a life or a part of it."""
    yield from _lengths(told.lengths, record, span)
    yield from _ratings(told.ratings, record, span)
    yield from _correlations(told.correlations, record, span)
    found = {(cell.weekday, cell.slot): (cell.done, cell.counted) for cell in told.rates.cells}
    again = recount.rates(record, span.first, span.last)
    for key in {**found, **again}:
        yield f"rate {key}", found.get(key), again.get(key)


def _strengths(told: Any, record: Record, span: Span) -> Iterator[Pair]:
    lines = {line.behavior: line for line in told.strengths.lines}
    for behavior, versions in record.behaviors.items():
        course = recount.strength(record, behavior, span.last)
        ever = any(versions.on(day)["target_per_week"] for day in span)
        wanted = bool(course) and ever
        yield f"strength of {behavior} is told", behavior in lines, wanted
        if behavior not in lines or not wanted:
            continue
        line = lines[behavior]
        yield f"times {behavior}", line.times, record.times(behavior, min(course), span.last)
        for ago, value in enumerate(reversed(line.history)):
            day = span.last - 7 * DAY * ago
            yield f"strength {behavior} {day}", value, course.get(day)


def _streaks(told: Any, record: Record, span: Span) -> Iterator[Pair]:
    lines = {line.behavior: line for line in told.lines}
    for behavior in record.behaviors:
        line, again = lines.get(behavior), recount.streak(record, behavior)
        found = None
        if line is not None:
            length = {"day": 1, "week": 7}
            found = {
                "wanted": line.wanted,
                "current": line.current,
                "best": line.best,
                "best_until": line.best_until,
                "best_days": length[line.best_period],
                "days": length[line.period],
            }
        if found is None or again is None:
            yield f"streak {behavior}", found, again
            continue
        for name, value in again.items():
            yield f"streak {behavior} {name}", found[name], value


def _objectives(told: Any, record: Record, span: Span) -> Iterator[Pair]:
    total = sum(weights.of[-1][1] for weights in record.weights.values())
    for line in told.objectives.lines:
        yield f"weight {line.objective}", line.weight, record.weights[line.objective].of[-1][1] / total
        for week in line.weeks:
            name = f"{line.objective} in the week of {week.week}"
            first, last = max(week.week, span.first), min(record.end(week.week), span.last)
            done, sessions = recount.reached(record, line.objective, first, last)
            so_far, whole = recount.asked(record, line.objective, week.week)
            yield f"reached {name}", week.reached, done
            yield f"sessions {name}", week.sessions, sessions
            yield f"asked {name}", week.reachable, so_far
            yield f"whole {name}", week.whole, whole


def _weeks(space: Workspace, record: Record, span: Span) -> Iterator[Pair]:
    """Yield what Week, Today and the review say of the last weeks that are over."""
    start = record.week(record.today)
    for _ in range(WEEKS_LOOKED_BACK_ON):
        end = start - DAY
        start = record.week(end)
        if start < min(record.made.values()):
            continue
        agenda, review = space.tracking.week(start), space.reviews.review(start)
        yield f"days of the week of {start}", tuple(day.day for day in agenda.days), tuple(days(start, end))
        for day in agenda.days:
            used, budget = recount.energy(record, day.day)
            mine = [done.minutes for done in record.done if done.day == day.day]
            yield f"shown energy {day.day}", float(day.energy), used
            yield f"shown budget {day.day}", day.energy_limit, budget
            yield f"shown minutes {day.day}", (day.done_count, day.minutes), (len(mine), sum(mine))
        for name, weight in agenda.problem.objectives.items():
            yield f"shown weight {name} {start}", weight, record.weights[name].on(end)
        for behavior, versions in record.behaviors.items():
            shown, then = agenda.problem.behavior_by_id.get(behavior), recount.wanted_at_end(versions, start, end)
            if shown is not None:
                wanted = recount.planned_for(record, start, then)
                yield f"shown target {behavior} {start}", shown.target_per_week, wanted
            else:
                in_use = versions.on(end)["active"] and not recount.resting(record, start, then)
                yield f"shown in use {behavior} {start}", False, in_use
        yield from review_pairs(review.lines, record, start)


def review_pairs(reviewed: Iterable[Any], record: Record, start: date) -> Iterator[Pair]:
    """Yield what a review says of each behavior."""
    lines = {line.behavior: line for line in reviewed}
    end = record.end(start)
    then = replace(record, today=end)
    for behavior in record.behaviors:
        mine = [d.minutes for d in record.done if d.behavior == behavior and start <= d.day <= end]
        wanted = recount.wanted_in_week(record, behavior, start)
        line = lines.get(behavior)
        yield f"review of {behavior} {start}", line is not None, bool(wanted or mine)
        if line is not None:
            yield f"reviewed {behavior} {start}", (line.wanted, line.done, line.minutes), (wanted, len(mine), sum(mine))
            row = recount.streak(then, behavior)
            word = "" if row is None else {1: "day", 7: "week"}[row["days"]]
            if line.streak:
                yield f"row {behavior} {start}", line.streak, f"{row['current'] if row else 0} {word}s in a row"


def _efforts(told: Any, record: Record, span: Span) -> Iterator[Pair]:
    lines = {("objective", line.name): line.weeks for line in told.efforts.objectives}
    lines |= {("category", line.name): line.weeks for line in told.efforts.categories}
    lines[("all", "")] = told.efforts.total
    for key, weeks in lines.items():
        for week in weeks:
            first, last = max(week.week, span.first), min(record.end(week.week), span.last)
            again = recount.efforts(record, first, last).get(key, (0, 0))
            yield f"effort {key} {week.week}", (week.sessions, week.minutes), again


def _amounts(told: Any, record: Record, span: Span) -> Iterator[Pair]:
    again = recount.amounts(record, span.first, span.last)
    found = {(line.behavior, line.unit): line for line in told.lines}
    yield "what is counted", set(found), {(behavior, unit) for behavior, unit, _ in again}
    for (behavior, unit), line in found.items():
        mine = {week: figures for (other, of, week), figures in again.items() if (other, of) == (behavior, unit)}
        yield f"sessions in {unit} of {behavior}", line.sessions, sum(times for _, times in mine.values())
        yield f"sessions of {behavior}", line.of_sessions, record.times(behavior, span.first, span.last)
        for week in line.weeks:
            yield f"{unit} of {behavior} in {week.week}", week.amount, mine.get(week.week, (0.0, 0))[0]


def _energy(told: Any, record: Record, span: Span) -> Iterator[Pair]:
    days: dict[date, Any] = {day.day: (day.used, day.budget) for day in told.energy.days}
    for day in span:
        if day in days or any(done.day == day for done in record.done):
            used, budget = recount.energy(record, day)
            yield f"energy {day}", days.get(day, (None, None))[0], used
            yield f"budget {day}", days.get(day, (None, None))[1], budget


def _lengths(told: Any, record: Record, span: Span) -> Iterator[Pair]:
    found = {line.behavior: (line.count, line.planned, line.actual) for line in told.lines}
    again = recount_log.lengths(record, span.first, span.last)
    yield "lengths told", set(found), set(again)
    for behavior in again.keys() & found.keys():
        for what, one, other in zip(("times", "planned", "took"), found[behavior], again[behavior], strict=True):
            yield f"length of {behavior} {what}", one, other


def _ratings(told: Any, record: Record, span: Span) -> Iterator[Pair]:
    found: dict[Any, Any] = {"all": (told.mean, told.evidence)} if told.evidence else {}
    found |= {week.week: (week.mean, week.count) for week in told.weeks}
    found |= {("slot", slot.slot): (slot.mean, slot.count) for slot in told.slots}
    yield from _means("rating", found, recount_log.ratings(record, span.first, span.last))


def _means(name: str, found: dict[Any, Any], again: dict[Any, Any]) -> Iterator[Pair]:
    yield f"{name}s told", set(found), set(again)
    for key in again.keys() & found.keys():
        for what, one, other in zip(("mean", "given"), found[key], again[key], strict=True):
            yield f"{name} of {key} {what}", one, other


def _correlations(told: Any, record: Record, span: Span) -> Iterator[Pair]:
    found = {(pair.first, pair.second): pair for pair in told.pairs}
    again = recount_log.pairs(record, span.first, span.last)
    clear = recount_log.clear(again)
    yield "pairs told", set(found), set(again)
    for key in again.keys() & found.keys():
        pair, table = found[key], (found[key].both, found[key].only_first, found[key].only_second, found[key].neither)
        yield f"days of {key}", table, again[key].table
        yield f"{key} clear", pair.clear, key in clear
        for what in ("phi", "low", "high"):
            yield f"{what} of {key}", getattr(pair, what), getattr(again[key], what)


def learned_pairs(line: Any, again: recount_log.Learned) -> Iterator[Pair]:
    """Yield what plans are said to learn of a behavior."""
    yield f"learned times of {line.behavior}", line.times, again.times
    yield f"learned minutes of {line.behavior}", line.typical_minutes, again.minutes
    found: dict[Any, Any] = {"all": (line.liking, line.ratings)} if line.ratings else {}
    found |= {liking.slot: (liking.mean, liking.given) for liking in line.likings}
    yield from _means(f"liking {line.behavior}", found, again.ratings)
    counted = {(c.slot, c.weekend): (c.done, c.counted) for c in line.chances if c.counted}
    yield f"learned chances of {line.behavior}", counted, again.counted


def differs(one: Any, other: Any, exact: float = 1e-9) -> bool:
    """Tell whether two figures are not the same, but for the rounding of sums."""
    if isinstance(one, float) and isinstance(other, int | float):
        return abs(one - other) > exact
    return bool(one != other)
