"""The answer to a line: what was understood, what was not, and a sentence that says it back."""

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from habitos_tui.domain.text.quick.line import MAX_LINE, Span
from habitos_tui.text import cell_width, clean

TOO_LONG: Final = f"A line has at most {MAX_LINE} characters."
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


def marked(reading: Reading[object]) -> tuple[str, str]:
    """Return the line as a terminal shows it, and carets that stand there under what was not understood."""
    carets, shown = "", ""
    position = 0
    for start, end in reading.unknown:
        shown += clean(reading.text[position:start])
        carets += " " * (cell_width(shown) - len(carets))
        shown += clean(reading.text[start:end])
        carets += "^" * (cell_width(shown) - len(carets))
        position = end
    return shown + clean(reading.text[position:]), carets
