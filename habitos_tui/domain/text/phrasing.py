"""How figures, limits and rules read to a person, the same in the app and on the command line.

Names come back as they were typed: whoever shows a sentence on a terminal passes it through `habitos_tui.text`.
Days are weekdays, Monday = 0; `first_weekday` only decides which of them is named first.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import ceil
from typing import Final

from habitos_tui.domain.insight.effort import is_more_than_asked
from habitos_tui.domain.model.base import ALL_DAYS, MINUTES_PER_DAY, TOLERANCE, format_clock
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.domain.model.week import Slot

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
STAR: Final = "★"
EMPTY_STAR: Final = "☆"
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

CLEAR_DAYS: Final = 300
"""How far from today a day is clear without its year."""
_WORK_DAYS: Final = frozenset(range(5))
_IN_SLOT: Final[Mapping[str, str]] = {
    "early_morning": "in the early morning",
    "morning": "in the morning",
    "midday": "at midday",
    "afternoon": "in the afternoon",
    "evening": "in the evening",
    "night": "at night",
}
_STATUS: Final[Mapping[PlanStatus, str]] = {
    PlanStatus.OPTIMAL: "proved best",
    PlanStatus.FEASIBLE: "stopped before the proof",
    PlanStatus.INFEASIBLE: "no plan respects every rule",
    PlanStatus.TIMED_OUT: "time was up before there was a plan: allow more of it",
    PlanStatus.CANCELLED: "cancelled before there was a plan",
    PlanStatus.FAILED: "the solver failed",
}


_ORDINALS: Final = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh")

MORE_THAN_ASKED: Final = "+ more than asked"
OVER_BUDGET: Final = "+ over budget"
MORE_THAN_FREE: Final = "+ more than is free"
"""What the sign behind a share above 100 % means: of what was asked for, of a budget, of free time."""


def duration(minutes: float) -> str:
    """Return "45 min", "2 h" or "1 h 45 min", rounded to whole minutes."""
    whole = round(abs(minutes))
    hours, rest = divmod(whole, 60)
    parts = [f"{hours} h"] if hours else []
    parts += [f"{rest} min"] if rest or not hours else []
    return ("-" if minutes < 0 and whole else "") + " ".join(parts)


def number(value: float, digits: int = 1) -> str:
    """Return a number with at most `digits` decimals, without trailing zeros and never "-0"."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def signed(text: str) -> str:
    """Return a formatted number, such as "4" or "-15 %", with its sign; zero has none."""
    if text.startswith("-"):
        return text.replace("-", "\N{MINUS SIGN}", 1)
    return f"+{text}" if text.strip("0. %") else text


def exact(value: float) -> str:
    """Return a number as it is typed to get it again, to the last digit: 3 for 3.0."""
    return repr(float(value)).removesuffix(".0")


MIN_SHOWN: Final = 0.05 / POINTS
"""Model units that one decimal of a point does not show: among weeks of the usual size no difference."""
ROUNDING: Final = 1e-12
"""Model units that are nothing but rounding of floating-point numbers."""


def points(value: float) -> str:
    """Return model units as points: times 100, one decimal, such as "1040.2".

    What is worth too little for that has two significant digits, such as "0.0012" or "1.2e-07": never a zero.
    """
    if abs(value) < ROUNDING:
        return "0.0"
    amount = value * POINTS
    return f"{amount:.1f}" if abs(amount) >= 0.1 else f"{amount:.2g}"


def alike(first: float, second: float) -> bool:
    """Tell whether nobody would tell two worths of one week apart: by 0.05 points, or 0.1 % where they are small."""
    return abs(first - second) < min(MIN_SHOWN, 0.001 * max(abs(first), abs(second))) + ROUNDING


def counted_points(amount: float, digits: int = 1) -> str:
    """Return "1 point", "34 points" or "2.5 points", of worth or of energy; "1.0 points" is how `points` is read."""
    shown = significant(amount, digits)
    return f"{shown} {'point' if shown in {'1', '-1'} else 'points'}"


