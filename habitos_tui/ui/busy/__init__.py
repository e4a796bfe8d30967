"""Busy time: entering and painting it; shared by Rules, Week and the first run."""

from habitos_tui.ui.kit.feature import Areas, Screens


def areas() -> Areas:
    """Return the areas of its commands."""
    from habitos_tui.ui.busy.paint_commands import paint

    return (paint,)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.busy.dialogs import PaintDialog
    from habitos_tui.ui.busy.paint_grid import PaintGrid

    return {
        PaintDialog: (PaintGrid,),
    }
