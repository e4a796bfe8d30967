"""Busy time: entering and painting it; shared by Rules, Week and the first run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habitos_tui.ui.kit.command import Area
    from habitos_tui.ui.kit.feature import Screens


def areas() -> tuple[Area, ...]:
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
