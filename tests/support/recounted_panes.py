"""What the panes of Insights show as numbers, beside the same texts made of recounted figures."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, Self

from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.insights.charts.chart import FARTHEST, Chart, InsightsView
from habitos_tui.ui.insights.screen import CHARTS
from tests.support import recount, recount_log
from tests.support.noted import DAY, Record, days
from tests.support.recounted import Pair

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FREE_A_DAY: Final = sum(slot.end - slot.start for slot in DEFAULT_SLOTS)
"""Minutes, as nothing is busy."""

NOISE: Final = 1e-9
"""What sums in another order differ by."""

Row = tuple[str, ...]


class HalfWay(str):
    """A figure half way between two texts: which of them is told rests on the order of a sum."""

    texts: tuple[str, str]

    def __new__(cls, texts: tuple[str, str]) -> Self:
        """Take both."""
        made = super().__new__(cls, " or ".join(texts))
        made.texts = texts
        return made

    def __eq__(self, other: object) -> bool:
        """Tell whether it may be told like this."""
        return other in self.texts

    __hash__ = str.__hash__


def panes(space: Workspace, record: Record) -> Iterator[Pair]:
    """Yield the rows of every chart of a life that is not over a year long."""
    span = FARTHEST.span(record.today, space.profile.weeks)
    statistics = space.insights.everything(span)
    view = InsightsView(FARTHEST, statistics, statistics.year, space.profile.weeks)
    rows = {
        "Year": _year,
        "Days": _days,
        "Habits": _habits,
        "Ratings": _ratings,
        "Minutes": _minutes,
        "Energy": _energy,
        "Time": _time,
        "Objectives": _objectives,
        "Ahead": _ahead,
        "Pairs": _pairs,
    }
    for chart in CHARTS:
        told, again = list(chart.numbers(view))[1:], list(rows.pop(chart.title)(record, span))
        yield from _lines(chart, told, again)
    yield "charts that are not compared", set(rows), set()


def _lines(chart: Chart, told: list[Row], again: list[Row]) -> Iterator[Pair]:
    yield f"rows of {chart.title}", len(told), len(again)
    for one, other in zip(sorted(told), sorted(again), strict=False):
        yield f"row of {chart.title}", one, other


def _year(record: Record, _: Span) -> Iterator[Row]:
    for day in sorted({done.day for done in record.done}):
        mine = [done.minutes for done in record.done if done.day == day]
        yield _date(day), str(len(mine)), _hours_and_minutes(sum(mine))


def _days(record: Record, span: Span) -> Iterator[Row]:
    for (weekday, slot), (done, counted) in recount.rates(record, span.first, span.last).items():
        yield f"{WEEKDAYS[weekday]}, {_slot(slot)}", f"{done} of {counted}", _percent(done / counted), ""
    by_place = dict[tuple[str, str | None], list[int]]()
    ever = {done.session for done in record.done}
    for planned in record.planned:
        missed = planned.day < record.today and not record.rests(planned.behavior, planned.day)
        if planned.id in ever or (missed and planned.id not in record.skipped_sessions):
            found = by_place.setdefault((planned.behavior, planned.slot), [0, 0])
            found[0] += planned.id in ever
            found[1] += 1
    for (behavior, slot), (done, counted) in by_place.items():
        low, high = recount_log.wilson(done, counted)
        where = f"{_name(record, behavior)}, {_slot(slot)}"
        yield where, f"{done} of {counted}", _percent(done / counted), f"{_percent(low)} to {_percent(high)}"


def _habits(record: Record, span: Span) -> Iterator[Row]:
    for behavior, versions in record.behaviors.items():
        course = recount.strength(record, behavior, span.last)
        if not course or not any(versions.on(day)["target_per_week"] for day in span):
            continue
        times = record.times(behavior, min(course), span.last)
        row = _name(record, behavior), f"{_number(100 * course[span.last])} %", str(times)
        found = recount.streak(record, behavior)
        if found is None:
            yield (*row, "", "", "", "")
            continue
        until = _date(found["best_until"]) if found["best_until"] else ""
        first = record.today if found["days"] == 1 else record.week(record.today)
        asked = f" of {found['wanted']}" if found["wanted"] else ""
        now = f"{record.times(behavior, first, record.today)}{asked}"
        archived = not versions.of[-1][1]["active"]  # put away, though asked for until the week is over
        current, best = _row(found["current"], found["days"]), _row(found["best"], found["best_days"])
        yield (*row, current, best, until, "archived" if archived else now)


def _ratings(record: Record, span: Span) -> Iterator[Row]:
    for key, (mean, given) in recount_log.ratings(record, span.first, span.last).items():
        if isinstance(key, date):
            yield f"Week of {_date(key)}", _number(mean, 2), str(given)
        elif isinstance(key, tuple):
            yield _slot(key[1]), _number(mean, 2), str(given)


def _minutes(record: Record, span: Span) -> Iterator[Row]:
    for behavior, (times, planned, took) in recount_log.lengths(record, span.first, span.last).items():
        more = _percent(took / planned - 1)
        signed = more.replace("-", "\N{MINUS SIGN}") if more[0] == "-" else more if more == "0 %" else f"+{more}"
        yield _name(record, behavior), str(times), f"{_number(planned)} min", f"{_number(took)} min", signed


def _energy(record: Record, span: Span) -> Iterator[Row]:
    for week in _weeks(record, span):
        done = {d.day for d in record.done if week <= d.day <= record.end(week)}
        found = [recount.energy(record, day) for day in done]
        limited = [(used, budget) for used, budget in found if budget is not None]
        used, budget = (sum(values) for values in zip(*limited, strict=True)) if limited else (0, 0)
        share = _reached(used / budget) if budget else ""
        above = f"{sum(used > budget for used, budget in limited)} of {len(limited)}"
        yield f"Week of {_date(week)}", _number(used), _number(budget), share, above


def _time(record: Record, span: Span) -> Iterator[Row]:
    found = recount.efforts(record, span.first, span.last)
    weeks = max(1.0, ((span.last - min(done.day for done in record.done)).days + 1) / 7)
    for kind, name in [("objective", name) for name in record.weights] + [
        key for key in found if key[0] != "objective"
    ]:
        sessions, minutes = found.get((kind, name), (0, 0))
        each = _number(sessions / weeks), f"{_number(minutes / weeks, 0)} min"
        yield name or "All", str(sessions), f"{_number(minutes / 60)} h", *each
    amounts: dict[tuple[str, str], list[float]] = {}
    for done in (done for done in record.done if done.unit is not None and done.amount is not None):
        amounts.setdefault((done.behavior, str(done.unit)), []).append(done.amount or 0)
    for (behavior, unit), counted in amounts.items():
        mean = sum(counted) / weeks
        total, a_week = _number(sum(counted), 3), _number(mean, 1 if mean >= 1 else 3)
        row = str(len(counted)), f"{total} {unit}", _number(len(counted) / weeks), f"{a_week} {unit}"
        yield (_name(record, behavior), *row)


def _objectives(record: Record, span: Span) -> Iterator[Row]:
    weeks = _weeks(record, span)
    columns = [_column(record, objective, weeks, span) for objective in record.weights]
    yield from zip(("All, by what they ask for", *map(_date, weeks)), *columns, strict=True)


def _column(record: Record, objective: str, weeks: list[date], span: Span) -> list[str]:
    """Return the mean of an objective, and what was reached of it in each week."""
    shares, texts, total = list[float](), list[str](), 0.0
    for week in weeks:
        done, _ = recount.reached(record, objective, max(week, span.first), min(record.end(week), span.last))
        so_far, whole = recount.asked(record, objective, week)
        share = done / so_far if so_far else 0.0
        share = share if share <= 1 else max(1.0, done / max(whole, so_far))
        shares.append(share * so_far)
        total += so_far
        texts.append(_reached(share) if so_far else "not due yet" if whole else "")
    return [_reached(sum(shares) / total) if total else "", *texts]


def _ahead(record: Record, _: Span) -> Iterator[Row]:
    done = {entry.session: entry.minutes for entry in record.done}
    for day in days(record.today, record.today + 6 * DAY):
        away, mine = day in record.away, [planned for planned in record.planned if planned.day == day]
        standing = [p for p in mine if p.id in done or not record.rests(p.behavior, day)]
        standing = [p for p in standing if p.id not in record.skipped_sessions]
        planned, free = sum(done.get(p.id, p.minutes) for p in standing), 0 if away else FREE_A_DAY
        share = _reached(planned / free if free else 0.0)
        yield _date(day), str(len(standing)), _hours_and_minutes(planned), _hours_and_minutes(free), share


def _pairs(record: Record, span: Span) -> Iterator[Row]:
    found = recount_log.pairs(record, span.first, span.last)
    clear = recount_log.clear(found)
    for pair, together in found.items():
        sign = " + " if together.phi > NOISE else " / "
        names = sign.join(_name(record, behavior) for behavior in pair)
        phi, low, high = (f"{round(value, 9) + 0.0:+.2f}" for value in together[1:4])
        amounts = str(sum(together.table)), str(together.table[0])
        yield names, phi, f"{low} to {high}", *amounts, "yes" if pair in clear else ""


# Texts


def _weeks(record: Record, span: Span) -> list[date]:
    weeks = [record.week(span.first)]
    while record.end(weeks[-1]) < span.last:
        weeks.append(record.end(weeks[-1]) + DAY)
    return weeks


def _name(record: Record, behavior: str) -> str:
    return str(record.behaviors[behavior].of[-1][1]["name"])


def _date(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day:2d} {MONTHS[day.month - 1]} {day.year}"


def _slot(slot: Any) -> str:
    return "no slot" if slot is None else str(slot).replace("_", " ")


def _row(amount: int, length: int) -> str:
    unit = {1: "day", 7: "week"}[length]
    return f"{amount} {unit}{'s' * (amount != 1)}" if amount else "-"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %".replace("-0 ", "0 ")


def _reached(share: float) -> str:
    low, high = (
        f"{_percent(each)}+" if share > 1 + NOISE else _percent(each) for each in (share - NOISE, share + NOISE)
    )
    return low if low == high else HalfWay((low, high))


def _number(value: float, digits: int = 1) -> str:
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if digits else text
    return "0" if text == "-0" else text


def _hours_and_minutes(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours} h"] * (hours > 0) + [f"{rest} min"] * (rest > 0 or not hours))
