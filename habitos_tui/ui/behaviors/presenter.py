"""The list and details of behaviors: frozen views, built by pure functions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from habitos_tui.domain.insight.regularity import StrengthLine
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.model.tag import plain_tag
from habitos_tui.domain.model.task_state import TaskState
from habitos_tui.domain.planning.valuation import worth_of
from habitos_tui.domain.text.amount_phrasing import usual_amount
from habitos_tui.domain.text.behavior_phrasing import best_time, energy_phrase
from habitos_tui.domain.text.phrasing import (
    duration,
    minutes_range,
    significant,
)
from habitos_tui.domain.text.rhythm_phrasing import short_rhythm
from habitos_tui.text import clean
from habitos_tui.ui.behaviors.card import whole_percent
from habitos_tui.ui.kit.marks import meter, tag_words

SHORT_CELLS: Final = 4
NO_DAYS: Final[Mapping[str, str]] = MappingProxyType({})
NO_TAGS: Final = "No behavior has a tag yet. Its form has a field for them, under More."


@dataclass(frozen=True, slots=True)
class BehaviorRow:
    """One line of the list; `worth` in points per typical session, `strength` as bar and percent, or "none yet"."""

    id: str
    name: str
    category: str
    often: str
    """Times a week, or a rhythm."""
    minutes: str
    energy: str
    worth: str
    strength: str
    due: str = ""
    """When it is due next, where that is not every week."""
    tags: str = ""
    """Such as "#errands #home"."""
    paused: str = ""
    """Until or from when it is paused, such as "until 12 Dec"."""
    amount: str = ""
    """The usual amount of a session, such as "20 pages"."""
    best: str = ""
    """When it is done best, such as "06:15, morning"."""
    left: str = ""
    """Of a task: the time that is left of it."""
    last: str = ""
    """When it was done last."""
    planned: str = ""
    """When it is planned next."""


@dataclass(frozen=True, slots=True)
class BehaviorsView:
    """The rows of the list, and a summary for its border."""

    rows: tuple[BehaviorRow, ...]
    summary: str
    empty: str
    """What to do without rows."""


EMPTY: Final = BehaviorsView((), "", "")


def behaviors_view(
    behaviors: Sequence[Behavior],
    weights: Mapping[str, float],
    strengths: Mapping[str, StrengthLine],
    *,
    filter_text: str = "",
    archived: bool = False,
    dues: Mapping[str, str] = NO_DAYS,
    paused: Mapping[str, str] = NO_DAYS,
    tasks: Sequence[TaskState] = (),
    only_tasks: bool = False,
    last_days: Mapping[str, str] = NO_DAYS,
    planned: Mapping[str, str] = NO_DAYS,
) -> BehaviorsView:
    """Return the behaviors whose name or category contains `filter_text`, or that have its tags: see `fits`.

    `weights` sum to 1; `strengths` are by behavior id, missing where unknown; `dues` say when some are due
    next, `planned` when they are planned, `last_days` when they were done last, `paused` until when they are paused. Of
    the `tasks` among them what is left is shown; `only_tasks` shows no others, in their order.
    """
    left = {state.behavior.id: duration(state.left) for state in tasks if not state.task.finished}
    if only_tasks:
        behaviors = [state.behavior for state in tasks]
    wanted = filter_text.strip().casefold()
    shown = [behavior for behavior in behaviors if fits(behavior, wanted)]
    kind = " archived" if archived else ""
    summary = f"{len(shown)} of {len(behaviors)}{kind}" if wanted else f"{len(behaviors)}{kind}"
    rows = tuple(
        replace(
            _row(b, weights, strengths.get(b.id), dues.get(b.id, "")),
            paused=paused.get(b.id, ""),
            left=left.get(b.id, ""),
            last=last_days.get(b.id, ""),
            planned=planned.get(b.id, ""),
        )
        for b in shown
    )
    nothing = _no_tasks(archived=archived) if only_tasks and not behaviors else _empty(behaviors, archived=archived)
    return BehaviorsView(rows, summary, nothing)


def _no_tasks(*, archived: bool) -> str:
    if archived:
        return "No task is done yet.\nPress A to go back to those that are left."
    return "No tasks: nothing is to be done once.\nPress n to describe one, or o to see all behaviors."


def fits(behavior: Behavior, wanted: str) -> bool:
    """Tell whether a behavior is meant by the text of a filter: a part of its name or category, then #tags."""
    text, *tags = wanted.casefold().split("#")
    named = text.strip() in behavior.name.casefold() or text.strip() in behavior.category.casefold()
    asked = (str(plain_tag(tag)) for tag in tags if tag.strip())
    return named and all(any(own.startswith(tag) for own in behavior.tags) for tag in asked)


def tags_of(behaviors: Iterable[Behavior]) -> tuple[str, ...]:
    """Return the tags of some behaviors, those of most first."""
    counts = Counter(tag for behavior in behaviors for tag in behavior.tags)
    return tuple(sorted(counts, key=lambda tag: (-counts[tag], tag)))


def _empty(behaviors: Sequence[Behavior], *, archived: bool) -> str:
    if behaviors:
        return "Nothing matches the filter.\nPress escape in the filter to see everything again."
    if archived:
        return "Nothing is archived.\nPress A to go back to the behaviors in use."
    return "No behaviors yet.\nPress n to say the first in one line, or n and tab to start from a ready-made one."


def _row(behavior: Behavior, weights: Mapping[str, float], strength: StrengthLine | None, due: str) -> BehaviorRow:
    return BehaviorRow(
        id=behavior.id,
        name=clean(behavior.name),
        category=clean(behavior.category),
        often=_often(behavior),
        minutes=minutes_range(behavior),
        energy=energy_phrase(behavior.energy_cost) if behavior.energy_cost else "",
        worth=significant(worth_of(behavior, weights) * POINTS, 0),
        strength=("none yet" if behavior.task is None else "")
        if strength is None
        else f"{meter(strength.value, SHORT_CELLS, '').plain} {whole_percent(strength.value):>3}",
        due=due,
        amount=clean(usual_amount(behavior) or behavior.unit or ""),
        best=clean(best_time(behavior)),
        tags=tag_words(behavior.tags),
    )


def _often(behavior: Behavior) -> str:
    if behavior.task is not None:
        return "once"
    times = behavior.target_per_week
    return str(times) if behavior.rhythm is None else short_rhythm(behavior.rhythm, times)
