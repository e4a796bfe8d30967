"""The lines of the log (date, behavior, minutes against the plan, stars, note), and details of one entry."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.rating_scale import MAX_RATING
from habitos_tui.domain.text.phrasing import count, stars
from habitos_tui.text import cell_width, one_line, shorten
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dates import clock, log_day
from habitos_tui.ui.kit.line_list import SCROLLBAR_CELLS, Line, LineList
from habitos_tui.ui.kit.marks import state_glyph
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe, safe_lines
from habitos_tui.ui.log.commands import EditEntry
from habitos_tui.ui.log.presenter import LogLine, LogView, entry_view, in_short
from habitos_tui.ui.session.view import session_facts

_DAY, _TIME, _MINUTES = 16, 6, 10
_MAX_NAME, _MIN_NOTE = 40, 12
FEW_LINES = 6
"""With fewer lines an entry is shown in short form."""


def widths(width: int) -> tuple[int, int]:
    """Return the widths of name and note in `width`; if the note's is too small, the name gets it."""
    # Two cells for the pointer, three for the glyph, and gaps of two before the last columns.
    room = max(width - 2 - _DAY - _TIME - 3 - 2 - _MINUTES - 2 - MAX_RATING - 2, 0)
    name = min(room, _MAX_NAME, max(room * 3 // 5, 16))
    return (room, 0) if room - name < _MIN_NOTE else (name, room - name)


def heading(width: int) -> Content:
    """Return the column headings."""
    name_cells, note_cells = widths(width)
    text = (
        f"  {fit('Date', _DAY)}{fit('Begun', _TIME)}   {fit('Behavior', name_cells)}  "
        f"{'Minutes':>{_MINUTES}}  {fit('Rating', MAX_RATING + 2)}{fit('Note', note_cells)}"
    )
    return Content.styled(fit(text, width), MUTED)


class LogHeading(Widget):
    """The column headings of the list below."""

    def render(self) -> Content:
        """Return the headings for the width without the list's scroll bar."""
        return heading(self.size.width - SCROLLBAR_CELLS)


class LogList(LineList):
    """A page of the log."""

    BINDINGS = bindings(EditEntry)

    view: reactive[LogView] = reactive(LogView.EMPTY, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines of the page."""
        return tuple(Line(entry(line, width), str(line.key)) for line in self.view.lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable editing without an entry."""
        return self.cursor is not None if action == "edit_entry" else super().check_action(action, parameters)

    action_edit_entry = LineList.action_open  # e opens, as a second click does


def entry(line: LogLine, width: int) -> Content:
    """Return one line of the log."""
    done = line.entry if isinstance(line.entry, Completion) else None
    name = f"{line.name} (archived)" if line.archived else line.name
    name_cells, note_cells = widths(width)
    return Content.assemble(
        "  ",
        (fit(log_day(line.day), _DAY), MUTED),
        (fit("" if done is None else clock(done.start), _TIME), MUTED),
        (f"{state_glyph(line.state)}  ", f"bold {MUTED if done is None else '$text-success'}"),
        (_named(name, "" if note_cells else line.amount, name_cells), MUTED if done is None or line.archived else ""),
        (f"  {_minutes(line.entry):>{_MINUTES}}  ", MUTED if done is None else ""),
        (fit("" if done is None else stars(done.rating), MAX_RATING), "$text-warning"),
        "  ",
        _remark(line, note_cells),
    )


def _named(name: str, amount: str, cells: int) -> str:
    """Return the name, with the amount at its end where no column of notes has room for it."""
    amount = shorten(amount, cells // 2)
    room = cells - cell_width(amount)
    return f"{fit(name, room - 1)} {amount}" if amount and room > 1 else fit(name, cells)


def _remark(line: LogLine, cells: int) -> Content:
    """Return the amount, if there is one, before the note."""
    amount = shorten(line.amount, cells)
    note = f"  {one_line(line.note)}" if amount and line.note else one_line(line.note)
    return Content.assemble(amount, (fit(note, cells - cell_width(amount)), f"{MUTED} italic"))


def _minutes(entry: Completion | Skip | Away | Pause) -> str:
    match entry:
        case Skip():
            return "skipped"
        case Away():
            return count(entry.days, "day")
        case Pause():
            return "paused"
    planned = entry.context.planned_minutes
    return f"+{entry.minutes}" if planned is None else f"{entry.minutes} of {planned}"


class EntryDetail(LineList, can_focus=False):
    """Details of one entry, beside the list or in a few lines below; may be empty."""

    view: reactive[LogLine | None] = reactive(None, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the facts, one per line if they fit."""
        if self.view is None or width <= 0:
            return ()
        if height < FEW_LINES:
            note = _note(self.view.note, width, height - 1) if self.view.note else []
            return tuple(Line(line) for line in (safe(in_short(self.view), MUTED), *note))
        view = entry_view(self.view)
        title = safe(view.title, "bold").truncate(width, ellipsis=True)
        return tuple(Line(line) for line in (title, Content(""), *session_facts(view, width)))


def _note(text: str, width: int, rows: int) -> Sequence[Content]:
    """Return a note line by line if it fits, else with signs for its line breaks."""
    lines = safe_lines(text, "italic").wrap(width)
    return lines if len(lines) <= rows else safe(one_line(text), "italic").wrap(width)
