"""Days with planned and logged sessions, as lines and as JSON."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from habitos_tui.cli.grid import GridEntry
from habitos_tui.cli.output import table
from habitos_tui.domain.insight.amounts import DoneAmount, done_amounts
from habitos_tui.domain.model.agenda import AgendaItem, DayAgenda, DueItem, SessionState, WeekAgenda
from habitos_tui.domain.model.base import format_clock
from habitos_tui.domain.model.plan import DayUse
from habitos_tui.domain.text.amount_phrasing import amount_done, amount_text, usual_amount
from habitos_tui.domain.text.away_phrasing import away_span
from habitos_tui.domain.text.phrasing import count, day_label, number, stars
from habitos_tui.domain.text.task_phrasing import due_item_phrase

_MARKS = {
    SessionState.PLANNED: "·",
    SessionState.DONE: "✓",
    SessionState.SKIPPED: "-",
    SessionState.MISSED: "!",
    SessionState.AWAY: "~",
    SessionState.PAUSED: "~",
}


def item_lines(day: DayAgenda) -> list[str]:
    """Return a table of a day's items by time, with those of last night that are still in progress."""
    items = _by_time(day)
    if not items:
        return [] if day.away else ["Nothing planned and nothing done."]
    rows = [
        (
            _MARKS[item.state],
            clock_span(item.start, item.end) if item.timed else "",
            f"{item.minutes} min",
            item.behavior.name,
            _amount(item),
            _state(item, day),
            stars(item.completion.rating if item.completion else None),
        )
        for item in items
    ]
    lines = table(("", "Time", "Length", "Behavior", "Amount", "State", "Rating"), rows, right={2, 4}, if_any={4})
    return [*lines, *amount_lines(done for done in done_amounts(day.items) if done.sessions > 1)]


def _state(item: AgendaItem, day: DayAgenda) -> str:
    """Return what became of an item, and the day it counts for if that is another one; or when a task is due."""
    if item.due is not None:
        return due_item_phrase(item.due, day.day)
    return item.state.value if item.day in {None, day.day} else f"{item.state.value}, of {day_label(item.day)}"


def _amount(item: AgendaItem) -> str:
    """Return what was counted of a session, or what one usually is while it is still to be done."""
    if item.completion is not None:
        return amount_done(item.completion.counted, item.behavior)
    return usual_amount(item.behavior) if item.state is SessionState.PLANNED else ""


def amount_lines(done: Iterable[DoneAmount]) -> list[str]:
    """Return a line for each amount of several sessions, such as "Water: 5 glasses in 3 sessions"."""
    return [f"{each.name}: {amount_text(each.counted)} in {count(each.sessions, 'session')}" for each in done]


def clock_span(start: int, end: int) -> str:
    """Return "24:30-25:00": both ends in minutes after midnight of the day they count for, as in documents."""
    return f"{format_clock(start)}-{format_clock(end)}"


def _by_time(day: DayAgenda) -> list[AgendaItem]:
    before = [item for item in day.night if item.day is not None and item.day < day.day]
    return [*before, *day.items, *(item for item in day.night if item not in before)]


def totals(day: DayAgenda) -> str:
    """Return the line of a day's minutes and energy against its budget."""
    limit = "" if day.energy_limit is None else f" of {number(day.energy_limit)}"
    return f"{day.minutes} min, energy {number(day.energy)}{limit}, {day.done_count} done{_away(day)}"


def _away(day: DayAgenda) -> str:
    """Return ", away until Fri 27 Nov (vacation)", or nothing."""
    return "" if day.away is None else f", away until {day_label(day.away.last, day.day)} ({day.away.reason})"


def away_lines(week: WeekAgenda) -> list[str]:
    """Return a line for each absence in a week, such as "Vacation: Mon 23 Nov to Fri 27 Nov, 5 days"."""
    found = dict.fromkeys(day.away for day in week.days if day.away is not None)
    return [f"{away.title}: {away_span(away)}" for away in found]


def entries(week: WeekAgenda) -> list[GridEntry]:
    """Return the grid entries of a week."""
    return [
        GridEntry(index, item.start if item.timed else None, item.minutes, item.behavior.name, _grid_mark(item))
        for index, day in enumerate(week.days)
        for item in day.items
    ]


def use(week: WeekAgenda) -> list[DayUse]:
    """Return minutes and energy of each day of a week."""
    return [
        DayUse(day=index, minutes=day.minutes, energy=day.energy, energy_limit=day.energy_limit)
        for index, day in enumerate(week.days)
    ]


def day_document(day: DayAgenda) -> dict[str, Any]:
    """Return a day for JSON."""
    return {
        "day": day.day.isoformat(),
        "minutes": day.minutes,
        "energy": day.energy,
        "energy_limit": day.energy_limit,
        "done": day.done_count,
        "amounts": amounts_document(day.items),
        "away": None if day.away is None else day.away.model_dump(mode="json"),
        "sessions": [_item_document(item) for item in _by_time(day)],
    }


def amounts_document(items: Iterable[AgendaItem]) -> list[dict[str, Any]]:
    """Return what was counted besides minutes, added up by behavior and unit."""
    return [
        {
            "behavior": done.behavior,
            "name": done.name,
            "amount": done.counted.amount,
            "unit": done.counted.unit,
            "sessions": done.sessions,
        }
        for done in done_amounts(items)
    ]


def week_document(week: WeekAgenda) -> dict[str, Any]:
    """Return a week for JSON."""
    return {
        "week_start": week.start.isoformat(),
        "planned": week.planned,
        "amounts": amounts_document(item for day in week.days for item in day.items),
        "days": [day_document(day) for day in week.days],
    }


def _item_document(item: AgendaItem) -> dict[str, Any]:
    done, planned = item.completion, item.session
    return {
        "behavior": item.behavior.id,
        "name": item.behavior.name,
        "day": None if item.day is None else item.day.isoformat(),
        "state": item.state.value,
        "due": _due_document(item.due),
        "start": format_clock(item.start) if item.timed else None,
        "end": format_clock(item.end) if item.timed else None,
        "minutes": item.minutes,
        "began_at": moment_text(done.done_at) if done else None,
        "ended_at": moment_text(done.done_at + timedelta(minutes=done.minutes)) if done else None,
        "planned_start": format_clock(planned.start) if planned else None,
        "planned_minutes": planned.minutes if planned else None,
        "slot": planned.slot if planned else (done.context.slot if done else None),
        "locked": planned is not None and planned.locked,
        "amount": done.amount if done else None,
        "unit": done.unit if done else item.behavior.unit,
        "usual_amount": item.behavior.amount,
        "rating": done.rating if done else None,
        "note": done.note if done else "",
        "tags": list(done.context.tags) if done else [],
        "reason": item.skip.reason if item.skip else "",
        "session": str(planned.id) if planned else None,
        "completion": str(done.id) if done else None,
    }


def _due_document(due: DueItem | None) -> dict[str, Any] | None:
    """Return when a task is due that is on the day for that, and what is left of it; None for everything else."""
    if due is None:
        return None
    return {"day": due.due.isoformat(), "overdue": due.overdue, "left_minutes": due.left}


def moment_text(moment: datetime) -> str:
    """Return a moment in UTC, which unlike a wall clock never stands still or jumps."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _grid_mark(item: AgendaItem) -> str:
    if item.state is SessionState.PLANNED:
        return "=" if item.session is not None and item.session.locked else " "
    return _MARKS[item.state]
