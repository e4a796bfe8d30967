"""Drafts on the week grid: a session being moved or added, or time being marked as busy.

Drafts are frozen: every key makes a new one. Days count from the week's first, times are minutes after midnight.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final, Self

from habitos_tui.domain.model.base import LAST_MINUTE
from habitos_tui.domain.planning.why import EditCheck
from habitos_tui.domain.text.phrasing import count, duration
from habitos_tui.domain.text.price_phrasing import price_words
from habitos_tui.text import cell_width, clean, shorten
from habitos_tui.ui.kit.dates import clock, from_to, short_day
from habitos_tui.ui.kit.safe_text import wrapped

LAST_DAY: Final = 6


@dataclass(frozen=True, slots=True)
class MoveDraft:
    """A session being moved or added."""

    name: str
    day: int
    start: int
    minutes: int
    grid: int
    """Minutes of the smallest step."""
    shortest: int
    longest: int
    stops: tuple[tuple[int, ...], ...]
    """Starts on each day that leave no gap; the arrows stop at them."""
    check: Callable[[int, int, int], EditCheck]
    """Checks limits and cost of a day, start and length."""
    checked: EditCheck = field(init=False)

    def __post_init__(self) -> None:
        """Check the place."""
        object.__setattr__(self, "checked", self.check(self.day, self.start, self.minutes))

    @property
    def days(self) -> range:
        """Its day, as a sequence."""
        return range(self.day, self.day + 1)

    @property
    def end(self) -> int:
        """End in minutes after midnight."""
        return self.start + self.minutes

    @property
    def edge(self) -> int:
        """The minute to keep in view: its start."""
        return self.start

    @property
    def allowed(self) -> bool:
        """Whether it may be placed here."""
        return self.checked.allowed

    @property
    def reason(self) -> str:
        """Why it is not allowed here, or what it costs."""
        broken = self.checked.violations
        if not broken:
            return f"Allowed, {price_words(self.checked.price)}"
        more = f" ({count(len(broken) - 1, 'more reason')})" if len(broken) > 1 else ""
        return clean(broken[0]) + more

    @property
    def sentence(self) -> str:
        """The reason, and what to do if it is not allowed."""
        return self.reason if self.allowed else f"{self.reason} Enter looks for room."

    def pushed(self, direction: str, step: int) -> Self:
        """Return the draft moved by a row or a day."""
        if direction in {"left", "right"}:
            day = self.day + (1 if direction == "right" else -1)
            return replace(self, day=min(max(day, 0), LAST_DAY))
        if direction == "down":
            later = [stop for stop in self.stops[self.day] if stop > self.start]
            return self._at(min([self.start // step * step + step, *later]))
        earlier = [stop for stop in self.stops[self.day] if stop < self.start]
        return self._at(max([-(-self.start // step) * step - step, *earlier]))

    def nudged(self, steps: int) -> Self:
        """Return the draft moved by `steps` grid steps."""
        return self._at(self.start + steps * self.grid)

    def stretched(self, steps: int) -> Self:
        """Return the draft lengthened by `steps` grid steps, within the limits of its behavior."""
        return replace(self, minutes=min(max(self.minutes + steps * self.grid, self.shortest), self.longest))

    def _at(self, start: int) -> Self:
        return replace(self, start=start) if 0 <= start <= LAST_MINUTE - self.minutes else self


@dataclass(frozen=True, slots=True)
class BusyDraft:
    """Time being marked as busy: from its start to the place reached with the arrows."""

    begun: int
    """The day marking started on."""
    day: int
    start: int
    end: int
    grid: int
    """Minutes of the smallest step, the least that can be marked."""
    name: str = "busy"
    allowed: bool = True
    sentence: str = "Enter names it, for this week or every week; left and right take in other days."

    @property
    def days(self) -> range:
        """All marked days, in order."""
        return range(min(self.begun, self.day), max(self.begun, self.day) + 1)

    @property
    def edge(self) -> int:
        """The minute to keep in view: its last, since marked time grows at its end."""
        return self.end - 1

    def pushed(self, direction: str, step: int) -> Self:
        """Return the draft a row longer or shorter, or a day wider or narrower."""
        if direction in {"left", "right"}:
            day = self.day + (1 if direction == "right" else -1)
            return replace(self, day=min(max(day, 0), LAST_DAY))
        return self._until(self.end + (step if direction == "down" else -step))

    def nudged(self, steps: int) -> Self:
        """Return the draft moved by `steps` grid steps, its length unchanged."""
        by = steps * self.grid
        if self.start + by < 0 or self.end + by > LAST_MINUTE:
            return self
        return replace(self, start=self.start + by, end=self.end + by)

    def stretched(self, steps: int) -> Self:
        """Return the draft lengthened by `steps` grid steps."""
        return self._until(self.end + steps * self.grid)

    def _until(self, end: int) -> Self:
        return replace(self, end=min(max(end, self.start + self.grid), LAST_MINUTE))


Draft = MoveDraft | BusyDraft
"""Drawn over the week. The arrows push it by rows and days; other keys nudge and stretch it by grid steps."""


def draft_place(week: date, draft: Draft) -> str:
    """Return "Thu 26 18:05-19:35" for a draft, with its last day too where it has several."""
    first, last = (short_day(week + timedelta(days=day)) for day in (draft.days[0], draft.days[-1]))
    days = first if first == last else f"{first} to {last}"
    return f"{days} · {from_to(draft.start, draft.end)} · {duration(draft.end - draft.start)}"


def draft_lines(draft: Draft, week: date, width: int, remark: str = "") -> tuple[str, str, str]:
    """Return three lines of at most `width` cells: the place with the keys, then the sentence of the draft.

    A `remark` takes the place of the sentence.
    """
    place = f" {draft.name} · {draft_place(week, draft)}"
    keys = "   J K fine · + - length"
    first = place + keys if cell_width(place + keys) <= width else shorten(place, width)
    sign = "✓" if draft.allowed else "✗"
    second, third = (*wrapped(f"{sign} {remark or draft.sentence}", max(width - 2, 8), 2), "", "")[:2]
    return first, f" {second}", f" {third}"


def draft_rows(draft: Draft, width: int, height: int) -> tuple[str, ...]:
    """Return one text per grid row that the draft covers; the caller cuts them to `width`."""
    sign = "✓" if draft.allowed else "✗"
    times = from_to(draft.start, draft.end)
    if height == 1:
        return (f"{sign}{clock(draft.start)} {draft.name}",)
    head = f"{sign}{times if len(times) < width else clock(draft.start)}"
    return (head, f" {draft.name}", *[""] * (height - 2))
