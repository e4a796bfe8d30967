"""The form for weekly busy time, wherever it is opened."""

from collections.abc import Sequence

from habitos_tui.services.calendar import Calendar
from habitos_tui.ui.dialogs.entry import Entry, EntryDays, EntryRow, Typed
from habitos_tui.ui.presenters.busy import BusyGroup, busy_key, busy_meaning, busy_name, with_group
from habitos_tui.ui.presenters.times import span_of, typed_span


def busy_entry(
    calendar: Calendar,
    first_weekday: int,
    group: BusyGroup | None,
    days: Sequence[int],
    span: tuple[int, int] | None = None,
) -> Entry[str]:
    """Return the form for changing `group`, else for new busy time on `days`, at `span` if that is known already.

    Saving commits it and returns what tells the group from others.
    """

    def save(typed: Typed, chosen: tuple[int, ...]) -> str:
        verb = "Added" if group is None else "Changed"
        blocks = with_group(calendar.busy(), group, typed, chosen)
        calendar.replace_busy(blocks, f"{verb} {busy_name(typed['title'])}")
        return busy_key(*span_of(typed), typed["title"])

    known = (group.start, group.end) if group is not None else span
    start, end = ("", "") if known is None else typed_span(*known)
    rows = (
        EntryRow("What", "title", "" if group is None else group.title, blank="such as Work", length=200),
        EntryRow("From", "start", start, "such as 08:30", length=5),
        EntryRow("To", "end", end, "before the start: the next morning, up to 06:00", length=5),
    )
    return Entry(
        rows,
        save,
        lambda typed, chosen: busy_meaning(typed, chosen, first_weekday),
        EntryDays(days if group is None else group.days, first_weekday),
    )
