"""habitos-tui due."""

from datetime import timedelta

import pytest

from habitos_tui.cli.spans import time_span
from habitos_tui.errors import InvalidInputError
from tests.cli.conftest import Habitos


def test_it_ends_with_three_where_nothing_is_due(alice: Habitos) -> None:
    answer = alice("due")
    assert (answer.code, answer.out, answer.err) == (3, "", "")
    assert alice("due", "--within", "2h", "--json").json["due"] == []


def test_it_tells_what_is_next(planned: Habitos) -> None:
    answer = planned("due")
    assert answer.code == 0
    assert " long" in answer.out.splitlines()[0]
    assert "Read a book on Sun 29 Nov at 21:00, in 6 days, 45 min long" in planned("due", "--within", "7d").out
    document = planned("due", "--within", "7d", "--json").json
    assert document["format"] == "habitos-due/1"
    assert {"urgency", "behavior", "name", "day", "minutes", "begins", "in_minutes"} == set(document["due"][0])
    assert document["due"][0]["in_minutes"] >= 0


@pytest.mark.parametrize(
    ("text", "minutes"), [("10m", 10), ("90", 90), ("1h30", 90), ("half an hour", 30), ("2 days", 2880), ("1 H", 60)]
)
def test_lengths_of_time(text: str, minutes: int) -> None:
    assert time_span(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "0", "-5", "soon", "10m and more", "999d", "99999"])
def test_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(InvalidInputError):
        time_span(text)
