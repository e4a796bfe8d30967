"""Lays sessions into their windows: in a fixed order, stacks right behind, packed from the window's start.

This is how plans are checked while the best one is looked for; `timetable.py` chooses the starts of what is shown.

See docs/planning-model.md, section 2.4.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from habitos_tui.domain.model.base import TOLERANCE
from habitos_tui.domain.model.consistency import stack_order
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.model.rule import Precedence, Stack
from habitos_tui.domain.model.week import Window
from habitos_tui.planner.engines.matrix import Floats
from habitos_tui.planner.formulation.variables import Variables


@dataclass(frozen=True, slots=True)
class Placement:
    """A session without a start: who goes where, and for how many minutes."""

    behavior: str
    window: Window
    minutes: int


def placements(v: Variables, values: Floats) -> tuple[Placement, ...]:
    """Return who goes where for how long; lengths that are not whole grid steps are rounded down."""
    held = []
    for c in v.candidates:
        if values[c.index] > 0.5:
            steps = sum(values[v.column[c.index] + place] for place in range(len(c.pieces)))
            longest = len(c.lengths) - 1
            held.append(Placement(c.behavior.id, c.window, c.lengths[min(int(steps + TOLERANCE), longest)]))
    return tuple(held)


def lay_out(problem: Problem, placements: Iterable[Placement]) -> tuple[Session, ...]:
    """Return the placements as sessions, in time order; they must fit their windows."""
    crowds: dict[int, list[Placement]] = {}
    for placement in placements:
        crowds.setdefault(placement.window.index, []).append(placement)
    sessions: list[Session] = []
    for index in sorted(crowds):
        window = crowds[index][0].window
        minutes = {placement.behavior: placement.minutes for placement in crowds[index]}
        start = window.start
        for behavior in order_in_window(problem, window.day, minutes):
            sessions.append(
                Session(behavior=behavior, day=window.day, slot=window.slot, start=start, minutes=minutes[behavior])
            )
            start += minutes[behavior] + problem.transition
    return tuple(sessions)


def order_in_window(problem: Problem, day: int, present: Iterable[str]) -> list[str]:
    """Return the behaviors of a window in an order that meets every precedence and stack of the day.

    Stacked behaviors follow their first as one block; free choices go by the order of the behaviors.
    """
    names = list(present)
    if len(names) == 1:
        return names
    blocks, earlier = blocks_in_window(problem, day, names)
    return [name for head in _sorted(earlier, problem.rank) for name in blocks[head]]


Blocks = dict[str, list[str]]
"""Behaviors that are laid out as one piece, by the first of each piece."""


def blocks_in_window(problem: Problem, day: int, present: Iterable[str]) -> tuple[Blocks, dict[str, set[str]]]:
    """Return the blocks that the behaviors of a window make, and for each those that must come before it."""
    here = sorted(present, key=problem.rank.__getitem__)
    rules = [rule for rule in problem.active_rules if isinstance(rule, Precedence | Stack) and day in rule.days]
    stacks = [rule for rule in rules if isinstance(rule, Stack)]
    precedences = [rule for rule in rules if isinstance(rule, Precedence)]
    blocks = _blocks(here, stacks)
    try:
        earlier = _earlier(blocks, precedences)
        TopologicalSorter(earlier).prepare()
    except CycleError:
        # A stacked behavior without its cue can be called for in the middle of another block. One of the rules has
        # to give way; with the orphan in its place in the chain, as if its cue were there, there is always an order.
        blocks = _chains(here, stacks)
        earlier = _earlier(blocks, precedences)
    return blocks, earlier


def _earlier(blocks: Mapping[str, list[str]], precedences: Iterable[Precedence]) -> dict[str, set[str]]:
    """Return, per block, the blocks that precedences put before it."""
    block_of = {name: head for head, names in blocks.items() for name in names}
    earlier: dict[str, set[str]] = {head: set() for head in blocks}
    for rule in precedences:
        if rule.before in block_of and rule.after in block_of:
            before, after = block_of[rule.before], block_of[rule.after]
            if before != after:
                earlier[after].add(before)
    return earlier


def _chains(here: Sequence[str], stacks: Sequence[Stack]) -> dict[str, list[str]]:
    """Return, per chain of stacks, its behaviors that are present, whether or not their cues are."""
    chains = [[first, *chain] for first, chain in stack_order(stacks).items()]
    chained = {name for chain in chains for name in chain}
    groups = [*([name for name in chain if name in here] for chain in chains), *([n] for n in here if n not in chained)]
    return {group[0]: group for group in groups if group}


def _blocks(here: Sequence[str], stacks: Sequence[Stack]) -> dict[str, list[str]]:
    """Return, per behavior that begins a block, the block: itself and, depth first, what is stacked on it."""
    cue = {rule.then: rule.first for rule in stacks if rule.then in here and rule.first in here}
    followers: dict[str, list[str]] = {}
    for rule in stacks:
        if rule.then in cue:
            followers.setdefault(rule.first, []).append(rule.then)

    def block(name: str) -> list[str]:
        return [name, *(part for then in followers.get(name, ()) for part in block(then))]

    return {name: block(name) for name in here if name not in cue}


def _sorted(earlier: Mapping[str, set[str]], rank: Mapping[str, int]) -> list[str]:
    """Sort topologically; of those that may come next, the first behavior goes first."""
    sorter = TopologicalSorter(earlier)
    sorter.prepare()
    ready: list[str] = []
    order: list[str] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()], key=rank.__getitem__)
        order.append(ready.pop(0))
        sorter.done(order[-1])
    return order
