"""All suggestions, ranked."""

from collections.abc import Callable, Collection, Iterator
from typing import Final

from habitos_tui.domain.insight.suggestion import Suggestion, Suggestions
from habitos_tui.insight.advice.lengths import better_lengths
from habitos_tui.insight.advice.places import better_days, better_slots
from habitos_tui.insight.advice.record import Record
from habitos_tui.insight.advice.slack import slack
from habitos_tui.insight.advice.stacking import stacks
from habitos_tui.insight.advice.targets import better_targets
from habitos_tui.insight.advice.variety import additions, rests

MAX_SHOWN: Final = 8
KINDS: Final[tuple[Callable[[Record], Iterator[Suggestion]], ...]] = (
    better_slots,
    better_days,
    better_lengths,
    better_targets,
    stacks,
    slack,
    rests,
    additions,
)


def suggestions(record: Record, dismissed: Collection[str] = ()) -> Suggestions:
    """Return the suggestions not dismissed, most points first, up to a maximum."""
    found = [line for kind in KINDS for line in kind(record) if line.key not in dismissed]
    found.sort(key=lambda line: -line.points)
    return Suggestions(len(record.episodes), tuple(found[:MAX_SHOWN]))
