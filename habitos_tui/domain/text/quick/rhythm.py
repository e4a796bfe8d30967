"""How often: 3x a week, twice a day, every other day, every third week, twice a month, on the 1st."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from habitos_tui.domain.model.month_date import LONGEST_MONTH, WEEKDAY_NAMES
from habitos_tui.domain.text.quick.days import MONTH, WEEKDAY
from habitos_tui.domain.text.quick.line import Line, phrase
from habitos_tui.domain.text.quick.numbers import NUMBER, PLACE, TIMES, number_of, place_of
from habitos_tui.domain.text.quick.parts import Part
from habitos_tui.domain.text.typed.weekdays import weekday_of


class Per(Enum):
    """What something is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Often:
    """So many times in a day, week or month, or up to `most` times; `per` is None where that is not said."""

    times: int
    per: Per | None
    most: int | None = None
    limit: str = ""
    """“least” or “most” where the number is a limit."""


@dataclass(frozen=True, slots=True)
class Every:
    """Every so many days or weeks."""

    number: int
    per: Per


_PER: Final = {
    Per.DAY: r"(?:(?:(?:a|per|each|every|/) ?)?day|daily|pd|/ ?d)",
    Per.WEEK: r"(?:(?:(?:a|per|each|every|in a|/) ?)?(?:week|wk)|weekly|pw|p\.w\.|/ ?w)",
    Per.MONTH: r"(?:(?:(?:a|per|each|every|in a|/) ?)?month|monthly|/ ?mo)",
}
_UNIT: Final = r"(?: ?(?:x|times|time|sessions|session|days|day|nights|night|d))"
_LIMIT: Final = r"(?:(at least|min\.?|minimum)|(at most|up to|max\.?|maximum|no more than)) "
_COUNT: Final = (
    rf"(?:{_LIMIT})?(?:({TIMES})|({NUMBER})(?: ?(?:-|to|or) ?({NUMBER}))?"
    rf"(?:{_UNIT}|(?= ?(?:a|per|each|every|in|/))))"
)
_COUNTED: Final = {per: phrase(rf"{_COUNT} ?{words}") for per, words in _PER.items()}
_TIMES_ALONE: Final = phrase(rf"(?:{_LIMIT})?(?:({TIMES})|({NUMBER}) ?(?:x|times))")
_TIMES_LENGTH: Final = re.compile(rf"({NUMBER}) ?x(?= ?\d+ ?(?:h|hours?|m|mins?|minutes?)(?!\w))")
"""The times of 3x45m."""
_LIMIT_ALONE: Final = phrase(rf"{_LIMIT}({TIMES})?({NUMBER})?")
_ALONE: Final = {
    Per.DAY: phrase(r"/ ?(?:day|d)|daily|every ?day|each day|every single day|nightly|(?:a|per) day"),
    Per.WEEK: phrase(r"/ ?(?:week|wk|w)|weekly|every week|each week|(?:a|per) week"),
    Per.MONTH: phrase(r"monthly|every month|each month|(?:a|per) month"),
}
_EVERY: Final = phrase(rf"(?:once |each )?every ({PLACE}|{NUMBER}|couple of|few) ?(days?|d|weeks?|wks?|w)")
_EVERY_WEEKDAY: Final = phrase(rf"(?:on )?(?:every|each) ({PLACE}|last) ({WEEKDAY})")
_FORTNIGHT: Final = phrase(r"fortnightly|biweekly|bi-weekly|(?:once )?(?:every|per|a|each) fortnight")
_ALTERNATE: Final = phrase(r"(?:on )?(?:alternate|alternating) (days|weeks)")
_SELDOM: Final = phrase(
    rf"(?:once |twice )?(?:every|each|per|a) (?:{PLACE} |{NUMBER} |half |few |couple of )?(?:months|quarters?|years?)|"
    rf"(?:once )?every {NUMBER}(?: ?(?:-|to|or) ?{NUMBER})? ?(?:days?|weeks?)|"
    r"(?:once |twice )?(?:quarterly|yearly|annually|half-yearly|hourly|bimonthly)|every hour"
)
_APART: Final = phrase(
    rf"(?:at least |min\.? |with )?({NUMBER}|a)(?: rest| free)? days? (?:of rest )?"
    r"(?:(in )?between|(apart))(?: sessions)?|"
    r"not (?:on )?(?:(?:two )?days in a row|consecutive days)|never two days in a row"
)
_OF_MONTH: Final = r"(?:(?: of| in)?(?: (?:the|each|every|a))? month| monthly)"
_PLACES: Final = r"(?:first|second|third|fourth|last|1st|2nd|3rd|4th)"
_MONTH_WEEKDAY: Final = phrase(
    rf"(?:on )?(?:the |every |each )?({_PLACES})(?: (?:and|&) ({_PLACES}))? ({WEEKDAY}){_OF_MONTH}"
)
_ON_WEEKDAY: Final = phrase(
    rf"(?:(?:monthly|every month|each month) )?on the ({_PLACES})(?: (?:and|&) ({_PLACES}))? ({WEEKDAY})"
)
_PLACE_WEEKDAY: Final = phrase(
    rf"(?:on )?(?:the )?(first|second|third|fourth|1st|2nd|3rd|4th) ({WEEKDAY})|"
    rf"(?:on )?(?:the |every |each )?({_PLACES}) (?:and|&) ({_PLACES}) ({WEEKDAY})"
)
"""The first saturday; the last one alone is a single day that is over."""
_LAST_DAY: Final = phrase(rf"(?:on )?(?:the )?last day{_OF_MONTH}")
_MONTH_DAYS: Final = phrase(
    r"(?:every month )?(?:due )?(?:on )?(?:the |each |every )?(\d{1,2})(?:st|nd|rd|th|\.(?! ?\d))"
    r"(?:(?: ?(?:,|and|&) ?)(?:the )?(\d{1,2})(?:st|nd|rd|th))?"
    rf"(?! ?(?:of )?(?:{MONTH}|{WEEKDAY})){_OF_MONTH}?"
)
_MONTH_DAY_SAID: Final = phrase(
    rf"(?:on )?(?:the )?(?:({PLACE})(?: day)?|day (\d{{1,2}})) (?:of|in) (?:the|each|every|a) month"
)
_MONTH_DAY_ALONE: Final = re.compile(r"(?:every month )?(?:on|the|each|every) |.*month", re.DOTALL)


