"""Insights as a page of text: a table or sentence for each that is not empty."""

from collections.abc import Iterator
from itertools import dropwhile

from habitos_tui.cli.output import table
from habitos_tui.domain.insight.effort import Booked, EffortLine, Energy, is_more_than_asked
from habitos_tui.domain.insight.evidence import share_of
from habitos_tui.domain.insight.regularity import Correlation, RateMap, Ratings, SlotRecord
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.domain.text.amount_phrasing import amount_number, mean_number
from habitos_tui.domain.text.phrasing import (
    MORE_THAN_ASKED,
    OVER_BUDGET,
    WEEKDAYS,
    count,
    day_label,
    duration,
    in_slot,
    listed,
    number,
    percent,
    reached,
    slot_label,
)

LAST_WEEKS = 8
"""Number of weeks in the table."""
EMPTY_TEXT = "Nothing was done in this time. Log what you do with: habitos-tui done BEHAVIOR"


def page(found: Statistics) -> Iterator[str]:
    """Yield the lines of a page, its parts separated by an empty line."""
    yield _headline(found)
    if found.empty:
        yield EMPTY_TEXT
    for part in (_behaviors, _amounts, _objectives, _tags, _weeks, _rates, _sentences):
        lines = part(found)
        if lines:
            yield from ("", *lines)


def _headline(found: Statistics) -> str:
    minutes = sum(day.minutes for day in found.year.days)
    done = f"{count(found.year.evidence, 'session')} on {count(len(found.year.days), 'day')}, {duration(minutes)}"
    away = f"; away on {count(len(found.year.away), 'day')}" if found.year.away else ""
    return f"{day_label(found.span.first)} {found.span.first.year} to {day_label(found.span.last)}: {done}{away}"


def _behaviors(found: Statistics) -> list[str]:
    streaks = {line.behavior: line for line in found.streaks.lines}
    lengths = {line.behavior: line for line in found.lengths.lines}
    rows = []
    for line in found.strengths.lines:
        streak, length = streaks.get(line.behavior), lengths.get(line.behavior)
        records = [record for record in found.standings.records if record.behavior == line.behavior]
        done, counted = sum(record.done for record in records), sum(record.counted for record in records)
        rows.append(
            (
                f"{line.name} (archived)" if line.archived else line.name,
                percent(line.value),
                count(streak.current, streak.period) if streak else "",
                count(streak.best, streak.best_period) if streak else "",
                f"{done} of {counted}" if counted else "",
                f"{number(length.planned, 0)} min" if length else "",
                f"{number(length.actual, 0)} min" if length else "",
            )
        )
    headers = ("Behavior", "Strength", "Streak", "Best", "Done as planned", "Planned", "Took")
    return table(headers, rows, right={1, 2, 3, 4, 5, 6}) if rows else []


def _amounts(found: Statistics) -> list[str]:
    rows = [
        (
            f"{line.name}, {line.unit}",
            amount_number(line.total),
            mean_number(line.mean),
            amount_number(line.weeks[-1].amount),
            f"{line.sessions} of {line.of_sessions}",
        )
        for line in found.amounts.lines
    ]
    headers = ("Amount", "In all", "A session", "Latest week", "In sessions")
    return table(headers, rows, right={1, 2, 3, 4}) if rows else []


def _objectives(found: Statistics) -> list[str]:
    reached_by = {line.objective: line for line in found.objectives.lines}
    rows = []
    for line in (effort for effort in found.efforts.objectives if effort.sessions):
        weeks = reached_by.get(line.name)
        latest = next((share for share in reversed(weeks.shares) if share is not None), None) if weeks else None
        mean = weeks.share if weeks else None
        rows.append((line.name, reached(mean), reached(latest), str(line.sessions), duration(line.minutes)))
    headers = ("Objective", "Reached", "Latest week", "Sessions", "Time")
    lines = table(headers, rows, right={1, 2, 3, 4}) if rows else []
    return [*lines, MORE_THAN_ASKED] if any("+" in row[1] + row[2] for row in rows) else lines


def _tags(found: Statistics) -> list[str]:
    rows = [
        (f"#{line.name}", str(line.sessions), duration(line.minutes), duration(line.weeks[-1].minutes))
        for line in found.efforts.tags
    ]
    return table(("Tag", "Sessions", "Time", "Latest week"), rows, right={1, 2, 3}) if rows else []


