"""Which days: mondays, mon-fri, not on sundays, tomorrow, 12 dec, by friday, from december to march."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.model.month_date import MONTH_NAMES, days_of_month
from habitos_tui.domain.model.rhythm import Season
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.text.quick.line import Line, phrase
from habitos_tui.domain.text.quick.parts import Part, Reader
from habitos_tui.domain.text.typed.days import COUNT, Sense, month_of, typed_day
from habitos_tui.domain.text.typed.weekdays import GROUPS, weekday_of, weekday_range

WEEKDAY: Final = (
    r"(?:mondays?|mons?|tuesdays?|tues?|wednesdays?|weds?|thursdays?|thurs?|thu|fridays?|fris?|saturdays?|sats?|"
    r"sundays?|suns?)"
)
_GROUP: Final = r"(?:week ?days?|week ?nights?|work ?days?|working days?|week ?ends?)"
_ONE: Final = phrase(
    r"(?:on (?:an? )?)?(?:the )?(every |each |all )?"
    rf"(?:({WEEKDAY}) ?(?:-|to|through) ?({WEEKDAY})|({WEEKDAY})|({_GROUP}))"
)
_CHAIN: Final = phrase(rf"(?:on )?{WEEKDAY}(?: ?- ?{WEEKDAY}){{2,6}}")
"""Mon-wed-fri, which is no range."""
_TWO_LETTERS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
_PAIRS: Final = phrase(rf"(?:on )?(?:{'|'.join(_TWO_LETTERS)})(?:(?: ?- ?|, ?|/|\+)(?:{'|'.join(_TWO_LETTERS)}))+")
_BY_LETTERS: Final = {
    "mwf": (0, 2, 4),
    "tth": (1, 3),
    "tuth": (1, 3),
    "mw": (0, 2),
    "wf": (2, 4),
    "mtwtf": (0, 1, 2, 3, 4),
}
_LETTERS: Final = phrase(r"mwf|m/w/f|tth|t/th|tuth|tu/th|mw|m/w|wf|w/f|mtwtf")
_NEXT: Final = re.compile(r" ?(,|/|&|\+|and|or|,? and|) ?(?:on )?")
_NOT: Final = phrase(r"(?:but )?(?:not|never|no|except|excluding|without|but)(?: on| for| at)?")
MONTH: Final = (
    r"(?:january|jan|february|feb|march|mar|april|apr|may|june|jun|july|jul|august|aug|september|sept|sep|october|oct|"
    r"november|nov|december|dec)\.?"
)
_NUMBERED: Final = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_DATE: Final = (
    rf"(?:the )?{_NUMBERED}(?: of)? ?{MONTH}(?:,? \d{{4}})?|{MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}\. ?\d{1,2}\.(?: ?\d{4})?|\d{1,2}/\d{1,2}(?:/\d{4})?"
)
_NEAR: Final = (
    rf"today|tonight|tomorrow|yesterday|(?:the )?day (?:before yesterday|after tomorrow)|"
    rf"(?:last|this|next|coming) {WEEKDAY}|"
    rf"{COUNT} (?:day|week)s? ago|in {COUNT} (?:day|week)s?"
)
_NAMED_DATE: Final = rf"(?:{WEEKDAY},? )?(?:{_DATE})"
_DAY: Final = phrase(rf"(?:on )?({_NAMED_DATE}|{_NEAR})")
_BY: Final = r"(?:due|by|until|till|before|deadline|no later than|not later than)(?: by| on)?:?"
_DUE: Final = phrase(rf"{_BY} ({_NAMED_DATE}|{_NEAR}|{WEEKDAY})")
_NO_DATE: Final = phrase(rf"{_BY} (?:{_DATE})")
_OTHER_WEEKDAY: Final = phrase(rf"(?:on |{_BY} )?{WEEKDAY},? ({_DATE})")
_WITHIN: Final = phrase(rf"within ({COUNT} (?:day|week)s?)")
_END: Final = phrase(
    rf"{_BY} (?:(?:the )?end of (?:(?:the |this )?(week|month|year)|next (week|month)|({MONTH}))|(eow|eom|eoy))"
)
_PERIODS: Final = {"eow": "week", "eom": "month", "eoy": "year"}
_NUMBER: Final = phrase(rf"{_BY} (?:the )?(\d{{1,2}})(?:st|nd|rd|th)(?! ?(?:of )?{MONTH})")
_PERIOD: Final = phrase(rf"(?:{_BY} |in |during )?(this|next) (week|month)")
_WEEKEND: Final = phrase(rf"(?:{_BY} )?(?:on )?(this|next|the coming) week ?end")
_COUNTS: Final = r"(?! ?(?:/|x|times?\b|a |per ))"
"""Behind a number that is no day of a month: april to september 2 times a week."""
_SEASON: Final = phrase(
    rf"(?:only )?(?:(?:from )?((?:{_NUMBERED} )?{MONTH}(?: {_NUMBERED})?) ?(?:-|to|until|till|through) ?"
    rf"((?:{_NUMBERED} )?{MONTH}(?: {_NUMBERED}{_COUNTS})?)|"
    rf"in ({MONTH})|in (?:the )?(spring|summer|autumn|fall|winter))"
)
_QUARTERS: Final = {
    "spring": ("march", "may"),
    "summer": ("june", "august"),
    "autumn": ("september", "november"),
    "fall": ("september", "november"),
    "winter": ("december", "february"),
}


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Weekdays, Monday = 0; `each` where every such day is meant, `one_of` where one of them will do, and a `group` for
    weekends and weekdays."""

    days: tuple[int, ...]
    each: bool
    one_of: bool = False
    group: bool = False


