"""The lists beside the charts: suggestions with evidence and expected points; learned chances with their counts."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content
from textual.geometry import Size

from habitos_tui.domain.insight.learning import LearnedBehavior, LearnedChance, Learning, SharedChance
from habitos_tui.domain.insight.suggestion import Suggestion, Suggestions
from habitos_tui.domain.text.gain_phrasing import TRUER, gain_phrase
from habitos_tui.domain.text.phrasing import WEEKDAYS, percent
from habitos_tui.services.advice import WEEKS
from habitos_tui.text import cell_width, clean
from habitos_tui.ui.insights.charts.chart import FRAME, MARGIN, counted, empty_lines, gauge, pane_title
from habitos_tui.ui.insights.charts.days import slot_name
from habitos_tui.ui.insights.commands import DismissSuggestion, FollowSuggestion, SwitchLearning
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe, wrapped

MAX_SUGGESTION_LINES: Final = 9
"""Most rows on the board before it scrolls."""
POINTER: Final = 2
"""Cells for the pointer."""
POINTS: Final = len(TRUER) + 2
"""Cells for the longest that is said of a gain, and a gap before it."""
ONE_LINE: Final = 100
"""Width from which a suggestion and its evidence fit in one line."""
MAX_SENTENCE_LINES: Final = 3
"""Most lines of a sentence, or of its evidence."""

NO_SUGGESTIONS: Final = (
    "No suggestions for now. They need some weeks of planned sessions, done or not; one or two are too few."
)
CHECKING: Final = (
    "Being checked… A week is planned with each suggestion and without it, to see what it brings. "
    "That takes a few seconds."
)


class BoardList(LineList):
    """A list among the charts; it is built when it has its size."""

    SHOWS_REST = True
    wide = False

    def prepare(self, size: Size) -> None:
        """Do nothing."""


class SuggestionsPane(BoardList):
    """The suggestions, the most promising first."""

    BINDINGS = bindings(FollowSuggestion, DismissSuggestion)
    wide = True

    def __init__(self) -> None:
        super().__init__(id="suggestions", classes="pane")
        self.border_title = pane_title("Suggestions", "what might work better")
        self._suggestions = Suggestions.EMPTY
        self._checking = False
        self._kept = ""

    def show(self, suggestions: Suggestions, *, checking: bool = False) -> None:
        """Show other suggestions, and whether there may be more as some are still being checked."""
        self._suggestions = suggestions
        self._checking = checking
        self.border_subtitle = safe(self._basis())
        self.rebuild()
        self.refresh_bindings()

    def tell(self, kept: str) -> None:
        """Say what came of the suggestions followed so far; "" where none promised anything."""
        if kept != self._kept:
            self._kept = kept
            self.rebuild()

    def _basis(self) -> str:
        """Return what the suggestions rest on, or that there may be more."""
        if self._checking:
            return "being checked…"
        evidence = f"{counted(self._suggestions.evidence, 'session')} in {counted(WEEKS, 'week')}"
        return "" if self.empty else f"points a week of the next plan, from {evidence}"

    @property
    def empty(self) -> bool:
        """True without suggestions."""
        return not self._suggestions.lines

    def suggestion(self, key: str | None) -> Suggestion | None:
        """Return the suggestion with this key."""
        return next((line for line in self._suggestions.lines if line.key == key), None)

    def rows_for(self, width: int) -> int:
        """Return the preferred number of rows at this width."""
        return min(len(self.build(width - MARGIN, MAX_SUGGESTION_LINES)), MAX_SUGGESTION_LINES) + FRAME

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines for `width` cells."""
        if width <= 0:
            return ()
        if self.empty:
            sentence = CHECKING if self._checking else NO_SUGGESTIONS
            return [Line(line) for line in (*empty_lines(sentence, width), *self._followed(width))]
        lines: list[Line] = []
        cells = sentence_cells(self._suggestions.lines, width)
        for suggestion in self._suggestions.lines:
            first, *others = suggestion_lines(suggestion, width, cells)
            lines += [Line(first, suggestion.key), *map(Line, others)]
        return [*lines, *map(Line, self._followed(width))]

    def _followed(self, width: int) -> Iterator[Content]:
        """Yield what came of the suggestions followed so far, if any."""
        if self._kept:
            yield from (Content.styled(f"  {line}", MUTED) for line in wrapped(f"So far: {self._kept}", width - 2, 2))


