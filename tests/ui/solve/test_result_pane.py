"""The lines of a result fit their pane."""

from textual.content import Content

from habitos_tui.ui.solve.result_pane import fitted
from habitos_tui.ui.solve.result_view import ResultLine

SENTENCE = "  The search was cut short: there may be more repairs, and cheaper ones."


def test_a_sentence_that_no_cursor_reaches_goes_on_below_and_other_lines_are_cut() -> None:
    lines = [line.plain for line in fitted(ResultLine(Content(SENTENCE)), 60)]
    assert len(lines) == 2
    assert all(line.startswith("  ") and len(line) <= 60 for line in lines)
    assert " ".join(" ".join(lines).split()) == SENTENCE.strip()
    [cut] = fitted(ResultLine(Content(SENTENCE), "repair:0"), 60)
    assert cut.plain.endswith("…")
    assert cut.cell_length == 60
