"""Tasks, pauses and days away in words, with the years that are not clear."""

from datetime import date
from uuid import uuid4

import pytest

from habitos_tui.domain.model.agenda import DueItem
from habitos_tui.domain.model.away import Away, AwayReason
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.task import Task
from habitos_tui.domain.model.task_state import TaskState
from habitos_tui.domain.text.away_phrasing import away_span
from habitos_tui.domain.text.pause_phrasing import pause_in_short, pause_span, paused_until
from habitos_tui.domain.text.task_phrasing import due_item_phrase, due_name, once_phrase, task_due, task_left

TODAY = date(2026, 11, 25)


def state(due: date) -> TaskState:
    task = Task(total_minutes=60, due=due)
    behavior = Behavior(
        id="report",
        name="Report",
        min_minutes=30,
        typical_minutes=60,
        max_minutes=60,
        target_per_week=0,
        impacts={"health": 0.5},
        task=task,
    )
    return TaskState(behavior, task, 0, TODAY)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 12, 4), "Fri 4 Dec"),
        (date(2027, 1, 8), "Fri 8 Jan"),
        (date(2027, 12, 3), "Fri 3 Dec 2027"),
        (date(2026, 11, 20), "overdue since Fri 20 Nov"),
        (date(2025, 11, 21), "overdue since Fri 21 Nov 2025"),
    ],
)
def test_a_due_day_has_its_year_where_that_is_not_clear(due: date, said: str) -> None:
    assert task_due(state(due)) == said
    assert task_left("Report", 60, due, TODAY).endswith(said)


def test_a_task_long_overdue_says_since_which_year() -> None:
    due = DueItem(date(2025, 11, 21), overdue=True, minutes=30, left=60)
    assert due_name("Report", due, TODAY) == "Overdue: Report, due Fri 21 Nov 2025"
    assert due_item_phrase(due, TODAY) == "overdue since Fri 21 Nov 2025, 1 h left"
    assert once_phrase(Task(total_minutes=60, due=due.due)).endswith("by Fri 21 Nov 2025")


def test_days_from_one_year_to_another_have_both_years() -> None:
    first, last = date(2026, 12, 28), date(2027, 12, 31)
    pause = Pause(id=uuid4(), behavior="run", first=first, last=last)
    assert pause_span(pause).startswith("Mon 28 Dec 2026 to Fri 31 Dec 2027, ")
    assert paused_until(pause, TODAY) == "paused until Fri 31 Dec 2027"
    assert pause_in_short(pause, first) == "until 31 Dec 2027"
    away = Away(id=uuid4(), first=first, last=date(2027, 1, 3), reason=AwayReason.VACATION)
    assert away_span(away) == "Mon 28 Dec 2026 to Sun 3 Jan 2027, 7 days"
