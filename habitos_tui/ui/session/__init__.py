"""One session: details, logging and skipping; shared by Today, Week and Log."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habitos_tui.ui.kit.command import Area
    from habitos_tui.ui.kit.feature import Screens


def areas() -> tuple[Area, ...]:
    """Return the areas of its commands."""
    from habitos_tui.ui.session.commands import away, rating, session, skip

    return (skip, session, away, rating)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.session.away_dialog import AwayDialog
    from habitos_tui.ui.session.log_dialog import LogDialog
    from habitos_tui.ui.session.rating import Rating
    from habitos_tui.ui.session.skip_dialog import SkipDialog

    return {
        AwayDialog: (),
        LogDialog: (Rating,),
        SkipDialog: (),
    }
