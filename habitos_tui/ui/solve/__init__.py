"""Running the planner and choosing among its answers."""

from habitos_tui.ui.kit.feature import Areas, Screens


def areas() -> Areas:
    """Return the areas of its commands."""
    from habitos_tui.ui.solve.commands import plans, result, solve

    return (solve, result, plans)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.solve.dialogs import FrontDialog, MaximumDialog
    from habitos_tui.ui.solve.plan_choices import FrontCurve, PlanCards
    from habitos_tui.ui.solve.result_pane import ResultList, SolveResultPane
    from habitos_tui.ui.solve.run_history import RunHistory
    from habitos_tui.ui.solve.screen import SolveScreen

    return {
        SolveScreen: (RunHistory, SolveResultPane, ResultList, PlanCards, FrontCurve),
        FrontDialog: (),
        MaximumDialog: (),
    }
