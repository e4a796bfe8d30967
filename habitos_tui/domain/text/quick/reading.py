"""The answer to a line: what was understood, what was not, and a sentence that says it back."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from habitos_tui.domain.text.quick.line import Span

D_co = TypeVar("D_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Reading(Generic[D_co]):
    """A line as it was understood."""

    text: str
    draft: D_co | None
    """What would be saved; None as long as something is missing."""
    sentence: str
    """What was understood, or what is missing yet."""
    unknown: tuple[Span, ...] = ()
    """The parts of `text` that mean nothing, in order; nothing is saved while there are any."""
    name: Span | None = None
    """Where in `text` the name is."""

    @property
    def complete(self) -> bool:
        """Whether all of it was understood and nothing is missing."""
        return self.draft is not None and not self.unknown

    @property
    def marks(self) -> str:
        """Return a line of carets under what was not understood, to be shown below `text`."""
        marked = {place for span in self.unknown for place in range(*span)}
        return "".join("^" if place in marked else " " for place in range(max(marked, default=-1) + 1))
