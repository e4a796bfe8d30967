"""Energy budgets by weekday, as lines and as typed."""

import pytest

from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.rules.energy_pane import (
    budget_of,
    energy_line,
    energy_meaning,
    energy_summary,
    nudged_budget,
)


def test_energy_is_a_bar_with_its_points() -> None:
    budgets = (12, 12.5, None, 0, 12, 40, 16)
    assert energy_summary(budgets) == "12 points on most days"
    assert energy_summary((None,)) == "no limit on most days"
    assert energy_line(5, budgets, 44).plain == "  Saturday   " + "━" * 20 + "        40 "
    assert energy_line(2, budgets, 44).plain == "  Wednesday  " + "·" * 20 + "  no limit "
    assert energy_line(0, (5,) * 7, 44).plain == "  Monday     " + "━" * 5 + "·" * 15 + "         5 "
    assert [nudged_budget(budget, step) for budget, step in ((12, 1), (0.5, -1), (None, -1))] == [13, 0, 12]
    assert (budget_of("8,5", (0,)), budget_of("", (0,))) == (8.5, None)
    assert energy_meaning("", (5, 6)) == "No limit, Saturday and Sunday."
    with pytest.raises(InvalidInputError) as caught:
        budget_of("much", ())
    assert {path for path, _ in caught.value.issues} == {"days", "points"}
