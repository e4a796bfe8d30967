import pytest

from habitos_tui.domain.insight.promise import Kept
from habitos_tui.domain.insight.suggestion import ArchiveBehavior, Gain, Kind, Suggestion
from habitos_tui.domain.text.gain_phrasing import gain_phrase, kept_phrase


@pytest.mark.parametrize(
    ("gain", "kind", "phrase"),
    [
        (Gain(8.0, 8.0, 8.1), "slot", "+8 points"),
        (Gain(9.0, 7.6, 11.2), "slot", "+7 to 12 points"),
        (Gain(0.9, 0.6, 1.0), "slot", "+1 point"),
        (Gain(-3.2, -4.0, 1.0), "length", "more realistic plans"),
        (Gain(-12.0, -13.0, -9.0), "rest", "\N{MINUS SIGN}12 points"),
        (None, "slot", ""),
    ],
)
def test_what_a_suggestion_is_worth(gain: Gain | None, kind: Kind, phrase: str) -> None:
    proposal = ArchiveBehavior(id="run")
    assert gain_phrase(Suggestion("k", kind, "run", "", "", 9, 1.0, proposal, gain=gain)) == phrase


@pytest.mark.parametrize(
    ("kept", "phrase"),
    [
        (Kept(0, 0, 0.0, None), ""),
        (Kept(4, 4, 11.2, 8.9), "followed 4 suggestions: +11 points a week promised, +9 seen"),
        (
            Kept(5, 4, 11.2, -3.0),
            "followed 4 suggestions: +11 points a week promised, \N{MINUS SIGN}3 seen; 1 more too recent to tell",
        ),
        (
            Kept(1, 0, 6.0, None),
            "followed 1 suggestion: +6 points a week promised; what comes of it is seen after two whole weeks",
        ),
    ],
)
def test_what_came_of_those_that_were_followed(kept: Kept, phrase: str) -> None:
    assert kept_phrase(kept) == phrase
