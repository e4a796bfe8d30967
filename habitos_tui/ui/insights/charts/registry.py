"""All panels of the Insights screen, in the order in which they are shown."""

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
from habitos_tui.ui.insights.charts.chart import Panel

PANELS: Final[tuple[Panel, ...]] = (
    year.PANEL,
    days.PANEL,
    habits.PANEL,
    ratings.PANEL,
    minutes.PANEL,
    energy.PANEL,
    effort.PANEL,
    objectives.PANEL,
    ahead.PANEL,
    pairs.PANEL,
)
