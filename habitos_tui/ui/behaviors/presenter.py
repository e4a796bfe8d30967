"""The list and details of behaviors: frozen views, built by pure functions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from textual.content import Content

from habitos_tui.domain.insight.learning import LearnedBehavior
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import POINTS
from habitos_tui.domain.model.tag import plain_tag
from habitos_tui.domain.model.task_state import TaskState
from habitos_tui.domain.planning.valuation import worth_of
from habitos_tui.domain.text.amount_phrasing import usual_amount
from habitos_tui.domain.text.behavior_phrasing import behavior_limits, best_time
from habitos_tui.domain.text.learning_phrasing import learned_lines, off_sentence
from habitos_tui.domain.text.phrasing import (
    capital,
    counted_points,
    duration,
    minutes_range,
    number,
    signed,
    significant,
    slot_label,
)
from habitos_tui.domain.text.rhythm_phrasing import short_rhythm
from habitos_tui.text import clean
from habitos_tui.ui.kit.marks import meter, tag_words
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.themes import category_variable

BAR_CELLS: Final = 10
SHORT_CELLS: Final = 4
LABEL_CELLS: Final = 15
NOTHING_DUE: Final[Mapping[str, str]] = MappingProxyType({})
NO_TAGS: Final = "No behavior has a tag yet. Its form has a field for them, under More."
NOTHING_PAUSED: Final[Mapping[str, str]] = MappingProxyType({})


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
    strengths: Mapping[str, float],
    *,
    filter_text: str = "",
    archived: bool = False,
    dues: Mapping[str, str] = NOTHING_DUE,
    paused: Mapping[str, str] = NOTHING_PAUSED,
    tasks: Sequence[TaskState] = (),
    only_tasks: bool = False,
) -> BehaviorsView:
    """Return the behaviors whose name or category contains `filter_text`, or that have its tags: see `fits`.

    `weights` sum to 1; `strengths` are 0 to 1 by behavior id, missing where unknown; `dues` say when some are due
    next, `paused` until when they are paused. Of the `tasks` among them what is left is shown; `only_tasks` shows no
    others, in their order.
    """
    left = {state.behavior.id: duration(state.left) for state in tasks if not state.task.finished}
    if only_tasks:
        behaviors = [state.behavior for state in tasks]
    wanted = filter_text.strip().casefold()
    shown = [behavior for behavior in behaviors if fits(behavior, wanted)]
    kind = " archived" if archived else ""
    summary = f"{len(shown)} of {len(behaviors)}{kind}" if wanted else f"{len(behaviors)}{kind}"
    rows = tuple(
        replace(_row(b, weights, strengths.get(b.id), dues.get(b.id, "")), paused=paused.get(b.id, "")) for b in shown
    )
    rows = tuple(replace(row, left=left.get(row.id, "")) for row in rows)
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


def _row(behavior: Behavior, weights: Mapping[str, float], strength: float | None, due: str) -> BehaviorRow:
    return BehaviorRow(
        id=behavior.id,
        name=clean(behavior.name),
        category=clean(behavior.category),
        often=_often(behavior),
        minutes=minutes_range(behavior),
        energy=signed(number(behavior.energy_cost)),
        worth=significant(worth_of(behavior, weights) * POINTS, 0),
        strength=("none yet" if behavior.task is None else "")
        if strength is None
        else f"{meter(strength, SHORT_CELLS, '').plain} {_per_cent(strength):>3}",
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


def behavior_detail(
    behavior: Behavior,
    weights: Mapping[str, float],
    strength: float | None,
    known: LearnedBehavior | None = None,
    *,
    due: str = "",
    first_weekday: int = 0,
    spaced: bool = True,
    paused: str = "",
) -> Content:
    """Return a behavior's objectives, strength and limits; with blank lines if `spaced`.

    `strength` is 0 to 1, or None if unknown; `known` are its learned chances; `due` says when it is due next, `paused`
    tells of a pause.
    """
    colour = f"${category_variable(behavior.category)}"
    category = safe(behavior.category, colour)
    worth = f"worth {counted_points(worth_of(behavior, weights) * POINTS)} a session"
    impacts = [impact_line(name, impact) for name, impact in behavior.impacts.items() if impact]
    length, often, *others = behavior_limits(behavior, first_weekday)
    phrases = [capital(phrase) for phrase in (length, often, *([due] if due else []), *others)]
    learned = _learned(known)
    blank = Content("")
    if spaced:
        top = [category, Content(capital(worth)), blank, *impacts, blank, _strength_line(behavior, strength), blank]
        lines = [*top, *map(safe, phrases), *([blank] if learned else []), *learned]
    else:
        together = [Content(" · ").join(learned)] if learned else []
        firm = f"strength: {strength_phrase(behavior, strength)}"
        lines = [Content.assemble(category, f" · {worth} · {firm}"), *impacts, *together, safe(" · ".join(phrases))]
    title = safe(behavior.name, f"bold {colour}")
    if behavior.tags:
        title += safe(f"  {tag_words(behavior.tags)}", MUTED)
    return Content("\n").join([title + safe(f" · {paused}", MUTED) if paused else title, *lines])


def _learned(known: LearnedBehavior | None) -> list[Content]:
    """Return the learned facts, and whether plans use them."""
    if known is None:
        return []
    lines = [line for line in (*learned_lines(known), off_sentence(known)) if line]
    return [safe(capital(line), MUTED if line == off_sentence(known) else "") for line in lines]


def impact_line(objective: str, impact: float) -> Content:
    """Return an objective with bar and figure for an impact of -1 to 1; a negative one has a minus sign."""
    label = clean(slot_label(objective).capitalize(), limit=LABEL_CELLS - 1)
    return _bar_line(label, abs(impact), signed(number(impact * 100)), "$success" if impact > 0 else "$error")


def _strength_line(behavior: Behavior, strength: float | None) -> Content:
    phrase = strength_phrase(behavior, strength)
    if strength is None:
        return Content.assemble("Strength".ljust(LABEL_CELLS), (phrase, MUTED))
    return _bar_line("Strength", strength, phrase, "$secondary")


def strength_phrase(behavior: Behavior, strength: float | None) -> str:
    """Return "66 %", or why there is none."""
    if strength is not None:
        return f"{_per_cent(strength)} %"
    if behavior.task is not None:
        return "none: it is done once"
    return "no evidence yet" if behavior.target_per_week else "no target"


def _per_cent(strength: float) -> str:
    """Return a strength in percent, "<1" instead of zero."""
    return number(strength * 100, 0) if strength >= 0.005 else "<1"


def _bar_line(label: str, share: float, figure: str, style: str) -> Content:
    return Content.assemble(safe(label.ljust(LABEL_CELLS)), meter(share, BAR_CELLS, style), f" {figure}")
