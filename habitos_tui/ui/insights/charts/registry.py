"""All charts of the Insights screen, in the order in which they are shown."""

from typing import Final

from habitos_tui.ui.insights.charts import (
    ahead,
    days,
    effort,
    energy,
    habits,
    minutes,
    objectives,
    pairs,
    ratings,
    year,
)
from habitos_tui.ui.insights.charts.chart import Chart

CHARTS: Final[tuple[Chart, ...]] = (
    year.CHART,
    days.CHART,
    habits.CHART,
    ratings.CHART,
    minutes.CHART,
    energy.CHART,
    effort.CHART,
    objectives.CHART,
    ahead.CHART,
    pairs.CHART,
)
