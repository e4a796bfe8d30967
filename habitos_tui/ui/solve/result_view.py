"""What the result of a run is shown as: a headline over tabs of lines; pure.

A line has a text for the list, a detail for the pane beside it, and optionally an action for enter: ask why a session
is (not) there, make a change and solve again, or compute the prices.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import JsonValue
from textual.content import Content

from habitos_tui.domain.model.plan import Session
from habitos_tui.ui.kit.safe_text import MUTED

PRICES: Final = "prices"
"""Key of the line that asks for the prices."""
NAME_CELLS: Final = 24
ANY_WIDTH: Final = 80
"""For lines that are looked up, not drawn."""


@dataclass(frozen=True, slots=True)
class WhySubject:
    """The subject of a question: a behavior, and optionally a day and slot."""

    behavior: str
    day: int | None = None
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line of a tab; without a key it cannot be chosen."""

    content: Content
    key: str | None = None
    detail: tuple[Content, ...] = ()
    why: WhySubject | None = None
    """Enter asks about this."""
    change: Mapping[str, JsonValue] | None = None
    """Enter makes this change and solves again."""
    label: str = ""
    """Names the change for undo."""


@dataclass(frozen=True, slots=True)
class ResultTab:
    """One tab: `lines` draws it for a width; `empty_text` is shown without lines."""

    id: str
    title: str
    lines: Callable[[int], Iterable[ResultLine]]
    empty_text: str = ""
    start: str | None = None
    """Key of the line that the cursor starts on."""


@dataclass(frozen=True, slots=True)
class ResultView:
    """A headline, a line about the week, and tabs."""

    headline: Content
    about_week: str
    tabs: tuple[ResultTab, ...]
    first: str = ""
    """Id of the tab shown first."""

    def tab(self, tab_id: str) -> ResultTab | None:
        """Return the tab of that id."""
        return next((tab for tab in self.tabs if tab.id == tab_id), None)

    def line(self, key: str) -> ResultLine | None:
        """Return the line of that key, on whichever tab it is."""
        lines = (line for tab in self.tabs for line in tab.lines(ANY_WIDTH))
        return next((line for line in lines if line.key == key), None)


def counted(title: str, amount: int) -> str:
    """Return the title of a tab with the number of what is in it."""
    return f"{title} {amount}" if amount else title


def heading(words: str) -> ResultLine:
    """Return a line over others, which the cursor passes by."""
    return ResultLine(Content.styled(words, "bold"))


def enter_hint(does: str) -> Content:
    """Return the hint for enter at a line."""
    return Content.assemble(("enter ", "bold $accent"), (does, MUTED))


def subject_of(session: Session) -> WhySubject:
    """Return the question about the place of a session."""
    return WhySubject(session.behavior, session.day, session.slot)
