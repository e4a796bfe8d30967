"""The form for busy time, wherever it is opened."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from habitos_tui.services.calendar import Calendar
from habitos_tui.ui.busy.dated import busy_change, busy_meaning
from habitos_tui.ui.busy.view import BusyGroup, busy_key, busy_name, places_of
from habitos_tui.ui.kit.dates import days_of_week
from habitos_tui.ui.kit.dialogs.entry import EntryDialog, EntryRow, EntryTick, Typed
from habitos_tui.ui.kit.times import typed_span


def busy_dialog(
    title: Content,
    calendar: Calendar,
    week: date,
    group: BusyGroup | None,
    *,
    days: Sequence[int] = (),
    span: tuple[int, int] | None = None,
    every: bool = True,
) -> EntryDialog[str]:
    """Return the form for changing `group`, else for new busy time on `days`, at `span` if that is known already.

    `week` is the first day of the week that it is for when it is not for every week, as new time is at first unless
    `every` says so. Saving commits it and returns what tells the group from others.
    """
    week = group.week if group is not None and group.week is not None else week

    def save(typed: Typed, chosen: tuple[int, ...]) -> str:
        verb = "Added" if group is None else "Changed"
        change = busy_change(calendar.busy(), group, typed, chosen, week)
        calendar.change_busy(change, f"{verb} {busy_name(typed['title'])}")
        _, start, end, _ = places_of(typed, chosen)
        return busy_key(start, end, typed["title"], None if typed["every"] else week)

    known = (group.start, group.end) if group is not None else span
    start, end = ("", "") if known is None else typed_span(*known)
    rows = (
        EntryRow("What", "title", "" if group is None else group.title, blank="such as Work", length=200),
        EntryRow("From", "start", start, "such as 08:30", length=5),
        EntryRow("To", "end", end, "before the start: the next morning", length=5),
    )
    repeats = every if group is None else group.week is None
    return EntryDialog(
        title,
        rows,
        save,
        lambda typed, chosen: busy_meaning(typed, chosen, week),
        days=days if group is None else group.days,
        first_weekday=week.weekday(),
        tick=EntryTick("Repeat", "every", "every week", repeats, f"without it only {days_of_week(week)}"),
    )
