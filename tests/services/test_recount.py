"""What is told of the past, beside the same figures recounted from the glossary by a program of its own.

The whole year, of three people, is `tests/benchmarks/bench_recount.py`.
"""

from pathlib import Path

from tests.support.changing_year import ChangingYear
from tests.support.recounted import compared

LEAST_FIGURES = 1500


def test_weeks_of_changing_wishes_are_recounted_without_mismatch(tmp_path: Path) -> None:
    life = ChangingYear(tmp_path, seed=5, week_start=6, change_every=4)
    life.live(35)
    figures, wrong = compared(life.space, life.record())
    assert wrong == []
    assert figures > LEAST_FIGURES
