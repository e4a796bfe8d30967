"""The keys that lead to the panes."""

from habitos_tui.ui.insights.commands import PANES
from habitos_tui.ui.insights.screen import CHARTS


def test_a_letter_leads_to_every_chart() -> None:
    assert [pane.id for pane in PANES[1:-1]] == [chart.id for chart in CHARTS]
    assert len({pane.letter for pane in PANES}) == len(PANES)
