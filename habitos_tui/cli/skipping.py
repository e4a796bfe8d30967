"""Which day is meant by whoever skips a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from habitos_tui.services.workspace import Workspace


def day_skipped(workspace: Workspace, behavior: str, text: str | None) -> date | None:
    """Return the day that is named: of a weekday the next one, or the last one where only that has a session."""
    from habitos_tui.cli.dates import optional_day
    from habitos_tui.domain.text.typed.days import Sense

    days = [optional_day(workspace, text, sense) for sense in (Sense.COMING, Sense.PAST)]
    with_session = (
        day
        for day in days
        if day is not None
        and any(i.session is not None and i.behavior.id == behavior for i in workspace.tracking.day(day).items)
    )
    return next(with_session, days[0])