def significant(amount: float, digits: int = 1) -> str:
    """Return a number with at most `digits` decimals, or with two significant digits where these would be zeros."""
    shown = number(amount, digits)
    return f"{amount:.2g}" if shown == "0" and abs(amount) >= ROUNDING * POINTS else shown


def reached_of(value: float, most: float | None) -> str:
    """Return "1038.0 points of at most 1042.0"; `most` is the bound, both in model units."""
    return f"{points(value)} points" + ("" if most is None else f" of at most {points(most)}")


def percent(share: float, digits: int = 0) -> str:
    """Return a share of 1 as "34 %"; gaps want two digits."""
    text = f"{share * 100:.{digits}f}"
    return f"{text.removeprefix('-') if not float(text) else text} %"


def percent_at_most(share: float, digits: int = 2) -> str:
    """Return a gap as "2.61 %", never less than it is: what is said to be the most must hold."""
    scale: float = 100 * 10**digits
    return percent(ceil(share * scale - TOLERANCE) / scale, digits)


def reached(share: float | None) -> str:
    """Return "80 %", "125 %+" for more than all of it, and nothing where there was nothing to reach.

    Words beside it say what the sign means, such as `MORE_THAN_ASKED`.
    """
    if share is None:
        return ""
    return f"{percent(share)}+" if is_more_than_asked(share) else percent(share)


def told_where_beyond(words: str, shares: Iterable[float | None]) -> str:
    """Return what the sign behind shares means, where any has it."""
    return words if any(map(is_more_than_asked, shares)) else ""


def of_what_is_possible(share: float, cells: int = 0) -> str:
    """Return "75 % of what is possible", or "119 %, more than asked"; the figure at the right of so many cells."""
    rest = ", more than asked" if is_more_than_asked(share) else " of what is possible"
    return f"{percent(share):>{cells}}{rest}"


def count(amount: int, noun: str, plural: str = "") -> str:
    """Return "1 session" or "3 sessions"."""
    return f"{amount} {noun if amount == 1 else plural or noun + 's'}"


def times(amount: float) -> str:
    """Return "once", "3 times" or "1.5 times"."""
    return "once" if number(amount) == "1" else f"{number(amount)} times"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Return "A", "A and B" or "A, B and C"."""
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


def stars(rating: int | None) -> str:
    """Return a rating as five stars; nothing when there is none."""
    return "" if rating is None else STAR * rating + EMPTY_STAR * (MAX_RATING - rating)


def span(start: int, minutes: int) -> str:
    """Return "06:00-06:35" for a start in minutes after midnight and a length; what ends after midnight says so."""
    end = start + minutes
    if end <= MINUTES_PER_DAY:
        return f"{format_clock(start)}-{format_clock(end)}"
    return f"{format_clock(start % MINUTES_PER_DAY)}-{time_of_day(end)}"


def day_end_hint(slots: Iterable[Slot], day_end: int) -> str:
    """Return which day end would fit slots that go on past midnight; "" where the day goes on as long as they do."""
    wanted = max((slot.end - MINUTES_PER_DAY for slot in slots), default=0)
    if wanted <= day_end:
        return ""
    return (
        f"Your day ends at {format_clock(day_end)}: with “Day ends at” {format_clock(wanted)} in the settings, "
        "such a night is today's until it is over."
    )


def time_of_day(minute: int) -> str:
    """Return what a clock shows at a minute of a day: "06:30", "24:00", "07:00 the next day" for 31:00."""
    if minute <= MINUTES_PER_DAY:
        return format_clock(minute)
    days, rest = divmod(minute, MINUTES_PER_DAY)
    return f"{format_clock(rest)} {'the next day' if days == 1 else f'{days} days later'}"


def day_label(day: date, today: date | None = None) -> str:
    """Return "Mon 23 Nov", whatever the locale; with the year where that is not clear on the day `today`."""
    year = "" if today is None else year_if_far(day, today)
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]}{year}"


def year_if_far(day: date, today: date) -> str:
    """Return " 2028" for a day so far away that its year is not clear, else nothing."""
    return f" {day.year}" if abs((day - today).days) > CLEAR_DAYS else ""


def span_of_days(first: date, last: date, joined: str = "to") -> str:
    """Return "Mon 23 Nov to Fri 27 Nov", with the years where these are not the same."""
    if first.year == last.year:
        return f"{day_label(first)} {joined} {day_label(last)}"
    return f"{day_label(first)} {first.year} {joined} {day_label(last)} {last.year}"


def slot_label(slot: str) -> str:
    """Return the name of a slot for people: "early morning" for "early_morning"."""
    return slot.replace("_", " ")


def in_slot(slot: str) -> str:
    """Return "in the evening", "at night", or "in “nap time”" for a slot of the user's own."""
    return _IN_SLOT.get(slot) or f"in “{slot_label(slot)}”"


