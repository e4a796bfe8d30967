"""What was counted, added up by week and unit."""

from datetime import date

from habitos_tui.domain.insight.aggregate import AmountAggregate, WeekAggregate
from habitos_tui.domain.model.wishes import EVER
from habitos_tui.insight.amounts import amounts
from tests.support.storage import make_behavior

FIRST, SECOND = date(2026, 11, 16), date(2026, 11, 23)
RUN, READ = make_behavior("run"), make_behavior("read")


def test_each_unit_has_a_line_that_of_the_most_sessions_first() -> None:
    counted = [
        AmountAggregate(FIRST, "read", "pages", 1, 20.0),
        AmountAggregate(FIRST, "read", "chapters", 2, 3.0),
        AmountAggregate(SECOND, "read", "chapters", 1, 1.5),
        AmountAggregate(SECOND, "read", "chapters", 1, 2.0),
        AmountAggregate(SECOND, "read", "articles", 1, 4.0),
        AmountAggregate(SECOND, "run", "km", 3, 24.0),
    ]
    done = [WeekAggregate(week, "read", EVER, 4, 120, 120) for week in (FIRST, SECOND)]
    found = amounts(counted, done, [RUN, READ, make_behavior("swim")], (FIRST, SECOND))
    assert [(line.name, line.unit, line.sessions, line.of_sessions) for line in found.lines] == [
        ("Run", "km", 3, 0),
        ("Read", "chapters", 4, 8),
        ("Read", "articles", 1, 8),
        ("Read", "pages", 1, 8),
    ]
    assert [tuple(week.amount for week in line.weeks) for line in found.lines] == [(0, 24), (3, 3.5), (0, 4), (20, 0)]
    assert found.evidence == 9
