"""Three plans of a week to choose from, as cards for comparison; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from textual.content import Content

from habitos_tui.domain.model.base import DAYS, ONE_DAY
from habitos_tui.domain.model.plan import ObjectiveShare, Plan, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.alternatives import NamedPlan
from habitos_tui.domain.text.phrasing import (
    MIN_SHOWN,
    MORE_THAN_ASKED,
    alike,
    count,
    duration,
    percent_at_most,
    points,
    reached,
    slot_label,
    told_where_beyond,
)
from habitos_tui.domain.text.result_phrasing import SMALLEST_GAP
from habitos_tui.text import clean
from habitos_tui.ui.kit.dates import short_day
from habitos_tui.ui.kit.marks import meter
from habitos_tui.ui.kit.safe_text import MUTED, fit

ROOM_FOR_COLUMNS: Final = 60
"""Width from which the objectives are shown in columns."""
FEW: Final = 6
"""Up to this many objectives two columns are enough."""
NAME_CELLS: Final = 11
PERCENT_CELLS: Final = 6
SHORT_NAME: Final = 24
DAY_CELLS: Final = 9
WIDEST_BAR: Final = 24


@dataclass(frozen=True, slots=True)
class Share:
    """The share that an objective reaches of its possible maximum; None if that is 0."""

    name: str
    share: float | None
    best: bool
    """No other plan reaches more."""


@dataclass(frozen=True, slots=True)
class DayLine:
    """The names of a day's sessions, each with whether it is new against the current plan."""

    day: str
    names: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class PlanCard:
    """One of the plans."""

    heading: str
    about: str
    points: str
    behind: str
    """Points below the best plan; empty for the best."""
    facts: str
    shares: tuple[Share, ...]
    days: tuple[DayLine, ...]


def plan_cards(problem: Problem, plans: Sequence[NamedPlan], before: Sequence[Session]) -> tuple[PlanCard, ...]:
    """Return the cards of a week that has the sessions `before` ahead."""
    among, cards = [named.plan for named in plans], []
    for named in plans:
        heading, about, gap = named.name.capitalize(), _about(named, plans, before), named.plan.gap
        card = plan_card(problem, named.plan, among, before, heading=heading, about=about, kept=named.kept)
        if named.name != "as weighted" and gap is not None and gap >= SMALLEST_GAP:
            card = replace(card, facts=f"{card.facts}, {_near_best(gap)}")
        cards.append(card)
    return tuple(cards)


def _about(named: NamedPlan, plans: Sequence[NamedPlan], before: Sequence[Session]) -> str:
    """Return a description of one of the plans; the first is optimised by the weights alone."""
    weighted = plans[0]
    first = next(other.name for other in plans if other.plan.sessions == named.plan.sessions)
    if first != named.name:
        return f"the same week as “{first}”"
    mine = "your plan as it is, " if frozenset(named.plan.sessions) == frozenset(before) and before else ""
    if named.name == "as weighted":
        return mine + _proof(named.plan)
    if named.name == "more balanced":
        lifts = _weakest(named.plan) > _weakest(weighted.plan) + MIN_SHOWN
        return mine + ("lifts the weakest objective" if lifts else "nothing more balanced was found")
    keeps = (named.kept or 0) > (weighted.kept or 0)
    return mine or ("keeps more of your plan" if keeps else "nothing that keeps more was found")


def _proof(plan: Plan) -> str:
    """Return how near to the best for the weights a plan is proved to be."""
    if plan.gap is None:
        return "not proved to be the best"
    return "best for your weights" if plan.gap < SMALLEST_GAP else _near_best(plan.gap)


def _near_best(gap: float) -> str:
    return f"within {percent_at_most(gap)} of the best"


def _weakest(plan: Plan) -> float:
    return min((share.share for share in plan.objectives if share.share is not None), default=0.0)


def plan_card(
    problem: Problem,
    plan: Plan,
    among: Sequence[Plan],
    before: Sequence[Session],
    *,
    heading: str,
    about: str,
    kept: int | None = None,
) -> PlanCard:
    """Return the card of one `among` several plans.

    `kept` is the number of sessions `before` that stay; by default those in the plan.
    """
    worth, most = plan.objective or 0.0, max(other.objective or 0.0 for other in among)
    known, now = ({(s.behavior, s.day, s.slot) for s in sessions} for sessions in (before, plan.sessions))
    facts = [count(len(plan.sessions), "session"), duration(sum(session.minutes for session in plan.sessions))]
    if before:
        facts.append(f"keeps {len(known & now) if kept is None else kept} of {len(before)}")
    return PlanCard(
        heading=heading,
        about=about.removesuffix(", "),
        points=points(worth),
        behind="" if alike(most, worth) else f"-{points(most - worth)}",
        facts=", ".join(facts),
        shares=tuple(_share(share, among) for share in plan.objectives),
        days=tuple(_days(problem, plan, known)),
    )


