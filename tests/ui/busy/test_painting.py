"""A week of half hours to paint, and the busy time that it stands for."""

from uuid import UUID

from habitos_tui.domain.model.agenda import WeeklyBusy
from habitos_tui.ui.busy.painting import over_midnight, painted, painting_for, repainted, taken_text


def block(weekday: int, start: int, end: int, title: str = "Work") -> WeeklyBusy:
    return WeeklyBusy(id=UUID(int=weekday * 10_000 + start), weekday=weekday, start=start, end=end, title=title)


WORK = tuple(block(day, 540, 1020) for day in range(5))
SLEEP = tuple(block(day, 1380, 1800, "Sleep") for day in range(7))


def test_painting_leaves_what_no_stroke_touched_as_it_is_to_the_minute() -> None:
    late = block(2, 545, 1033, "")
    blocks = (*WORK[:2], late, *SLEEP)
    before = painting_for(blocks)
    assert repainted(blocks, before) == blocks
    after = painted(painted(before, (0,), 18, 19, ""), (2, 3), 40, 41, "Choir")
    left = repainted(blocks, after, lambda: UUID(int=7))
    assert left[:9] == (WORK[1], late, *SLEEP)
    assert [(b.weekday, b.start, b.end, b.title) for b in left[9:]] == [
        (0, 600, 1020, "Work"),
        (2, 1200, 1260, "Choir"),
        (3, 1200, 1260, "Choir"),
    ]
    assert taken_text(before).startswith("73 h 30 min of the week are busy")


def test_a_painted_night_is_one_block_where_it_may_belong_to_the_day_before() -> None:
    assert over_midnight(((0, 0, 360, "S"), (3, 60, 90, "S"), (6, 1380, 1440, "S"))) == (
        (3, 60, 90, "S"),
        (6, 1380, 1800, "S"),
    )
    apart = ((0, 0, 420, "S"), (0, 1380, 1440, "S"), (1, 0, 300, "W"))
    assert over_midnight(apart) == apart
    assert over_midnight(((0, 1380, 1440, "S"), (1, 0, 540, "S"))) == ((0, 1380, 1980, "S"),)
