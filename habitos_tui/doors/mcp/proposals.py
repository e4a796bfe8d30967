"""Plans that were found and not accepted yet. They are kept in memory, and end with the program."""

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex
from threading import Lock
from typing import Final

from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.model.problem import Problem
from habitos_tui.errors import NotFoundError

MOST: Final = 20
"""That are remembered; each holds a whole week."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan of a week, with what it answers and the sessions that the week had then."""

    problem: Problem
    plan: Plan
    before: Sequence[PlannedSession]
    fresh: bool = False
    """Made without regard to what was planned already."""


class Proposals:
    """The latest of them, by an id that no other run of the program gives."""

    def __init__(self) -> None:
        self._known: dict[str, Proposal] = {}
        self._lock = Lock()

    def keep(self, proposal: Proposal) -> str:
        """Remember a proposal and return its id; the oldest gives way."""
        proposal_id = token_hex(4)
        with self._lock:
            self._known[proposal_id] = proposal
            while len(self._known) > MOST:
                del self._known[next(iter(self._known))]
        return proposal_id

    def get(self, proposal_id: str) -> Proposal:
        """Return a proposal; NotFoundError when it is not remembered, or no longer."""
        with self._lock:
            found = self._known.get(proposal_id)
        if found is None:
            raise NotFoundError(
                f"There is no proposal “{proposal_id}”: it was accepted already, or is of an earlier conversation.",
                hint="Ask for a new one with the tool plan.",
            )
        return found

    def drop(self, proposal_id: str) -> None:
        """Forget a proposal that was accepted."""
        with self._lock:
            self._known.pop(proposal_id, None)
