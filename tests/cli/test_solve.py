"""solve and verify: from a problem file to a plan file and back, without a profile."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from habitos_tui.cli import solving
from habitos_tui.domain.model.plan import Plan, PlanStatus, Progress
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import SolverError
from habitos_tui.exchange.files import read_plan, read_problem
from habitos_tui.planner import solve as planner
from tests.support.cli import Answer, invoke

WEEK: dict[str, Any] = {
    "format": "habitos-problem/1",
    "name": "Small week",
    "week_start": "2026-11-23",
    "slots": [{"name": "early_morning", "start": "06:00", "end": "08:00"}],
    "objectives": {"health": 1},
    "busy": [{"day": day, "start": "06:00", "end": "08:00", "title": "Work"} for day in range(2, 7)],
    "behaviors": [
        {
            "id": "run",
            "name": "Run \x1b[31m",
            "min_minutes": 20,
            "typical_minutes": 30,
            "max_minutes": 30,
            "impacts": {"health": 1},
            "target_per_week": 3,
        },
        {
            "id": "walk",
            "name": "Walk",
            "min_minutes": 10,
            "typical_minutes": 20,
            "max_minutes": 30,
            "impacts": {"health": 0.5},
            "target_per_week": 1,
            "max_per_week": 1,
        },
    ],
    "fixed": [{"behavior": "walk", "day": 0, "start": "06:00", "minutes": 20, "kind": "done"}],
    "settings": {"routine": 0, "balance": 0, "stability": 0},
}
OBJECTIVE = 2.1
"""Two runs at 1 x 0.8 x 1, and the walk that was done at 0.5 x 1 x 1."""
IMPOSSIBLE = {**WEEK, "behaviors": [{**WEEK["behaviors"][0], "min_per_week": 3}, WEEK["behaviors"][1]]}


@pytest.fixture
def week(tmp_path: Path) -> Path:
    return written(tmp_path / "week.json", WEEK)


def written(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data), "utf-8")
    return path


def plan_with(*sessions: dict[str, Any], objective: float | None = None) -> dict[str, Any]:
    return {
        "format": "habitos-plan/1",
        "problem": "Small week",
        "status": "feasible",
        "objective": objective,
        "sessions": list(sessions),
    }


def run_at(day: int, start: str = "07:00", minutes: int = 30) -> dict[str, Any]:
    return {"behavior": "run", "day": day, "slot": "early_morning", "start": start, "minutes": minutes}


def test_solve_says_how_it_ended_what_it_is_worth_and_what_the_week_is(week: Path) -> None:
    answer = invoke("solve", week)
    assert answer.code == 0
    assert "Details: optimal, " in answer.out
    assert "210.0 points, bound 210.0" in answer.out
    assert "gap 0.00 %" in answer.out
    assert " s, HiGHS" in answer.out
    assert "Mon 23 Nov\n  06:00   20 min  Walk  done\n" in answer.out
    assert "Tue 24 Nov\n" in answer.out
    assert "2 of 3" in answer.out.split("Less often than you asked:")[1]
    assert "\x1b" not in answer.out
    assert answer.err == ""


def test_solve_writes_a_plan_that_verifies_at_its_stated_objective(week: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    assert invoke("solve", week, "-o", plan).code == 0
    assert read_plan(plan, read_problem(week)).objective == pytest.approx(OBJECTIVE)
    answer = invoke("verify", week, plan)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "The plan keeps every limit.\nObjective 2.100000 (210.0 points).\n"


def test_a_week_worth_next_to_nothing_is_told_and_checked_as_any_other(week: Path, tmp_path: Path) -> None:
    data = json.loads(week.read_text())
    for behavior in data["behaviors"]:
        behavior["impacts"] = {name: impact * 1e-9 for name, impact in behavior["impacts"].items()}
    week.write_text(json.dumps(data))
    plan = tmp_path / "plan.json"
    solved = invoke("solve", week, "-o", plan)
    assert "2.1e-07 points, bound 2.1e-07" in solved.out
    assert invoke("verify", week, plan).out.endswith("Objective 2.1e-09 (2.1e-07 points).\n")
    stated = json.loads(plan.read_text())
    plan.write_text(json.dumps(stated | {"objective": 2.2e-9, "bound": 2.2e-9}))
    assert "The plan states 2.2e-09, which is not what it is worth." in invoke("verify", week, plan).out


def test_solve_and_verify_read_standard_input_and_speak_json(week: Path) -> None:
    solved = invoke("solve", "-", "--json", stdin=week.read_text())
    assert solved.code == 0
    assert solved.json["format"] == "habitos-plan/1"
    assert solved.json["status"] == "optimal"
    checked = invoke("verify", week, "-", "--json", stdin=solved.out)
    assert checked.code == 0
    assert checked.json["ok"] is True
    assert checked.json["objective"] == pytest.approx(OBJECTIVE)
    assert checked.json["stated_objective"] == pytest.approx(OBJECTIVE)
    assert checked.json["objective_differs"] is False
    assert [share["objective"] for share in checked.json["objectives"]] == ["health"]
    assert len(checked.json["days"]) == 7


def test_options_reach_the_planner(week: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[SolveOptions] = []

    def solve(_problem: object, options: SolveOptions, *_: object) -> Plan:
        seen.append(options)
        return Plan(status=PlanStatus.FEASIBLE)

    monkeypatch.setattr(planner, "solve", solve)
    assert invoke("solve", week, "--engine", "cbc", "--time-limit", "2.5", "--gap", "0.01").code == 0
    assert invoke("solve", week).code == 0
    assert seen == [SolveOptions("cbc", 0.01, 2.5), SolveOptions()]


@pytest.mark.parametrize(
    "option",
    [
        ("--gap", "nan"),
        ("--gap", "-0.1"),
        ("--gap", "inf"),
        ("--gap", "small"),
        ("--time-limit", "0"),
        ("--time-limit", "-1"),
        ("--time-limit", "nan"),
        ("--time-limit", "inf"),
        ("--engine", "gurobi"),
    ],
)
def test_options_without_sense_are_refused(week: Path, option: tuple[str, str]) -> None:
    answer = invoke("solve", week, *option)
    assert (answer.code, answer.out) == (2, "")
    assert f"Invalid value for '{option[0]}'" in answer.err


def test_an_infeasible_week_ends_with_15(tmp_path: Path) -> None:
    path = written(tmp_path / "impossible.json", IMPOSSIBLE)
    answer = invoke("solve", path)
    assert answer.code == 15
    assert "No week keeps all your limits." in answer.out
    assert "Points" not in answer.out
    assert invoke("solve", path, "--json").json["status"] == "infeasible"


@pytest.mark.parametrize("status", [PlanStatus.FAILED, PlanStatus.CANCELLED, PlanStatus.TIMED_OUT])
def test_no_plan_without_a_proof_ends_with_1(week: Path, monkeypatch: pytest.MonkeyPatch, status: PlanStatus) -> None:
    monkeypatch.setattr(planner, "solve", lambda *_: Plan(status=status))
    answer = invoke("solve", week)
    assert answer.code == 1
    assert f"Details: {status}" in answer.out


def test_time_that_is_up_before_there_is_a_plan_is_told_as_such(week: Path) -> None:
    answer = invoke("solve", week, "--time-limit", "0.000001")
    assert answer.code == 1
    assert "The time was up before a plan was found: allow more of it." in answer.out


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"grid_minutes": 7}, "grid_minutes"),
        ({"unknown": 1}, "unknown"),
        ({"busy": [{"day": 9, "start": "06:00", "end": "07:00"}]}, "busy[0].day"),
        ({"behaviors": [{**WEEK["behaviors"][0], "typical_minutes": 10}]}, "behaviors[0].min_minutes"),
    ],
)
def test_a_bad_problem_is_refused_with_the_path_of_the_field(tmp_path: Path, change: dict[str, Any], path: str) -> None:
    file = written(tmp_path / "bad.json", {**WEEK, "fixed": [], **change})
    for answer in (invoke("solve", file), invoke("verify", file, file)):
        assert (answer.code, answer.out) == (2, "")
        assert path in answer.err
        assert "bad.json" in answer.err


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"\xff\xfe", b'{"gap": NaN}', b"[" * 100_000], ids=lambda content: repr(content)[:9]
)
def test_what_is_no_problem_file_is_refused_in_a_sentence(content: bytes) -> None:
    answer = invoke("solve", "-", stdin=content)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Not possible: Standard input")


def test_a_missing_file_and_an_unwritable_one_are_named(week: Path, tmp_path: Path) -> None:
    answer = invoke("solve", tmp_path / "none.json")
    assert answer.code == 2
    assert "none.json does not exist" in answer.err
    answer = invoke("solve", week, "-o", tmp_path / "no" / "plan.json")
    assert answer.code == 1
    assert "plan.json" in answer.err
    assert invoke("solve", week, "-o", "-").code == 2


def test_verify_names_every_violation_and_a_wrong_objective(week: Path, tmp_path: Path) -> None:
    plan = written(tmp_path / "plan.json", plan_with(run_at(0), run_at(0, "07:30", 15), run_at(2), objective=9.0))
    answer = invoke("verify", week, plan)
    assert answer.code == 1
    assert "at most 1" in answer.out
    assert "violations." in answer.out
    assert "The plan states 9.000000, which is not what it is worth." in answer.out
    document = invoke("verify", week, plan, "--json").json
    assert document["ok"] is False
    assert document["objective_differs"] is True
    assert all(found["sentence"] and found["kind"] for found in document["violations"])


def test_a_plan_without_a_stated_objective_is_not_blamed_for_it(week: Path, tmp_path: Path) -> None:
    plan = written(tmp_path / "plan.json", plan_with(run_at(0)))
    answer = invoke("verify", week, plan)
    assert answer.code == 0
    assert "states" not in answer.out
    assert invoke("verify", week, plan, "--json").json["stated_objective"] is None


def test_verify_refuses_two_files_on_one_standard_input() -> None:
    assert invoke("verify", "-", "-").code == 2


class Screen(io.StringIO):
    """A stderr that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_twice_a_second_and_only_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    def solve(on_progress: Any, _cancel: object) -> Plan:
        for tenth in range(12):
            on_progress(Progress("prove", 1.0, 1.25, 1, tenth / 10))
        return Plan(status=PlanStatus.OPTIMAL)

    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    assert solving.run(solve).exit_code == 0
    assert "\n" not in screen.getvalue()
    lines = screen.getvalue().split("\r")
    assert sum("Improving" in line for line in lines) == 3
    assert "Improving the week and proving how good it is  20.00 % better at most" in lines[1]
    assert "Improving" not in lines[-1]


def test_the_planner_s_errors_come_through(week: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Answer:
        raise SolverError("HiGHS could not be started.")

    monkeypatch.setattr(planner, "solve", fail)
    answer = invoke("solve", week)
    assert (answer.code, answer.err) == (1, "The solver failed: HiGHS could not be started.\n")


def test_a_plan_that_cannot_be_written_is_told_before_the_work(week: Path, tmp_path: Path) -> None:
    for target in (tmp_path / "no" / "plan.json", tmp_path):
        answer = invoke("solve", week, "-o", target)
        assert answer.code != 0
        assert answer.out == ""


@pytest.mark.skipif(sys.platform != "linux", reason="writes to /dev/full")
def test_a_plan_that_was_not_written_after_all_is_shown(week: Path) -> None:
    answer = invoke("solve", week, "-o", "/dev/full", "--json")
    assert answer.code == 1
    assert answer.json["status"] == "optimal"
    assert "/dev/full cannot be written" in answer.err


def test_a_plan_of_another_program_needs_only_its_sessions(week: Path, tmp_path: Path) -> None:
    plan = written(tmp_path / "plan.json", {"format": "habitos-plan/1", "sessions": [run_at(0)]})
    assert invoke("verify", week, plan).code == 0
