"""What a typed line describes is stored, all of it."""

from datetime import timedelta

import pytest

from habitos_tui.domain.model.agenda import WeeklyBusy
from habitos_tui.domain.text.quick.draft import BusyDraft, LogDraft
from habitos_tui.services.quick_add import add_busy, log_entry
from habitos_tui.services.workspace import Workspace
from tests.support.household import NOW, TUESDAY, make_behavior

FIELDS = {"minutes": 25, "rating": 4, "note": "In the rain", "energy_before": 2, "tags": ("outdoors",), "amount": 12.0}


@pytest.mark.parametrize(("start", "begin"), [(None, None), (7 * 60, 7 * 60)])
def test_an_entry_has_all_that_was_typed(idle: Workspace, start: int | None, begin: int | None) -> None:
    idle.behaviors.add(make_behavior("novel", unit="pages", amount=20))
    entry = log_entry(idle, LogDraft("novel", "Novel", day=TUESDAY, start=start, **FIELDS))  # type: ignore[arg-type]
    assert (entry.behavior, entry.day, entry.minutes, entry.rating, entry.note) == (
        "novel",
        TUESDAY,
        25,
        4,
        "In the rain",
    )
    assert (entry.context.energy_before, entry.context.tags, entry.amount) == (2, ("outdoors",), 12)
    assert begin is None or entry.start == begin


def test_what_is_just_done_ends_now(idle: Workspace) -> None:
    entry = log_entry(idle, LogDraft("run", "Run", minutes=25, start=7 * 60))  # a time without a day says nothing
    assert entry.done_at == NOW - timedelta(minutes=25)


def test_busy_time_of_one_day_is_of_that_day_alone(idle: Workspace) -> None:
    weekly = idle.busy_time.busy()
    (dentist,) = add_busy(idle, BusyDraft("Dentist", 840, 900, day=TUESDAY))
    assert idle.busy_time.dated(TUESDAY, TUESDAY) == (dentist,)
    choir = add_busy(idle, BusyDraft("Choir", 1140, 1230, weekdays=(1, 3)))
    assert [block for block in idle.busy_time.busy() if block not in weekly] == list(choir)
    assert [block.weekday for block in choir if isinstance(block, WeeklyBusy)] == [1, 3]
