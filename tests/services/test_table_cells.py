"""What the cells of a line mean, at the edges of what is taken."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from habitos_tui.domain.model.days import EARLIEST, LATEST
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.csv_reading import Line
from habitos_tui.services.table_cells import behavior_fields, day_in, id_in, name_in, start_in, wrong

ONE_DAY = timedelta(days=1)


def line(**cells: str) -> Line:
    return Line(2, cells)


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        ({}, {"max_per_day": 1}),
        ({"target_per_week": " "}, {"max_per_day": 1}),
        ({"target_per_week": "7"}, {"target_per_week": 7, "max_per_day": 1}),
        ({"target_per_week": "8"}, {"target_per_week": 8, "max_per_day": 2}),
        ({"target_per_week": "3", "max_per_week": "15"}, {"target_per_week": 3, "max_per_week": 15, "max_per_day": 3}),
        ({"target_per_week": "15", "min_per_week": "1"}, {"target_per_week": 15, "min_per_week": 1, "max_per_day": 3}),
        ({"target_per_week": "350"}, {"target_per_week": 350, "max_per_day": 50}),
        ({"target_per_week": "351"}, {"target_per_week": 351, "max_per_day": 50}),
        ({"target_per_week": "often"}, {"target_per_week": "often", "max_per_day": 1}),
        ({"target_per_week": "8,5"}, {"target_per_week": 8.5, "max_per_day": 1}),
        ({"amount": "2,50", "unit": "km"}, {"amount": 2.5, "unit": "km", "max_per_day": 1}),
        ({"amount": "inf", "energy_cost": "nan"}, {"amount": "inf", "energy_cost": "nan", "max_per_day": 1}),
        ({"category": "sport", "min_minutes": "5"}, {"category": "sport", "min_minutes": 5, "max_per_day": 1}),
    ],
    ids=lambda given: "" if "max_per_day" in given else " ".join(f"{key}={cell}" for key, cell in given.items()),
)
def test_a_behavior_has_what_its_line_says_and_as_many_a_day_as_that_takes(
    cells: dict[str, str], fields: dict[str, Any]
) -> None:
    found = behavior_fields(line(**cells))
    assert found == fields | {"tags": []}
    assert {name: type(value) for name, value in found.items()} == {
        name: type(value) for name, value in (fields | {"tags": []}).items()
    }


def test_the_tags_of_a_behavior_stand_in_one_cell() -> None:
    assert behavior_fields(line(tags="Outdoors, with Sam"))["tags"] == ["outdoors", "with sam"]


def test_a_name_of_nothing_but_spaces_is_none() -> None:
    assert [name_in(line(**cells)) for cells in ({"name": " Run "}, {"name": "  "}, {})] == [" Run ", "", ""]


def test_the_first_and_the_last_day_there_can_be_are_taken() -> None:
    assert [day_in(line(day=str(day))) for day in (EARLIEST, LATEST)] == [EARLIEST, LATEST]


@pytest.mark.parametrize("day", ["", "20261123", "2026-W48", str(EARLIEST - ONE_DAY), str(LATEST + ONE_DAY)])
def test_what_is_no_day_names_its_column(day: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        day_in(line(day=day))
    assert [column for column, _ in caught.value.issues] == ["day"]


def test_an_entry_begins_when_its_line_says_else_at_noon() -> None:
    assert [start_in(line(**cells)) for cells in ({"start": "07:30"}, {"start": " "}, {})] == [450, 720, 720]


def test_an_entry_has_the_id_of_its_line_else_one_of_all_that_tells_it_apart() -> None:
    own = UUID(int=7)
    assert id_in(line(id=str(own)), "run") == own
    plain = {"day": "2026-11-23", "start": "07:00", "minutes": "20", "note": "cold"}
    others = [plain | {column: "else"} for column in plain]
    found = {id_in(line(**cells), "run") for cells in (plain, *others)} | {id_in(line(**plain), "read")}
    assert len(found) == 6
    assert id_in(line(**plain, id=" "), "run") == id_in(line(**plain), "run")
    with pytest.raises(InvalidInputError) as caught:
        id_in(line(id="7"), "run")
    assert [column for column, _ in caught.value.issues] == ["id"]


def test_what_is_wrong_with_a_whole_line_names_no_column() -> None:
    assert wrong("", "is in the table twice").issues == (("", "is in the table twice"),)
