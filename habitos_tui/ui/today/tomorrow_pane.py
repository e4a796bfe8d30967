"""The day after the one in view, beside it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from textual.reactive import reactive

from habitos_tui.domain.text.phrasing import count, duration, number
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.today.axis_lines import lines_beside
from habitos_tui.ui.today.day_lines import day_lines
from habitos_tui.ui.today.presenter import TodayView

ROOMY: Final = 150
"""Columns from which on two days fit side by side, with the details of a session."""
NOTHING: Final = "Nothing is planned on this day yet."


class TomorrowPane(LineList, can_focus=False):
    """The day after the one in view: on the same rows beside its axis, or as a list."""

    view: reactive[TodayView] = reactive(TodayView.EMPTY, init=False, layout=False, repaint=False)

    def __init__(self) -> None:
        super().__init__(id="tomorrow", classes="pane")

    def watch_view(self, old: TodayView, new: TodayView) -> None:
        """Name the day, with how much there is to do on it."""
        self.border_title = self.border_subtitle = ""
        if new.following is not None:
            self.border_title = safe(f"{_upper(new.following.relative)} · {new.following.title}")
            self.border_subtitle = safe(in_short(new.following))
        super().watch_view(old, new)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines of the day after; none of them can be chosen."""
        following = self.view.following
        if following is None or width <= 0:
            return ()
        beside = lines_beside(self.view, width, height) if self.screen.size.width >= ROOMY else None
        lines = (
            tuple(day_lines(replace(following, hint=NOTHING), width, height, None, brief=True))
            if beside is None
            else beside
        )
        return tuple(replace(line, key=None, part_of=None) for line in lines)


def in_short(view: TodayView) -> str:
    """Return how much a day holds, such as "5 sessions · 2 h 40 min · energy 9 of 12"."""
    if view.away:
        return view.away
    if not view.total:
        return "nothing planned"
    limit = "" if view.energy.limit is None else f" of {number(view.energy.limit)}"
    energy = f"energy {number(view.energy.planned)}{limit}"
    return f"{count(view.total, 'session')} · {duration(view.minutes.planned)} · {energy}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
