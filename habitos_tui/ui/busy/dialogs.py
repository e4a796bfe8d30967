"""The dialogs for busy time: one block of several days as a form, and the whole week as a grid to paint on."""

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from habitos_tui.domain.model.base import TO_LAST_DAY
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.text.quick.draft import BusyDraft
from habitos_tui.services.busy_time import BusyTime, busy_name
from habitos_tui.ui.busy.dated import busy_change, busy_meaning
from habitos_tui.ui.busy.paint_grid import PaintGrid
from habitos_tui.ui.busy.painting import Painting, painting_for, repainted, taken_text
from habitos_tui.ui.busy.view import BusyGroup, busy_key, places_of
from habitos_tui.ui.kit.dates import days_of_week, typed_span
from habitos_tui.ui.kit.dialogs.entry import EntryDialog, EntryRow, EntryTick, Typed
from habitos_tui.ui.kit.dialogs.form import FormDialog

KEYS = "Arrows move, with shift they select (or HJKL); w paints work, s sleep, m meals, x frees, space does it again."


class PaintDialog(FormDialog[Painting]):
    """Returns the painted week once saved."""

    AUTO_FOCUS = "PaintGrid"
    KEY_WIDGETS = frozenset({PaintGrid})

    def __init__(self, busy_time: BusyTime, first_weekday: int) -> None:
        """The week begins on `first_weekday` (Monday = 0)."""
        super().__init__(Content("Paint the busy time"))
        self._busy_time, self._blocks, self._first_weekday = busy_time, busy_time.busy(), first_weekday

    def compose_fields(self) -> ComposeResult:
        """Yield the grid under its keys."""
        yield Static(KEYS, id="keys", markup=False)
        yield PaintGrid(painting_for(self._blocks), first_weekday=self._first_weekday)

    def typed(self) -> Painting:
        """Return the painted week."""
        return self.query_one(PaintGrid).painting

    def submit(self) -> Painting:
        """Save the painted week."""
        painting = self.typed()
        self._busy_time.replace_busy(repainted(self._blocks, painting), "Painted the busy time")
        return painting

    def meaning(self) -> str:
        """Return how much time is taken."""
        return taken_text(self.typed())

    def on_paint_grid_changed(self) -> None:
        """Record a change."""
        self.changed()


def busy_dialog(
    title: Content,
    busy_time: BusyTime,
    week: date,
    group: BusyGroup | None,
    *,
    days: Sequence[int] = (),
    span: tuple[int, int] | None = None,
    every: bool = True,
    name: str = "",
) -> EntryDialog[str]:
    """Return the form for editing `group`, or for new busy time on `days`, at `span` if given and called `name`.

    `week` is the first day of the week for busy time of a single week, the default for new time unless `every` is
    set. Saving commits it and returns the key of the group.
    """
    week = group.week if group is not None and group.week is not None else week

    def save(typed: Typed, chosen: tuple[int, ...]) -> str:
        verb = "Added" if group is None else "Changed"
        change = busy_change(busy_time.busy(), group, typed, chosen, week)
        busy_time.change_busy(change, f"{verb} {busy_name(typed['title'])}")
        _, start, end, _ = places_of(typed, chosen)
        return busy_key(start, end, typed["title"], None if typed["every"] else week)

    known = (group.start, group.end) if group is not None else span
    start, end = ("", "") if known is None else typed_span(*known)
    rows = (
        EntryRow("What", "title", name if group is None else group.title, blank="such as Work", length=200),
        EntryRow("From", "start", start, "such as 8:30 or 5pm", length=9),
        EntryRow("To", "end", end, "before the start: the next day", length=9),
    )
    repeats = every if group is None else group.week is None
    return EntryDialog(
        title,
        rows,
        save,
        lambda typed, chosen: busy_meaning(typed, chosen, week),
        days=days if group is None else group.days,
        first_weekday=week.weekday(),
        tick=EntryTick(
            "Repeat", "every", "every week", repeats, f"without it only {days_of_week(week, week + TO_LAST_DAY)}"
        ),
    )


def drafted_busy(
    title: Content, busy_time: BusyTime, weeks: Weeks, week: date, draft: BusyDraft, *, days: Sequence[int]
) -> EntryDialog[str]:
    """Return the form filled with a draft; on `days` where it says no days, and in `week` where it says no date."""
    span = (draft.start, draft.end) if draft.end > draft.start else None
    if draft.day is not None:
        week, days = weeks.of(draft.day), (draft.day.weekday(),)
    return busy_dialog(
        title,
        busy_time,
        week,
        None,
        days=draft.weekdays or days,
        span=span,
        every=draft.day is None,
        name=draft.title,
    )
