"""Rules, objectives, slots, busy time and energy."""

from habitos_tui.ui.kit.feature import Areas, Screens


def areas() -> Areas:
    """Return the areas of its commands."""
    from habitos_tui.ui.rules.commands import busy, energy, objectives, rules, slots

    return (rules, objectives, slots, busy, energy)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.kit.checks import CheckList
    from habitos_tui.ui.kit.fields import Tick
    from habitos_tui.ui.rules.form import RuleForm
    from habitos_tui.ui.rules.kind_dialog import KindList, RuleKindDialog
    from habitos_tui.ui.rules.screen import PANES, RulesScreen

    return {
        RulesScreen: PANES,
        RuleForm: (CheckList, Tick),
        RuleKindDialog: (KindList,),
    }
