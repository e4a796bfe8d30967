"""Which week a command is about."""

from datetime import date, timedelta

from habitos_tui.domain.model.days import EARLIEST, LATEST
from habitos_tui.domain.model.week import parse_week
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.workspace import Workspace


def week_meant(workspace: Workspace, text: str) -> date:
    """Return the first day of the week meant by "this", "next", 2026-W48 or a date; InvalidInputError otherwise."""
    week = parse_week(text, workspace.tracking.today(), workspace.profile.preferences.week_start)
    if not EARLIEST <= week <= LATEST - timedelta(days=6):
        raise InvalidInputError(f"The week “{text}” is too far away.")
    return week
