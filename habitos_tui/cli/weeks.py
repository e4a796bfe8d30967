"""Which week a command is about, and whether it and the next one have a plan."""

from collections.abc import Iterator
from datetime import date, timedelta

from habitos_tui.domain.model.days import EARLIEST, LATEST
from habitos_tui.domain.text.typed.days import Sense, parse_week
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.workspace import Workspace


def week_meant(workspace: Workspace, text: str, sense: Sense = Sense.COMING) -> date:
    """Return the first day of the week meant by "this", "next", 2026-W48 or a day; InvalidInputError otherwise."""
    week = parse_week(text, workspace.tracking.today(), workspace.profile.weeks, sense)
    if not EARLIEST <= week <= LATEST - timedelta(days=6):
        raise InvalidInputError(f"The week “{text}” is too far away.")
    return week


def planned_weeks(workspace: Workspace, day: date) -> dict[str, bool]:
    """Return for JSON whether the week that `day` is in is planned, and the one after it."""
    planning = workspace.planning
    return {
        "week_planned": bool(planning.sessions(day)),
        "next_week_planned": bool(planning.sessions(planning.turned(day, 1))),
    }


def unplanned(workspace: Workspace, day: date) -> Iterator[str]:
    """Yield what to tell where the week of `day` can be planned and is not; and whether the next one is."""
    planning = workspace.planning
    week, planned = planning.week_of(day), planned_weeks(workspace, day)
    if planned["week_planned"] or week < planning.this_week():
        return
    if not workspace.behaviors.all():
        yield "Nothing to plan yet; to describe what you want to do: habitos-tui behaviors add"
        return
    this = week == planning.this_week()
    which = "" if week == planning.week_to_plan() else f" --week {'this' if this else week}"
    yield f"No plan for this week yet; to make one: habitos-tui plan{which}"
    if this and planned["next_week_planned"]:
        yield "Next week is planned; to see it: habitos-tui week --week next"
