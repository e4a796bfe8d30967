"""The page of `stats`, from values."""

from dataclasses import replace
from datetime import date

from habitos_tui.cli.insights import page
from habitos_tui.domain.insight.effort import Booked, BookedDay, Energy, EnergyWeek
from habitos_tui.domain.insight.regularity import (
    Correlation,
    Correlations,
    RateCell,
    RateMap,
    SlotRecord,
    SlotStandings,
    YearMap,
)
from habitos_tui.domain.insight.statistics import Statistics

MONDAY = date(2027, 3, 1)
SOMETHING = replace(Statistics.EMPTY, year=replace(YearMap.EMPTY, evidence=1))


def pair(phi: float, *, clear: bool) -> Correlation:
    return Correlation("run", "Run", "read", "Read", phi, phi - 0.1, phi + 0.1, 10, 3, 2, 5, clear)


def test_rates_are_a_table_and_a_sentence() -> None:
    # 3 of 4 on Monday evenings and 0 of 1 outside of slots on Tuesday: 3 of 5.
    cells = (RateCell(0, "evening", 3, 4), RateCell(1, None, 0, 1))
    lines = [*page(replace(SOMETHING, rates=RateMap(5, (0, 1), ("morning", "evening", None), cells)))]
    assert "Done of planned    Mon  Tue  Sessions" in lines
    assert "evening           75 %              4" in lines
    assert "outside of slots        0 %         1" in lines
    assert not any(line.startswith("morning") for line in lines)
    assert "Done as planned: 3 of 5 sessions, 60 %." in lines


def test_places_are_named_with_their_counts() -> None:
    best = SlotRecord("run", "Run", "evening", 9, 10, 0.6, 1)
    hardest = SlotRecord("read", "Read", None, 1, 10, 0, 0.4)
    lines = [*page(replace(SOMETHING, standings=SlotStandings(20, (best, hardest), (best,), (hardest,))))]
    assert "Best: Run in the evening (9 of 10)." in lines
    assert "Hardest: Read outside of slots (1 of 10)." in lines


def test_energy_is_the_share_of_all_budgets() -> None:
    # (30 + 10) of (40 + 10) points on 6 days, 2 of them over.
    weeks = (EnergyWeek(MONDAY, 30, 40, 4, 2), EnergyWeek(MONDAY, 10, 10, 2, 0))
    lines = [*page(replace(SOMETHING, energy=Energy(6, (), weeks)))]
    assert "Energy: 80 % of the budget of 6 days, more than it on 2." in lines
    without = [*page(replace(SOMETHING, energy=Energy(6, (), (EnergyWeek(MONDAY, 0, 0, 0, 0),))))]
    assert not any(line.startswith("Energy") for line in without)


def test_only_clear_pairs_are_told() -> None:
    found = Correlations(3, (pair(0.5, clear=True), pair(-0.4, clear=True), pair(0.1, clear=False)))
    lines = [line for line in page(replace(SOMETHING, correlations=found)) if "on the same day" in line]
    assert lines == [
        "Run and Read are often done on the same day (+0.50, likely +0.40 to +0.60, over 20 days).",
        "Run and Read are seldom done on the same day (-0.40, likely -0.50 to -0.30, over 20 days).",
    ]


def test_coming_days_are_told_by_the_time_they_have() -> None:
    days = (BookedDay(MONDAY, 120, 60, 1), BookedDay(date(2027, 3, 2), 0, 0, 0))
    lines = [*page(replace(SOMETHING, booked=Booked(1, days)))]
    assert lines[-1] == "Free time planned for the coming days: Mon 50 %."
