"""All insights of some days in one value, as the Insights screen and `stats` show them."""

from dataclasses import dataclass
from typing import ClassVar

from habitos_tui.domain.insight.amounts import Amounts
from habitos_tui.domain.insight.effort import Booked, Efforts, Energy, Lengths, ObjectiveWeeks
from habitos_tui.domain.insight.evidence import NO_DAYS, Span
from habitos_tui.domain.insight.regularity import (
    Correlations,
    RateMap,
    Ratings,
    SlotStandings,
    Streaks,
    Strengths,
    YearMap,
)


@dataclass(frozen=True, slots=True)
class Statistics:
    """Every insight. Streaks look back over all time, strengths over as much as weighs, `booked` ahead."""

    span: Span
    behavior: str | None
    """The id of the only behavior looked at; None for all. What is booked is always of all."""
    strengths: Strengths
    streaks: Streaks
    rates: RateMap
    standings: SlotStandings
    year: YearMap
    ratings: Ratings
    lengths: Lengths
    energy: Energy
    efforts: Efforts
    objectives: ObjectiveWeeks
    correlations: Correlations
    amounts: Amounts
    booked: Booked

    EMPTY: ClassVar["Statistics"]

    @property
    def empty(self) -> bool:
        """Tell whether nothing was done within the span."""
        return self.year.empty


Statistics.EMPTY = Statistics(
    span=NO_DAYS,
    behavior=None,
    strengths=Strengths.EMPTY,
    streaks=Streaks.EMPTY,
    rates=RateMap.EMPTY,
    standings=SlotStandings.EMPTY,
    year=YearMap.EMPTY,
    ratings=Ratings.EMPTY,
    lengths=Lengths.EMPTY,
    energy=Energy.EMPTY,
    efforts=Efforts.EMPTY,
    objectives=ObjectiveWeeks.EMPTY,
    correlations=Correlations.EMPTY,
    amounts=Amounts.EMPTY,
    booked=Booked.EMPTY,
)
