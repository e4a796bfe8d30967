"""What a chance rests on, in words."""

import pytest

from habitos_tui.domain.insight.learning import LearnedBehavior, LearnedChance, SharedChance
from habitos_tui.domain.text.chance_phrasing import evidence_phrase, untried_phrase
from habitos_tui.domain.text.learning_phrasing import learned_lines


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


FRIDAY = SharedChance(None, 4, 3, 11, usual=0.5, chance=0.41)
EVENING = SharedChance("evening", None, 20, 60, usual=0.6, chance=0.4)
LIKE_ANY = SharedChance(None, 0, 5, 10, usual=0.5, chance=0.505)


def test_a_weekday_that_makes_a_difference_is_told_of() -> None:
    words = "done 12 of 14 times in the evening on weekdays"
    assert evidence_phrase(seen(12, 14), seen(0, 0, weekend=True), LIKE_ANY) == words
    found = evidence_phrase(seen(12, 14), seen(0, 0, weekend=True), FRIDAY)
    assert found == f"{words}; 3 of 11 on Fridays (all behaviors)"


def test_a_slot_never_tried_is_judged_by_what_is_known_elsewhere() -> None:
    there = "20 of 60 in the evening (all behaviors)"
    assert untried_phrase("evening", [], EVENING, None) == f"never tried in the evening; {there}"
    found = untried_phrase("evening", [seen(3, 4), seen(0, 8, weekend=True)], EVENING, LIKE_ANY)
    assert found == f"never tried in the evening; done 3 of 12 times elsewhere; {there}"


@pytest.mark.parametrize(
    ("liking", "ratings", "words"), [(4.0, 1, "1 rating: ★★★★☆"), (4.5, 2, "liked 4.5 of 5 (2 ratings)")]
)
def test_a_first_rating_shows_itself(liking: float, ratings: int, words: str) -> None:
    known = LearnedBehavior("run", "Run", True, (seen(1, 1),), 30, None, 1, liking, ratings, (), (LIKE_ANY, FRIDAY))
    lines = learned_lines(known)
    assert lines[-1] == words
    assert lines[-2] == "3 of 11 on Fridays (all behaviors): 41 % instead of 50 %"
    assert not any("Monday" in line for line in lines)
