"""The lines of the log: date, what, minutes against the plan, stars, and the note where there is room."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.text.phrasing import count, stars
from habitos_tui.text import one_line
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dates import clock, log_day
from habitos_tui.ui.kit.line_list import SCROLLBAR_CELLS, Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED
from habitos_tui.ui.kit.text_layout import fit
from habitos_tui.ui.log.commands import EditEntry
from habitos_tui.ui.log.presenter import LogLine, LogView

_DAY, _TIME, _MINUTES, _STARS = 16, 6, 10, 5
_NAME_MOST, _NOTE_LEAST = 40, 12


@dataclass(frozen=True, slots=True)
class Widths:
    """Cells of the columns that share the room that is left."""

    name: int
    note: int


def widths(width: int) -> Widths:
    """Return how `width` cells are shared; a note that would be shorter than a word or two gives way to the name."""
    # Two cells for the pointer, three for the glyph, and gaps of two before the last columns.
    room = max(width - 2 - _DAY - _TIME - 3 - 2 - _MINUTES - 2 - _STARS - 2, 0)
    name = min(room, _NAME_MOST, max(room * 3 // 5, 16))
    if room - name < _NOTE_LEAST:
        return Widths(room, 0)
    return Widths(name, room - name)


def heading(width: int) -> Content:
    """Return the heads of the columns."""
    room = widths(width)
    text = (
        f"  {fit('Date', _DAY)}{fit('Begun', _TIME)}   {fit('Behavior', room.name)}  "
        f"{'Minutes':>{_MINUTES}}  {fit('Rating', _STARS + 2)}{fit('Note', room.note)}"
    )
    return Content.styled(fit(text, width), MUTED)


class LogHeading(Widget):
    """The heads of the columns, over those of the list below."""

    def render(self) -> Content:
        """Return them for the width there is, but for the list's scroll bar."""
        return heading(self.size.width - SCROLLBAR_CELLS)


class LogList(LineList):
    """A page of the log."""

    BINDINGS = bindings(EditEntry)

    view: reactive[LogView] = reactive(LogView.EMPTY, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines of the page."""
        room = widths(width)
        return tuple(Line(entry(line, room), str(line.key)) for line in self.view.lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be an entry to change."""
        return self.cursor is not None if action == "edit_entry" else super().check_action(action, parameters)

    def action_edit_entry(self) -> None:
        """Enter opens, as e does."""
        self.action_open()


def entry(line: LogLine, room: Widths) -> Content:
    """Return one line of the log."""
    skipped = line.state is not SessionState.DONE
    name = f"{line.name} (archived)" if line.archived else line.name
    return Content.assemble(
        "  ",
        (fit(log_day(line.day), _DAY), MUTED),
        (fit("" if line.start is None else clock(line.start), _TIME), MUTED),
        (f"{line.glyph}  ", "bold $foreground-muted" if skipped else "bold $text-success"),
        (fit(name, room.name), MUTED if skipped or line.archived else ""),
        (f"  {_minutes(line):>{_MINUTES}}  ", MUTED if skipped else ""),
        (fit(stars(line.rating), _STARS), "$text-warning"),
        "  ",
        (fit(one_line(line.note), room.note), "$foreground-muted italic"),
    )


def _minutes(line: LogLine) -> str:
    if line.state is SessionState.SKIPPED:
        return "skipped"
    if isinstance(line.entry, Away):
        return count(line.entry.days, "day")
    return f"{line.minutes} of {line.planned}" if line.planned is not None else f"+{line.minutes}"