def often(line: Line, start: int) -> Part | None:
    """Return how many times a day, a week or a month."""
    for per, pattern in _COUNTED.items():
        if match := pattern.match(line.plain, start):
            return Part("often", _often(match, per), start, match.end())
    if (found := each_period(line, start)) is not None:
        return found
    if match := _TIMES_LENGTH.match(line.plain, start):
        return Part("often", Often(number_of(match[1]), None), start, match.end())
    if (match := _TIMES_ALONE.match(line.plain, start)) or (match := _limit_alone(line, start)):
        return Part("often", _often(match, None), start, match.end())
    return None


def each_period(line: Line, start: int) -> Part | None:
    """Return every day, week or month."""
    for per, pattern in _ALONE.items():
        if match := pattern.match(line.plain, start):
            return Part("often", Often(1, per), start, match.end(), soft=match[0] in {"daily", "weekly", "monthly"})
    return None


def _limit_alone(line: Line, start: int) -> re.Match[str] | None:
    match = _LIMIT_ALONE.match(line.plain, start)
    return match if match is not None and (match[3] or match[4]) else None


def every(line: Line, start: int) -> Part | None:
    """Return every so many days or weeks."""
    if match := _FORTNIGHT.match(line.plain, start):
        return Part("every", Every(2, Per.WEEK), start, match.end())
    if match := _ALTERNATE.match(line.plain, start):
        return Part("every", Every(2, Per.DAY if match[1] == "days" else Per.WEEK), start, match.end())
    match = _EVERY.match(line.plain, start)
    if match is None:
        return None
    number = _every_number(match[1])
    per = Per.DAY if match[2].startswith("d") else Per.WEEK
    if number == 1:
        return Part("often", Often(1, per), start, match.end())
    return Part("every", Every(number, per), start, match.end()) if number else None


