"""Meals as busy time of every week, each said in a line such as "12:30-13:15 mon-fri"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from habitos_tui.domain.model.agenda import WeeklyBusy
from habitos_tui.domain.model.base import DAYS, format_clock
from habitos_tui.domain.model.validation import Issue, invalid
from habitos_tui.domain.text.phrasing import WEEKDAYS
from habitos_tui.domain.text.quick.busy import NO_DAY, read_busy
from habitos_tui.domain.text.quick.context import QuickContext
from habitos_tui.domain.text.quick.draft import BusyDraft
from habitos_tui.services.busy_time import BusyChange, BusyTime

MEALS: Final = ("Breakfast", "Lunch", "Dinner", "Meals")
"""Titles of busy time; the last is that of meals without a name, as they are painted."""
EXAMPLE: Final = "12:30-13:15, or 12:30-13:15 mon-fri"
SEVERAL: Final = ";"
"""Between the times of one meal that is at other times on some days."""
_WHAT: Final = "These meals"
_DAYS: Final[Mapping[tuple[int, ...], str]] = {
    tuple(DAYS): "daily",
    (0, 1, 2, 3, 4): "mon-fri",
    (5, 6): "weekend",
}


@dataclass(frozen=True, slots=True)
class Meals:
    """The meals among the busy time of one profile."""

    busy_time: BusyTime
    context: QuickContext

    def lines(self) -> dict[str, str]:
        """Return by meal when it is every week, "" where no time is kept for it."""
        blocks = self.busy_time.busy()
        return {meal: meal_line(block for block in blocks if _is(block, meal)) for meal in MEALS}

    def keep(self, lines: Mapping[str, str]) -> None:
        """Keep time for each meal as its line says, none for an empty one; InvalidInputError tells what is wrong.

        Other busy time, and blocks of a meal that stay as they are, are left alone.
        """
        issues: list[Issue] = []
        wanted = [draft for meal, line in lines.items() for draft in _read(meal, line, self.context, issues)]
        if issues:
            raise invalid(_WHAT, tuple(issues))
        blocks = self.busy_time.busy()
        known = {(b.title, b.weekday, b.start, b.end): b for b in blocks if any(_is(b, meal) for meal in lines)}
        others = [block for block in blocks if block not in known.values()]
        made = [
            known.get((draft.title, day, draft.start, draft.end))
            or WeeklyBusy(id=uuid4(), weekday=day, start=draft.start, end=draft.end, title=draft.title)
            for draft in wanted
            for day in draft.weekdays
        ]
        if set(made) != set(known.values()):
            self.busy_time.change_busy(BusyChange((*others, *made)), "Changed the time for meals")


def meal_line(blocks: Iterable[WeeklyBusy]) -> str:
    """Return "12:30-13:15 mon-fri; 13:00-14:00 weekend" for the blocks of one meal."""
    by_time: dict[tuple[int, int], list[int]] = {}
    for block in sorted(blocks, key=lambda block: (block.weekday, block.start)):
        by_time.setdefault((block.start, block.end), []).append(block.weekday)
    parts = [
        f"{format_clock(start)}-{format_clock(end)} {_DAYS.get(tuple(days)) or ', '.join(map(_short, days))}"
        for (start, end), days in by_time.items()
    ]
    return f"{SEVERAL} ".join(parts)


def _read(meal: str, line: str, context: QuickContext, issues: list[Issue]) -> list[BusyDraft]:
    """Return what a line says of a meal; every day where it names none."""
    drafts = []
    for text in filter(None, (part.strip() for part in line.split(SEVERAL))):
        reading = read_busy(f"{meal} {text}", context)
        if reading.draft is None and reading.sentence == NO_DAY:
            reading = read_busy(f"{meal} {text} daily", context)
        elif reading.draft is not None and reading.draft.day is not None:  # “sun” alone is the coming one
            reading = read_busy(f"{meal} {text} weekly", context)
        draft = reading.draft
        if draft is None or reading.unknown or draft.title != meal or not draft.weekdays:
            issues.append((meal, f"must be such as {EXAMPLE}"))
            continue
        drafts.append(draft)
    return drafts


def _is(block: WeeklyBusy, meal: str) -> bool:
    return block.title.casefold() == meal.casefold()


def _short(weekday: int) -> str:
    return WEEKDAYS[weekday][:3].lower()
