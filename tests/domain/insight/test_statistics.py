from dataclasses import replace

from habitos_tui.domain.insight.regularity import YearMap
from habitos_tui.domain.insight.statistics import Statistics


def test_statistics_are_empty_when_nothing_was_done_in_their_days() -> None:
    assert Statistics.EMPTY.empty
    assert not replace(Statistics.EMPTY, year=replace(YearMap.EMPTY, evidence=1)).empty
