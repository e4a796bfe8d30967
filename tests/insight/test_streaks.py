from datetime import date, timedelta

import pytest

from habitos_tui.insight.streaks import days_in_a_row

TODAY = date(2026, 11, 25)


def ago(*days: int) -> set[date]:
    return {TODAY - timedelta(days=day) for day in days}


@pytest.mark.parametrize(
    ("done", "missed", "row"),
    [
        ((), (), 0),
        ((1, 2, 3), (0,), 3),  # today is not over
        ((0, 1, 2, 3), (), 4),
        ((0, 1, 3), (), 3),  # two days ago nothing was planned, or all was skipped
        ((0, 1, 3), (2,), 2),
        ((0, 1, 2, 3), (2,), 4),  # one of several was missed: that day something was done all the same
        ((-1, 0), (), 1),
    ],
)
def test_a_row_of_days(done: tuple[int, ...], missed: tuple[int, ...], row: int) -> None:
    assert days_in_a_row(TODAY, ago(*done), ago(*missed)) == row
