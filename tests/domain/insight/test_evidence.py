from datetime import date

from habitos_tui.domain.insight.evidence import NO_DAYS, Insight, Span, share_of

MONDAY, SUNDAY = date(2027, 3, 1), date(2027, 3, 7)


def test_a_span_holds_both_of_its_ends() -> None:
    span = Span(MONDAY, SUNDAY)
    assert span.days == 7 == len(list(span))
    assert MONDAY in span
    assert SUNDAY in span
    assert date(2027, 3, 8) not in span
    assert list(span)[-1] == SUNDAY


def test_the_span_of_nothing_is_a_day_long_before_any_log() -> None:
    assert MONDAY not in NO_DAYS


def test_a_share_of_nothing_is_unknown_and_not_nothing() -> None:
    assert share_of(3, 4) == 0.75
    assert share_of(0, 4) == 0
    assert share_of(0, 0) is None
    assert share_of(3, 0) is None


def test_an_insight_is_empty_without_observations() -> None:
    assert Insight(0).empty
    assert not Insight(1).empty