def every_weekday(line: Line, start: int) -> Part | None:
    """Return every other monday, every third saturday: the weeks and the weekday."""
    match = _EVERY_WEEKDAY.match(line.plain, start)
    if match is None or match[1] == "last" or (number := place_of(match[1])) < 2:
        return None
    return Part("every_weekday", (number, weekday_of(match[2])), start, match.end())


def gap(line: Line, start: int) -> Part | None:
    """Return how many days lie between two sessions at least."""
    match = _APART.match(line.plain, start)
    if match is None:
        return None
    days = 1 if match[1] in {None, "a"} else number_of(match[1]) - (match[3] is not None)
    return Part("gap", days, start, match.end()) if 1 <= days < len(WEEKDAY_NAMES) else None


def seldom(line: Line, start: int) -> Part | None:
    """Return what says how often in a way that no behavior can be wanted: every six months, hourly."""
    match = _SELDOM.match(line.plain, start)
    return None if match is None else Part("seldom", match[0], start, match.end())


def month_dates(line: Line, start: int) -> Part | None:
    """Return dates of every month: the first saturday of the month, on the 1st, the last day of the month."""
    if (match := _EVERY_WEEKDAY.match(line.plain, start)) and match[1] in {"first", "1st", "last"}:
        return Part("month_dates", (f"{match[1]} {_weekday_name(match[2])}",), start, match.end())
    if match := _MONTH_WEEKDAY.match(line.plain, start) or _ON_WEEKDAY.match(line.plain, start):
        names = [f"{place} {_weekday_name(match[3])}" for place in (match[1], match[2]) if place]
        return Part("month_dates", tuple(names), start, match.end())
    if match := _PLACE_WEEKDAY.match(line.plain, start):
        names = [f"{place} {_weekday_name(match[2] or match[5])}" for place in match.group(1, 3, 4) if place]
        return Part("month_dates", tuple(names), start, match.end())
    if match := _LAST_DAY.match(line.plain, start):
        return Part("month_dates", ("last",), start, match.end())
    return _numbered_dates(line, start)


def _numbered_dates(line: Line, start: int) -> Part | None:
    """Return dates of every month by their numbers."""
    if match := _MONTH_DAY_SAID.match(line.plain, start):
        number = place_of(match[1] or match[2])
        return Part("month_dates", (str(number),), start, match.end()) if 1 <= number <= LONGEST_MONTH else None
    match = _MONTH_DAYS.match(line.plain, start)
    if match is None or not _MONTH_DAY_ALONE.match(match[0]):
        return None
    days = tuple(day for day in match.groups() if day is not None)
    return (
        Part("month_dates", days, start, match.end()) if all(1 <= int(day) <= LONGEST_MONTH for day in days) else None
    )


def _often(match: re.Match[str], per: Per | None) -> Often:
    least, most, word, number, *more = match.groups()
    upper = number_of(more[0]) if more and more[0] else None
    times = number_of(word or number)
    if upper is not None and upper < times:
        times, upper = upper, times
    return Often(times, per, upper, "least" if least else "most" if most else "")


def _every_number(text: str) -> int:
    if text in {"couple of", "few"}:
        return 2 if text == "couple of" else 3
    try:
        return place_of(text)
    except ValueError:
        return number_of(text)


def _weekday_name(word: str) -> str:
    day = weekday_of(word)
    return WEEKDAY_NAMES[0 if day is None else day]