def tag_page(found: Statistics, line: EffortLine) -> Iterator[str]:
    """Yield the lines of a page about what has one tag: the sum, then its weeks."""
    when = f"{day_label(found.span.first)} {found.span.first.year} to {day_label(found.span.last)}"
    yield f"{when}: {count(line.sessions, 'session')} tagged #{line.name}, {duration(line.minutes)}"
    begun = dropwhile(lambda week: not week.sessions, line.weeks)
    rows = [(day_label(week.week), str(week.sessions), duration(week.minutes)) for week in [*begun][-LAST_WEEKS:]]
    yield from ("", *table(("Week of", "Sessions", "Time"), rows, right={1, 2})) if rows else ()


def _weeks(found: Statistics) -> list[str]:
    ratings = {week.week: week for week in found.ratings.weeks}
    energy = {week.week: week for week in found.energy.weeks}
    rows = []
    begun = dropwhile(lambda week: not week.sessions, found.efforts.total)
    for week in [*begun][-LAST_WEEKS:]:
        rated, used = ratings.get(week.week), energy.get(week.week)
        share = None if used is None else used.share
        rows.append(
            (
                day_label(week.week),
                str(week.sessions),
                duration(week.minutes),
                f"{rated.mean:.1f} ({rated.count})" if rated else "",
                reached(share),
            )
        )
    lines = table(("Week of", "Sessions", "Time", "Rating", "Energy"), rows, right={1, 2, 3, 4}) if rows else []
    return [*lines, OVER_BUDGET] if any("+" in row[4] for row in rows) else lines


def _rates(found: Statistics) -> list[str]:
    rates = found.rates
    if rates.empty:
        return []
    rows = []
    for slot in rates.slots:
        cells = [rates.cell(weekday, slot) for weekday in rates.weekdays]
        if any(cell.counted for cell in cells):
            shares = ["" if cell.share is None else percent(cell.share) for cell in cells]
            rows.append((_slot(slot), *shares, str(sum(cell.counted for cell in cells))))
    headers = ("Done of planned", *(WEEKDAYS[weekday][:3] for weekday in rates.weekdays), "Sessions")
    return table(headers, rows, right=range(1, 9))


def _sentences(found: Statistics) -> list[str]:
    lines = []
    if not found.rates.empty:
        lines.append(_overall(found.rates))
    for label, records in (("Best", found.standings.best), ("Hardest", found.standings.hardest)):
        if records:
            lines.append(f"{label}: {'; '.join(map(_record, records))}.")
    if not found.ratings.empty:
        lines.append(_ratings(found.ratings))
    if not found.energy.empty:
        lines += _energy(found.energy)
    lines += [_together(pair) for pair in found.correlations.pairs if pair.clear]
    return [*lines, _booked(found.booked)]


def _overall(rates: RateMap) -> str:
    return f"Done as planned: {rates.done} of {rates.evidence} sessions, {percent(rates.share or 0)}."


def _record(record: SlotRecord) -> str:
    return f"{record.name} {_in(record.slot)} ({record.done} of {record.counted})"


def _ratings(ratings: Ratings) -> str:
    slots = (f"{_slot(slot.slot)} {slot.mean:.1f} ({slot.count})" for slot in ratings.slots)
    return (
        f"Rated {ratings.mean or 0:.1f} of {MAX_RATING} over {count(ratings.evidence, 'rating')}: {', '.join(slots)}."
    )


def _energy(energy: Energy) -> list[str]:
    days, over = (sum(getattr(week, name) for week in energy.weeks) for name in ("days", "days_over"))
    share = share_of(sum(week.used for week in energy.weeks), sum(week.budget for week in energy.weeks))
    if share is None:
        return []
    beyond = ", over budget" if is_more_than_asked(share) else ""
    return [f"Energy: {percent(share)} of the budget of {count(days, 'day')}{beyond}, more than it on {over}."]


def _together(pair: Correlation) -> str:
    names = listed([pair.first_name, pair.second_name])
    how = "often" if pair.phi > 0 else "seldom"
    figures = f"{pair.phi:+.2f}, likely {pair.low:+.2f} to {pair.high:+.2f}, over {count(pair.pairs, 'day')}"
    return f"{names} are {how} done on the same day ({figures})."


def _booked(booked: Booked) -> str:
    if booked.empty:
        return "Nothing is planned for the coming days yet."
    shares = [(WEEKDAYS[day.day.weekday()][:3], day.share) for day in booked.days if day.share is not None]
    days = (
        f"{day} {percent(share)}{' (more than is free)' if is_more_than_asked(share) else ''}" for day, share in shares
    )
    return f"Free time planned for the coming days: {', '.join(days)}."


def _slot(slot: str | None) -> str:
    return "outside of slots" if slot is None else slot_label(slot)


def _in(slot: str | None) -> str:
    return "outside of slots" if slot is None else in_slot(slot)
