"""Tasks: what is done once, and what of it is left."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.task import Task
from habitos_tui.domain.model.validation import issues_of
from tests.support.problems import behavior

FRIDAY = date(2026, 11, 27)
REPORT = {"due": FRIDAY, "total_minutes": 120}


def report(**fields: Any) -> Behavior:
    return behavior("report", **{"minutes": (30, 45, 60), "target_per_week": 0, "task": REPORT, **fields})


def test_a_task_says_what_is_left_and_how_long_there_is_for_it() -> None:
    task = Task(due=FRIDAY, total_minutes=120)
    assert (task.left(45), task.left(500)) == (75, 0)
    assert [task.days_until_due(date(2026, 11, day)) for day in (26, 27, 28)] == [2, 1, 0]
    assert Task(total_minutes=5).days_until_due(FRIDAY) is None


def test_a_task_is_overdue_from_the_day_after_until_it_is_done() -> None:
    task, saturday = Task(due=FRIDAY, total_minutes=120), date(2026, 11, 28)
    assert (task.is_overdue(FRIDAY), task.is_overdue(saturday)) == (False, True)
    assert not task.model_copy(update={"finished": saturday}).is_overdue(saturday)
    assert not Task(total_minutes=5).is_overdue(saturday)


def test_a_task_is_kept_out_of_the_problem_of_a_week() -> None:
    assert report().as_planned().task is None
    assert Behavior.model_validate_json(report().model_dump_json(), strict=True) == report()


def test_a_task_is_done_in_pieces_unless_the_least_is_all_of_it() -> None:
    assert report().in_pieces
    assert not report(minutes=(120, 120, 120)).in_pieces
    assert not behavior("run").in_pieces


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"target_per_week": 2}, "target_per_week", "is not for a task: how much of it a week asks for follows"),
        ({"max_per_week": 2}, "max_per_week", "is not for a task"),
        ({"task": {"total_minutes": 20}}, "min_minutes", "must not be more than the minutes of the whole task"),
        ({"task": {"total_minutes": 0}}, "task.total_minutes", "must be at least 1"),
        ({"task": {"total_minutes": 30, "due": "Friday"}}, "task.due", ""),
    ],
)
def test_a_task_that_makes_no_sense_is_refused(fields: dict[str, Any], field: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as caught:
        report(**fields)
    assert sentence in dict(issues_of(caught.value))[field]
