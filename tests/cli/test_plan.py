"""plan and problem: the profile's week, solved, saved and accepted."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from habitos_tui.clock import FixedClock
from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.plan import Plan, PlanStatus, Session
from habitos_tui.planner import solve as planner
from habitos_tui.services.planning import Planning
from tests.cli.conftest import Habitos
from tests.support.cli import invoke


def sessions(habitos: Habitos, *week: str) -> list[dict[str, Any]]:
    return [session for day in habitos("week", "--json", *week).json["days"] for session in day["sessions"]]


def test_plan_solves_saves_and_accepts_the_week(ready: Habitos) -> None:
    answer = ready("plan")
    assert answer.code == 0
    assert "Details: optimal, " in answer.out
    assert answer.err == "Accepted: the week of Mon 23 Nov.\n"
    assert sorted({s["behavior"] for s in sessions(ready)}) == ["read-a-book", "run"]
    assert sum(s["behavior"] == "run" for s in sessions(ready)) == 3


@pytest.mark.parametrize(("week", "first"), [("next", "2026-11-30"), ("2026-W50", "2026-12-07")])
def test_plan_takes_the_week_that_is_meant(ready: Habitos, week: str, first: str) -> None:
    assert ready("plan", "--week", week).code == 0
    assert ready("week", "--week", first, "--json").json["week_start"] == first
    assert sessions(ready, "--week", first)
    assert not sessions(ready)


def test_a_dry_run_keeps_nothing(ready: Habitos) -> None:
    answer = ready("plan", "--dry-run")
    assert answer.code == 0
    assert "Read a book" in answer.out
    assert answer.err == "Nothing was saved: the week of Mon 23 Nov.\n"
    assert not sessions(ready)


def test_plan_writes_the_plan_document_that_verifies_against_the_problem(ready: Habitos, tmp_path: Path) -> None:
    problem = tmp_path / "week.json"
    problem.write_text(ready("problem", "--week", "next").out, "utf-8")
    plan = ready("plan", "--week", "next", "--dry-run", "--json")
    assert plan.json["format"] == "habitos-plan/2"
    assert invoke("verify", problem, "-", stdin=plan.out).code == 0


def places(habitos: Habitos) -> set[tuple[str, str]]:
    days = habitos("week", "--json").json["days"]
    return {(day["day"], session["behavior"]) for day in days for session in day["sessions"]}


def test_planning_again_keeps_what_is_planned_as_re_planning_in_the_app_does(ready: Habitos) -> None:
    assert ready("plan").code == 0
    planned = {(p["behavior"], p["day"], p["slot"]) for p in ready("problem").json["previous"]}
    assert len(planned) == 10
    assert ready("problem").json["settings"]["stability"] == 0.02
    again = ready("plan", "--json").json
    assert {change["kind"] for change in again["changes"]} == {"kept"}
    assert "previous" not in ready("problem", "--fresh").json
    assert ready("plan", "--fresh", "--json").json["changes"] == []


def test_two_plans_at_a_time_do_not_overwrite_each_other(ready: Habitos, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ready("plan").code == 0
    adopt, other = Planning.adopt, list[set[tuple[str, str]]]()

    def meanwhile(*args: Any, **fields: Any) -> tuple[PlannedSession, ...]:
        if not other:
            other.append(set())
            assert ready("busy", "add", "all", "17:00", "23:30", "Visitors").code == 0
            assert ready("plan").code == 0
            other[0] = places(ready)
        return adopt(*args, **fields)

    monkeypatch.setattr(Planning, "adopt", meanwhile)
    answer = ready("plan")
    assert (answer.code, answer.out) == (1, "")
    assert "has changed since this plan was made" in answer.err
    assert places(ready) == other[0]


def test_a_plan_made_again_says_what_becomes_of_each_session(
    ready: Habitos, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    weeks = [
        [
            ("run", 1, 420, 30),
            ("run", 3, 420, 30),
            ("run", 5, 420, 30),
            *[("read-a-book", d, 1290, 30) for d in (1, 3)],
        ],
        [("run", 2, 420, 30), ("run", 3, 430, 30), *[("read-a-book", day, 1290, 20 + 5 * day) for day in (1, 3)]],
    ]
    slots = {"run": "morning", "read-a-book": "night"}

    def found(*_: Any) -> Plan:
        places = weeks[0] if not ready("week", "--json").json["planned"] else weeks[1]
        drawn = [Session(behavior=b, day=d, slot=slots[b], start=s, minutes=m) for b, d, s, m in places]
        return Plan(status=PlanStatus.OPTIMAL, objective=1, bound=1, gap=0, sessions=tuple(drawn))

    monkeypatch.setattr(planner, "solve", found)
    assert "Changes" not in ready("plan").out
    again = ready("plan", "--dry-run", "--json")
    assert again.json["diff"]["counts"] == {
        "dropped": 1, "moved": 1, "shifted": 1, "shorter": 1, "longer": 1, "added": 0, "kept": 0
    }  # fmt: skip
    moved = next(change for change in again.json["diff"]["sessions"] if change["kind"] == "moved")
    assert [moved[side]["day"] for side in ("before", "after")] == [1, 2]
    file, problem = tmp_path / "plan.json", tmp_path / "problem.json"
    file.write_text(again.out, "utf-8")
    problem.write_text(ready("problem", "--fresh").out, "utf-8")
    assert invoke("verify", str(problem), str(file)).code == 0
    text = ready("plan").out
    assert "Changes: 1 dropped, 1 moved, 1 shifted, 1 shorter and 1 longer" in text
    assert "  moved    Run          Tue 24 Nov 07:00-07:30 → Wed 25 Nov 07:00-07:30\n" in text
    assert "Changes: Nothing changes\n" in ready("plan").out


def test_an_infeasible_week_ends_with_15_and_changes_nothing(ready: Habitos) -> None:
    assert ready("plan").code == 0
    before = sessions(ready)
    strict = {"type": "time_budget", "period": "week", "min_minutes": 10_000}
    assert ready("rules", "add", "-", stdin=json.dumps(strict)).code == 0
    answer = ready("plan")
    assert answer.code == 15
    assert answer.err == "Kept in the history, not accepted: the week of Mon 23 Nov.\n"
    assert sessions(ready) == before


def test_an_interrupted_plan_is_shown_but_not_accepted(ready: Habitos, monkeypatch: pytest.MonkeyPatch) -> None:
    real = planner.solve

    def interrupted(*args: Any) -> Plan:
        plan = real(*args)
        cancel = args[3]
        signal.raise_signal(signal.SIGINT)
        assert cancel.wait(10)
        return plan.model_copy(update={"status": PlanStatus.FEASIBLE})

    monkeypatch.setattr(planner, "solve", interrupted)
    answer = ready("plan")
    assert answer.code == 130
    assert "Details: feasible, " in answer.out
    assert "not accepted" in answer.err
    assert not sessions(ready)


@pytest.mark.parametrize("week", ["someday", "2026-W60", "2026-13-01", "9999-W99", "2020-W10", ""])
def test_a_week_that_cannot_be_planned_is_refused(ready: Habitos, week: str) -> None:
    for command in ("plan", "problem"):
        answer = ready(command, "--week", week)
        assert (answer.code, answer.out) == (2, "")


@pytest.mark.parametrize("week", ["9999-12-31", "0001-01-01", "2999-W52", "9999-W52"])
@pytest.mark.parametrize("command", ["plan", "problem", "week"])
def test_the_ends_of_time_are_no_crash(ready: Habitos, command: str, week: str) -> None:
    assert ready(command, "--week", week).code in {0, 2}


def test_the_problem_is_a_file_that_solve_takes(ready: Habitos) -> None:
    problem = ready("problem")
    assert problem.code == 0
    assert problem.json["format"] == "habitos-problem/2"
    assert problem.json["not_before"] == {"day": 0, "time": "09:00"}
    assert [behavior["name"] for behavior in problem.json["behaviors"]] == ["Run", "Read a book"]
    assert invoke("solve", "-", stdin=problem.out).code == 0


@pytest.mark.parametrize(("day", "ends"), [(26, ""), (27, "ends in 2 days"), (29, "ends today")])
def test_a_first_plan_late_in_the_week_is_of_the_next(ready: Habitos, clock: FixedClock, day: int, ends: str) -> None:
    clock.moment = clock.moment.replace(day=day)
    dry, first = ready("plan", "--dry-run").err, ready("plan").err
    assert ("the week of Mon 30 Nov" in first) is bool(ends)
    for told in (dry, first):
        assert (ends in told and "plan --week this" in told) if ends else "--week" not in told
    assert "the week of Mon 23 Nov" in ready("plan").err  # the second one is of this week again
    assert "--week" not in ready("plan").err


def test_a_first_plan_late_in_the_week_is_of_this_one_if_that_is_said(ready: Habitos, clock: FixedClock) -> None:
    clock.moment = clock.moment.replace(day=28)
    assert "to make one: habitos-tui plan --week this" in ready("today").err
    told = ready("plan", "--week", "this").err
    assert "the week of Mon 23 Nov" in told
    assert "to plan the next one: habitos-tui plan --week next" in told
