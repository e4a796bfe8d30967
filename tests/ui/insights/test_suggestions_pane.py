"""How a suggestion shares its width with what it rests on."""

from dataclasses import replace

from habitos_tui.domain.insight.suggestion import ArchiveBehavior, Suggestion
from habitos_tui.ui.insights.suggestions_pane import sentence_cells, suggestion_lines
from tests.ui.insights.test_charts import LONG, text


def test_a_suggestion_stands_in_one_line_where_there_is_room() -> None:
    suggestion = Suggestion(
        "slot:run",
        "slot",
        "run",
        "“Run” in the evening",
        "done 3 of 11 in the morning",
        20,
        29.8,
        ArchiveBehavior(id="run"),
    )
    [line] = text(list(suggestion_lines(suggestion, 120, sentence_cells([suggestion], 120))))
    assert line.split("  ")[1] == "“Run” in the evening"
    assert line.endswith("+30 points")
    assert sentence_cells([suggestion], 75) == 0
    assert text(list(suggestion_lines(suggestion, 45)))[1] == "    done 3 of 11 in the morning"
    longer = replace(suggestion, sentence=LONG, evidence=LONG)
    assert all(line.cell_length <= 45 for line in suggestion_lines(longer, 45))
