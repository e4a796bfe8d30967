"""A stretch of the day as it is typed and as it is drawn."""

import pytest

from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.kit.dates import hour_scale, span_of, typed_span


@pytest.mark.parametrize("span", [(300, 420), (1260, 1440), (1380, 1860), (1440, 1530)])
def test_times_are_typed_back_as_they_were(span: tuple[int, int]) -> None:
    start, end = typed_span(*span)
    assert span_of({"start": start, "end": end}) == span


def test_bad_times_are_told_one_by_one() -> None:
    with pytest.raises(InvalidInputError) as caught:
        span_of({"start": "soon", "end": "49:00"})
    assert dict(caught.value.issues) == {
        "start": "must be a time such as 7:30, 19.30, 7pm or noon",
        "end": "must lie between 00:00 and 48:00",
    }


def test_the_hours_of_a_day_begin_at_four() -> None:
    assert hour_scale(24) == "04 07 10 13 16 19 22 01 "