def _share(share: ObjectiveShare, among: Sequence[Plan]) -> Share:
    others = (other for plan in among for other in plan.objectives if other.objective == share.objective)
    most = max(other.share or 0.0 for other in others)
    best = share.share is not None and share.share >= most - MIN_SHOWN
    return Share(clean(slot_label(share.objective).capitalize()), share.share, best)


def _days(problem: Problem, plan: Plan, known: set[tuple[str, int, str]]) -> Iterator[DayLine]:
    for day in DAYS:
        sessions = sorted((s for s in plan.sessions if s.day == day), key=lambda session: session.start)
        names = tuple(
            (clean(problem.behavior_by_id[s.behavior].name, limit=SHORT_NAME), (s.behavior, s.day, s.slot) not in known)
            for s in sessions
        )
        if names:
            yield DayLine(short_day(problem.week_start + day * ONE_DAY), names)


def card_lines(card: PlanCard, width: int, height: int | None = None, *, chosen: bool) -> tuple[Content, ...]:
    """Return a card in `width` cells: title and points, description, then the objectives.

    Without a `height` it is compact; with one, each objective has a line, and the days follow if they fit.
    """
    lines = [_head(card, width, chosen=chosen), *_about_lines(card, width)]
    columns = 1 if height is not None or width < ROOM_FOR_COLUMNS else 2 if len(card.shares) <= FEW else 3
    lines += [Content("")] * (height is not None)
    cells = (width - 2) // columns
    for start in range(0, len(card.shares), columns):
        drawn = (_drawn_share(share, cells) for share in card.shares[start : start + columns])
        lines.append(Content.assemble("  ", *drawn))
    if height is not None:
        days = [Content(""), *_day_lines(card.days, width)]
        lines += days if len(lines) + len(days) <= height else []
    return tuple(line.truncate(width, ellipsis=True) for line in lines)


def _head(card: PlanCard, width: int, *, chosen: bool) -> Content:
    sign = ("▸ ", "bold $accent") if chosen else ("  ", "")
    title = Content.assemble(sign, (card.heading, "bold $primary" if chosen else "bold"))
    behind = (f"  {card.behind}" if card.behind else "", "$text-warning")
    worth = Content.assemble((f"{card.points} points", "bold"), behind)
    if title.cell_length + worth.cell_length + 2 > width:
        worth = Content.assemble((card.points, "bold"), behind)
    return Content.assemble(title, " " * max(width - title.cell_length - worth.cell_length, 2), worth)


def _about_lines(card: PlanCard, width: int) -> Iterator[Content]:
    """Yield description and contents of the plan, in one line if that fits."""
    more = told_where_beyond(f" · {MORE_THAN_ASKED}", (share.share for share in card.shares))
    facts = f"{card.facts}{more}"
    together = Content(f"{card.about} · {facts}")
    fits = together.cell_length <= width - 2
    lines = (together,) if fits else (Content(card.about), *Content(facts).wrap(max(width - 2, 8)))
    yield from (Content.assemble("  ", line).stylize(MUTED) for line in lines)


def _day_lines(days: Sequence[DayLine], width: int) -> Iterator[Content]:
    """Yield the sessions of each day, the new ones in bold."""
    for line in days:
        names = Content(", ").join(Content.styled(name, "bold" if new else MUTED) for name, new in line.names)
        for number, part in enumerate(names.wrap(max(width - DAY_CELLS, 8))):
            label = line.day if number == 0 else ""
            yield Content.assemble((f"  {label:<{DAY_CELLS - 2}}", "$primary"), part)


def _drawn_share(share: Share, cells: int) -> Content:
    room = max(min(cells - NAME_CELLS - PERCENT_CELLS - 3, WIDEST_BAR), 2)
    text = "-" if share.share is None else reached(share.share)
    drawn = Content.assemble(
        fit(share.name, NAME_CELLS) + " ",
        meter(share.share or 0, room, "$success" if share.best else "$secondary"),
        (f"{text:>{PERCENT_CELLS}}", "bold" if share.best else ""),
    )
    return Content.assemble(drawn, " " * max(cells - drawn.cell_length, 0))
