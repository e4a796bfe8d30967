"""Weekly busy time: equal blocks of several weekdays as one line, and back from how it is typed; pure functions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final
from uuid import UUID, uuid4

from textual.content import Content

from habitos_tui.domain.model.agenda import WeeklyBusy, on_own_day
from habitos_tui.domain.model.base import DAYS, MINUTES_PER_DAY, own_day
from habitos_tui.domain.model.validation import invalid, validated
from habitos_tui.domain.text.phrasing import WEEKDAYS, day_label, duration, on_days
from habitos_tui.ui.kit.dates import short_day, span
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.kit.text_layout import fit
from habitos_tui.ui.kit.times import day_strip, hour_scale, span_of

NO_BUSY: Final = (
    "No busy time: every hour of the week may be planned into.",
    "Press n to take some out, such as work or sleep, or p to paint a whole week.",
)
_DAYS: Final = 22
_TIMES: Final = 11
_TITLE_LEAST: Final = 12
_WHAT: Final = "This busy time"


@dataclass(frozen=True, slots=True)
class BusyGroup:
    """Blocks of the same time and title on several weekdays (Monday = 0); `ids` in the order of `days`."""

    title: str
    start: int
    end: int
    days: tuple[int, ...]
    ids: tuple[UUID, ...]
    week: date | None = None
    """First day of the only week that it is in; None for every week."""

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return busy_key(self.start, self.end, self.title, self.week)

    @property
    def dates(self) -> tuple[date, ...]:
        """The dates it is on, if it is in one week only."""
        return () if self.week is None else tuple(date_in(self.week, day) for day in self.days)


def date_in(week: date, weekday: int) -> date:
    """Return the date of a weekday (Monday = 0) in the week that begins on `week`."""
    return week + timedelta(days=(weekday - week.weekday()) % 7)


def busy_groups(blocks: Iterable[WeeklyBusy], first_weekday: int = 0) -> tuple[BusyGroup, ...]:
    """Return the blocks put together, in the order of the week."""
    found: dict[tuple[str, int, int], list[WeeklyBusy]] = {}
    for block in sorted(map(on_own_day, blocks), key=lambda b: ((b.weekday - first_weekday) % 7, b.start)):
        found.setdefault((block.title, block.start, block.end), []).append(block)
    return tuple(
        BusyGroup(title, start, end, tuple(b.weekday for b in same), tuple(b.id for b in same))
        for (title, start, end), same in found.items()
    )


def busy_key(start: int, end: int, title: str, week: date | None = None) -> str:
    """Return what tells the blocks of this time and title from the others."""
    return f"{start}-{end}-{week or ''}-{title}"


def places_of(typed: Mapping[str, str], days: Iterable[int]) -> tuple[int, int, int, tuple[int, ...]]:
    """Return what was typed as it lies in the week: how many days later it begins, its times there, and the weekdays.

    The night from 25:00 on is of the next day.
    """
    later, start, end = own_day(*span_of(typed))
    return later, start, end, tuple(sorted((day + later) % len(DAYS) for day in days))


def busy_name(title: str) -> str:
    """Return how a sentence calls busy time."""
    return f"the busy time “{title}”" if title else "busy time"


def days_label(days: Iterable[int], first_weekday: int = 0) -> str:
    """Return "weekdays", "every day" or "Mon, Wed and Fri"."""
    return on_days(days, first_weekday).removeprefix("on ") or "every day"


def dates_label(dates: Sequence[date]) -> str:
    """Return "Tue 1 Dec", "Tue 1 to Thu 3 Dec" or "Tue 1, Thu 3 Dec"."""
    *others, last = sorted(dates)
    if len(others) > 1 and (last - others[0]).days == len(others):
        return f"{short_day(others[0])} to {day_label(last)}"
    return ", ".join([*map(short_day, others), day_label(last)])


def busy_line(group: BusyGroup, width: int, first_weekday: int = 0) -> Content:
    """Return days, times and title, and how much time that is in a week where there is room."""
    days = dates_label(group.dates) if group.dates else days_label(group.days, first_weekday)
    taken = duration((group.end - group.start) * len(group.days)) + (" only then" if group.dates else " a week")
    room = max(width - 2 - _DAYS - 2 - _TIMES - 2, 0)
    title = max(room - len(taken) - 2, 0)
    if title < _TITLE_LEAST:
        title, taken = room, ""
    return Content.assemble(
        "  ",
        fit(days, _DAYS),
        f"  {span(group.start, group.end):<{_TIMES}}  ",
        fit(group.title or "busy", title),
        "  " if taken else "",
        (taken, MUTED),
    )


def week_lines(groups: Sequence[BusyGroup], width: int, first_weekday: int = 0) -> list[Content]:
    """Return a line a weekday with what is taken of it, under the hours of the day."""
    room = max(width - 8, 0)
    lines = [Content.styled("       " + hour_scale(room), MUTED)]
    for offset in range(7):
        day = (first_weekday + offset) % 7
        spans = [(group.start, group.end) for group in groups if day in group.days]
        # What goes on after the day's last cell is seen on the next one.
        spans += [(g.start - MINUTES_PER_DAY, g.end - MINUTES_PER_DAY) for g in groups if (day - 1) % 7 in g.days]
        spans += [(g.start + MINUTES_PER_DAY, g.end + MINUTES_PER_DAY) for g in groups if (day + 1) % 7 in g.days]
        lines.append(Content.assemble(f"  {WEEKDAYS[day][:3]}  ", day_strip(spans, room)))
    return lines


def busy_summary(groups: Iterable[BusyGroup]) -> str:
    """Return how much of the week is taken; time that overlaps counts once."""
    taken = _union(
        sorted(
            (day * MINUTES_PER_DAY + group.start, day * MINUTES_PER_DAY + group.end)
            for group in groups
            for day in group.days
        )
    )
    return f"{duration(taken)} a week" if taken else "none"


def _union(spans: Iterable[tuple[int, int]]) -> int:
    """Return the minutes that the sorted spans cover."""
    total, position = 0, -1
    for start, end in spans:
        total += max(end - max(start, position), 0)
        position = max(position, end)
    return total


def with_group(
    blocks: Iterable[WeeklyBusy],
    old: BusyGroup | None,
    typed: Mapping[str, str],
    days: Sequence[int],
    new_id: Callable[[], UUID] = uuid4,
) -> tuple[WeeklyBusy, ...]:
    """Return the blocks with what was typed in the place of `old`; a day that stays keeps its block's id."""
    known = {} if old is None else dict(zip(old.days, old.ids, strict=True))
    _, start, end, weekdays = places_of(typed, days)
    if not weekdays:
        raise invalid(_WHAT, (("days", "needs at least one day"),))
    fields = {"start": start, "end": end, "title": typed["title"]}
    made = [{**fields, "id": known.get(day) or new_id(), "weekday": day} for day in weekdays]
    kept = without_group(blocks, old)
    return (*kept, *validated_blocks(made))


def without_group(blocks: Iterable[WeeklyBusy], group: BusyGroup | None) -> tuple[WeeklyBusy, ...]:
    """Return the blocks that are not of the group."""
    return tuple(block for block in blocks if group is None or block.id not in group.ids)


def validated_blocks(made: Iterable[Mapping[str, object]]) -> tuple[WeeklyBusy, ...]:
    """Return the blocks with these fields; InvalidInputError says what does not fit."""
    return tuple(validated(partial(WeeklyBusy.model_validate, fields), _WHAT) for fields in made)
