"""Answers to "why": why a week is not possible, why a session is or is not where it is, what a change is worth."""

from dataclasses import dataclass

from habitos_tui.domain.plan import Limit, Repair


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why no week is possible, and what would make one possible, the cheapest repair first.

    Both are empty for a week that is possible, and for a search that was stopped before it knew.
    """

    conflict: tuple[Limit, ...] = ()
    """Limits that cannot hold together, while they can without any one of them."""
    repairs: tuple[Repair, ...] = ()
    """Each alone makes the week possible."""
    complete: bool = True
    """False when it was stopped early: there may be more repairs."""
