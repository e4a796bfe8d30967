"""The table that a chart turns into."""

from habitos_tui.ui.insights.chart_pane import table_lines
from tests.ui.insights.test_charts import LONG, text


def test_a_table_keeps_figures_and_cuts_names() -> None:
    table = (("Name", "n", "more"), ("[b]evil\x1b[2J", "1", "x" * 9), (LONG, "2", ""))
    lines = text(table_lines(table, 30))
    assert lines[0].startswith("Name")
    assert lines[1].startswith("[b]evil ")
    assert all(line.cell_length == 12 for line in table_lines(table, 12))
