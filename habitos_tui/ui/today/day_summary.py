"""The head of the Today screen: the day, sessions done, time and energy."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from habitos_tui.domain.text.phrasing import duration, number
from habitos_tui.text import cell_width
from habitos_tui.ui.kit.marks import Amount, amount_bar
from habitos_tui.ui.kit.safe_text import MUTED, fit
from habitos_tui.ui.today.presenter import TodayView

_WIDEST_BAR = 40


class DaySummary(Widget):
    """Two lines about the day in view."""

    DEFAULT_CSS = "DaySummary { height: 3; padding: 0 2; margin-top: 1; }"

    view: reactive[TodayView] = reactive(TodayView.EMPTY)

    def render(self) -> Content:
        """Return the two lines for the current width."""
        return summary(self.view, self.size.width)


def summary(view: TodayView, width: int) -> Content:
    """Return the day's name and count over its two bars, in lines of `width` cells."""
    parts = [view.away, view.streak, f"{view.done} of {view.total} done" if view.total else ""]
    count = " · ".join(part for part in parts if part)
    name = f"{view.title} · {view.relative}" if view.title else ""
    first = Content.assemble((fit(name, max(width - cell_width(count), 0)), "bold"), (count, "bold $text-success"))
    if not view.total:
        return first
    left = (width - 3) // 2
    time = f"{duration(view.minutes.done)} of {duration(view.minutes.planned)}"
    halves = (
        _gauge("time", view.minutes, time, left),
        _gauge("energy", view.energy, _energy_text(view.energy), width - 3 - left),
    )
    return Content("\n").join([first, Content("   ").join(halves)])


def _gauge(label: str, amount: Amount, text: str, width: int) -> Content:
    cells = max(min(width - len(label) - len(text) - 2, _WIDEST_BAR), 0)
    style = "bold $text-error" if amount.over else "$foreground"
    rest = width - len(label) - cells - 2
    return Content.assemble((f"{label} ", MUTED), amount_bar(amount, cells), (fit(f" {text}", rest + 1), style))


def _energy_text(amount: Amount) -> str:
    """Energy done and planned, the budget if there is one, and a warning if it is exceeded."""
    figures = f"{number(amount.done)} of {number(amount.planned)}"
    if amount.limit is None:
        return figures
    return f"{figures}, {'over ' if amount.over else ''}budget {number(amount.limit)}"
