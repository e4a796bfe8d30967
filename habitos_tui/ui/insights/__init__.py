"""Charts of the log, and suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habitos_tui.ui.kit.command import Area
    from habitos_tui.ui.kit.feature import Screens


def areas() -> tuple[Area, ...]:
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
