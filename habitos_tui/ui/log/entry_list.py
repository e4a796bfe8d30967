"""The lines of the log (date, behavior, minutes against the plan, stars, note), and details of one entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
from habitos_tui.ui.kit.marks import state_glyph, tag_words
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe, safe_lines
from habitos_tui.ui.log.commands import EditEntry
from habitos_tui.ui.log.presenter import LogLine, LogView, entry_view, in_short, planned_in_short
from habitos_tui.ui.session.view import session_facts

_DAY, _YEAR, _TIME, _MINUTES = 16, 5, 6, 10
_WITH_YEAR = 66
"""Cells from which on a line tells the year."""
_MAX_NAME, _MIN_NOTE = 40, 12
_WIDE = 116
"""Cells from which on a line tells when something was planned, too."""
_SPAN, _PLANNED, _NAME_OF_WIDE = 13, 22, 36
FEW_LINES = 6
"""With fewer lines an entry is shown in short form."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of the columns whose width depends on that of the list; none of those that have no room."""

    day: int
    """Of the date, with its year where there is room."""
    time: int
    """Of the time it began, or began and ended."""
    name: int
    planned: int
    """Of when it was planned, and how much later or earlier it began."""
    note: int


def columns(width: int, longest: int = _NAME_OF_WIDE) -> Columns:
    """Return the columns that fit `width`; if the note's is too small, the name gets it.

    Where there is room for all of them the name takes no more than the `longest` of the page.
    """
    wide = width >= _WIDE
    day = _DAY if width >= _WITH_YEAR else _DAY - _YEAR
    time, planned = (_SPAN, _PLANNED) if wide else (_TIME, 0)
    # Two cells for the pointer, three for the glyph, and gaps of two before the last columns.
    room = max(width - 2 - day - time - 3 - 2 - _MINUTES - planned - 2 - MAX_RATING - 2, 0)
    name = min(room, max(min(longest, _NAME_OF_WIDE), 8) if wide else _MAX_NAME, max(room * 3 // 5, 16))
    name, note = (room, 0) if room - name < _MIN_NOTE else (name, room - name)
    return Columns(day, time, name, planned, note)


def heading(width: int, longest: int = _NAME_OF_WIDE) -> Content:
    """Return the column headings."""
    cells = columns(width, longest)
    parts = (
        "  ",
        fit("Date", cells.day),
        fit("Time" if cells.planned else "Begun", cells.time),
        "   ",
        fit("Behavior", cells.name),
        f"  {'Minutes':>{_MINUTES}}",
        fit("  Planned", cells.planned),
        "  ",
        fit("Rating", MAX_RATING + 2),
        fit("Note", cells.note),
    )
    return Content.styled(fit("".join(parts), width), MUTED)


class LogHeading(Widget):
    """The column headings of the list below."""

    longest: reactive[int] = reactive(_NAME_OF_WIDE)
    """Cells of the longest name."""

    def render(self) -> Content:
        """Return the headings for the width without the list's scroll bar."""
        return heading(self.size.width - SCROLLBAR_CELLS, self.longest)


class LogList(LineList):
    """A page of the log."""

    BINDINGS = bindings(EditEntry)

    view: reactive[LogView] = reactive(LogView.EMPTY, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines of the page."""
        return tuple(Line(entry(line, width, self.view.longest), str(line.key)) for line in self.view.lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable editing without an entry."""
        return self.cursor is not None if action == "edit_entry" else super().check_action(action, parameters)

    action_edit_entry = LineList.action_open  # e opens, as a second click does


def entry(line: LogLine, width: int, longest: int = _NAME_OF_WIDE) -> Content:
    """Return one line of the log."""
    done = line.entry if isinstance(line.entry, Completion) else None
    cells = columns(width, longest)
    return Content.assemble(
        "  ",
        (fit(_day(line.day, cells.day), cells.day), MUTED),
        (fit(_time(line, done, whole=cells.planned > 0), cells.time), MUTED),
        (f"{state_glyph(line.state)}  ", f"bold {MUTED if done is None else '$text-success'}"),
        (
            _named(line.shown_name, "" if cells.note else line.amount, cells.name),
            MUTED if done is None or line.archived else "",
        ),
        (f"  {_minutes(line.entry):>{_MINUTES}}", MUTED if done is None else ""),
        (fit("" if done is None else f"  {planned_in_short(done)}", cells.planned), MUTED),
        "  ",
        (fit("" if done is None else stars(done.rating), MAX_RATING), "$text-warning"),
        "  ",
        _remark(line, cells.note, whole=cells.planned > 0),
    )


def _day(day: date, cells: int) -> str:
    """Return a day, without its year where there are no cells for that."""
    return log_day(day)[: -_YEAR if cells < _DAY else None]


def _time(line: LogLine, done: Completion | None, *, whole: bool) -> str:
    """Return when something done began, or from when to when it was done."""
    if done is None:
        return ""
    return line.times if whole else clock(done.start)


def _named(name: str, amount: str, cells: int) -> str:
    """Return the name, with the amount at its end where no column of notes has room for it."""
    amount = shorten(amount, cells // 2)
    room = cells - cell_width(amount)
    return f"{fit(name, room - 1)} {amount}" if amount and room > 1 else fit(name, cells)


def _remark(line: LogLine, cells: int, *, whole: bool) -> Content:
    """Return the amount, if there is one, and where there is room for the `whole` the tags, before the note."""
    tags = tag_words(line.entry.context.tags) if whole and isinstance(line.entry, Completion) else ""
    before = shorten("  ".join(part for part in (line.amount, tags) if part), cells)
    note = f"  {one_line(line.note)}" if before and line.note else one_line(line.note)
    return Content.assemble(before, (fit(note, cells - cell_width(before)), f"{MUTED} italic"))


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
            short = safe(in_short(self.view), MUTED).wrap(width)
            note = _note(self.view.note, width, height - len(short)) if self.view.note else []
            return tuple(Line(line) for line in (*short, *note))
        view = entry_view(self.view)
        title = safe(view.title, "bold").truncate(width, ellipsis=True)
        return tuple(Line(line) for line in (title, Content(""), *session_facts(view, width)))


def _note(text: str, width: int, rows: int) -> Sequence[Content]:
    """Return a note line by line if it fits, else with signs for its line breaks."""
    lines = safe_lines(text, "italic").wrap(width)
    return lines if len(lines) <= rows else safe(one_line(text), "italic").wrap(width)