def in_slots(slots: Sequence[str]) -> str:
    """Return "in the morning or at night"."""
    return listed([in_slot(slot) for slot in slots], "or")


def on_days(days: Iterable[int], first_weekday: int = 0) -> str:
    """Return "on weekdays", "on Saturday and Sunday", "on Mon, Wed and Fri"; nothing for all seven."""
    chosen = set(days)
    if len(chosen) == 7:
        return ""
    if chosen == _WORK_DAYS:
        return "on weekdays"
    if len(chosen) == 6:
        return f"on all days but {WEEKDAYS[next(day for day in ALL_DAYS if day not in chosen)]}"
    names = [WEEKDAYS[day] for day in sorted(chosen, key=lambda day: (day - first_weekday) % 7)]
    return "on " + listed(names if len(names) < 3 else [name[:3] for name in names])


def limits(least: str | None, most: str | None) -> str:
    """Return "at least A", "at most B", "between A and B", or "exactly A" when they are the same."""
    if least is not None and most is not None:
        return f"exactly {least}" if least == most else f"between {least} and {most}"
    return f"at most {most}" if most is not None else f"at least {least}"


def plan_status(status: PlanStatus, gap: float | None = None) -> str:
    """Return how a run ended in words, with the proven gap where there is one."""
    if status is PlanStatus.OPTIMAL and gap is not None:
        return f"proved within {percent_at_most(gap)}"
    if status is PlanStatus.FEASIBLE and gap is not None:
        return f"{_STATUS[status]}, at most {percent_at_most(gap)} below the best"
    return _STATUS[status]


def cut_short(plan: Plan) -> str:
    """Return what the search for the reasons of an impossible week did not come to; nothing where it came to its end.

    No repair and no clash on show does not mean that there is none.
    """
    if plan.repairs_complete:
        return ""
    if plan.repairs:
        return "The search was cut short: there may be more repairs, and cheaper ones."
    if plan.conflict:
        return "The search was cut short before it found a repair; there may be some."
    return "The search was cut short before it was known which limits clash."


def ordinal(place: int) -> str:
    """Return "second" for 2, "12th" for 12, "21st" for 21."""
    if place < len(_ORDINALS):
        return _ORDINALS[place]
    ending = "th" if place % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def minutes_range(behavior: Behavior) -> str:
    """Return "30" or "20-45" (with an en dash), in minutes."""
    if behavior.min_minutes == behavior.max_minutes:
        return str(behavior.typical_minutes)
    return f"{behavior.min_minutes}\N{EN DASH}{behavior.max_minutes}"


def capital(sentence: str) -> str:
    """Return a sentence with a capital letter at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def after_name(sentence: str, name: str) -> str:
    """Return a sentence without the name it begins with, for where that is on show already."""
    return capital(sentence.removeprefix(f"“{name}”: "))
