from datetime import date

from habitos_tui.domain.insight.regularity import (
    Correlation,
    Correlations,
    Period,
    RateCell,
    RateMap,
    SlotRecord,
    StreakLine,
    Streaks,
    longest_streak,
)


def streak(behavior: str, period: Period, current: int, done_now: int = 0) -> StreakLine:
    return StreakLine(behavior, behavior, period, 1, current, 9, date(2027, 3, 7), done_now, 30, period)


def test_streaks_compare_by_the_days_they_took() -> None:
    # Two weeks are longer than nine days.
    lines = (streak("walk", "day", 9), streak("run", "week", 2), streak("read", "day", 13))
    assert longest_streak(Streaks(3, lines)) == lines[1]


def test_one_period_is_no_row() -> None:
    assert longest_streak(Streaks(1, (streak("run", "week", 1),))) is None
    assert longest_streak(Streaks.EMPTY) is None


def test_a_streak_is_said_in_its_period() -> None:
    assert streak("run", "week", 1).in_a_row == "1 week in a row"
    assert streak("run", "day", 0).in_a_row == "0 days in a row"
    assert not streak("run", "day", 3).met_now
    assert streak("run", "day", 3, done_now=1).met_now


def test_rates_know_cells_in_which_nothing_was_planned() -> None:
    rates = RateMap(10, (0, 1), ("morning",), (RateCell(0, "morning", 3, 4), RateCell(1, "morning", 2, 6)))
    assert rates.done == 5
    assert rates.share == 0.5
    assert rates.cell(0, "morning").share == 0.75
    assert rates.cell(0, "evening") == RateCell(0, "evening", 0, 0)
    assert rates.cell(0, "evening").share is None
    assert RateMap.EMPTY.share is None


def test_a_slot_has_the_share_of_what_counted() -> None:
    assert SlotRecord("run", "Run", None, 1, 4, 0.05, 0.7).share == 0.25


def test_only_clear_pairs_stand_out() -> None:
    def pair(clear: bool) -> Correlation:
        return Correlation(
            "a", "A", "b", "B", 0.5, 0.2, 0.7, both=10, only_first=3, only_second=2, neither=5, clear=clear
        )

    assert pair(True).pairs == 20
    assert Correlations(2, (pair(True), pair(False))).clear == (pair(True),)
