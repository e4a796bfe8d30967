"""solve --explain: the question as it is typed, and the answer."""

import json
from pathlib import Path

import pytest

from habitos_tui.cli.explaining import question_of
from habitos_tui.errors import InvalidInputError, NotFoundError
from tests.planner.mini import THREE_SLOTS, habit, week
from tests.support.cli import invoke

WEEK = week(
    habit("run"), habit("b:1").model_copy(update={"name": "Read: a lot"}), slots=THREE_SLOTS, week_start="2026-11-24"
)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("run", ("run", None, None)),
        ("Run:0", ("run", 0, None)),
        ("run:tue", ("run", 0, None)),
        ("run:Monday:dusk", ("run", 6, "dusk")),
        ("b:1", ("b:1", None, None)),
        ("Read: a lot:3:Noon", ("b:1", 3, "noon")),
    ],
)
def test_a_question_names_behavior_day_and_slot(text: str, question: tuple[str, int | None, str | None]) -> None:
    assert question_of(text, WEEK) == question


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("swim", NotFoundError),
        ("swim:0:dusk", NotFoundError),
        ("run:7", InvalidInputError),
        ("run:t", InvalidInputError),
        ("run:0:night", InvalidInputError),
    ],
)
def test_what_there_is_none_of_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        question_of(text, WEEK)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    problem = week(habit("swim", 1.0, 120), habit("read", 0.5, 120))
    target = tmp_path / "week.json"
    target.write_text(problem.model_dump_json(), "utf-8")
    return target


def test_the_answer_is_one_sentence(path: Path) -> None:
    answer = invoke("solve", path, "--explain", "read:monday:day")
    assert answer.code == 0
    assert answer.out == "“Read”: there is room. It would replace Swim on Monday in “day”; total 40.0 points lower.\n"


def test_the_answer_in_json_has_points(path: Path) -> None:
    answer = invoke("solve", path, "--explain", "swim:0", "--json")
    document = json.loads(answer.out)
    assert document["format"] == "habitos-explanation/1"
    assert document["reason"] == "placed"
    assert document["worth"] == pytest.approx(80)


def test_an_unknown_behavior_is_refused_before_solving(path: Path) -> None:
    answer = invoke("solve", path, "--explain", "fly")
    assert answer.code == 1
    assert "There is no behavior “fly”" in answer.err


@pytest.mark.parametrize("seconds", ["-1", "nan", "soon"])
def test_time_for_a_closer_price_is_a_number_of_seconds(path: Path, seconds: str) -> None:
    assert invoke("solve", path, "--explain", "read", "--narrow", seconds).code == 2
    assert "total 40.0 points lower" in invoke("solve", path, "--explain", "read:0", "--narrow", "5").out
