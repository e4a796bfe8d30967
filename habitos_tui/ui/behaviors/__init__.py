"""The behaviors: list, form and chances."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habitos_tui.ui.kit.command import Area
    from habitos_tui.ui.kit.feature import Screens


def areas() -> tuple[Area, ...]:
    """Return the areas of its commands."""
    from habitos_tui.ui.behaviors.commands import behaviors

    return (behaviors,)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.behaviors.behavior_list import BehaviorList
    from habitos_tui.ui.behaviors.form import BehaviorForm
    from habitos_tui.ui.behaviors.screen import BehaviorsScreen
    from habitos_tui.ui.kit.fields import Tick

    return {
        BehaviorsScreen: (BehaviorList,),
        BehaviorForm: (Tick,),
    }
