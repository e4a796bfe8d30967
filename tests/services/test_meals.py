"""Meals as lines, and the busy time that they keep."""

import pytest

from habitos_tui.errors import InvalidInputError
from habitos_tui.services.meals import Meals
from habitos_tui.services.quick_lines import context_of
from habitos_tui.services.workspace import Workspace

NONE = {"Breakfast": "", "Lunch": "", "Dinner": "", "Meals": ""}


@pytest.fixture
def meals(alice: Workspace) -> Meals:
    """The meals of Alice, who has none yet but other busy time."""
    found = Meals(alice.busy_time, context_of(alice))
    assert found.lines() == NONE
    assert alice.busy_time.busy()
    return found


def test_a_line_keeps_time_every_day_unless_it_names_days(meals: Meals) -> None:
    before = meals.busy_time.busy()
    meals.keep({"Lunch": "12:30-13:15", "Dinner": "19-19:45 mon-fri; 8pm-9pm weekend", "Breakfast": "7-7:20 mon, wed"})
    assert meals.lines() == {
        "Breakfast": "07:00-07:20 mon, wed",
        "Lunch": "12:30-13:15 daily",
        "Dinner": "19:00-19:45 mon-fri; 20:00-21:00 weekend",
        "Meals": "",
    }
    assert len(meals.busy_time.busy()) == len(before) + 2 + 7 + 7
    assert set(before) < set(meals.busy_time.busy())


def test_what_is_kept_can_be_kept_again_moved_and_freed(meals: Meals) -> None:
    meals.keep({"Lunch": "12:30-13:15"})
    blocks = meals.busy_time.busy()
    meals.keep(meals.lines())
    assert meals.busy_time.busy() == blocks
    meals.keep({"Lunch": "12:30-13:15 mon-sat; 13-14 sun"})
    assert meals.lines()["Lunch"] == "12:30-13:15 mon, tue, wed, thu, fri, sat; 13:00-14:00 sun"
    meals.keep(meals.lines())
    assert len(set(blocks) & set(meals.busy_time.busy())) == len(blocks) - 1
    meals.keep({"Lunch": ""})
    assert meals.lines() == NONE


def test_meals_that_were_painted_are_shown_without_a_name(meals: Meals) -> None:
    meals.busy_time.add_on(range(7), 750, 780, "Meals")
    assert meals.lines()["Meals"] == "12:30-13:00 daily"


@pytest.mark.parametrize(
    "line",
    [
        "noonish",
        "12:30-13:15 with Sam tomorrow",
        "12:30-13:15 with Sam mon-fri",
        "12:30-13:15 12 dec",
        "12-13 14-15 mon-fri",
    ],
)
def test_a_line_without_times_is_told_and_nothing_changes(meals: Meals, line: str) -> None:
    before = meals.busy_time.busy()
    with pytest.raises(InvalidInputError) as caught:
        meals.keep({"Lunch": line, "Dinner": "19-20"})
    assert [path for path, _ in caught.value.issues] == ["Lunch"]
    assert meals.busy_time.busy() == before


def test_every_part_of_a_line_is_told_that_says_nothing(meals: Meals) -> None:
    with pytest.raises(InvalidInputError) as caught:
        meals.keep({"Lunch": "noonish; 12-13; nap"})
    assert [path for path, _ in caught.value.issues] == ["Lunch", "Lunch"]
