"""What is in hand over the week grid: a session on its way to another place, or time being marked as busy.

Frozen: every key makes another one. Days count from the week's first, times are minutes after midnight.
"""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final, Protocol, Self

from habitos_tui.domain.model.base import LAST_MINUTE
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.week import free_windows
from habitos_tui.domain.text.phrasing import count, duration, points
from habitos_tui.text import cell_width, clean, shorten
from habitos_tui.ui.kit.dates import clock, short_day, span

LAST_DAY: Final = 6
_EVEN: Final = 0.0005
"""Model units that show as no point at all."""


class Hand(Protocol):
    """What the grid draws over the week, and what the arrows do with it."""

    @property
    def days(self) -> range:
        """The days it covers."""
        ...

    @property
    def day(self) -> int:
        """The day to keep in view."""
        ...

    @property
    def start(self) -> int:
        """Where it begins on each of its days."""
        ...

    @property
    def end(self) -> int:
        """Where it ends on each of its days."""
        ...

    @property
    def edge(self) -> int:
        """The minute to keep in view."""
        ...

    @property
    def name(self) -> str:
        """What to call it."""
        ...

    @property
    def allowed(self) -> bool:
        """Tell whether it may be put down here."""
        ...

    @property
    def sentence(self) -> str:
        """What there is to say of the place."""
        ...

    def pushed(self, direction: str, step: int) -> Self:
        """Return it one step "up", "down", "left" or "right"; `step` minutes are a row."""
        ...

    def nudged(self, steps: int) -> Self:
        """Return it so many of the smallest steps later."""
        ...

    def stretched(self, steps: int) -> Self:
        """Return it so many of the smallest steps longer."""
        ...


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of a place: may it be there, and a sentence."""

    allowed: bool
    sentence: str


Judge = Callable[[int, int, int], Judgement]
"""Judges a day, a start and a length."""


@dataclass(frozen=True, slots=True)
class MoveHand:
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
    """Places of each day that fit snugly; they are not stepped over."""
    judge: Judge
    judgement: Judgement = field(init=False)

    def __post_init__(self) -> None:
        """Judge the place."""
        object.__setattr__(self, "judgement", self.judge(self.day, self.start, self.minutes))

    @property
    def days(self) -> range:
        """The one day."""
        return range(self.day, self.day + 1)

    @property
    def end(self) -> int:
        """Minute it would end at."""
        return self.start + self.minutes

    @property
    def edge(self) -> int:
        """It is read from its beginning."""
        return self.start

    @property
    def allowed(self) -> bool:
        """Tell whether it may be put down here."""
        return self.judgement.allowed

    @property
    def sentence(self) -> str:
        """Why it may not be here, or for how much it may."""
        way_out = "" if self.allowed else " Enter looks for a week that has room for it."
        return self.judgement.sentence + way_out

    def pushed(self, direction: str, step: int) -> Self:
        """Return it on the next row or snug place, or on the next day at the same time."""
        if direction in {"left", "right"}:
            day = self.day + (1 if direction == "right" else -1)
            return replace(self, day=min(max(day, 0), LAST_DAY))
        if direction == "down":
            later = [stop for stop in self.stops[self.day] if stop > self.start]
            return self._at(min([self.start // step * step + step, *later]))
        earlier = [stop for stop in self.stops[self.day] if stop < self.start]
        return self._at(max([-(-self.start // step) * step - step, *earlier]))

    def nudged(self, steps: int) -> Self:
        """Return it so many grid steps later."""
        return self._at(self.start + steps * self.grid)

    def stretched(self, steps: int) -> Self:
        """Return it longer or shorter, within what its behavior allows."""
        return replace(self, minutes=min(max(self.minutes + steps * self.grid, self.shortest), self.longest))

    def _at(self, start: int) -> Self:
        return replace(self, start=start) if 0 <= start <= LAST_MINUTE - self.minutes else self


@dataclass(frozen=True, slots=True)
class MarkHand:
    """Time being marked as busy: from where it was begun to where the arrows have led."""

    begun: int
    """The day it was begun on."""
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
        """From the day it was begun on to where the arrows have led, whichever comes first."""
        return range(min(self.begun, self.day), max(self.begun, self.day) + 1)

    @property
    def edge(self) -> int:
        """It grows at its end."""
        return self.end - 1

    def pushed(self, direction: str, step: int) -> Self:
        """Return it a row longer or shorter, or with a day more or less."""
        if direction in {"left", "right"}:
            day = self.day + (1 if direction == "right" else -1)
            return replace(self, day=min(max(day, 0), LAST_DAY))
        return self._until(self.end + (step if direction == "down" else -step))

    def nudged(self, steps: int) -> Self:
        """Return it so many grid steps later, as long as it is."""
        by = steps * self.grid
        if self.start + by < 0 or self.end + by > LAST_MINUTE:
            return self
        return replace(self, start=self.start + by, end=self.end + by)

    def stretched(self, steps: int) -> Self:
        """Return it so many grid steps longer."""
        return self._until(self.end + steps * self.grid)

    def _until(self, end: int) -> Self:
        return replace(self, end=min(max(end, self.start + self.grid), LAST_MINUTE))


def snug_stops(problem: Problem, others: Sequence[Session], minutes: int) -> tuple[tuple[int, ...], ...]:
    """Return for each day the first and the last start of so many minutes in every free stretch beside `others`."""
    pause = problem.transition_minutes
    taken = [(s.day, s.start - pause, s.end + pause) for s in others]
    taken += [(f.day, f.start - pause, f.end + pause) for f in problem.fixed]
    taken += [(busy.day, busy.start, busy.end) for busy in problem.busy]
    stops: list[set[int]] = [set() for _ in range(7)]
    for window in free_windows(problem.slots, taken, grid=problem.grid_minutes, transition=pause):
        if window.minutes >= minutes:
            stops[window.day] |= {window.start, window.end - minutes}
    return tuple(tuple(sorted(day)) for day in stops)


def price_words(price: float) -> str:
    """Return "costs 2.3 points", "gains 1.0 points" or "costs nothing"; model units."""
    if abs(price) < _EVEN:
        return "costs nothing"
    return f"costs {points(price)} points" if price > 0 else f"gains {points(-price)} points"


def judgement(violations: Sequence[str], price: float) -> Judgement:
    """Return what to say of a place that breaks this and costs that."""
    if not violations:
        return Judgement(True, f"Allowed, {price_words(price)}")
    more = count(len(violations) - 1, "more reason") if len(violations) > 1 else ""
    return Judgement(False, clean(violations[0]) + (f" ({more})" if more else ""))


def hand_place(week: date, hand: Hand) -> str:
    """Return "Thu 26 18:05-19:35" for what is in hand, the last of its days too where it has several."""
    first, last = (short_day(week + timedelta(days=day)) for day in (hand.days[0], hand.days[-1]))
    days = first if first == last else f"{first} to {last}"
    return f"{days} · {span(hand.start, hand.end)} · {duration(hand.end - hand.start)}"


def hand_lines(hand: Hand, week: date, width: int, remark: str = "") -> tuple[str, str, str]:
    """Return three lines of at most `width` cells: the place and the keys, then what there is to say of it.

    `remark` is said instead, once more has been found out.
    """
    place = f" {hand.name} · {hand_place(week, hand)}"
    keys = "   J K fine · + - length"
    first = place + keys if cell_width(place + keys) <= width else shorten(place, width)
    sign = "✓" if hand.allowed else "✗"
    lines = textwrap.wrap(f"{sign} {remark or hand.sentence}", max(width - 2, 8))
    second, third = (*lines, "", "")[:2]
    if len(lines) > 2:
        third = shorten(f"{third} {lines[2]}", max(width - 2, 1))
    return first, f" {second}", f" {third}"


def hand_rows(hand: Hand, width: int, height: int) -> tuple[str, ...]:
    """Return the texts of its rows, to be cut to `width`: sign and times, then its name, where there is room."""
    sign = "✓" if hand.allowed else "✗"
    times = span(hand.start, hand.end)
    if height == 1:
        return (f"{sign}{clock(hand.start)} {hand.name}",)
    head = f"{sign}{times if len(times) < width else clock(hand.start)}"
    return (head, f" {hand.name}", *[""] * (height - 2))
