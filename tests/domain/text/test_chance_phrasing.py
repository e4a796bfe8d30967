"""What a chance rests on, in words."""

import pytest

from habitos_tui.domain.insight.learning import LearnedChance
from habitos_tui.domain.text.chance_phrasing import evidence_phrase


def seen(done: int, counted: int, *, weekend: bool = False) -> LearnedChance:
    return LearnedChance("evening", weekend, done, counted, usual=0.8, chance=0.8)


@pytest.mark.parametrize(
    ("here", "elsewhere", "words"),
    [
        (seen(12, 14), seen(1, 3, weekend=True), "done 12 of 14 times in the evening on weekdays"),
        (seen(1, 1, weekend=True), seen(0, 0), "done 1 of 1 time in the evening on weekends"),
        (seen(1, 3, weekend=True), seen(12, 14), "done 13 of 17 times in the evening"),
        (seen(0, 0, weekend=True), seen(12, 14), "done 12 of 14 times in the evening"),
    ],
)
def test_both_parts_of_the_week_are_told_of_unless_one_says_enough(
    here: LearnedChance, elsewhere: LearnedChance, words: str
) -> None:
    assert evidence_phrase(here, elsewhere) == words
