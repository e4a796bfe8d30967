"""Which behaviors go together."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from habitos_tui.domain.insight.aggregate import Marks
from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.insight.regularity import Correlations
from habitos_tui.insight.correlations import correlations
from tests.support.storage import make_behavior
from tests.support.wishes import changing, wished

FIRST = date(2026, 1, 5)
RUN, READ, SWIM = (make_behavior(name) for name in ("run", "read", "swim"))
EVEN, THIRD = range(0, 60, 2), range(0, 60, 3)


def days(places: Sequence[int]) -> list[int]:
    return [FIRST.toordinal() + place for place in places]


def found(
    done: dict[str, Sequence[int]],
    skipped: dict[str, Sequence[int]] | None = None,
    *,
    length: int = 60,
    away: Sequence[int] = (),
    only: str | None = None,
) -> Correlations:
    marks = Marks(*({name: days(places) for name, places in of.items()} for of in (done, skipped or {})))
    span = Span(FIRST, FIRST + timedelta(days=length - 1))
    return correlations([*map(wished, (RUN, READ, SWIM))], marks, span, days(away), only)


def test_what_is_always_done_together_goes_together() -> None:
    (pair,) = found({"run": EVEN, "read": EVEN}).pairs
    assert (pair.first, pair.second, pair.phi, pair.clear) == ("run", "read", 1, True)
    assert (pair.both, pair.only_first, pair.only_second, pair.neither) == (30, 0, 0, 30)
    assert 0.99 < pair.low < pair.high <= 1


def test_what_excludes_each_other_does_not() -> None:
    (pair,) = found({"run": EVEN, "read": range(1, 60, 2)}).pairs
    assert pair.phi == pytest.approx(-1)
    assert pair.pairs == 59  # before reading was first done it could not have been


def test_what_was_done_first_before_the_span_could_have_been_done_all_along() -> None:
    (pair,) = found({"run": [-30, *EVEN], "read": [-9, *range(20, 60, 2)]}).pairs
    assert (pair.pairs, pair.both, pair.only_first) == (60, 20, 10)


def test_what_is_unrelated_is_not_clear() -> None:
    (pair,) = found({"run": EVEN, "read": THIRD}).pairs
    assert pair.phi == pytest.approx(0, abs=0.01)
    assert not pair.clear


def test_every_two_are_compared_the_strongest_first() -> None:
    result = found({"run": EVEN, "read": EVEN, "swim": THIRD})
    assert result.evidence == 3
    assert (result.pairs[0].first, result.pairs[0].second) == ("run", "read")
    assert result.clear == result.pairs[:1]
    assert {pair.first for pair in found({"run": EVEN, "read": EVEN, "swim": THIRD}, only="swim").pairs} == {
        "run",
        "read",
    }


@pytest.mark.parametrize("length", [19, 20])
def test_below_twenty_days_nothing_is_said(length: int) -> None:
    assert found({"run": EVEN, "read": EVEN}, length=length).evidence == (length >= 20)


def test_what_is_done_hardly_ever_or_nearly_always_says_nothing() -> None:
    assert found({"run": EVEN, "read": (0, 2, 4, 6)}).empty
    assert found({"run": EVEN, "read": range(56)}).empty


def test_days_skipped_and_days_away_say_nothing() -> None:
    (pair,) = found({"run": EVEN, "read": EVEN}, {"run": (1, 3, 4)}, away=(5, 7)).pairs
    assert pair.pairs == 60 - 4  # on the fourth it was done after all
    assert pair.both == 30


def test_only_weekdays_that_both_may_have_are_compared() -> None:
    weekend = make_behavior("clean", weekdays=(5, 6))
    marks = Marks({"run": days(range(0, 84, 2)), "clean": days([5, 12, 19, 26, 40, 61, 82])}, {})
    (pair,) = correlations((wished(RUN), wished(weekend)), marks, Span(FIRST, FIRST + timedelta(days=83)), ()).pairs
    assert pair.pairs == 24  # the weekends of twelve weeks, from the first on which it was cleaned


def test_a_span_can_begin_after_the_log() -> None:
    marks = Marks({"run": days(EVEN), "read": days(EVEN)}, {})
    later = Span(FIRST + timedelta(days=20), FIRST + timedelta(days=59))
    (pair,) = correlations((wished(RUN), wished(READ)), marks, later, ()).pairs
    assert pair.pairs == 40


def test_only_days_on_which_both_were_in_use_and_wanted_are_compared() -> None:
    away_since, back = FIRST + timedelta(days=30), FIRST + timedelta(days=40)
    read = changing(READ, {away_since: None, back: {"weekdays": (0, 1)}})
    marks = Marks({"run": days(EVEN), "read": days(range(0, 30, 2))}, {})
    (pair,) = correlations((wished(RUN), read), marks, Span(FIRST, FIRST + timedelta(days=59)), ()).pairs
    assert pair.pairs == 30 + 6  # of the last twenty days, Mondays and Tuesdays only


@pytest.mark.parametrize(("times", "compared"), [(5, True), (4, False)])
def test_five_days_with_and_five_without_are_enough(times: int, compared: bool) -> None:
    assert bool(found({"run": range(times), "read": EVEN}).pairs) is compared
    but_few = [0, *range(times + 1, 60)]
    assert bool(found({"run": but_few, "read": EVEN}).pairs) is compared


def test_days_after_the_span_do_not_count() -> None:
    (pair,) = found({"run": [*EVEN, 60, 61], "read": [*EVEN, 60, 61]}).pairs
    assert (pair.pairs, pair.both) == (60, 30)
