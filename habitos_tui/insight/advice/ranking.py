"""All that the log lets one suggest, ranked."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from habitos_tui.domain.insight.suggestion import Suggestion, Suggestions
from habitos_tui.insight.advice.lengths import better_lengths
from habitos_tui.insight.advice.places import better_days, better_slots
from habitos_tui.insight.advice.record import Candidate, Record
from habitos_tui.insight.advice.slack import slack
from habitos_tui.insight.advice.stacking import stacks
from habitos_tui.insight.advice.targets import better_targets, fitting_targets
from habitos_tui.insight.advice.variety import additions, rests
from habitos_tui.insight.exact_tests import standing_out

KINDS: Final[tuple[Callable[[Record], Iterator[Candidate]], ...]] = (
    better_slots,
    better_days,
    better_lengths,
    better_targets,
    fitting_targets,
    stacks,
    slack,
    rests,
    additions,
)


def suggestions(record: Record, dismissed: Collection[str] = ()) -> Suggestions:
    """Return what holds among all that could be suggested and is not dismissed, roughly most points first.

    How much it is worth, and whether a week can be planned with it, is still to be checked.
    """
    candidates = [candidate for kind in KINDS for candidate in kind(record)]
    found = [line for line in holding(candidates) if line.key not in dismissed]
    return Suggestions(len(record.episodes), tuple(found))


def holding(candidates: Iterable[Candidate]) -> list[Suggestion]:
    """Return the suggestions whose claims hold, and those without any, one of each key."""
    tested: list[Candidate] = []
    found: list[Suggestion] = []
    for candidate in candidates:
        if candidate.claim is not None:
            tested.append(candidate)
        elif candidate.suggestion is not None:
            found.append(candidate.suggestion)
    out = standing_out([candidate.claim for candidate in tested if candidate.claim is not None])
    pairs = zip(tested, out, strict=True)
    found += [candidate.suggestion for candidate, holds in pairs if holds and candidate.suggestion is not None]
    found.sort(key=lambda line: -line.points)
    best: dict[str, Suggestion] = {}
    for line in found:
        best.setdefault(line.key, line)
    return list(best.values())
