"""Busy time as one list: of every week, of single dates, and the dates on which some of it is free."""

from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy, WeeklyBusy
from habitos_tui.services.busy_time import BusyTime
from habitos_tui.services.workspace import Workspace

BusyEntry = WeeklyBusy | DatedBusy | BusyDayOff


def busy_entries(workspace: Workspace) -> list[BusyEntry]:
    """Return the weekly busy time, then the dated entries from this week on."""
    first, busy_time = workspace.planning.this_week(), workspace.busy_time
    return [*busy_time.busy(), *busy_time.dated(first), *busy_time.days_off(first)]


def give_up(busy_time: BusyTime, entry: BusyEntry) -> None:
    """Free the time of an entry again, or take it again where the entry says that it is free."""
    match entry:
        case DatedBusy() if entry.freed:
            busy_time.take_dated_again(entry)
        case WeeklyBusy():
            busy_time.delete_busy(entry.id)
        case DatedBusy():
            busy_time.delete_dated(entry)
        case _:
            busy_time.take_again(entry)
