"""The lines of the Insights screen: weeks against each other, then this week's behaviors against their targets."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content
from textual.reactive import reactive

from habitos_tui.domain.phrasing import duration, number
from habitos_tui.ui.presenters.amount import Amount
from habitos_tui.ui.presenters.dates import relative_day, week_title
from habitos_tui.ui.presenters.insights import BehaviorLine, InsightsView, WeekLine
from habitos_tui.ui.presenters.marks import STAR
from habitos_tui.ui.widgets.bars import bar
from habitos_tui.ui.widgets.block_text import fit
from habitos_tui.ui.widgets.line_list import Line, LineList

WEEK: Final = "week:"
BEHAVIOR: Final = "behavior:"
"""What the keys of the lines begin with; the date or the behavior's id follows."""

CHARTS_LATER: Final = "Charts over months and years come with a later version."

_TITLE_MOST, _BAR_MOST = 28, 28
_DONE, _MINUTES, _RATING, _LAST = 12, 15, 6, 14
_MISSED = 23


class InsightsList(LineList):
    """Figures, line by line."""

    view: reactive[InsightsView] = reactive(InsightsView.EMPTY, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines for `width` cells."""
        view = self.view
        if width <= 0 or view.empty:
            return ()
        lines = [_heading("Week by week"), *(_week(week, view.weeks, width) for week in view.weeks), _BLANK]
        if view.behaviors:
            lines += [_heading("This week against the targets"), *_behaviors(view, width), _BLANK]
        return (*lines, Line(Content.styled(f"  {CHARTS_LATER}", "$foreground-muted")))

    def watch_view(self) -> None:
        """Show other figures."""
        self.rebuild()


_BLANK: Final = Line(Content(""))


def _heading(title: str) -> Line:
    return Line(Content.styled(f" {title}", "bold $primary"))


def _week(week: WeekLine, weeks: Sequence[WeekLine], width: int) -> Line:
    most = max(other.counted for other in weeks)
    rest = _DONE + _MINUTES + _RATING + 2
    title, cells = _shares(width - rest)
    missing = _missing(week) if width - rest - title - cells >= _MISSED else ""
    content = Content.assemble(
        "  ",
        (fit(week_title(week.start), title), ""),
        bar(Amount(week.done, week.counted, most), cells),
        (f"{_done(week):>{_DONE}}", "bold $text-success" if week.done else "$foreground-muted"),
        f"{duration(week.minutes) if week.minutes else '':>{_MINUTES}}",
        (f"{f'{number(week.rating)}{STAR}' if week.rating is not None else '':>{_RATING}}", "$text-warning"),
        (missing, "$foreground-muted"),
    )
    return Line(content, f"{WEEK}{week.start.isoformat()}")


def _done(week: WeekLine) -> str:
    return f"{week.done} of {week.counted}" if week.counted else "nothing"


def _missing(week: WeekLine) -> str:
    parts = [f"{week.missed} missed"] if week.missed else []
    parts += [f"{week.skipped} skipped"] if week.skipped else []
    return f"  {', '.join(parts)}" if parts else ""


def _behaviors(view: InsightsView, width: int) -> Iterator[Line]:
    title, cells = _shares(width - _DONE - _MINUTES - _LAST - 2)
    for line in view.behaviors:
        content = Content.assemble(
            "  ",
            (f"{line.mark.letter} ", f"bold ${line.mark.variable}"),
            fit(line.name, title - 2),
            bar(Amount(line.done, line.done, line.target), cells),
            (f"{f'{line.done} of {line.target}':>{_DONE}}", "bold $text-success" if line.done >= line.target else ""),
            f"{duration(line.minutes) if line.minutes else '':>{_MINUTES}}",
            (f"  {fit(_last(line, view), _LAST - 2)}", "$foreground-muted"),
        )
        yield Line(content, f"{BEHAVIOR}{line.id}")


def _last(line: BehaviorLine, view: InsightsView) -> str:
    return relative_day(line.last, view.today) if line.last is not None else ""


def _shares(room: int) -> tuple[int, int]:
    """Return the cells of the title and of the bar behind it."""
    title = min(_TITLE_MOST, max(room * 2 // 3, 0))
    return title, max(min(room - title, _BAR_MOST), 0)
