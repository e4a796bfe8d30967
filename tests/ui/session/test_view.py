"""What the details of a session say of the time at which it would best begin."""

from dataclasses import replace

import pytest

from habitos_tui.domain.model.agenda import WeekAgenda
from habitos_tui.ui.session.view import blocks_of, session_view
from habitos_tui.ui.week.presenter import describe, week_view
from tests.support.weeks import WEDNESDAY_NOON, agenda_week


def week_with(ideal: int | None, day: int = 4) -> WeekAgenda:
    """Return a week with a run at 06:05 that would best begin at another time; on Monday it is done."""
    week = agenda_week((("run", day, 365, 35),))
    (item,) = week.days[day].items
    changed = replace(item, behavior=item.behavior.model_copy(update={"ideal_time": ideal}))
    days = list(week.days)
    days[day] = replace(days[day], items=(changed,))
    return replace(week, days=tuple(days))


@pytest.mark.parametrize(
    ("ideal", "said"), [(390, "06:30, 25 min after this"), (335, "05:35, 30 min before this"), (375, ""), (None, "")]
)
def test_a_session_tells_its_best_time_where_it_begins_at_another(ideal: int | None, said: str) -> None:
    week = week_with(ideal)
    (block,) = blocks_of(week)
    assert dict(session_view(week, block).more).get("Begins best", "") == said
    assert ("best at" in describe(week_view(week, WEDNESDAY_NOON, 0), block, 80)) is bool(said)


def test_of_what_is_done_it_no_longer_matters() -> None:
    (block,) = blocks_of(week_with(390, day=0))
    assert block.best is None
