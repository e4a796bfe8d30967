"""Effects on log-odds, against one that is worked out by hand and against the conditions of a maximum."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitos_tui.insight.logit import Cell, additive_effects, chance_of, log_odds_of

SPREADS = (0.5, 0.7, 0.3)


def cell(done: float, counted: float, offset: float = 0.0, row: int = 0, column: int = 0) -> Cell:
    return Cell(offset, done, counted, ((), row, (row, column)))


def test_without_cells_there_are_no_effects() -> None:
    assert additive_effects([], SPREADS) == ({}, {}, {})


def test_one_effect_lies_where_evidence_and_spread_are_in_balance() -> None:
    # done - counted * chance(effect) = effect / spread^2: 4 - 4 / (1 + exp(-e)) = e where e = log(3) and spread^2 = e
    [effects] = additive_effects([Cell(0.0, 4.0, 4.0, ("here",))], [log_odds_of(0.75) ** 0.5])
    assert effects["here"] == pytest.approx(log_odds_of(0.75), abs=2e-3)


def test_what_is_as_expected_has_no_effect() -> None:
    found = additive_effects([cell(8, 10, log_odds_of(0.8)), cell(2, 4, 0.0, 1)], SPREADS)
    assert all(abs(effect) < 1e-9 for family in found for effect in family.values())


def test_one_that_differs_has_its_own_effect_and_little_of_the_others() -> None:
    rows = [cell(8, 10, row=row) for row in range(6)]
    everyone, of_row, _ = additive_effects([*rows, cell(0, 10, row=6)], SPREADS)
    assert of_row[6] < -0.5 < 0 < everyone[()]
    assert all(of_row[row] > 0 for row in range(6))


cells = st.lists(
    st.builds(
        lambda share, counted, offset, row, column: cell(share * counted, counted, offset, row, column),
        st.floats(0, 1),
        st.floats(0.1, 60),
        st.floats(-2, 2),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    max_size=12,
)


@given(cells)
@settings(max_examples=25)
def test_effects_are_a_maximum(cells: list[Cell]) -> None:
    found = additive_effects(cells, SPREADS)
    slope: dict[tuple[int, object], float] = defaultdict(float)
    weight: dict[tuple[int, object], float] = defaultdict(float)
    for one in cells:
        chance = chance_of(one.offset + sum(found[at][group] for at, group in enumerate(one.groups)))
        for at, group in enumerate(one.groups):
            slope[at, group] += one.done - one.counted * chance
            weight[at, group] += one.counted
    for at, spread in enumerate(SPREADS):
        for group, effect in found[at].items():
            assert slope[at, group] == pytest.approx(effect / spread**2, abs=0.02 + 0.003 * weight[at, group])


def test_the_same_evidence_is_fitted_once() -> None:
    first, again = (additive_effects([cell(8, 10, log_odds_of(0.8)), cell(2, 4, 0.0, 1)], SPREADS) for _ in range(2))
    assert again is first
