"""The best starts inside one window, exactly: blocks one behind the other, each at its price for every start.

Dynamic programming over the sets of blocks that are already over: the best way to be done with a set by some time ends
with one of its blocks, and is the best way to be done with the others before that. Prices are lists of amounts of which
earlier ones count more than any sum of later ones.

See docs/planning-model.md, section 2.4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

Prices = NDArray[np.int64]

MAX_EXACT: Final = 10
"""Blocks in a window up to which every order is tried; more of them keep the order of the times they would like."""
LARGEST: Final = 2**61
"""Above every price; twice as much still fits."""
NEVER: Final = np.int64(LARGEST)


@dataclass(frozen=True, slots=True)
class StartBlock:
    """Sessions that are laid out as one piece; lengths and times count in grid steps from the start of the window."""

    steps: int
    """Length, the pause behind it included."""
    prices: tuple[Prices, ...]
    """Per point of the list, most important first, what each start costs; from 0 to the last that fits."""
    earlier: frozenset[int]
    """Numbers of the blocks that must come before it."""


def best_starts(blocks: Sequence[StartBlock], horizon: int) -> list[int]:
    """Return the starts of the blocks; they must fit, one behind the other, into `horizon` steps."""
    prices = _combined(blocks)
    if len(blocks) <= MAX_EXACT:
        return _exact(blocks, prices, horizon)
    order = _wished_order(blocks, prices)
    return _improved(blocks, prices, order, horizon)


def _combined(blocks: Sequence[StartBlock]) -> list[Prices]:
    """Return one price per start, in which a point outweighs all that the later ones can come to together."""
    most = [sum(int(price.max()) for price in point) for point in zip(*(b.prices for b in blocks), strict=True)]
    weights = [1]
    for here, later in reversed(list(pairwise(most))):
        # More than a few dozen sessions in a window could go beyond what fits; the first points then weigh less.
        weights.insert(0, min(weights[0] * (later + 1), LARGEST // (here + 1) // 2))
    return [np.sum([w * p for w, p in zip(weights, b.prices, strict=True)], axis=0) for b in blocks]


def _exact(blocks: Sequence[StartBlock], prices: Sequence[Prices], horizon: int) -> list[int]:
    done: dict[int, Prices] = {0: np.zeros(horizon + 1, dtype=np.int64)}
    for chosen in range(1, 1 << len(blocks)):
        least = np.full(horizon + 1, NEVER)
        for last in _may_be_last(blocks, chosen):
            before = done[chosen & ~(1 << last)]
            _take_less(least, before, prices[last], blocks[last].steps)
        done[chosen] = np.minimum.accumulate(least)
    return _traced(blocks, prices, done)


def _may_be_last(blocks: Sequence[StartBlock], chosen: int) -> list[int]:
    """Return the blocks of a set that none of the others has to follow, those listed last first."""
    inside = [number for number in range(len(blocks)) if chosen >> number & 1]
    held = {number for other in inside for number in blocks[other].earlier}
    return [number for number in reversed(inside) if number not in held]


def _take_less(least: Prices, before: Prices, prices: Prices, steps: int) -> None:
    """Lower `least`, by time of the end, to what it costs to be done `before` and put a block behind."""
    # What is never over costs NEVER or more, and `least` is never above it.
    np.minimum(least[steps:], before[: len(least) - steps] + prices, out=least[steps:])


def _traced(blocks: Sequence[StartBlock], prices: Sequence[Prices], done: Mapping[int, Prices]) -> list[int]:
    """Return the starts that the least price of all blocks came from, each as early as it can be."""
    starts = [0] * len(blocks)
    chosen, end = (1 << len(blocks)) - 1, len(done[0]) - 1
    while chosen:
        least = done[chosen]
        end = int(np.searchsorted(-least[: end + 1], -least[end]))  # the prices only fall with time
        for last in _may_be_last(blocks, chosen):
            start, before = end - blocks[last].steps, done[chosen & ~(1 << last)]
            if start >= 0 and before[start] < NEVER and before[start] + prices[last][start] == least[end]:
                starts[last], chosen, end = start, chosen & ~(1 << last), start
                break
    return starts


def _wished_order(blocks: Sequence[StartBlock], prices: Sequence[Prices]) -> list[int]:
    """Return the blocks by the starts that would be best for each alone, as far as their order allows."""
    wish = [int(price.argmin()) for price in prices]
    order: list[int] = []
    while len(order) < len(blocks):
        ready = [b for b in range(len(blocks)) if b not in order and blocks[b].earlier <= set(order)]
        order.append(min(ready, key=lambda block: (wish[block], block)))
    return order


def _improved(blocks: Sequence[StartBlock], prices: Sequence[Prices], order: list[int], horizon: int) -> list[int]:
    """Change neighbours in the order as long as that helps, and return the starts."""
    starts, least = _in_order(blocks, prices, order, horizon)
    better = True
    while better:
        better = False
        for place in range(len(order) - 1):
            one, other = order[place], order[place + 1]
            if one in blocks[other].earlier:
                continue
            changed = [*order[:place], other, one, *order[place + 2 :]]
            found, cost = _in_order(blocks, prices, changed, horizon)
            if cost < least:
                starts, least, order, better = found, cost, changed, True
    return starts


def _in_order(
    blocks: Sequence[StartBlock], prices: Sequence[Prices], order: Sequence[int], horizon: int
) -> tuple[list[int], int]:
    """Return the best starts of the blocks in this order, and what they cost."""
    ends = [np.zeros(horizon + 1, dtype=np.int64)]
    for block in order:
        least = np.full(horizon + 1, NEVER)
        _take_less(least, ends[-1], prices[block], blocks[block].steps)
        ends.append(np.minimum.accumulate(least))
    starts = [0] * len(blocks)
    end = horizon
    for place in reversed(range(len(order))):
        least = ends[place + 1]
        end = int(np.searchsorted(-least[: end + 1], -least[end])) - blocks[order[place]].steps
        starts[order[place]] = end
    return starts, int(ends[-1][horizon])
