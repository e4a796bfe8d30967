"""What differs between a plan and another one: who is pushed out, moved, or cut short."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import Final

from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.why import Displacement
from habitos_tui.domain.text.phrasing import duration, in_slot, listed
from habitos_tui.planner.why.limits import day_name

SHOWN = 4
"""Displacements named in a sentence."""
VERBS: Final = {"out": "replaces ", "moved": "moves ", "shorter": "shortens ", "other": "changes "}
"""What happens to a session; the gravest first."""
BARE_VERBS: Final = {"out": "replace ", "moved": "move ", "shorter": "shorten ", "other": "change "}
"""The same behind "would"."""


def displacements(problem: Problem, before: Sequence[Session], after: Sequence[Session]) -> tuple[Displacement, ...]:
    """Return what happens to the sessions of a plan on the way to another one, in the order of the behaviors."""
    found: list[Displacement] = []
    for behavior in problem.behaviors:
        old = [s for s in before if s.behavior == behavior.id]
        new = [s for s in after if s.behavior == behavior.id]
        found += _gone(problem, behavior.name, old, new)
        found += _shorter(problem, behavior.name, old, new)
    return tuple(sorted(found, key=lambda one: list(VERBS).index(one.kind)))


def phrase(displaced: Sequence[Displacement], day: int | None = None) -> str:
    """Return "replaces A on Monday at night, B on Friday at night and moves C ...", nothing for nothing.

    What happens to several is said once. What is merely shorter is named on `day` only.
    """
    return _told(displaced, day, VERBS)


def would(displaced: Sequence[Displacement], day: int | None = None) -> str:
    """Return the same as what would happen: "replace A on Monday at night, B on Friday at night and move C ..."."""
    return _told(displaced, day, BARE_VERBS)


def _told(displaced: Sequence[Displacement], day: int | None, verbs: Mapping[str, str]) -> str:
    named = [one for one in displaced if one.kind != "shorter" or one.day == day]
    shown = []
    for before, one in pairwise([None, *named[:SHOWN]]):
        if one is not None:
            verb = "" if before is not None and before.kind == one.kind else verbs[one.kind]
            shown.append(verb + one.sentence.removeprefix(VERBS[one.kind]))
    more = len(named) - SHOWN
    return listed([*shown, f"{verbs['other']}{more} more"] if more > 0 else shown)


def place_words(problem: Problem, day: int, slot: str) -> str:
    """Return "on Monday in the evening"."""
    return f"on {day_name(problem, day)} {in_slot(slot)}"


def _gone(problem: Problem, name: str, old: Iterable[Session], new: Iterable[Session]) -> Iterator[Displacement]:
    old, new = list(old), list(new)
    left = [s for s in old if not _same_place(s, new)]
    come = [s for s in new if not _same_place(s, old)]
    for session, other in zip_longest(left, come[: len(left)]):
        where = place_words(problem, session.day, session.slot)
        if other is None:
            sentence = f"{VERBS['out']}{name} {where}"
            yield Displacement(session.behavior, session.day, session.slot, "out", sentence)
        else:
            sentence = f"{VERBS['moved']}{name} from {day_name(problem, session.day)} {in_slot(session.slot)} "
            sentence += f"to {day_name(problem, other.day)} {in_slot(other.slot)}"
            yield Displacement(session.behavior, session.day, session.slot, "moved", sentence)


def _shorter(problem: Problem, name: str, old: Iterable[Session], new: Sequence[Session]) -> Iterator[Displacement]:
    for session in old:
        lengths = [s.minutes for s in new if _same_place(s, [session])]
        if lengths and max(lengths) < session.minutes:
            lost = duration(session.minutes - max(lengths))
            sentence = f"{VERBS['shorter']}{name} {place_words(problem, session.day, session.slot)} by {lost}"
            yield Displacement(session.behavior, session.day, session.slot, "shorter", sentence)


def _same_place(session: Session, others: Iterable[Session]) -> bool:
    return any((o.day, o.slot) == (session.day, session.slot) for o in others)
