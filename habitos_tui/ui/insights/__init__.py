"""Charts of the log, and suggestions."""

from habitos_tui.ui.kit.feature import Areas, Screens


def areas() -> Areas:
    """Return the areas of its commands."""
    from habitos_tui.ui.insights.commands import insights, learning, suggestions

    return (insights, suggestions, learning)


def screens() -> Screens:
    """Return its screens and dialogs, each with the widgets on it that bind keys."""
    from habitos_tui.ui.insights.chances_pane import ChancesPane
    from habitos_tui.ui.insights.chart_pane import ChartPane
    from habitos_tui.ui.insights.screen import InsightsScreen
    from habitos_tui.ui.insights.suggestions_pane import SuggestionsPane

    return {
        InsightsScreen: (SuggestionsPane, ChancesPane, ChartPane),
    }
