"""Ladders: changes of one kind, from the least to the largest, of which the least that helps is looked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.adjustment import Adjustment, DueAdjustment
from habitos_tui.domain.text.task_phrasing import later_phrase


@dataclass(frozen=True, slots=True)
class RepairStep:
    """One change of a limit: what to set, how it reads, and the effort it asks of the user.

    The effort is the share of the limit that is given up, or more for what is hard to give up; it only ranks repairs.
    """

    change: Adjustment
    sentence: str
    effort: float


@dataclass(frozen=True, slots=True)
class RepairLadder:
    """Changes of one kind: `at(0)` is the least and `at(size - 1)` the largest."""

    size: int
    at: Callable[[int], RepairStep]


def single(change: Adjustment, sentence: str, effort: float) -> RepairLadder:
    """Return a ladder of one step."""
    return RepairLadder(1, lambda _: RepairStep(change, sentence, effort))


def later(problem: Problem, change: DueAdjustment, effort: float) -> RepairStep:
    """Return the step that lets a task be due later."""
    return RepairStep(change, later_phrase(problem.name_of(change.behavior), change.due), effort)


def counted(old: float, values: Sequence[float], step: Callable[[float], tuple[Adjustment, str]]) -> RepairLadder:
    """Return the ladder of a number that goes from `old` through `values`."""

    def at(place: int) -> RepairStep:
        change, sentence = step(values[place])
        return RepairStep(change, sentence, abs(values[place] - old) / max(abs(old), 1))

    return RepairLadder(len(values), at)


def upwards(old: int, last: int, step: int = 1) -> range:
    """Return the multiples of `step` above `old`, up to `last`."""
    return range(old // step * step + step, last + 1, step)


def downwards(old: int, step: int = 1) -> range:
    """Return the multiples of `step` below `old`, down to 0."""
    return range((old - 1) // step * step, -1, -step)


def least_step(ladder: RepairLadder, helps: Callable[[RepairStep], bool]) -> RepairStep | None:
    """Return the least step that helps, None when none does; whatever is larger than one that helps must help too."""
    below, reach = -1, 0
    while reach < ladder.size and not helps(ladder.at(reach)):
        # The least change is mostly a small one: reach out twice as far each time before halving.
        below, reach = reach, max(reach + 1, min(2 * reach + 2, ladder.size - 1))
    if reach >= ladder.size:
        return None
    while reach - below > 1:
        middle = (below + reach) // 2
        below, reach = (below, middle) if helps(ladder.at(middle)) else (middle, reach)
    return ladder.at(reach)