def weekdays(line: Line, start: int) -> Part | None:
    """Return the weekdays that are named one after the other."""
    if (short := _shortened(line, start)) is not None:
        return short
    if match := _CHAIN.match(line.plain, start):
        named_days = {_weekday(word) for word in re.findall(WEEKDAY, match[0])}
        return Part("weekdays", Weekdays(tuple(sorted(named_days)), each=True), start, match.end())
    chosen: set[int] = set()
    each = one_of = group = False
    position, end = start, start
    while match := _ONE.match(line.plain, position):
        named = _days_of(match)
        each = each or bool(match[1] or match[3] or match[5]) or match[0].endswith("s") or bool(chosen)
        chosen |= set(named)
        group = group or match[5] is not None
        end = match.end()
        between = _NEXT.match(line.plain, end)
        if between is None or between.end() == end or len(chosen) > len(ALL_DAYS):
            break
        position, one_of = (
            between.end(),
            one_of or (between[1] == "or" and _ONE.match(line.plain, between.end()) is not None),
        )
    return Part("weekdays", Weekdays(tuple(sorted(chosen)), each, one_of, group), start, end) if chosen else None


def _shortened(line: Line, start: int) -> Part | None:
    """Return weekdays of two letters, which are words of their own where they stand alone: mo-fr, tu/th, mwf."""
    if match := _LETTERS.match(line.plain, start):
        return Part("weekdays", Weekdays(_BY_LETTERS[match[0].replace("/", "")], each=True), start, match.end())
    match = _PAIRS.match(line.plain, start)
    if match is None:
        return None
    days = [_TWO_LETTERS.index(one) for one in re.findall("[a-z]{2}", match[0])]
    if "-" in match[0] and len(days) == 2:
        days = list(weekday_range(*days))
    return Part("weekdays", Weekdays(tuple(sorted(set(days))), each=True), start, match.end())


def other_weekdays(line: Line, start: int) -> Part | None:
    """Return the weekdays that are left out: not mondays, except on sunday."""
    match = _NOT.match(line.plain, start)
    if match is None:
        return None
    position = match.end() + 1
    found = weekdays(line, position)
    if found is None or not isinstance(found.value, Weekdays):
        return None
    left = tuple(day for day in ALL_DAYS if day not in found.value.days)
    return Part("not_weekdays", left, start, found.end) if left else None


def day_reader(today: date, sense: Sense, weeks: Weeks) -> Reader:
    """Return the reader of single days, counted from `today`."""

    def read(line: Line, start: int) -> Part | None:
        match = _DAY.match(line.plain, start)
        if match is not None and (day := typed_day(match[1], today, sense, weeks)) is not None:
            return Part("day", day, start, match.end())
        return _on_another_weekday(line, start, today, sense)

    return read


