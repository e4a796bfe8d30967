"""Reads a line as busy time: dentist tue 14-15, work mon-fri 9-17, sleep 23-7 daily."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from habitos_tui.domain.model.base import ALL_DAYS, LAST_BUSY_MINUTE, MINUTES_PER_DAY, MINUTES_PER_HOUR, NOON
from habitos_tui.domain.text.phrasing import WEEKDAYS, on_days, span
from habitos_tui.domain.text.quick import days, details, rhythm, times
from habitos_tui.domain.text.quick.context import QuickContext
from habitos_tui.domain.text.quick.days import Weekdays
from habitos_tui.domain.text.quick.draft import BusyDraft
from habitos_tui.domain.text.quick.lengths import Length, length
from habitos_tui.domain.text.quick.line import MAX_LINE, Line, Span, phrase
from habitos_tui.domain.text.quick.parts import Part, Reader, parts_of, sorted_out
from habitos_tui.domain.text.quick.reading import TOO_LONG, Reading
from habitos_tui.domain.text.quick.rhythm import Often, Per
from habitos_tui.domain.text.quick.times import Stretch
from habitos_tui.domain.text.typed.days import Sense

NO_TIME: Final = "When is it? Such as: dentist tue 14-15."
NO_DAY: Final = "On which days? Such as: tue, mon-fri, daily or 12 dec."
LONGEST_TITLE: Final = 200
TOO_LONG_A_TITLE: Final = f"A title has at most {LONGEST_TITLE} characters."
_ALL_DAY: Final = phrase(r"all day(?: long)?|(?:the )?whole day")
_TWO_TIMES: Final = phrase(r"(\d{1,2}[:.]\d{2}) (\d{1,2}[:.]\d{2})")
_EACH_NIGHT: Final = phrase(r"(?:every|each) (?:night|evening|morning|afternoon)")
_PART_OF_DAY: Final = phrase(r"in the (morning|afternoon|evening)|at (night)")
_LATE: Final = frozenset({"afternoon", "evening", "night"})
_EVENING: Final = re.compile(r"\b(?:dinner|supper)\b", re.IGNORECASE)
"""What is at six in the evening where nothing says otherwise."""
_NIGHT: Final = re.compile(r"\b(?:sleep|bed|night)", re.IGNORECASE)
_USED: Final = frozenset({"weekdays", "not_weekdays", "often", "day", "stretch", "time", "length", "part_of_day"})
_REPEATED: Final = frozenset({"weekdays"})


def read_busy(text: str, context: QuickContext) -> Reading[BusyDraft]:
    """Return what a line says about busy time."""
    if len(text) > MAX_LINE:
        return Reading(text, None, TOO_LONG, (Span(MAX_LINE, len(text)),))
    line = Line(text)
    found = sorted_out(line, parts_of(line, _readers(context)))
    taken: dict[str, Part] = {}
    unknown = list(found.unknown)
    for part in found.parts:
        fits = part.kind in _USED and _fits(part) and (part.kind not in taken or part.kind in _REPEATED)
        if not fits:
            unknown.append(line.span(part.start, part.end))
        elif part.kind not in taken:
            taken[part.kind] = part
    unknown += [line.span(part.start, part.end) for part in _said_twice(taken)]
    named = [part.value for part in found.parts if isinstance(part.value, Weekdays)]
    title = found.name[:1].upper() + found.name[1:]
    draft, sentence = _draft(title, taken, named, context)
    return Reading(text, draft, sentence, tuple(sorted(unknown)), found.name_span)


def _readers(context: QuickContext) -> Sequence[Reader]:
    return (
        details.quoted,
        rhythm.month_dates,
        rhythm.every_weekday,
        rhythm.every,
        rhythm.each_period,
        days.due_reader(context.today, context.weeks),
        days.other_weekdays,
        days.weekdays,
        days.season,
        days.day_reader(context.today, Sense.COMING, context.weeks),
        _all_day,
        _each_night,
        _part_of_day,
        _two_times,
        times.stretch,
        times.time,
        length,
    )


def _said_twice(taken: dict[str, Part]) -> list[Part]:
    """Return what says otherwise when it is than from one time to another does."""
    stretch = taken.get("stretch")
    if stretch is None or not isinstance(stretch.value, Stretch):
        return []
    minutes = stretch.value.end - stretch.value.start
    twice = (taken.get("time"), taken.get("length"))
    return [part for part in twice if part is not None and part.value != Length(minutes, minutes)]


def _all_day(line: Line, start: int) -> Part | None:
    match = _ALL_DAY.match(line.plain, start)
    return None if match is None else Part("stretch", Stretch(0, MINUTES_PER_DAY), start, match.end())


def _part_of_day(line: Line, start: int) -> Part | None:
    """Return the part of the day that says which half of it a time is in."""
    match = _PART_OF_DAY.match(line.plain, start)
    return None if match is None else Part("part_of_day", match[1] or match[2], start, match.end())


def _two_times(line: Line, start: int) -> Part | None:
    """Return two times one after the other: 23:00 7:00."""
    match = _TWO_TIMES.match(line.plain, start)
    if match is None:
        return None
    found = times.stretch(Line(f"{match[1]}-{match[2]}"), 0)
    return None if found is None else Part("stretch", found.value, start, match.end())


def _each_night(line: Line, start: int) -> Part | None:
    match = _EACH_NIGHT.match(line.plain, start)
    return None if match is None else Part("often", Often(1, Per.DAY), start, match.end())


def _fits(part: Part) -> bool:
    """Tell whether busy time can be so: it comes every day or every week, not every other."""
    if isinstance(part.value, Often):
        return part.value in {Often(1, Per.DAY), Often(1, Per.WEEK)}
    return not isinstance(part.value, Length) or part.value.least == part.value.most


def _draft(
    title: str, taken: dict[str, Part], named: Sequence[Weekdays], context: QuickContext
) -> tuple[BusyDraft | None, str]:
    if len(title) > LONGEST_TITLE:
        return None, TOO_LONG_A_TITLE
    stretch, assumed = _stretch(title, taken)
    if stretch is None:
        return None, NO_TIME
    weekdays = _weekly(taken, named)
    day = None if weekdays else _day(taken, named, stretch, context)
    if not weekdays and day is None:
        return None, NO_DAY
    draft = BusyDraft(title, stretch.start, stretch.end, weekdays, day)
    return draft, busy_sentence(draft, context, assumed=assumed, weekday=bool(named) and day is not None)


def _stretch(title: str, taken: dict[str, Part]) -> tuple[Stretch | None, bool]:
    """Return from when to when, and whether its end is only assumed."""
    found, part = taken.get("stretch"), taken.get("part_of_day")
    late = part is not None and part.value in _LATE and not (part.value == "night" and _begin(taken) < NOON // 2)
    if found is not None and isinstance(found.value, Stretch):
        evening = late or (part is None and found.value.bare and _EVENING.search(title) is not None)
        return _by_night(title, _late(found.value) if evening else found.value), False
    begin, long = taken.get("time"), taken.get("length")
    if begin is None or not isinstance(begin.value, int):
        return None, False
    minutes = long.value.most if long is not None and isinstance(long.value, Length) else None
    minutes = min(minutes or MINUTES_PER_HOUR, MINUTES_PER_DAY)
    stretch = Stretch(begin.value, min(begin.value + minutes, LAST_BUSY_MINUTE))
    return _late(stretch) if late else stretch, long is None


def _begin(taken: dict[str, Part]) -> int:
    found = taken.get("stretch") or taken.get("time")
    value = None if found is None else found.value
    return value.start if isinstance(value, Stretch) else value if isinstance(value, int) else 0


def _late(stretch: Stretch) -> Stretch:
    """Return from 6 to 7 as from 18:00 on."""
    shifted = stretch.start < NOON >= stretch.end - NOON
    return Stretch(stretch.start + NOON, stretch.end + NOON) if shifted else stretch


def _by_night(title: str, stretch: Stretch) -> Stretch:
    """Return sleep from 11 to 7 as from 23:00 on."""
    if stretch.bare and _NIGHT.search(title) and stretch.end > NOON >= stretch.start > stretch.end - NOON:
        return Stretch(stretch.start + NOON, stretch.end + NOON)
    return stretch


def _weekly(taken: dict[str, Part], named: Sequence[Weekdays]) -> tuple[int, ...]:
    """Return the weekdays on which it is every week; none if it is on one day."""
    often, left_out = taken.get("often"), taken.get("not_weekdays")
    chosen = {day for one in named for day in one.days}
    daily = often is not None and often.value == Often(1, Per.DAY)
    if daily or (left_out is not None and not chosen):
        chosen = set(ALL_DAYS)
    if left_out is not None and isinstance(left_out.value, tuple):
        chosen &= set(left_out.value)
    once = len(chosen) <= 1 and often is None and left_out is None and not any(one.each for one in named)
    return () if once or "day" in taken else tuple(sorted(chosen))


def _day(taken: dict[str, Part], named: Sequence[Weekdays], stretch: Stretch, context: QuickContext) -> date | None:
    said = taken.get("day")
    if said is not None:
        return said.value if isinstance(said.value, date) else None
    if not named:
        return None
    ahead = (named[0].days[0] - context.today.weekday()) % len(ALL_DAYS)
    over = ahead == 0 and stretch.end <= context.minute
    return context.today + timedelta(days=ahead + (len(ALL_DAYS) if over else 0))


def busy_sentence(draft: BusyDraft, context: QuickContext, *, assumed: bool = False, weekday: bool = False) -> str:
    """Return "Dentist: once, on Tue 1 Dec, 14:00-15:00; say “every Tuesday” for every week.".

    The end may be only `assumed`, and the day be named by its `weekday`.
    """
    when = span(draft.start, draft.end - draft.start) + (" (one hour assumed)" if assumed else "")
    title = draft.title or "Busy"
    if draft.day is None:
        on = on_days(draft.weekdays, context.weeks.begin_on)
        return f"{title}: {'every week ' + on if on else 'every day'}, {when}."
    hint = f"; say “every {WEEKDAYS[draft.day.weekday()]}” for every week" if weekday else ""
    return f"{title}: once, on {context.day_label(draft.day)}, {when}{hint}."
