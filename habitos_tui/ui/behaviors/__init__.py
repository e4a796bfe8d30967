"""The behaviors: list, form and chances."""

from habitos_tui.ui.kit.feature import Areas, Screens


def areas() -> Areas:
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
