"""Amounts as they are read and typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitos_tui.domain.model.amount import Counted
from habitos_tui.domain.text.amount_phrasing import (
    amount_done,
    amount_number,
    amount_text,
    counted_phrase,
    mean_number,
    read_amount,
    typed_amount,
    usual_amount,
)
from tests.support.problems import behavior


@pytest.mark.parametrize(
    ("amount", "shown"), [(25, "25"), (2.5, "2.5"), (12000, "12,000"), (0.001, "0.001"), (0.0002, "0.0002")]
)
def test_an_amount_is_shown_with_as_many_digits_as_it_needs(amount: float, shown: str) -> None:
    assert amount_number(amount) == shown


def test_what_was_done_is_shown_beside_the_usual_amount() -> None:
    read = behavior(unit="pages", amount=20)
    assert usual_amount(read) == "20 pages"
    assert amount_done(Counted(25, "pages"), read) == "25 of 20 pages"
    assert amount_done(Counted(20, "pages"), read) == "20 pages"
    assert amount_done(Counted(5, "km"), read) == "5 km"
    assert amount_done(None, read) == ""


def test_without_a_usual_amount_there_is_none_to_compare_with() -> None:
    read = behavior(unit="pages")
    assert usual_amount(read) == usual_amount(behavior()) == ""
    assert counted_phrase(read) == "counted in pages"
    assert amount_done(Counted(25, "pages"), read) == amount_text(Counted(25, "pages")) == "25 pages"


@pytest.mark.parametrize(("typed", "amount"), [("20", 20), (" 2.5 ", 2.5), ("2,5", 2.5), ("0", 0)])
def test_an_amount_is_read_as_people_type_it(typed: str, amount: float) -> None:
    assert read_amount(typed) == amount


@pytest.mark.parametrize("typed", ["", "many", "-1", "nan", "1,000,000"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="must be a number such as"):
        read_amount(typed)


@pytest.mark.parametrize("typed", ["1000001", "inf"])
def test_more_than_can_be_kept_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="must be at most 1000000"):
        read_amount(typed)


@given(st.floats(0, 1_000_000, exclude_min=True))
def test_an_amount_is_typed_again_as_it_is(amount: float) -> None:
    assert read_amount(typed_amount(amount)) == amount


def test_a_mean_has_one_decimal_unless_it_is_small() -> None:
    assert [mean_number(mean) for mean in (520.1666, 2.0, 0.3333)] == ["520.2", "2", "0.333"]


@pytest.mark.parametrize(
    ("unit", "shown"),
    [("pages", "1 page"), ("glasses of water", "1 glass of water"), ("km", "1 km"), ("Glas", "1 Glas")],
)
def test_one_of_what_is_counted(unit: str, shown: str) -> None:
    assert amount_text(Counted(1, unit)) == shown
    assert amount_text(Counted(1.5, unit)) == f"1.5 {unit}"
