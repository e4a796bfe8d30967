"""From which day on a first week counts that is planned in its middle."""

from typing import Any

import pytest

from habitos_tui.domain.model.problem import PlanSettings
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.week import Slot
from habitos_tui.services.week.first_day import begun_late
from habitos_tui.services.week.problem import Instant
from tests.services.week.test_problem import busy, material
from tests.support.household import make_behavior

MORNING = (Slot(name="morning", start=480, end=720),)
BOTH_ENDS = (Slot(name="early", start=480, end=600), Slot(name="late", start=1080, end=1320))
HALF_AN_HOUR = (make_behavior("run", typical_minutes=30), make_behavior("read", typical_minutes=60))
TASK = make_behavior("report", task={"total_minutes": 60}, target_per_week=0, typical_minutes=15)


def begun(minute: int, *, pause: bool = True, **fields: Any) -> tuple[int, int]:
    """Return from which days on a week counts, and asks for behaviors, that is planned first on its third day."""
    settings = PlanSettings(slack=0.5, pause_beside_busy=pause)
    preferences = Preferences(transition_minutes=10, notice_minutes=15, settings=settings)
    plain: dict[str, Any] = {"slots": MORNING, "behaviors": HALF_AN_HOUR, "preferences": preferences}
    week = material(**plain | fields)
    found = begun_late(week, Instant(2, minute))
    return found.begins, found.asks_from


@pytest.mark.parametrize(
    ("minute", "days"), [(300, (2, 2)), (645, (2, 2)), (646, (2, 3)), (704, (2, 3)), (705, (3, 3)), (1200, (3, 3))]
)
def test_a_day_counts_while_its_free_time_has_room_for_the_shortest(minute: int, days: tuple[int, int]) -> None:
    """Half of the time is kept free: half an hour needs one, from a quarter of an hour after the moment on."""
    assert begun(minute) == days


def test_the_last_slot_ends_the_day() -> None:
    assert begun(600, slots=BOTH_ENDS) == (2, 2)
    assert begun(1305, slots=BOTH_ENDS) == (3, 3)


def test_tasks_are_no_measure_of_what_has_room() -> None:
    assert begun(700, behaviors=(TASK,)) == (2, 2)
    assert begun(646, behaviors=(*HALF_AN_HOUR, TASK)) == (2, 3)


@pytest.mark.parametrize(
    ("typical", "pause", "asks_from"), [(80, True, 2), (85, True, 3), (85, False, 2), (90, False, 2), (95, False, 3)]
)
def test_busy_time_and_the_pauses_beside_it_leave_less_room(typical: int, pause: bool, asks_from: int) -> None:
    long = make_behavior("run", min_minutes=15, typical_minutes=typical, max_minutes=120)
    taken = (busy(2, 600, 660), busy(1, 480, 720), busy(3, 480, 720))
    assert begun(465, pause=pause, behaviors=(long,), busy=taken) == (2, asks_from)
