"""Re-planning the rest of a week; shared by Today, Week and Solve."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habitos_tui.ui.kit.command import Area
    from habitos_tui.ui.kit.feature import Screens


def areas() -> tuple[Area, ...]:
    """Return the areas of its commands."""
    from habitos_tui.ui.replan.commands import diff, plan, replan

    return (plan, diff, replan)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.replan.dialog import ReplanDialog
    from habitos_tui.ui.replan.diff_list import DiffList

    return {
        ReplanDialog: (DiffList,),
    }
