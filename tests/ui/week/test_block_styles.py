"""The text inside a session block."""

from dataclasses import replace

import pytest

from habitos_tui.text import cell_width
from habitos_tui.ui.week.block_styles import block_rows
from habitos_tui.ui.week.presenter import week_view
from tests.support.hostile import HOSTILE_NAMES
from tests.support.weeks import WEDNESDAY_NOON, agenda_week


@pytest.mark.parametrize("name", [*HOSTILE_NAMES, "Deep work on side project"])
def test_rows_fill_their_cells_exactly(name: str) -> None:
    for block in week_view(agenda_week((("run", 0, 365, 35),), names=[name or "x"]), WEDNESDAY_NOON, 0).blocks:
        for width in (1, 2, 3, 6, 12, 26):
            for height in (1, 2, 3, 5):
                rows = block_rows(block, width, height)
                assert len(rows) == height
                assert {cell_width(head + rest) for head, rest, _ in rows} == {width}
                assert not rows[0][2]


def test_a_session_away_from_its_best_time_says_when_that_is() -> None:
    (block,) = week_view(agenda_week((("run", 4, 365, 35),)), WEDNESDAY_NOON, 0).blocks
    away = replace(block, best=390)
    assert [rest.strip() for _, rest, _ in block_rows(away, 20, 4)][1:3] == ["06:05\N{EN DASH}06:40", "best 06:30"]
    assert not any("best" in rest for _, rest, _ in block_rows(away, 20, 2) + block_rows(block, 20, 4))
