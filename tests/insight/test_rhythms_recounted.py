"""Streaks and strength of changing rhythms, recounted day by day from the words of the glossary alone."""

from datetime import date, timedelta
from fractions import Fraction
from math import floor, sqrt
from random import Random
from typing import Any

import pytest

from habitos_tui.domain.insight.aggregate import Marks
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.rhythm import RHYTHM_ADAPTER, Season
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.insight.streaks import streak
from habitos_tui.insight.strength import strengths
from tests.support.storage import make_behavior
from tests.support.wishes import changing

DAY = timedelta(days=1)
BEGIN = date(2026, 8, 3)
"""A Monday."""
LIVED = 260
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Life:
    """A behavior that is wanted otherwise now and then, done by chance, with days away."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.days = [BEGIN + DAY * number for number in range(LIVED)]
        self.today = self.days[-1]
        changes = {self.days[self.random.randrange(40, 80) + 70 * number]: self.wish() for number in range(3)}
        first = self.wish()
        self.wishes = [(date.min, first), *((since, first | wish) for since, wish in changes.items())]
        self.behavior = changing(make_behavior().model_copy(update=first), changes)
        away = (self.random.randrange(LIVED - 25) for _ in range(4))
        self.away = {self.days[start + number] for start in away for number in range(self.random.randrange(25))}
        eager = self.random.choice((1.2, 2.0, 3.0))
        self.done = [day for day in self.days if day not in self.away and self.does(day, eager)]
        self.skipped = {day for day in self.days if self.random.random() < 0.08}

    def wish(self) -> dict[str, Any]:
        since = self.days[self.random.randrange(100)].isoformat()
        rhythm: dict[str, Any] | None = self.random.choice(
            (
                {"every_weeks": self.random.randrange(2, 5), "since": since},
                {"every_days": self.random.randrange(2, 20), "since": since},
                {"times_a_month": self.random.randrange(1, 5)},
                {"dates": self.random.choice((["1"], ["31"], ["15", "last"], ["first sat", "last fri"]))},
                None,
            )
        )
        season = self.random.choice((None, None, {"first": "09-10", "last": "03-05"}))
        return {
            "rhythm": None if rhythm is None else RHYTHM_ADAPTER.validate_python(rhythm),
            "season": None if season is None else Season.model_validate(season),
            "target_per_week": self.random.randrange(1, 5) if rhythm is None or "every_weeks" in rhythm else 1,
            "weekdays": self.random.choice((tuple(range(7)), (0, 2, 4))),
        }

    def does(self, day: date, eager: float) -> bool:
        return self.random.random() < eager * float(rate(self.wanted(day)[1], day) or 0.05)

    def wanted(self, day: date) -> tuple[date, dict[str, Any]]:
        return [(since, wish) for since, wish in self.wishes if since <= day][-1]

    def rests(self, day: date) -> bool:
        season = self.wanted(day)[1]["season"]
        here = day.strftime("%m-%d")
        return day in self.away or (season is not None and "03-05" < here < "09-10")

    def marks(self) -> Marks:
        done = [day.toordinal() for day in self.done]
        return Marks({"run": done}, {"run": [day.toordinal() for day in self.skipped]})


def period(wish: dict[str, Any], day: date) -> tuple[str, date, date, int, int] | None:
    """Return unit, first and last day, how often, and what it counts; None where nothing is wanted yet."""
    rhythm = wish["rhythm"].model_dump() if wish["rhythm"] else {}
    monday = day - DAY * day.weekday()
    if not rhythm:
        return "week", monday, monday + 6 * DAY, wish["target_per_week"], 7
    if "since" in rhythm:
        every = rhythm.get("every_days") or 7 * rhythm["every_weeks"]
        since = rhythm["since"] if "every_days" in rhythm else rhythm["since"] - DAY * rhythm["since"].weekday()
        if day < since:
            return None
        first = since + every * DAY * ((day - since).days // every)
        return (
            "period",
            first,
            first + (every - 1) * DAY,
            wish["target_per_week"] if "every_weeks" in rhythm else 1,
            every,
        )
    first = day.replace(day=1)
    last = (first + 31 * DAY).replace(day=1) - DAY
    return "month", first, last, rhythm.get("times_a_month") or len(dates_of(rhythm["dates"], first, last)), 30


def dates_of(texts: list[str], first: date, last: date) -> set[date]:
    month = [first + DAY * number for number in range((last - first).days + 1)]
    found = set()
    for text in texts:
        place, _, weekday = text.partition(" ")
        if weekday:
            mine = [day for day in month if day.weekday() == NAMES.index(weekday)]
            found.add(mine[-1] if place == "last" else mine[("first", "second", "third", "fourth").index(place)])
        else:
            found.add(month[-1] if text == "last" else month[min(int(text), len(month)) - 1])
    return found


def asking(wish: dict[str, Any], first: date, last: date) -> list[date]:
    rhythm = wish["rhythm"].model_dump() if wish["rhythm"] else {}
    if "dates" in rhythm:
        return sorted(dates_of(rhythm["dates"], first, last))
    if "every_weeks" in rhythm:
        last = first + 6 * DAY
    return [
        day
        for day in (first + DAY * number for number in range((last - first).days + 1))
        if day.weekday() in wish["weekdays"]
    ]


def recounted_streak(life: Life) -> tuple[str, int, int] | None:
    """Walk from the last day of a period to the next."""
    row, best, best_counts, unit, counts = 0, 0, 1, "", 1
    day = min(life.done)
    day -= DAY * day.weekday()
    while day <= life.today + 400 * DAY:
        since, wish = life.wanted(day)
        found = period(wish, day)
        begun = found is not None and found[1] <= life.today and found[2] >= min(life.done)
        if since <= life.today + DAY * (6 - life.today.weekday()):
            unit, counts = named(wish)
        if found is not None and begun and found[2] == day:
            _, first, last, times, counts = found
            whole = asking(wish, first, last)
            mine = [each for each in whole if each >= since or not wish["rhythm"]]
            if mine:
                asked = (
                    times if mine == whole else max(floor(Fraction(times * len(mine), len(whole)) + Fraction(1, 2)), 1)
                )
                length = counts if mine == whole else max(round(counts * len(mine) / len(whole)), 1)
                done = len([each for each in life.done if first <= each <= last])
                skips = len([each for each in life.skipped - set(life.done) if first <= each <= last])
                lost = Fraction(asked * sum(life.rests(each) for each in mine), len(mine))
                if done >= asked:
                    row += length
                    if row >= best:
                        best_counts = counts if row >= counts or not best else best_counts
                        best = row
                elif last < life.today and done + skips + lost < asked:
                    row = 0
        day += DAY
    return unit, row // counts, best // best_counts


def named(wish: dict[str, Any]) -> tuple[str, int]:
    rhythm = wish["rhythm"].model_dump() if wish["rhythm"] else {}
    if not rhythm:
        return "week", 7
    if "since" in rhythm:
        return "period", rhythm.get("every_days") or 7 * rhythm["every_weeks"]
    return "month", 30


def recounted_strength(life: Life) -> float:
    strong, counted = 0.0, list[tuple[int, Fraction]]()
    for day in life.days:
        if day < min(life.done):
            continue
        wish, times = life.wanted(day)[1], life.done.count(day)
        a_day = rate(wish, day)
        if not a_day or (not times and life.rests(day)):
            continue
        counted.append((times, a_day))
        if (day in life.skipped and not times) or (day == life.today and not times):
            continue
        window = counted[-a_day.denominator * (2 if a_day < 1 else 1) :]
        span = a_day.denominator * (2 if a_day < 1 else 1)
        asked = a_day * span - sum((max(a_day - own, Fraction(0)) for _, own in window), Fraction(0))
        kept = 0.5 ** (sqrt(a_day) / 13)
        strong = strong * kept + min(1.0, float(sum(done for done, _ in window) / asked)) * (1 - kept)
    return strong


def rate(wish: dict[str, Any], day: date) -> Fraction:
    rhythm = wish["rhythm"].model_dump() if wish["rhythm"] else {}
    if not rhythm:
        return Fraction(wish["target_per_week"], 7)
    if day < rhythm.get("since", day):
        return Fraction(0)
    if "every_days" in rhythm:
        return Fraction(1, rhythm["every_days"])
    if "every_weeks" in rhythm:
        return Fraction(wish["target_per_week"], 7 * rhythm["every_weeks"])
    return Fraction(rhythm.get("times_a_month") or len(rhythm["dates"]), 30)


@pytest.mark.parametrize("seed", range(12))
def test_a_life_of_changing_rhythms_is_recounted(seed: int) -> None:
    life = Life(seed)
    behavior: Behavior = life.behavior.now
    away = [day.toordinal() for day in life.away]
    told = streak(life.behavior, life.marks(), away, life.today, Weeks())
    assert told is not None
    assert (told.period, told.current, told.best) == recounted_streak(life), behavior.rhythm
    (line,) = strengths([life.behavior], life.marks(), away, life.today, life.today).lines
    assert line.value == pytest.approx(recounted_strength(life), abs=1e-9)
