"""Weeks that do not fit together are an error of the person, unless something of the database is lost."""

from pathlib import Path
from typing import NoReturn

import pytest

from habitos_tui.domain.model.base import ONE_WEEK
from habitos_tui.errors import DamagedDatabaseError, HabitosError, InvalidInputError
from habitos_tui.services.backups import _written_elsewhere
from habitos_tui.services.week import reader
from habitos_tui.services.week.tasks import time_for
from habitos_tui.services.workspace import Workspace
from tests.support.household import MONDAY, SUNDAY

COPY = Path("copy.db")


@pytest.mark.parametrize("damage", [None, DamagedDatabaseError("Rows of rules refer to what is not there.")])
def test_what_does_not_fit_for_something_that_was_lost_is_damage(
    alice: Workspace, monkeypatch: pytest.MonkeyPatch, damage: DamagedDatabaseError | None
) -> None:
    error = InvalidInputError("The week does not fit together.")

    def refused(_material: object) -> NoReturn:
        raise error

    monkeypatch.setattr(reader, "build_problem", refused)
    monkeypatch.setattr(reader, "lost_references", lambda _database: damage)
    with pytest.raises(HabitosError) as caught:
        alice.planning.problem_for(MONDAY)
    assert caught.value is (damage or error)


def test_a_task_that_all_weeks_until_it_is_due_are_too_short_for_is_told_with_their_room(idle: Workspace) -> None:
    due = SUNDAY + ONE_WEEK
    document = idle.tasks.document("Move house", due=due, minutes=60 * 300, pieces=(60, 240))
    behavior = idle.tasks.add(document)
    (told,) = idle.tasks.too_long(idle.tasks.all())
    room = [time_for(idle.planning.problem_for(week), behavior, due) for week in (MONDAY, MONDAY + ONE_WEEK)]
    assert all(room)
    assert (told.behavior, told.left, told.possible, told.later) == (behavior.id, 18000, sum(room), due + ONE_WEEK)


@pytest.mark.parametrize(("error", "said"), [(OSError(28, "No space left"), "No space left"), (OSError("odd"), "odd")])
def test_a_place_that_takes_no_copy_is_told_with_the_reason(error: OSError, said: str) -> None:
    with pytest.raises(HabitosError, match=f"cannot be written: {said}"), _written_elsewhere(COPY):
        raise error
