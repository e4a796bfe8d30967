"""Some of the seven weekdays, in the order of the week."""

from collections.abc import Collection

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.text.phrasing import WEEKDAYS
from habitos_tui.ui.kit.fields import Tick


class WeekdayChecks(Horizontal):
    """A tick a weekday, the week's first one first; it passes on the `Tick.Changed` of its ticks."""

    DEFAULT_CSS = "WeekdayChecks { width: 1fr; height: 1; }"

    def __init__(self, days: Collection[int], first_weekday: int, *, id: str) -> None:  # noqa: A002 - Textual's word
        """`days` are the weekdays ticked at first, Monday = 0."""
        super().__init__(id=id)
        self._first = first_weekday
        self._start = days

    def compose(self) -> ComposeResult:
        """Yield the ticks."""
        for offset in ALL_DAYS:
            day = (self._first + offset) % 7
            yield Tick(Content(WEEKDAYS[day][:2]), value=day in self._start, id=f"{self.id}-{day}")

    @property
    def days(self) -> tuple[int, ...]:
        """The weekdays that are ticked, Monday = 0."""
        return tuple(day for day in ALL_DAYS if self.query_one(f"#{self.id}-{day}", Tick).value)
