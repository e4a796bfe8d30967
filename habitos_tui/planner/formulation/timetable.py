"""The starts of a finished plan: near ideal times, where sessions were before, alike from day to day, and early.

Who shares a window and how long sessions are is settled; order and starts are worth nothing to the objective and a lot
to a person. The first two points of the list are met exactly, window by window. For the third a usual start of every
behavior in a slot is looked for, one after the other, as long as that brings the sessions nearer to theirs.

See docs/planning-model.md, section 2.4.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.week import Window
from habitos_tui.planner.formulation.starts import Prices, StartBlock, best_starts
from habitos_tui.planner.formulation.timeline import blocks_in_window

ROUNDS: Final = 3
"""How often every usual start is looked at, at most."""

Group = tuple[str, str]
"""A behavior in a slot."""
Usual = dict[Group, int]
"""Minute of the day at which a behavior usually begins in a slot."""
Amounts = tuple[int, ...]
"""Minutes away from ideal times, from where sessions were, from usual starts; then how late they are."""


def timetable(problem: Problem, sessions: Sequence[Session]) -> tuple[Session, ...]:
    """Return the sessions of a plan with the best starts in their windows, in time order."""
    return _Timetable(problem, sessions).chosen()


@dataclass(frozen=True)
class _Place:
    """One window with what lies in it, in blocks that follow each other at once."""

    window: Window
    blocks: tuple[tuple[str, ...], ...]
    earlier: tuple[frozenset[int], ...]
    minutes: dict[str, int]


class _Timetable:
    """The starts of one week while they are being chosen."""

    def __init__(self, problem: Problem, sessions: Sequence[Session]) -> None:
        self.problem = problem
        self.ideal = {b.id: b.ideal_time for b in problem.behaviors if b.ideal_time is not None}
        self.before: dict[tuple[str, int, str], list[int]] = defaultdict(list)
        for previous in problem.previous:
            if previous.start is not None:
                self.before[previous.behavior, previous.day, previous.slot].append(previous.start)
        self.fixed: dict[Group, list[int]] = defaultdict(list)
        for fixed in problem.fixed:
            self.fixed[fixed.behavior, problem.slot_at(fixed.start) or ""].append(fixed.start)
        self.places = list(self._places(sessions))
        self.of_group: dict[Group, list[int]] = defaultdict(list)
        for number, place in enumerate(self.places):
            for name in place.minutes:
                self.of_group[name, place.window.slot].append(number)
        self.laid_out = cache(self._laid_out)

    def chosen(self) -> tuple[Session, ...]:
        """Return the sessions at the starts that were chosen."""
        usual = self._usual()
        found = []
        for number, place in enumerate(self.places):
            for name, start in self._starts(number, usual).items():
                minutes, window = place.minutes[name], place.window
                found.append(Session(behavior=name, day=window.day, slot=window.slot, start=start, minutes=minutes))
        return tuple(sorted(found, key=lambda session: (session.day, session.start)))

    def _places(self, sessions: Sequence[Session]) -> Iterable[_Place]:
        for window in self.problem.windows:
            inside = [s for s in sessions if s.day == window.day and window.holds(s.start, s.minutes)]
            if inside:
                blocks, earlier = blocks_in_window(self.problem, window.day, [s.behavior for s in inside])
                number = {head: place for place, head in enumerate(blocks)}
                yield _Place(
                    window,
                    tuple(map(tuple, blocks.values())),
                    tuple(frozenset(number[head] for head in earlier[block]) for block in blocks),
                    {s.behavior: s.minutes for s in inside},
                )

    def _usual(self) -> Usual:
        """Return the start that sessions of a behavior share in a slot, where there are several."""
        groups = [g for g, places in self.of_group.items() if len(places) + len(self.fixed[g]) > 1]
        usual: Usual = {}
        for _ in range(ROUNDS):
            before = dict(usual)
            for group in groups:
                self._settle(group, usual)
            if usual == before:
                break
        return usual

    def _settle(self, group: Group, usual: Usual) -> None:
        """Choose the usual start of one group, those of the others being what they are."""
        starts = {self._starts(number, usual)[group[0]] for number in self.of_group[group]} | {*self.fixed[group]}
        if len(starts) == 1:
            usual[group] = starts.pop()
            return
        tries = sorted(starts | self._common(group))
        usual[group] = min(tries, key=lambda start: (self._away(group, usual | {group: start}), start))

    def _common(self, group: Group) -> set[int]:
        """Return the first and the last start that all windows of a group may have, if there are any."""
        places = [self.places[number] for number in self.of_group[group]]
        opening = max(place.window.start for place in places)
        closing = min(place.window.end - place.minutes[group[0]] for place in places)
        return {opening, closing} if opening <= closing else set()

    def _away(self, group: Group, usual: Usual) -> Amounts:
        """Return the amounts of all windows of a group, and of its fixed sessions."""
        found = [self.laid_out(number, self._wishes(number, usual))[1] for number in self.of_group[group]]
        fixed = sum(abs(start - usual[group]) for start in self.fixed[group])
        ideal, moved, uneven, late = (sum(amounts) for amounts in zip(*found, strict=True))
        return ideal, moved, uneven + fixed, late

    def _starts(self, number: int, usual: Usual) -> dict[str, int]:
        return self.laid_out(number, self._wishes(number, usual))[0]

    def _wishes(self, number: int, usual: Usual) -> tuple[int | None, ...]:
        """Return the usual starts of the sessions in a window, in the order of its blocks."""
        place = self.places[number]
        return tuple(usual.get((name, place.window.slot)) for block in place.blocks for name in block)

    def _laid_out(self, number: int, wishes: tuple[int | None, ...]) -> tuple[dict[str, int], Amounts]:
        """Return the best starts in one window and their amounts."""
        place, grid, pause = self.places[number], self.problem.grid_minutes, self.problem.transition
        window, usual = place.window, iter(wishes)
        blocks = []
        for names, earlier in zip(place.blocks, place.earlier, strict=True):
            length = sum(place.minutes[name] + pause for name in names)
            at = np.arange(window.start, window.end + pause - length + 1, grid, dtype=np.int64)
            prices = np.zeros((4, at.size), dtype=np.int64)
            for name in names:
                prices += self._prices(name, window, at, next(usual))
                at = at + place.minutes[name] + pause
            blocks.append(StartBlock(length // grid, tuple(prices), earlier))
        steps = best_starts(blocks, (window.minutes + pause) // grid)
        starts: dict[str, int] = {}
        for names, step in zip(place.blocks, steps, strict=True):
            start = window.start + step * grid
            for name in names:
                starts[name] = start
                start += place.minutes[name] + pause
        chosen = [[int(price[step]) for price in block.prices] for block, step in zip(blocks, steps, strict=True)]
        return starts, tuple(map(sum, zip(*chosen, strict=True)))

    def _prices(self, name: str, window: Window, at: Prices, usual: int | None) -> Prices:
        """Return what each start of a session is away from the times it would like, and how late it is."""
        before = self.before.get((name, window.day, window.slot), [])
        nothing = np.zeros_like(at)
        return np.array(
            [
                np.abs(at - self.ideal[name]) if name in self.ideal else nothing,
                np.min([np.abs(at - start) for start in before], axis=0) if before else nothing,
                nothing if usual is None else np.abs(at - usual),
                at - window.start,
            ]
        )
