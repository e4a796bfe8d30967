from datetime import date

from habitos_tui.domain.insight.effort import (
    Booked,
    BookedDay,
    EnergyDay,
    EnergyWeek,
    LengthLine,
    Lengths,
    ObjectiveLine,
    ObjectiveWeek,
    is_more_than_asked,
)

MONDAY = date(2027, 3, 1)


def week(reached: float, reachable: float, whole: float) -> ObjectiveWeek:
    return ObjectiveWeek(MONDAY, reached=reached, sessions=1, reachable=reachable, whole=whole)


def test_lengths_weigh_each_behavior_by_its_completions() -> None:
    # One run took 60 of 30 minutes, three talks 10 of 10: (60 + 3*10) / (30 + 3*10) = 90 / 60.
    run, talk = LengthLine("run", "Run", 1, 30, 60), LengthLine("talk", "Talk", 3, 10, 10)
    assert run.ratio == 2
    assert Lengths(4, (run, talk)).ratio == 1.5
    assert Lengths.EMPTY.ratio is None


def test_energy_has_no_share_without_a_budget() -> None:
    assert EnergyDay(MONDAY, 6, 8).share == 0.75
    assert EnergyDay(MONDAY, 6, None).share is None
    assert EnergyWeek(MONDAY, used=50, budget=40, days=5, days_over=2).share == 1.25


def test_a_running_week_is_not_above_all_by_what_is_done_early() -> None:
    # 3 done where 2 were due by now, and 4 are wanted in the whole week: all that was due, not 150 %.
    early = week(reached=3, reachable=2, whole=4)
    assert early.share == 1
    assert not is_more_than_asked(early.share)
    # 5 done of the 4 that the whole week wants is a quarter more than asked, whatever was due by now.
    more = week(reached=5, reachable=2, whole=4)
    assert more.share == 1.25
    assert is_more_than_asked(more.share)


def test_a_week_with_all_still_to_come_has_no_share() -> None:
    assert week(0, 0, 4).share is None
    assert week(0, 0, 4).nothing_due_yet
    assert not week(0, 0, 0).nothing_due_yet


def test_an_objective_weighs_its_weeks_by_what_they_ask_for() -> None:
    # 1/1 of a week that asks for 1 and 0/3 of one that asks for 3: 1 of 4.
    line = ObjectiveLine("health", 0.5, 4, (week(1, 1, 1), week(0, 3, 3), week(0, 0, 2)))
    assert list(line.shares) == [1, 0, None]
    assert line.share == 0.25


def test_the_rounding_of_sums_is_not_more_than_asked() -> None:
    assert not is_more_than_asked(sum([0.1] * 10) + 1e-12)
    assert not is_more_than_asked(1 + 1e-10)
    assert is_more_than_asked(1.001)
    assert not is_more_than_asked(None)


def test_days_are_booked_by_minutes() -> None:
    # 60 of 120 and 0 of 480 minutes: 60 / 600.
    days = (BookedDay(MONDAY, 120, 60, 2), BookedDay(MONDAY, 480, 0, 0))
    assert days[0].share == 0.5
    assert Booked(2, days).share == 0.1
    assert BookedDay(MONDAY, 0, 0, 0).share is None
