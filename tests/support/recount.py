"""The figures about a log once more, slowly and from the words of the glossary alone: loops over days, plain values.

Nothing here uses the code that it is compared with. Every function returns one figure, or a dictionary of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor, sqrt
from typing import Any

from tests.support.noted import DAY, Record, Versions, Wanted, days, in_season


def strength(record: Record, behavior: str, last: date) -> dict[date, float]:
    """Return the strength at the end of every day since something was first done."""
    first = record.first_done(behavior)
    values, counted, strong = dict[date, float](), list[tuple[int, int]](), 0.0
    times = Counter(done.day for done in record.done if done.behavior == behavior)
    for day in days(first, last) if first else ():
        wanted = record.behaviors[behavior].on(day)
        target = wanted["target_per_week"]
        still = record.stands_still(behavior, day) or not wanted["active"]
        if target and (times[day] or not still):
            counted.append((times[day], target))
            in_progress = day == record.today and not times[day]
            skipped = (behavior, day) in record.skipped and not times[day]
            if not in_progress and not skipped:
                strong = _grown(strong, counted, target)
        values[day] = strong
    return values


def _grown(strong: float, counted: list[tuple[int, int]], target: int) -> float:
    a_day = Fraction(target, 7)
    span = a_day.denominator * (2 if a_day < 1 else 1)
    window = counted[-span:]
    asked = a_day * span - sum(Fraction(max(target - own, 0), 7) for _, own in window)
    share = min(1.0, float(sum(times for times, _ in window) / asked))
    kept = 0.5 ** (sqrt(a_day) / 13)
    return float(strong * kept + share * (1 - kept))


def periods(record: Record, behavior: str) -> Iterator[tuple[date, date, Wanted]]:
    """Yield first and last day of every period since something was first done, and what was wanted on its last day."""
    first = record.first_done(behavior)
    start = record.week(first) if first else record.today + DAY
    while first and start <= record.today:
        end = record.end(start)
        wanted = record.behaviors[behavior].on(end)
        if wanted["target_per_week"] % 7:
            yield start, end, wanted
        else:
            for day in days(max(start, first), min(end, record.today)):
                wanted = record.behaviors[behavior].on(day)
                if wanted["target_per_week"] and not wanted["target_per_week"] % 7:
                    yield day, day, wanted
        start = end + DAY


def streak(record: Record, behavior: str) -> dict[str, Any] | None:
    """Return the streak that goes on and the best one."""
    row = best = 0
    best_length, best_until, length, target = 7, None, 0, 0
    now = 0
    for start, end, wanted in periods(record, behavior):
        length = 7 if wanted["target_per_week"] % 7 else 1
        target = _asked_in(record, behavior, start, wanted) if length > 1 else wanted["target_per_week"] // 7
        now = record.times(behavior, start, end)
        if not target:
            continue
        if now >= target:
            row += (end - start).days + 1
            if row >= best:
                best_length = length if row >= length or not best else best_length
                best, best_until = row, min(end, record.today)
        elif end < record.today and not _excused(record, behavior, (start, end), wanted, target):
            row = 0
    if not length:
        return None
    if not record.behaviors[behavior].on(record.end(record.week(record.today)))["target_per_week"]:
        target = 0
    return {
        "wanted": target,
        "current": row // length,
        "best": best // best_length,
        "best_until": best_until,
        "best_days": best_length if best else length,
        "days": length,
    }


def _asked_in(record: Record, behavior: str, start: date, wanted: Wanted) -> int:
    """Return what a week asks for: the nearest for its days, where the behavior began in it once at least."""
    mine = [day for day in days(start, start + 6 * DAY) if day.weekday() in wanted["weekdays"]]
    since = [day for day in mine if record.began(behavior) <= day <= record.end(start)]
    return max(_nearest(wanted["target_per_week"] * len(since), len(mine)), _least(record, start))


def _nearest(amount: int, parts: int) -> int:
    return floor(Fraction(amount, parts) + Fraction(1, 2))


def _least(record: Record, start: date) -> int:
    """Return how often something is asked for however few days there are: once, but not in a week that is cut."""
    return int(record.end(start) == start + 6 * DAY)


def _excused(record: Record, behavior: str, period: tuple[date, date], wanted: Wanted, target: int) -> bool:
    mine = [day for day in days(*period) if day.weekday() in wanted["weekdays"]]
    absent = sum(record.stands_still(behavior, day) for day in mine)
    spared = Fraction(target * absent, len(mine)) if mine else target
    done = {entry.day for entry in record.done if entry.behavior == behavior}
    skips = sum((behavior, day) in record.skipped and day not in done for day in days(*period))
    put_away = any(not record.behaviors[behavior].on(day)["active"] for day in days(*period))
    return put_away or record.times(behavior, *period) + skips + spared >= target


def phi(minutes: int, wanted: Wanted, worth: float) -> float:
    """Return how much of a typical session so many minutes are."""
    typical = wanted["typical_minutes"]
    if minutes <= typical or worth <= 0:
        return float(0.4 + 0.6 * minutes / typical)
    return float(1 + 0.15 * (minutes - typical) / typical)


def reached(record: Record, objective: str, first: date, last: date) -> tuple[float, int]:
    """Return what was done for an objective, and by how many sessions."""
    amount, sessions = 0.0, 0
    for done in record.done:
        wanted = record.behaviors[done.behavior].on(done.day)
        impacts = wanted["impacts"]
        if first <= done.day <= last and impacts.get(objective):
            worth = sum(impacts.get(name, 0) * weights.on(done.day) for name, weights in record.weights.items())
            amount += impacts[objective] * phi(done.minutes, wanted, worth)
            sessions += 1
    return amount, sessions


def asked(record: Record, objective: str, start: date) -> tuple[float, float]:
    """Return what the days of a week that count ask for an objective: so far, and the whole week."""
    so_far = whole = 0.0
    for behavior, versions in record.behaviors.items():
        wanted = wanted_at_end(versions, start, record.end(start))
        impact = max(wanted["impacts"].get(objective, 0.0), 0.0)
        if not impact or not any(versions.on(day)["active"] for day in days(start, record.end(start))):
            continue
        home, past, _ = _days_that_count(record, behavior, start, wanted)
        if not home:
            continue
        so_far += impact * at_home(record, start, wanted) * past / home
        whole += impact * wanted_in_week(record, behavior, start)
    return so_far, whole


def wanted_in_week(record: Record, behavior: str, start: date) -> int:
    """Return how often something is wanted in a week: on its days at home since it began, while it was in use."""
    wanted = wanted_at_end(record.behaviors[behavior], start, record.end(start))
    home, _, counted = _days_that_count(record, behavior, start, wanted)
    target = at_home(record, start, wanted)
    return max(_nearest(target * counted, home), _least(record, start)) if target and counted else 0


def at_home(record: Record, start: date, wanted: Wanted) -> int:
    """Return how often something is wanted in a week that has days away, or of a pause."""
    mine = [day for day in days(start, start + 6 * DAY) if day.weekday() in wanted["weekdays"]]
    return ceil(Fraction(wanted["target_per_week"] * len(_home(record, wanted, mine, start)), len(mine)))


def _home(record: Record, wanted: Wanted, mine: Iterable[date], start: date) -> list[date]:
    """Return the days without a rest, by the season of the last one; those that a cut week lacks are among them."""
    paused = {day for behavior, day in record.paused if behavior == wanted["id"]} | record.away
    return [day for day in mine if day > record.end(start) or (day not in paused and in_season(wanted, day))]


def planned_for(record: Record, start: date, wanted: Wanted) -> int:
    """Return how often a plan wants something in a week: of one that is cut its share, the nearest."""
    mine = [day for day in days(start, start + 6 * DAY) if day.weekday() in wanted["weekdays"]]
    home = _home(record, wanted, mine, start)
    here = [day for day in home if day <= record.end(start)]
    return _nearest(at_home(record, start, wanted) * len(here), len(home)) if here else 0


def resting(record: Record, start: date, wanted: Wanted) -> bool:
    """Tell whether something is paused on all its days of a week, of one that is cut those that it has."""
    mine = [day for day in days(start, record.end(start)) if day.weekday() in wanted["weekdays"]]
    return all((wanted["id"], day) in record.paused for day in mine)


def wanted_at_end(versions: Versions, start: date, end: date) -> Wanted:
    """Return what was wanted on the last day of a week, or when it was last in use in it."""
    wanted: Wanted = versions.on(end)
    for day in days(start, end):
        if not versions.on(end)["active"] and versions.on(day)["active"]:
            wanted = versions.on(day)
    return wanted


def _days_that_count(record: Record, behavior: str, start: date, wanted: Wanted) -> tuple[int, float, int]:
    """Return how many days of a week are spent at home, how much of those is over, and how many count in the end."""
    mine = [day for day in days(start, start + 6 * DAY) if day.weekday() in wanted["weekdays"]]
    home, in_use = _home(record, wanted, mine, start), record.behaviors[behavior]
    counted = [day for day in home if record.began(behavior) <= day <= record.end(start) and in_use.on(day)["active"]]
    past = float(sum(day < record.today for day in counted))
    if record.today in counted:
        if record.times(behavior, record.today, record.today):
            past += 1
        elif past:
            past += (record.now - record.day_began) / (24 * timedelta(hours=1))
    return len(home), past, len(counted)


def efforts(record: Record, first: date, last: date) -> dict[tuple[str, str], tuple[int, int]]:
    """Return sessions and minutes: of all, by objective and by category."""
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for done in record.done:
        if first <= done.day <= last:
            wanted = record.behaviors[done.behavior].on(done.day)
            goals = [("objective", name) for name, impact in wanted["impacts"].items() if impact > 0]
            for key in (("all", ""), ("category", wanted["category"]), *goals):
                found[key][0] += 1
                found[key][1] += done.minutes
    return {key: (sessions, minutes) for key, (sessions, minutes) in found.items()}


def amounts(record: Record, first: date, last: date) -> dict[tuple[str, str, date], tuple[float, int]]:
    """Return by behavior, unit and week what was counted, and in how many sessions."""
    found: dict[tuple[str, str, date], tuple[float, int]] = {}
    for done in record.done:
        if first <= done.day <= last and done.unit is not None and done.amount is not None:
            key = done.behavior, done.unit, record.week(done.day)
            before, times = found.get(key, (0.0, 0))
            found[key] = before + done.amount, times + 1
    return found


def energy(record: Record, day: date) -> tuple[float, float | None]:
    """Return the energy used on a day, and its budget."""
    used = sum(record.behaviors[done.behavior].on(day)["energy_cost"] for done in record.done if done.day == day)
    return used, record.budgets.on(day)[day.weekday()]


def rates(record: Record, first: date, last: date) -> dict[tuple[int, str | None], tuple[int, int]]:
    """Return by weekday and slot how many planned sessions were done, of those that counted."""
    done = {entry.session for entry in record.done}
    found: dict[tuple[int, str | None], list[int]] = defaultdict(lambda: [0, 0])
    for planned in record.planned:
        missed = planned.day < record.today and not record.rests(planned.behavior, planned.day)
        skipped = planned.id in record.skipped_sessions
        if first <= planned.day <= last and (planned.id in done or (missed and not skipped)):
            cell = found[planned.day.weekday(), planned.slot]
            cell[0] += planned.id in done
            cell[1] += 1
    return {key: (times, counted) for key, (times, counted) in found.items()}
