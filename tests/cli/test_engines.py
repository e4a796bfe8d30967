"""Other ways to solve, from problem file to plan file and back through the verifier, and what is said without them."""

import json
import sys
from math import log
from pathlib import Path
from typing import Any

import pytest

from habitos_tui.exchange.files import problem_json, read_plan, read_problem
from habitos_tui.services.planning import Planning
from tests.planner.samples import sample
from tests.planner.search.test_smooth import two_in_140_minutes
from tests.support.cli import invoke

SHARED = 1.6 * (0.7 + 0.3 * log(5) / log(4))
"""What two equal sessions are worth that share 140 minutes: worked out where the week is made."""


@pytest.fixture
def week(tmp_path: Path) -> Path:
    path = tmp_path / "week.json"
    path.write_text(problem_json(two_in_140_minutes()), "utf-8")
    return path


def test_a_plan_of_smooth_is_verified_as_it_is_valued(week: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    solved = invoke("solve", week, "--engine", "smooth", "--gap", "0", "-o", plan)
    assert solved.code == 0
    assert "Nothing better is possible where worth grows smoothly with the minutes." in solved.out
    assert solved.out.rstrip().endswith("s, Smooth")
    assert read_plan(plan, read_problem(week)).engine == "smooth"
    assert invoke("verify", week, plan).out == f"The plan keeps every limit.\nObjective {SHARED:.6f} (167.7 points).\n"


def test_another_engine_s_plan_of_the_same_week_is_valued_in_pieces(week: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    invoke("solve", week, "--engine", "smooth", "--gap", "0", "-o", plan)
    stated: dict[str, Any] = json.loads(plan.read_text("utf-8"))
    plan.write_text(json.dumps(stated | {"engine": "highs"}), "utf-8")
    out = invoke("verify", week, plan).out
    assert "Objective 1.640000" in out  # 0.8 * 2 * (1 + 0.15 * 10 / 60)
    assert "which is not what it is worth" in out


def test_a_problem_file_may_ask_for_the_curve(week: Path) -> None:
    said = json.loads(week.read_text("utf-8")) | {"curve": "smooth"}
    week.write_text(json.dumps(said), "utf-8")
    assert invoke("solve", week, "--gap", "0", "--json").json["objective"] == pytest.approx(SHARED, abs=1e-9)
    week.write_text(json.dumps(said | {"curve": "wavy"}), "utf-8")
    refused = invoke("solve", week)
    assert refused.code == 2
    assert "curve" in refused.err


def test_the_solver_is_loaded_before_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "habitos_tui.planner.engines.highs", raising=False)
    Planning.prepare()
    assert "habitos_tui.planner.engines.highs" in sys.modules


def test_without_highs_a_sentence_says_what_plans_without_it(week: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "habitos_tui.planner.engines.highs", raising=False)
    monkeypatch.setitem(sys.modules, "highspy", None)
    answer = invoke("solve", week)
    assert answer.code == 1
    assert "HiGHS, the solver, cannot be loaded here" in answer.err
    assert "--engine cbc or --engine evolve" in answer.err


def test_a_plan_of_evolve_is_checked_and_never_called_proved(tmp_path: Path) -> None:
    week, plan = written_sample(tmp_path), tmp_path / "plan.json"
    solved = invoke("solve", week, "--engine", "evolve", "--time-limit", "1.5", "--seed", "3", "-o", plan)
    assert solved.code == 0
    assert "Found by evolve, at most " in solved.out
    assert " below what any week could be worth; not proved." in solved.out
    assert "Details: feasible, " in solved.out
    assert solved.out.rstrip().endswith("s, Evolve")
    checked = invoke("verify", week, plan, "--json")
    assert checked.code == 0
    assert checked.json["ok"] is True
    assert checked.json["objective_differs"] is False
    assert json.loads(plan.read_text("utf-8"))["engine"] == "evolve"


def test_without_highs_evolve_says_that_the_gap_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "habitos_tui.planner.engines.highs", raising=False)
    monkeypatch.setitem(sys.modules, "highspy", None)
    solved = invoke("solve", written_sample(tmp_path), "--engine", "evolve", "--time-limit", "1")
    assert solved.code == 0
    assert "how far below the best it is, is unknown; not proved." in solved.out
    assert "gap unknown" in solved.out


def test_the_front_is_a_table_and_a_document_that_verifies(tmp_path: Path) -> None:
    week = written_sample(tmp_path)
    table = invoke("solve", week, "--engine", "evolve", "--front", "--time-limit", "1.5")
    assert table.code == 0
    heading, _, _, names, first, *_ = table.out.splitlines()
    assert heading.endswith("none better than another in everything; not proved.")
    assert "Health" in names
    assert first.startswith("  1 ")
    document = invoke("solve", week, "--engine", "evolve", "--front", "--time-limit", "1.5", "--json").json
    assert document["format"] == "habitos-front/1"
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(document["points"][-1]["plan"]), "utf-8")
    assert invoke("verify", week, plan).code == 0


def test_the_front_of_an_impossible_week_says_what_clashes(tmp_path: Path) -> None:
    here = json.loads(written_sample(tmp_path).read_text("utf-8"))
    first = here["behaviors"][0]
    first |= {"min_per_week": 1, "max_per_week": 7}
    nothing = {"id": "nothing", "type": "time_budget", "period": "week", "max_minutes": 0}
    week = tmp_path / "impossible.json"
    week.write_text(json.dumps(here | {"rules": [nothing], "fixed": []}), "utf-8")
    told = invoke("solve", week, "--engine", "evolve", "--front")
    assert told.code == 15
    assert told.out.startswith("No week keeps all your limits.")
    assert "These limits cannot all be kept" in told.out


def test_the_front_is_for_evolve_alone(week: Path) -> None:
    assert "--front goes with --engine evolve" in invoke("solve", week, "--front").err


def written_sample(folder: Path) -> Path:
    path = folder / "sample.json"
    path.write_text(problem_json(sample("parent-8-1")), "utf-8")
    return path