def sentence_cells(suggestions: Sequence[Suggestion], width: int) -> int:
    """Return the width of sentences if each fits in one line with its evidence, else 0."""
    longest = max((cell_width(clean(line.sentence)) for line in suggestions), default=0) + 2
    evidence = max((cell_width(clean(line.evidence)) for line in suggestions), default=0)
    room = width - POINTER - POINTS
    cells = max(longest, room // 2)
    return cells if width >= ONE_LINE and cells + evidence <= room else 0


def suggestion_lines(suggestion: Suggestion, width: int, cells: int = 0) -> Iterator[Content]:
    """Yield the lines of a suggestion, the first with its points; a single line if `cells` (of the sentence) is set."""
    sure = suggestion.gain is not None and suggestion.gain.sure
    points = Content.styled(f"{gain_phrase(suggestion):>{POINTS}}", "bold $text-success" if sure else MUTED)
    sentence, evidence = clean(suggestion.sentence), clean(suggestion.evidence)
    room = width - POINTER - POINTS
    if cells:
        yield Content.assemble("  ", fit(sentence, cells), (fit(evidence, room - cells), MUTED), points)
        return
    first, *others = wrapped(sentence, max(room, 1), MAX_SENTENCE_LINES)
    yield Content.assemble("  ", fit(first, room), points)
    for line in others:
        yield Content(f"  {line}")
    for line in wrapped(evidence, max(width - 2 * POINTER, 1), MAX_SENTENCE_LINES):
        yield Content.styled(f"    {line}", MUTED)


MIN_CHANCE_LINES, MAX_CHANCE_LINES = 2, 18
"""Rows on the board: when empty, and the most before it scrolls."""
FIGURES, CHANCE, USUAL = 11, 6, 16
ROOMY: Final = 70
"""Width from which the usual chance is shown too."""
OFF: Final = "plans assume the usual chances"

NOTHING_LEARNED: Final = (
    "Nothing learned yet. Plans assume the usual chances until some planned sessions are done or missed."
)


class ChancesPane(BoardList):
    """The chances that plans use, by behavior."""

    BINDINGS = bindings(SwitchLearning)

    def __init__(self) -> None:
        super().__init__(id="chances", classes="pane")
        self._learning = Learning.EMPTY
        self._entitle()

    def show(self, learning: Learning) -> None:
        """Show the current chances."""
        self._learning = learning
        self._entitle()
        self.rebuild()
        self.refresh_bindings()

    def rows_for(self, width: int) -> int:
        """Return the preferred number of rows at this width."""
        tried = [sum(chance.counted > 0 for chance in known.chances) for known in self._learning.lines]
        shared = sum(chance.differs for chance in self._learning.shared) if any(tried) else 0
        rows = sum(1 + places for places in (*tried, shared) if places)
        return min(rows or MIN_CHANCE_LINES, MAX_CHANCE_LINES) + FRAME

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines for `width` cells; behaviors without evidence are left out."""
        if width <= 0:
            return ()
        lines: list[Line] = []
        for known in self._learning.lines:
            first, *others = behavior_lines(known, width)
            if others:
                lines += [Line(first, known.behavior), *map(Line, others)]
        shared = [chance for chance in self._learning.shared if chance.differs]
        if lines and shared:
            lines.append(Line(Content.styled("  All behaviors", "bold")))
            lines += [Line(shared_line(chance, width, used=self._learning.on)) for chance in shared]
        return lines or [Line(line) for line in empty_lines(NOTHING_LEARNED, width)]

    @property
    def switchable(self) -> LearnedBehavior | None:
        """The behavior under the cursor; None without one or while learning is off for all."""
        return self._learning.of(self.cursor or "") if self._learning.on else None

    def _entitle(self) -> None:
        learning = self._learning
        self.border_title = pane_title("Chances", "what plans expect" if learning.on else f"learning is off, {OFF}")
        evidence = f"{counted(learning.evidence, 'session')} of the last half year"
        self.border_subtitle = safe(evidence if learning.evidence else "")


def behavior_lines(known: LearnedBehavior, width: int) -> Iterator[Content]:
    """Yield a line for a behavior, and one for each slot with evidence."""
    name = clean(known.name, limit=width - 2)
    off = "" if known.on else f" · off: {OFF}"
    yield Content.assemble("  ", (name, "bold"), (off, MUTED)).truncate(width, ellipsis=True)
    for chance in known.chances:
        if chance.counted:
            yield _line(chance, width, used=known.on)


def shared_line(shared: SharedChance, width: int, *, used: bool) -> Content:
    """Return a line for how all behaviors went in a slot or on a weekday."""
    where = slot_name(shared.slot) if shared.slot is not None else f"{WEEKDAYS[shared.weekday or 0]}s"
    return _figures(where, shared, width, used=used)


def _line(chance: LearnedChance, width: int, *, used: bool) -> Content:
    where = f"{slot_name(chance.slot)}, {'weekends' if chance.weekend else 'weekdays'}"
    return _figures(where, chance, width, used=used)


def _figures(where: str, chance: LearnedChance | SharedChance, width: int, *, used: bool) -> Content:
    usual = USUAL if width >= ROOMY else 0
    length = max(min((width - FIGURES - CHANCE - usual) // 4, 24), 4)
    room = width - FIGURES - CHANCE - usual - length - 4
    return Content.assemble(
        "    ",
        fit(where, room),
        f"{chance.done} of {chance.counted} ".rjust(FIGURES),
        gauge(chance.chance, length, "$primary" if used else MUTED),
        (f"{percent(chance.chance):>{CHANCE}}", "bold" if used else MUTED),
        (f"usually {percent(chance.usual)}".rjust(usual) if usual else "", MUTED),
    )
