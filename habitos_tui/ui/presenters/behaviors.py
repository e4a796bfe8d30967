"""The list of behaviors and the words beside it: frozen views, built by pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from habitos_tui.domain.behavior import Behavior
from habitos_tui.domain.phrasing import behavior_limits, number, slot_label
from habitos_tui.domain.valuation import POINTS, worth_of
from habitos_tui.text import clean
from habitos_tui.ui.content import safe
from habitos_tui.ui.themes import category_variable

BAR_CELLS: Final = 10


@dataclass(frozen=True, slots=True)
class BehaviorRow:
    """One line of the list; `worth` in points a typical session."""

    id: str
    name: str
    category: str
    target: str
    minutes: str
    energy: str
    worth: str


@dataclass(frozen=True, slots=True)
class BehaviorsView:
    """What the list shows, and a summary for its border."""

    rows: tuple[BehaviorRow, ...]
    summary: str
    empty: str
    """What to do when there is no row."""


EMPTY: Final = BehaviorsView((), "", "")


def behaviors_view(
    behaviors: Sequence[Behavior], weights: Mapping[str, float], *, filter_text: str = "", archived: bool = False
) -> BehaviorsView:
    """Return the behaviors whose name or category contains `filter_text`; `weights` sum to 1."""
    wanted = filter_text.strip().casefold()
    shown = [b for b in behaviors if wanted in b.name.casefold() or wanted in b.category.casefold()]
    kind = " archived" if archived else ""
    summary = f"{len(shown)} of {len(behaviors)}{kind}" if wanted else f"{len(behaviors)}{kind}"
    return BehaviorsView(tuple(_row(b, weights) for b in shown), summary, _empty(behaviors, archived=archived))


def _empty(behaviors: Sequence[Behavior], *, archived: bool) -> str:
    if behaviors:
        return "Nothing matches the filter.\nPress escape in the filter to see everything again."
    if archived:
        return "Nothing is archived.\nPress v to go back to the behaviors in use."
    return "No behaviors yet.\nPress n to describe the first, or to start from a ready-made one."


def _row(behavior: Behavior, weights: Mapping[str, float]) -> BehaviorRow:
    return BehaviorRow(
        id=behavior.id,
        name=clean(behavior.name),
        category=clean(behavior.category),
        target=str(behavior.target_per_week),
        minutes=minutes_range(behavior),
        energy=signed(behavior.energy_cost),
        worth=number(worth_of(behavior, weights) * POINTS, 0),
    )


def minutes_range(behavior: Behavior) -> str:
    """Return "30" or "20-45" (with an en dash), in minutes."""
    if behavior.min_minutes == behavior.max_minutes:
        return str(behavior.typical_minutes)
    return f"{behavior.min_minutes}\N{EN DASH}{behavior.max_minutes}"


def signed(value: float) -> str:
    """Return a number with its sign, "0" without one."""
    text = number(value)
    return f"+{text}" if value > 0 and text != "0" else text.replace("-", "\N{MINUS SIGN}")


def behavior_detail(
    behavior: Behavior, weights: Mapping[str, float], *, first_weekday: int = 0, airy: bool = True
) -> Content:
    """Return what a behavior is for and what it asks of a week; `airy` gives it blank lines and a line a limit."""
    worth = worth_of(behavior, weights) * POINTS
    colour = f"${category_variable(behavior.category)}"
    air = [Content("")] if airy else []
    phrases = [f"{phrase[:1].upper()}{phrase[1:]}" for phrase in behavior_limits(behavior, first_weekday)]
    lines = [
        safe(behavior.name, f"bold {colour}"),
        Content.assemble(safe(behavior.category, colour), f" · worth {number(worth)} points a session"),
        *air,
        *(impact_line(name, impact) for name, impact in behavior.impacts.items() if impact),
        *air,
        *map(safe, phrases if airy else [" · ".join(phrases)]),
    ]
    return Content("\n").join(lines)


def impact_line(objective: str, impact: float) -> Content:
    """Return an objective with a bar and a figure for an impact of -1 to 1; harm is named by its sign."""
    filled = round(abs(impact) * BAR_CELLS)
    style = "$success" if impact > 0 else "$error"
    return Content.assemble(
        safe(clean(slot_label(objective).capitalize(), limit=14).ljust(15)),
        ("▰" * filled, style),
        ("▱" * (BAR_CELLS - filled), "$foreground-muted"),
        f" {signed(impact * 100)}",
    )
