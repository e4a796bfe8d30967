"""Exact tests of what a log seems to say, and which of many findings hold.

Each test is conditional on what was planned, so its chances are counted and not approximated. With few sessions only
few p-values can come out at all; what else could have come out goes with each claim, so that a test that could hardly
have said anything takes next to nothing away from the others.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import comb
from typing import Final, NamedTuple

from habitos_tui.insight.intervals import FALSE_DISCOVERIES

PRIOR_WEIGHT: Final = 12
"""What is picked as the worst of several looks worse than it is: twice the weight of the prior of learned chances."""


@dataclass(frozen=True, slots=True)
class Claim:
    """How likely chance alone would say as much (the p-value), and the p-values that could have come out."""

    p: float
    attainable: tuple[float, ...]
    """In ascending order, those up to the accepted rate of false discoveries."""

    def chance_of(self, p: float) -> float:
        """Return how likely chance alone gives a p-value up to `p`, at most the accepted rate."""
        below = bisect_right(self.attainable, p)
        return self.attainable[below - 1] if below else 0.0


class Stratum(NamedTuple):
    """Sessions that are compared with each other: here and in the rest, done of those that counted."""

    here_done: int
    here: int
    rest_done: int
    rest: int


def less_often(strata: Iterable[Stratum]) -> Claim:
    """Return the claim that sessions here are done less often than the rest (Fisher 1935, stratum by stratum).

    Within a stratum every way to share out what was done is as likely, so a good or a bad stratum says nothing.
    """
    chances, seen = [1.0], 0
    for stratum in strata:
        done = stratum.here_done + stratum.rest_done
        chances = _together(chances, _hypergeometric(stratum.here, done, stratum.here + stratum.rest))
        seen += stratum.here_done
    return _tail(chances, seen)


def more_than_half(yes: int, no: int) -> Claim:
    """Return the claim that more than half say yes (sign test)."""
    total = yes + no
    return _tail([comb(total, k) / 2**total for k in range(total + 1)], no)


def either_way(more: int, less: int) -> Claim:
    """Return the claim that it is not half and half, whichever way (two-sided sign test)."""
    one = more_than_half(max(more, less), min(more, less))
    doubled = (2 * p for p in one.attainable)
    return Claim(min(1.0, 2 * one.p), tuple(p for p in doubled if p <= FALSE_DISCOVERIES))


def lower_sum(choices: Iterable[tuple[int, Sequence[int]]]) -> Claim:
    """Return the claim that a sum of values, each one of several that were as likely, is low.

    Each choice is the value seen and all that might have been seen, itself among them.
    """
    chances, seen, least = [1.0], 0, 0
    for value, values in choices:
        low = min(values)
        counts = [0.0] * (max(values) - low + 1)
        for each in values:
            counts[each - low] += 1 / len(values)
        chances = _together(chances, counts)
        seen, least = seen + value, least + low
    return _tail(chances, seen - least)


def unlikely_count(chances: Iterable[float], seen: int) -> Claim:
    """Return the claim that it is not by chance that `seen` of some events came, each with its own chance."""
    return _either_tail(counts_of(chances), seen)


def counts_of(chances: Iterable[float]) -> list[float]:
    """Return how likely 0, 1, ... of some events come, each with its own chance."""
    counts = [1.0]
    for chance in chances:
        counts = _together(counts, (1 - chance, chance))
    return counts


def drawn_unlike(here: Sequence[int], rest: Sequence[int]) -> Claim:
    """Return the claim that values here are larger or smaller than the rest (Fisher's permutation test of their sum).

    Every way to draw as many of all as there are here is as likely.
    """
    return _either_tail(_sums_drawn(here, rest), sum(here))


def drawn_larger(here: Sequence[int], rest: Sequence[int]) -> Claim:
    """Return the claim that values here are larger than the rest; see `drawn_unlike`."""
    chances = _sums_drawn(here, rest)
    return _tail(chances[::-1], len(chances) - 1 - sum(here))


def _sums_drawn(here: Sequence[int], rest: Sequence[int]) -> list[float]:
    """Return how likely each sum of so many values, none below 0, is when they are drawn from all."""
    ways: dict[tuple[int, int], int] = {(0, 0): 1}
    for value, times in Counter([*here, *rest]).items():
        more: dict[tuple[int, int], int] = defaultdict(int)
        for (drawn, total), number in ways.items():
            for some in range(min(times, len(here) - drawn) + 1):
                more[drawn + some, total + some * value] += number * comb(times, some)
        ways = more
    all_ways = comb(len(here) + len(rest), len(here))
    sums = {total: number / all_ways for (drawn, total), number in ways.items() if drawn == len(here)}
    return [sums.get(total, 0.0) for total in range(max(sums) + 1)]


def standing_out(claims: Sequence[Claim]) -> list[bool]:
    """Return for each claim whether it holds among all that were tested (Holm 1979, discrete as in Tarone 1990).

    Step by step the strongest holds as long as chance alone would give one as strong, among those that are left, in
    one of twenty cases at most: so often anything false is said at all, however the tests depend on each other. A
    false discovery rate (Benjamini and Hochberg 1995) would let one false weekday in for every twenty true targets.
    """
    found = [False] * len(claims)
    left = {place: claim for place, claim in enumerate(claims) if claim.attainable}
    for place in sorted(left, key=lambda place: claims[place].p):
        if sum(claim.chance_of(claims[place].p) for claim in left.values()) > FALSE_DISCOVERIES:
            break
        if claims[place].p <= FALSE_DISCOVERIES:
            found[place] = bool(left.pop(place))
    return found


def shrunk(done: int, counted: int, mean: float) -> float:
    """Return the mean of the Beta posterior of a share, the prior being `mean` with the weight of so many sessions."""
    return (done + PRIOR_WEIGHT * mean) / (counted + PRIOR_WEIGHT)


def _hypergeometric(drawn: int, marked: int, total: int) -> list[float]:
    """Return the chance of 0, 1, ... marked ones among those drawn."""
    ways = comb(total, drawn)
    return [comb(marked, k) * comb(total - marked, drawn - k) / ways for k in range(min(drawn, marked) + 1)]


def _together(first: Sequence[float], second: Sequence[float]) -> list[float]:
    """Return the chances of a sum (convolution)."""
    chances = [0.0] * (len(first) + len(second) - 1)
    for place, chance in enumerate(first):
        if chance:
            for more, other in enumerate(second):
                chances[place + more] += chance * other
    return chances


def _either_tail(chances: Sequence[float], seen: int) -> Claim:
    """Return the claim that what was seen is low or high: twice the smaller tail."""
    low, high = list(accumulate(chances)), list(accumulate(reversed(chances)))[::-1]
    both = [min(1.0, 2 * min(pair)) for pair in zip(low, high, strict=True)]
    possible = {p for p, chance in zip(both, chances, strict=True) if chance and p <= FALSE_DISCOVERIES}
    return Claim(both[seen], tuple(sorted(possible)))


def _tail(chances: Sequence[float], seen: int) -> Claim:
    """Return the claim that what was seen is low."""
    sums = list(accumulate(chances))
    possible = (p for p, chance in zip(sums, chances, strict=True) if chance and p <= FALSE_DISCOVERIES)
    return Claim(min(1.0, sums[seen]), tuple(possible))
