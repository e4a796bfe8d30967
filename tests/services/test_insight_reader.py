"""What insights read of a log: what each week asked for, and how much of it counts. It is Wednesday, nine o'clock."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.model.base import ONE_DAY, ONE_WEEK
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.pause import Pause
from habitos_tui.domain.model.wishes import WishedBehavior
from habitos_tui.insight.efforts import CountedDays
from habitos_tui.services.insight_reader import InsightReader
from habitos_tui.services.workspace import Workspace
from tests.support.household import (
    BERLIN,
    FRIDAY,
    MONDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    make_behavior,
    set_clock,
)
from tests.support.wishes import changing, wished

GONE_BY = 9 / 24
DAILY = make_behavior("run", target_per_week=7)


def reader(space: Workspace, first: date = MONDAY, last: date = WEDNESDAY, today: date = WEDNESDAY) -> InsightReader:
    return InsightReader(space._store, Span(first, last), None, today)


def weeks_of(found: InsightReader, behavior: WishedBehavior) -> list[tuple[date, int, CountedDays]]:
    return [(week, asked.target_per_week, days) for week, asked, days in found._asked_of(behavior)]


def counted(space: Workspace, behavior: WishedBehavior, **span: date) -> CountedDays:
    ((_, _, days),) = weeks_of(reader(space, **span), behavior)
    return days


def made(day: date, behavior: Behavior = DAILY, **fields: Any) -> WishedBehavior:
    return WishedBehavior(behavior, wished(behavior).wishes, made=day, **fields)


def share(so_far: float, whole: float, of: int = 7, *, once: bool = True) -> CountedDays:
    return CountedDays(pytest.approx(so_far / of), pytest.approx(whole / of), once_at_least=once)  # type: ignore[arg-type]


def test_days_count_from_the_one_on_which_it_was_made_as_far_as_they_are_over(idle: Workspace) -> None:
    assert counted(idle, made(MONDAY)) == share(2 + GONE_BY, 7)
    assert counted(idle, made(TUESDAY)) == share(1 + GONE_BY, 6)
    assert counted(idle, made(WEDNESDAY)) == share(0, 5)  # today alone
    assert counted(idle, made(THURSDAY)) == share(0, 4)
    assert counted(idle, made(MONDAY), last=TUESDAY) == share(2, 7)
    assert counted(idle, made(MONDAY), first=TUESDAY) == share(1 + GONE_BY, 6)
    two_days = make_behavior("run", weekdays=(1, 5))
    assert counted(idle, made(MONDAY, two_days)) == share(1, 2, of=2)


def test_a_day_on_which_it_was_done_is_over_at_once_and_what_was_done_before_is_no_new_thing(idle: Workspace) -> None:
    idle.tracking.done("run")
    assert counted(idle, made(WEDNESDAY)) == share(1, 5)
    assert counted(idle, made(MONDAY)) == share(3, 7)
    idle.tracking.skip("run", day=TUESDAY)
    assert counted(idle, made(WEDNESDAY)) == share(2, 6)
    idle.tracking.done("run", day=MONDAY)
    assert counted(idle, made(WEDNESDAY)) == share(3, 7)


def test_of_what_nobody_noted_as_made_it_is_the_first_day_on_which_anything_was_done(idle: Workspace) -> None:
    assert counted(idle, wished(DAILY)) == share(0, 5)
    idle.tracking.done("read", day=TUESDAY)
    idle.tracking.done("meditate", day=WEDNESDAY)
    assert counted(idle, wished(DAILY)) == share(1 + GONE_BY, 6)
    assert counted(idle, wished(make_behavior("meditate", target_per_week=7))) == share(1, 5)


def test_days_away_or_of_a_pause_are_none_at_home_and_less_is_asked(idle: Workspace) -> None:
    idle.away.add(TUESDAY)
    idle.away.add(SUNDAY)
    ((_, target, days),) = weeks_of(reader(idle), made(MONDAY))
    assert (target, days) == (5, share(1 + GONE_BY, 5, of=5))
    paused = (Pause(id=uuid4(), behavior="run", first=MONDAY, last=MONDAY),)
    ((_, target, days),) = weeks_of(reader(idle), made(MONDAY, pauses=paused))
    assert (target, days) == (4, share(0, 4, of=4))
    whole = (Pause(id=uuid4(), behavior="run", first=MONDAY),)
    ((_, target, days),) = weeks_of(reader(idle), made(MONDAY, pauses=whole))
    assert (target, days) == (0, CountedDays(0.0, 0.0))


def test_days_on_which_it_was_put_away_do_not_count_but_are_at_home(idle: Workspace) -> None:
    away = changing(DAILY, {TUESDAY: None, WEDNESDAY: {}})
    assert counted(idle, WishedBehavior(DAILY, away.wishes, made=MONDAY)) == share(1 + GONE_BY, 6)


def test_a_week_is_judged_by_what_was_wanted_on_its_last_day_and_left_out_where_it_was_not_in_use(
    idle: Workspace,
) -> None:
    weeks = [MONDAY - number * ONE_WEEK for number in (4, 3, 2, 1, 0)]
    run = changing(
        DAILY,
        {
            weeks[1] + 6 * ONE_DAY: {"target_per_week": 3},
            weeks[2]: None,
            weeks[3] + 6 * ONE_DAY: {"target_per_week": 2},
            MONDAY: {"target_per_week": 4},
        },
    )
    found = weeks_of(reader(idle, first=weeks[0]), WishedBehavior(run.now, run.wishes, made=weeks[0]))
    assert [(week, target) for week, target, _ in found] == [
        (weeks[0], 7),
        (weeks[1], 3),
        (weeks[3], 2),
        (MONDAY, 4),
    ]
    assert [days for _, _, days in found] == [share(7, 7), share(7, 7), share(1, 1), share(2 + GONE_BY, 7)]


def test_a_cut_week_may_want_something_not_even_once(household: DataDirectory, idle: Workspace) -> None:
    idle.tracking.done("read", day=MONDAY)
    preferences = idle.profile.preferences.model_copy(update={"week_start": 3})
    space = household.open_workspace(household.accounts.save_preferences(idle.profile, preferences))
    following = MONDAY + ONE_WEEK
    at = following + 4 * ONE_DAY
    set_clock(household, datetime(at.year, at.month, at.day, 9, tzinfo=BERLIN))
    found = weeks_of(reader(space, following, at, at), made(MONDAY))
    assert found == [
        (following, 7, share(3, 3, once=False)),
        (following + 3 * ONE_DAY, 7, share(1 + GONE_BY, 7)),
    ]


def test_a_rhythm_asks_in_the_weeks_in_which_it_is_due(idle: Workspace) -> None:
    ten = make_behavior("run", rhythm={"every_days": 10, "since": "2026-10-01"}, target_per_week=1)
    weeks = [MONDAY - number * ONE_WEEK for number in (2, 1, 0)]
    for day in (weeks[0] - ONE_DAY, weeks[1] + 2 * ONE_DAY):
        idle.tracking.done("run", day=day)
    found = reader(idle, first=weeks[0])
    assert [(week, target) for week, target, _ in weeks_of(found, made(weeks[0] - ONE_WEEK, ten))] == [
        (weeks[0], 0),
        (weeks[1], 1),
        (weeks[2], 1),
    ]


def test_a_month_that_ends_in_days_away_asks_for_its_times_before(idle: Workspace) -> None:
    monthly = make_behavior("run", rhythm={"times_a_month": 1}, target_per_week=1)
    first = date(2026, 11, 2)

    def asked(*pauses: Pause) -> int:
        ((_, target, _),) = weeks_of(
            reader(idle, first, first + 6 * ONE_DAY), made(first - 30 * ONE_DAY, monthly, pauses=pauses)
        )
        return target

    assert asked() == 0
    assert asked(Pause(id=uuid4(), behavior="run", first=first + ONE_WEEK, last=date(2026, 11, 30))) == 1
    assert asked(Pause(id=uuid4(), behavior="run", first=first + ONE_WEEK, last=date(2026, 11, 20))) == 0
    assert asked(Pause(id=uuid4(), behavior="run", first=first - 20 * ONE_DAY, last=first - ONE_DAY)) == 0


@pytest.mark.parametrize(
    ("day", "hour", "part"),
    [(WEDNESDAY, 0, 0.0), (WEDNESDAY, 18, 0.75), (THURSDAY, 9, 1.0), (TUESDAY, 9, 0.0)],
)
def test_the_part_of_a_day_that_has_gone_by_is_none_before_and_all_after_it(
    household: DataDirectory, idle: Workspace, day: date, hour: int, part: float
) -> None:
    set_clock(household, datetime(day.year, day.month, day.day, hour, tzinfo=BERLIN))
    assert reader(idle)._gone_by == pytest.approx(part)


def test_everything_told_is_of_the_span_and_of_the_behavior_that_is_asked_about(alice: Workspace) -> None:
    alice.away.add(FRIDAY, SUNDAY + 9 * ONE_DAY)
    alice.tracking.done("run", day=MONDAY - ONE_DAY)
    found = alice.insights.everything(Span(MONDAY, WEDNESDAY), "run")
    assert (found.span, found.behavior) == (Span(MONDAY, WEDNESDAY), "run")
    assert found.year.away == ()
    assert [day.day for day in found.year.days] == [MONDAY]
    assert [line.behavior for line in found.strengths.lines] == ["run"]
    assert [line.behavior for line in found.streaks.lines] == ["run"]
    assert [line.behavior for line in found.lengths.lines] == ["run"]
    assert {line.behavior for line in alice.insights.streaks().lines} == {"run", "meditate"}
    assert [line.behavior for line in alice.insights.streaks("run").lines] == ["run"]


def test_streaks_of_an_earlier_day_are_of_what_was_in_use_then(household: DataDirectory, idle: Workspace) -> None:
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        idle.tracking.done("meditate", day=day)
    sunday = SUNDAY + ONE_DAY
    set_clock(household, datetime(sunday.year, sunday.month, sunday.day, 9, tzinfo=BERLIN))
    idle.behaviors.archive("meditate", from_now=True)
    (then,) = idle.insights.streaks(day=WEDNESDAY).lines
    assert (then.behavior, then.archived) == ("meditate", False)
    assert idle.insights.streaks().lines == ()


def test_of_a_span_what_was_wanted_in_each_week_is_told(idle: Workspace) -> None:
    idle.tracking.done("run", day=MONDAY)
    found = [(week, behavior.id, times) for week, behavior, times in reader(idle, MONDAY, SUNDAY).wanted()]
    # Made on Wednesday, a day of five in seven; the run was done before.
    assert found == [
        (MONDAY, "run", 3),
        (MONDAY, "meditate", 5),
        (MONDAY, "deepwork", 3),
        (MONDAY, "read", 4),
        (MONDAY, "friends", 1),
    ]


def test_amounts_are_told_where_any_were_counted(idle: Workspace) -> None:
    assert reader(idle).amounts().empty
    idle.behaviors.add(make_behavior("bike", unit="km", amount=10))
    idle.tracking.done("bike", day=TUESDAY)
    assert not reader(idle).amounts().empty
    assert reader(idle, MONDAY, MONDAY).amounts().empty


def test_days_away_still_to_come_in_the_week_are_known(idle: Workspace) -> None:
    for day in (MONDAY - timedelta(days=400), THURSDAY, WEDNESDAY + ONE_WEEK, THURSDAY + ONE_WEEK):
        idle.away.add(day)
    known = [date.fromordinal(day) for day in sorted(reader(idle)._away)]
    assert known == [MONDAY - timedelta(days=400), THURSDAY, WEDNESDAY + ONE_WEEK]
