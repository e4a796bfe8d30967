"""Suggestions and chances as lines."""

from dataclasses import replace

from habitos_tui.domain.insight.learning import LearnedBehavior, LearnedChance, SharedChance
from habitos_tui.domain.insight.suggestion import ArchiveBehavior, Gain, Suggestion
from habitos_tui.ui.insights.list_panes import behavior_lines, sentence_cells, shared_line, suggestion_lines
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
        gain=Gain(29.8, 29.8, 29.8),
    )
    [line] = text(list(suggestion_lines(suggestion, 120, sentence_cells([suggestion], 120))))
    assert line.split("  ")[1] == "“Run” in the evening"
    assert line.endswith("+30 points")
    assert sentence_cells([suggestion], 75) == 0
    assert text(list(suggestion_lines(suggestion, 45)))[1] == "    done 3 of 11 in the morning"
    longer = replace(suggestion, sentence=LONG, evidence=LONG)
    assert all(line.cell_length <= 45 for line in suggestion_lines(longer, 45))
    truer = replace(suggestion, kind="length", gain=Gain(-3.2, -4.0, 1.0))
    assert text(list(suggestion_lines(truer, 45)))[0].endswith("  more realistic plans")


def test_a_chance_stands_behind_its_counts_and_a_behavior_says_when_it_is_off() -> None:
    chances = (
        LearnedChance("evening", False, 12, 14, 0.5, 0.83),
        LearnedChance("evening", True, 0, 0, 0.5, 0.8),
        LearnedChance("[b]nap", True, 1, 2, 0.5, 0.5),
    )
    known = LearnedBehavior("run", LONG, True, chances, 30, 32.0, 14, None, 0, ())
    for width in (44, 75, 120):
        heading, evening, nap = behavior_lines(known, width)
        assert max(line.cell_length for line in (heading, evening, nap)) <= width
        assert "evening, weekdays" in evening.plain
        assert "12 of 14" in evening.plain
        assert "83 %" in evening.plain
        assert nap.plain.strip().startswith("[b]nap, week")
    assert "usually 50 %" in evening.plain
    [off, *_] = behavior_lines(replace(known, name="Run", on=False), 75)
    assert off.plain == "  Run · off: plans assume the usual chances"


def test_what_holds_for_all_behaviors_has_lines_of_its_own() -> None:
    friday, evening = SharedChance(None, 4, 3, 11, 0.5, 0.41), SharedChance("evening", None, 20, 60, 0.6, 0.4)
    for width in (44, 75, 120):
        line = shared_line(friday, width, used=True)
        assert line.cell_length <= width
        assert line.plain.startswith("    Fridays ")
        assert "3 of 11" in line.plain
        assert "41 %" in line.plain
    assert "usually 50 %" in line.plain
    assert shared_line(evening, 75, used=False).plain.startswith("    evening ")