def _on_another_weekday(line: Line, start: int, today: date, sense: Sense) -> Part | None:
    """Return a date with a weekday that it is not on: fri 5 dec, which is a Saturday."""
    match = _OTHER_WEEKDAY.match(line.plain, start)
    if match is None or typed_day(match[1], today, sense) is None:
        return None
    return Part("no_date", match[0], start, match.end())


def due_reader(today: date, weeks: Weeks) -> Reader:
    """Return the reader of the day by which something is done."""

    def read(line: Line, start: int) -> Part | None:
        if match := _NUMBER.match(line.plain, start):
            day = _numbered_day(int(match[1]), today)
            return None if day is None else Part("due", day, start, match.end())
        if match := _PERIOD.match(line.plain, start):
            return Part("due", _last_of(match[2], today, weeks, later=match[1] == "next"), start, match.end())
        if match := _WEEKEND.match(line.plain, start):
            return Part("due", _sunday(today, later=match[1] == "next"), start, match.end())
        if match := _END.match(line.plain, start):
            return Part("due", _end_of(match, today, weeks), start, match.end())
        if match := _WITHIN.match(line.plain, start):
            day = typed_day(f"in {match[1]}", today)
            return None if day is None else Part("due", day, start, match.end())
        match = _DUE.match(line.plain, start)
        day = None if match is None else typed_day(match[1], today, Sense.COMING, weeks)
        return _no_date(line, start) if match is None or day is None else Part("due", day, start, match.end())

    return read


def _no_date(line: Line, start: int) -> Part | None:
    """Return a date by which something is done, but which no year has: by 31 feb."""
    match = _NO_DATE.match(line.plain, start)
    return None if match is None else Part("no_date", match[0], start, match.end())


def _numbered_day(number: int, today: date) -> date | None:
    """Return the next day with this number in its month."""
    if not 1 <= number <= days_of_month(today.year, 1):
        return None
    months = [(today.year + (today.month + later - 1) // 12, (today.month + later - 1) % 12 + 1) for later in range(3)]
    days = [date(year, month, number) for year, month in months if number <= days_of_month(year, month)]
    return next((day for day in days if day >= today), None)


def _sunday(today: date, *, later: bool) -> date:
    """Return the last day of this weekend, or of the next."""
    return today + timedelta(days=6 - today.weekday() + 7 * later)


def _end_of(match: re.Match[str], today: date, weeks: Weeks) -> date:
    """Return the last day of this or the next week or month, of this year, or of a month."""
    if match[3] is None:
        period = _PERIODS[match[4]] if match[4] else match[1] or match[2]
        return _last_of(period, today, weeks, later=match[2] is not None)
    month = month_of(match[3].rstrip(".")) or today.month
    year = today.year + (month < today.month)
    return date(year, month, days_of_month(year, month))


def _last_of(period: str, today: date, weeks: Weeks, *, later: bool) -> date:
    """Return the last day of the week, month or year that it is, or of the one after it."""
    if period == "week":
        return weeks.last(weeks.away(today, int(later)))
    if period == "year":
        return date(today.year + later, 12, 31)
    year, month = today.year + (later and today.month == 12), (today.month + later - 1) % 12 + 1
    return date(year, month, days_of_month(year, month))


def season(line: Line, start: int) -> Part | None:
    """Return the part of the year in which something is wanted."""
    match = _SEASON.match(line.plain, start)
    if match is None:
        return None
    first, last = match[1] or match[3], match[2] or match[3]
    if match[4]:
        first, last = _QUARTERS[match[4]]
    try:
        value = Season(first=_year_day(first), last=_year_day(last))
    except ValueError:
        return None
    return Part("season", value, start, match.end())


def _year_day(text: str) -> str:
    """Return a day of the year as a season takes it: “15 march” with a full name and no dots."""
    words = [word.rstrip(".") for word in text.split()]
    return " ".join(
        next((name for name in MONTH_NAMES if word.isalpha() and name.startswith(word)), word) for word in words
    )


def _days_of(match: re.Match[str]) -> tuple[int, ...]:
    if match[5]:
        return GROUPS["weekend" if match[5].replace(" ", "").startswith("weekend") else "weekday"]
    if match[4]:
        return (_weekday(match[4]),)
    return tuple(weekday_range(_weekday(match[2]), _weekday(match[3])))


def _weekday(word: str) -> int:
    day = weekday_of(word)
    if day is None:
        raise AssertionError(word)  # the pattern names weekdays only
    return day
