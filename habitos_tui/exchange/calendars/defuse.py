"""What would keep a computer busy for ever is found before it is expanded, by looking at it.

The libraries that expand recurrences follow a rule wherever it leads: INTERVAL=0 stands still, a rule by the second
yields billions of times, the 30th of February is looked for until the year 9999. Such an event is left out and named.
"""

import re
from datetime import date, timedelta
from math import prod
from typing import Final

from habitos_tui.exchange.calendars.components import Component

FREQUENCIES: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_TOO_OFTEN: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
TIMES_A_DAY: Final = 24
LIST: Final = 400
"""Entries of one BY… list: every day of a year and some."""
DATES: Final = 5000
"""Single dates and exceptions of one event."""
LONGEST: Final = timedelta(days=400)
LONGEST_AGAIN: Final = timedelta(days=31)
"""Of an event that comes again."""
_LISTS: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
_MOST_DAYS: Final = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_NUMBER: Final = re.compile(r"[+-]?\d{1,9}")
_DURATION: Final = re.compile(r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


def harm_of(event: Component) -> str:
    """Return what is wrong with an event that must not be expanded, as "repeats every 0 days"; "" if nothing is."""
    if event.too_long:
        return "is longer than any calendar writes"
    starts = event.values.get("DTSTART", [])
    if len(starts) != 1:
        return "has two starts" if starts else "has no start"
    if begun_on(event) is None:
        return f"begins at what is no date: {starts[0][1][:30]}"
    if sum(value.count(",") + 1 for name in ("RDATE", "EXDATE") for _, value in event.values.get(name, ())) > DATES:
        return f"has more than {DATES} single dates"
    rules = [value for name in ("RRULE", "EXRULE") for _, value in event.values.get(name, ())]
    if len(rules) > 2:
        return "has several rules of repetition"
    wrong = next((harm for rule in rules if (harm := harm_of_rule(rule))), "")
    return wrong or _harm_of_length(event, bool(rules))


def harm_of_rule(rule: str) -> str:
    """Return what is wrong with a rule of repetition, "" if it can be expanded."""
    parts = rule_parts(rule)
    return "repeats by a rule that cannot be read" if parts is None else _harm_of_parts(parts)


def _harm_of_parts(parts: dict[str, str]) -> str:
    if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN":
        return f"repeats by the {parts['RSCALE'].lower()[:20]} calendar"
    often = parts.get("FREQ", "")
    if often not in FREQUENCIES:
        told = often.lower() if often in _TOO_OFTEN else "by a rule that cannot be read" if often else "by no rule"
        return f"repeats {told}"
    for name in ("INTERVAL", "COUNT"):
        if name in parts and not (parts[name].isdecimal() and 0 < int(parts[name][:6]) <= 100_000):
            return f"repeats with {name.lower()} {parts[name][:12]}"
    lists = {name: value.split(",") for name, value in parts.items() if name.startswith("BY")}
    if any(len(values) > LIST for values in lists.values()):
        return "repeats by a list of hundreds"
    if prod(len(set(lists[name])) for name in _LISTS if name in lists) > TIMES_A_DAY:
        return f"repeats more than {TIMES_A_DAY} times a day"
    return "" if _ever_happens(lists) else "repeats on a date that no year has"


def rule_parts(rule: str) -> dict[str, str] | None:
    """Return the parts of a rule by name, upper case; None if it is none."""
    pieces = [piece.partition("=") for piece in rule.strip().upper().split(";") if piece.strip()]
    if not pieces or any(not sign or not value.strip() for _, sign, value in pieces):
        return None
    names = [name.strip() for name, _, _ in pieces]
    return {name.strip(): value.strip() for name, _, value in pieces} if len(set(names)) == len(names) else None


def begun_on(event: Component) -> date | None:
    """Return the date that the start is written with, whatever its zone; None if that is none."""
    return date_in(event.first("DTSTART"))


def date_in(value: str) -> date | None:
    """Return the date at the beginning of a value such as 20261130T090000Z."""
    if not re.match(r"\d{8}(?!\d)", value):
        return None
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    except ValueError:
        return None


def _ever_happens(lists: dict[str, list[str]]) -> bool:
    """Tell whether the days and months of a rule meet in any year; what is no number is for the library to refuse."""
    days, months = lists.get("BYMONTHDAY"), lists.get("BYMONTH")
    if days is None or any(not _NUMBER.fullmatch(day) for day in days):
        return True
    numbers = [int(month) for month in months or () if month.isdecimal()] or list(range(1, 13))
    most = max(_MOST_DAYS.get(number, 31) for number in numbers)
    return any(0 < abs(int(day)) <= most for day in days)


def _harm_of_length(event: Component, again: bool) -> str:
    """Return what is wrong with how long an event lasts."""
    length = written_length(event)
    if length is None:
        return "ends at what is no date"
    longest = LONGEST_AGAIN if again else LONGEST
    return f"lasts {length.days} days{' and comes again' if again else ''}" if length > longest else ""


def written_length(event: Component) -> timedelta | None:
    """Return how long an event lasts to a day, by its dates as they are written; None if they are none."""
    if duration := event.first("DURATION"):
        found = _DURATION.fullmatch(duration.upper())
        if found is None:
            return None
        weeks, days, hours, minutes, seconds = (min(int(part[:9]), 10**7) if part else 0 for part in found.groups()[1:])
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
        return -length if found[1] == "-" else length
    ended = event.first("DTEND")
    if not ended:
        return timedelta()
    first, last = begun_on(event), date_in(ended)
    return None if first is None or last is None else last - first
