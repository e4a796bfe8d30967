"""All charts of the Insights screen, in the order in which they are shown."""

from typing import Final

from habitos_tui.ui.insights.charts.ahead import CHART as AHEAD
from habitos_tui.ui.insights.charts.days import CHART as DAYS
from habitos_tui.ui.insights.charts.effort import CHART as EFFORT
from habitos_tui.ui.insights.charts.energy import CHART as ENERGY
from habitos_tui.ui.insights.charts.habits import CHART as HABITS
from habitos_tui.ui.insights.charts.minutes import CHART as MINUTES
from habitos_tui.ui.insights.charts.objectives import CHART as OBJECTIVES
from habitos_tui.ui.insights.charts.pairs import CHART as PAIRS
from habitos_tui.ui.insights.charts.ratings import CHART as RATINGS
from habitos_tui.ui.insights.charts.year import CHART as YEAR

CHARTS: Final = (YEAR, DAYS, HABITS, RATINGS, MINUTES, ENERGY, EFFORT, OBJECTIVES, AHEAD, PAIRS)
