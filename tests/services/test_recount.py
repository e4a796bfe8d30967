"""What is told of the past, beside the same figures recounted from the glossary by a program of its own.

The whole year, of three people, is `tests/benchmarks/bench_recount.py`.
"""

from functools import partial

import pytest

from habitos_tui import bootstrap
from tests.support.changing_year import ChangingYear
from tests.support.cli import invoke
from tests.support.recounted import compared, counted
from tests.support.recounted_documents import documents
from tests.support.recounted_panes import panes

LEAST_FIGURES = 2000
LEAST_ROWS = 200
ROUNDED = 1e-6
"""How exact figures of documents are."""


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> ChangingYear:
    """Five weeks in which something is changed every other day."""
    life = ChangingYear(tmp_path_factory.mktemp("life"), seed=5, week_start=6, change_every=4)
    life.live(35)
    return life


def test_weeks_of_changing_wishes_are_recounted_without_mismatch(life: ChangingYear) -> None:
    figures, wrong = compared(life.space, life.record())
    assert wrong == []
    assert figures > LEAST_FIGURES


def test_documents_say_what_is_recounted(life: ChangingYear, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = partial(bootstrap.open_data_directory, clock=life.household.clock, cost=4)
    monkeypatch.setattr(bootstrap, "open_data_directory", opened)

    def printed(*words: str) -> str:
        answer = invoke(*words, "--json", env={"HABITOS_DATA_DIR": str(life.household.paths.root)})
        assert answer.code == 0, answer.err
        return answer.out

    figures, wrong = counted(documents(printed, life.record(), life.space.insights.span()), ROUNDED)
    assert wrong == []
    assert figures > LEAST_FIGURES


def test_panes_show_what_is_recounted(life: ChangingYear) -> None:
    figures, wrong = counted(panes(life.space, life.record()))
    assert wrong == []
    assert figures > LEAST_ROWS
