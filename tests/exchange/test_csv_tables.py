import csv
import io

import pytest

from habitos_tui.exchange.csv_tables import BEHAVIORS, COMPLETIONS, PLANS, behaviors_csv, completions_csv, plans_csv
from tests.support.storage import make_behavior, make_completion, make_session


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_entry_is_a_line_with_its_columns() -> None:
    done = make_completion(note='rain, "wind"\nand sun', rating=4)
    (row,) = read(completions_csv([done], {"run": "Run"}))
    assert tuple(row) == COMPLETIONS
    assert (row["day"], row["start"], row["minutes"], row["name"]) == ("2026-11-23", "07:00", "30", "Run")
    assert (row["note"], row["rating"], row["amount"]) == ('rain, "wind"\nand sun', "4", "")
    rows = read(behaviors_csv([make_behavior("run")], [make_behavior("walk")]))
    assert tuple(rows[0]) == BEHAVIORS
    assert [(row["id"], row["archived"]) for row in rows] == [("run", "no"), ("walk", "yes")]
    (row,) = read(plans_csv([make_session("s")], {}))
    assert tuple(row) == PLANS
    assert (row["behavior"], row["name"]) == ("run", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(“x”)"])
def test_no_text_is_a_formula(text: str) -> None:
    (row,) = read(completions_csv([make_completion(note=text)], {"run": text}))
    assert row["note"] == row["name"] == f"'{text}"


def test_numbers_stay_numbers() -> None:
    (row,) = read(behaviors_csv([make_behavior("run", energy_cost=-3)], []))
    assert float(row["energy_cost"]) == -3
