"""The words of a look back: what there was, and never a reproach."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import habitos_tui
from habitos_tui.domain.insight.promise import Kept
from habitos_tui.domain.insight.review import (
    BestRated,
    Followed,
    Good,
    ObjectiveAbove,
    RecordStreak,
    ReviewLine,
    SomethingDone,
    Surprise,
    TargetsReached,
    UnlikelyLength,
    UnlikelyRating,
    UnlikelyTimes,
    WeekReview,
)
from habitos_tui.domain.text.review_phrasing import (
    away_sentence,
    facts_of,
    followed_sentences,
    good_sentence,
    summary,
    surprise_sentence,
    times_of,
)

MONDAY = date(2026, 11, 16)
GOOD: dict[Good, str] = {
    TargetsReached(("Run", "Read"), (), 2): "Every target reached: Run and Read.",
    TargetsReached(("Run",), ("Run",), 3): "1 target reached: Run. More than asked: Run.",
    TargetsReached(tuple("ABCDE"), (), 9): "5 targets reached: A, B, C and 2 more.",
    RecordStreak("Run", "5 weeks in a row"): "Run: 5 weeks in a row, the longest so far.",
    ObjectiveAbove("health", 0.92, 0.78, 8): "“health”: 92 % reached; usual in the 8 weeks before: 78 %.",
    ObjectiveAbove("health", 1.64, 1.25, 8): (
        "“health”: 164 % reached, more than asked; usual in the 8 weeks before: 125 %, more than asked as well."
    ),
    ObjectiveAbove("health", 1.64, 0.84, 8): (
        "“health”: 164 % reached, more than asked; usual in the 8 weeks before: 84 %."
    ),
    BestRated(5, (("Run", MONDAY),), 2): "Rated best, with 5 stars: Run on Monday and 2 more.",
    SomethingDone(1, 45): "1 session done, 45 min in all.",
}
SURPRISES: dict[Surprise, str] = {
    UnlikelyTimes("run", "Run", 1, 7, 3, 7): "Run: 1 of 7 planned sessions done; 3 to 7 were expected.",
    UnlikelyTimes("run", "Run", 0, 1, 1, 1): "Run: 0 of 1 planned session done; 1 was expected.",
    UnlikelyRating("run", "Run", 4.75, 4, 3.1, 24): "Run: rated 4.8 on average (4 ratings); 3.1 before (24).",
    UnlikelyLength("run", "Run", 4, 4, 3, 25): (
        "Run: 4 of 4 sessions took at least a quarter longer than planned; before, 3 of 25 did."
    ),
}
REPROACHES = re.compile(
    r"\b(fail\w*|only|miss(ed|ing)?|should\w*|lazy|bad|worse|worst|poor\w*|unfortunately|sadly|red|error|neglect\w*"
    r"|not (done|reached|met)|too (little|few))\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("good", GOOD, ids=lambda good: type(good).__name__)
def test_what_went_well(good: Good) -> None:
    assert good_sentence(good) == GOOD[good]


@pytest.mark.parametrize("surprise", SURPRISES, ids=lambda surprise: type(surprise).__name__)
def test_what_surprised(surprise: Surprise) -> None:
    assert surprise_sentence(surprise) == SURPRISES[surprise]


def week(*lines: ReviewLine, away: int = 0, sessions: int = 4) -> WeekReview:
    return replace(WeekReview.EMPTY, evidence=sessions, minutes=95, lines=lines, away=away)


def test_a_week_in_a_line() -> None:
    reached, other = ReviewLine("a", "A", "x", 2, 3, 60, "3 weeks in a row"), ReviewLine("b", "B", "x", 2, 1, 30)
    assert summary(week(reached, other)) == "4 sessions, 1 h 35 min; 1 of 2 targets reached."
    assert summary(week(other)) == "4 sessions, 1 h 35 min."
    assert summary(week(other, sessions=0)) == "Nothing was logged in this week."
    assert away_sentence(week(away=2)) == "You were away on 2 days: targets are lower by them."
    assert away_sentence(week()) == ""
    assert [(times_of(line), facts_of(line)) for line in (reached, other)] == [
        ("3 of 2", "3 weeks in a row, more than asked"),
        ("1 of 2", ""),
    ]


def test_what_suggestions_have_brought() -> None:
    kept = Kept(4, 4, 11.0, 9.0)
    assert list(followed_sentences(Followed(2, 5.2, kept))) == [
        "2 suggestions followed: +5 points a week promised.",
        "So far: followed 4 suggestions: +11 points a week promised, +9 seen.",
    ]
    assert list(followed_sentences(Followed(0, 0.0, Kept(0, 0, 0.0, None)))) == []


def texts() -> Iterator[str]:
    """Yield every sentence of the tests above, and whatever else stands in quotes in what shows them."""
    yield from (*map(good_sentence, GOOD), *map(surprise_sentence, SURPRISES))
    below = Path(habitos_tui.__file__).parent
    sources = (
        "domain/text/review_phrasing.py",
        "ui/review/presenter.py",
        "ui/review/commands.py",
        "ui/review/screen.py",
    )
    for source in (*sources, "cli/commands/review.py"):
        yield from re.findall(r'(?<!")"([^"\n]+)"(?!")', (below / source).read_text("utf-8"))


def test_nothing_reproaches() -> None:
    found = list(texts())
    assert len(found) > 60
    assert [text for text in found if REPROACHES.search(text)] == []


def test_nothing_is_shown_in_the_colours_of_errors() -> None:
    below = Path(habitos_tui.__file__).parent / "ui" / "review"
    for source in (*below.glob("*.py"), *below.glob("*.tcss")):
        assert not re.search(r"error|warning|\bred\b", source.read_text("utf-8")), source
