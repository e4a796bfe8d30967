"""Shared parts of the charts of the Insights screen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import ClassVar, Final

from textual.content import Content

from habitos_tui.domain.insight.evidence import DAYS_A_WEEK, Insight, Span
from habitos_tui.domain.insight.regularity import YearMap
from habitos_tui.domain.insight.statistics import Statistics
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.text.phrasing import count
from habitos_tui.ui.insights.commands import PANES
from habitos_tui.ui.kit.marks import FREE, bar
from habitos_tui.ui.kit.safe_text import MUTED, wrapped

Row = tuple[str, ...]
"""The texts of a table row: a name, then figures."""

FRAME, MARGIN = 2, 5
"""Of the pane around a chart: rows of the border; cells of border, padding and scrollbar."""
SENTENCE: Final = 76
"""Most cells of a sentence."""
TITLE: Final = "bold $primary"
"""Style of headings within a chart."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far back the charts go."""

    id: str
    title: str
    weeks: int
    """Including the current one."""

    def span(self, today: date, weeks: Weeks) -> Span:
        """Return its days up to today."""
        return Span(weeks.away(today, 1 - self.weeks), today)


REACHES: Final = (Reach("weeks-4", "4 weeks", 4), Reach("weeks-12", "12 weeks", 12), Reach("weeks-53", "A year", 53))
"""From shortest to longest."""
FARTHEST: Final = REACHES[-1]


@dataclass(frozen=True, slots=True)
class ChartSize:
    """Cells and rows inside a chart; longer lists scroll."""

    width: int
    height: int
    colors: bool = True
    """Whether shades can be told apart by their colours."""


@dataclass(frozen=True, slots=True)
class InsightsView:
    """Everything the Insights screen draws."""

    reach: Reach
    statistics: Statistics
    """Statistics of the days within reach."""
    year: YearMap
    """Always covers a whole year."""
    calendar: Weeks
    """Which days are a week."""

    EMPTY: ClassVar["InsightsView"]

    @property
    def weeks(self) -> tuple[date, ...]:
        """The first days of all weeks within reach, oldest first."""
        return self.calendar.between(self.statistics.span.first, self.statistics.span.last)

    def rests_on(self, amount: int, noun: str) -> str:
        """Return the evidence within reach, such as "41 sessions in 9 weeks"."""
        return evidence_text(amount, noun, self.statistics.year)

    def empty_reason(self, insight: Insight, otherwise: str) -> str:
        """Return why an insight is empty: too short a reach, or `otherwise`; empty text if it is not."""
        if not insight.empty:
            return ""
        if self.reach != FARTHEST and not self.year.empty:
            return f"Not enough within the last {self.reach.title}. Press ] to look further back."
        return otherwise


InsightsView.EMPTY = InsightsView(FARTHEST, Statistics.EMPTY, YearMap.EMPTY, Weeks())


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart and its numbers; a letter of the title is the key that leads to it."""

    title: str
    about: str
    """A short description."""
    empty: Callable[[InsightsView], str]
    """Returns what to do if there is nothing to draw, else an empty text."""
    evidence: Callable[[InsightsView], str]
    """Returns its evidence, such as "41 sessions in 9 weeks"."""
    draw: Callable[[InsightsView, ChartSize], Sequence[Content]]
    numbers: Callable[[InsightsView], Iterable[Row]]
    """Returns the column titles, then the rows."""
    wide: bool = False
    """Spans two columns if available."""

    @property
    def id(self) -> str:
        """Its name for actions and styles."""
        return self.title.lower()


def pane_title(title: str, about: str) -> Content:
    """Return a pane title with the letter marked that is its key, followed by the description."""
    key = next((pane.place for pane in PANES if pane.title == title), 0)
    return Content.assemble(title, " · ", (about, "not bold")).stylize("$accent", key, key + 1)


def empty_lines(sentence: str, width: int) -> list[Content]:
    """Return the lines of the sentence shown instead of a list."""
    return [Content.styled(f"  {line}", MUTED) for line in wrapped(sentence, min(width - 2, SENTENCE), 4)]


def gauge(share: float, width: int, style: str) -> Content:
    """Return a bar for a share, with dots for the rest."""
    drawn = bar(share, width)
    filled = drawn.rstrip()
    return Content.assemble((filled, style), (FREE * (width - len(filled)), MUTED))


def evidence_text(amount: int, noun: str, year: YearMap) -> str:
    """Return the evidence, such as "41 sessions in 9 weeks", counting weeks since the first entry."""
    return f"{counted(amount, noun)} in {whole_weeks(logged(year))}"


def logged(year: YearMap) -> Span:
    """Return the days since the first on which something was done."""
    return Span(year.days[0].day if year.days else year.span.last, year.span.last)


def whole_weeks(span: Span) -> str:
    """Return "9 weeks", counting a partial week as one."""
    return count(ceil(span.days / DAYS_A_WEEK), "week")


def counted(amount: int, noun: str) -> str:
    """Return "1 session" or "1,867 sessions"."""
    return count(amount, noun).replace(str(amount), f"{amount:,}", 1)
