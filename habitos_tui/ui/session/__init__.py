"""One session: details, logging and skipping; shared by Today, Week and Log."""

from habitos_tui.ui.kit.feature import Areas, Screens


def areas() -> Areas:
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
