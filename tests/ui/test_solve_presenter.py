from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from habitos_tui.domain.agenda import Run, RunSummary
from habitos_tui.domain.plan import (
    Change,
    Limit,
    ObjectiveShare,
    Plan,
    PlanStatus,
    Progress,
    Repair,
    Session,
    SolveOptions,
    Unplaced,
)
from habitos_tui.errors import SolverError
from habitos_tui.ui.presenters.solve import (
    UNKNOWN,
    failure_note,
    gap_bar,
    gap_share,
    history_rows,
    progress_view,
    result_view,
)
from tests.support.weeks import office_problem

OPTIONS = SolveOptions(gap=0.005)
PROBLEM = office_problem(["[b]Run[/b]"])
PLAN = Plan(
    status=PlanStatus.OPTIMAL,
    objective=10.38,
    bound=10.42,
    gap=0.0038,
    seconds=6.25,
    engine="highs",
    sessions=(Session(behavior="run", day=2, slot="morning", start=425, minutes=35),),
)


def run_of(plan: Plan) -> Run:
    summary = RunSummary(
        id=UUID(int=1),
        week_start=date(2026, 11, 23),
        started_at=datetime(2026, 11, 23, 7, tzinfo=UTC),
        engine=plan.engine,
        status=plan.status,
        objective=plan.objective,
        bound=plan.bound,
        gap=plan.gap,
        seconds=plan.seconds,
    )
    return Run(summary, PROBLEM, plan)


def test_nothing_is_known_before_the_first_news() -> None:
    view = progress_view(None, OPTIONS, elapsed=0.4)
    assert (view.best, view.bound, view.gap, view.plans, view.elapsed) == (UNKNOWN, UNKNOWN, UNKNOWN, "0", "0 s")
    assert view.share == 1


def test_figures_are_points_and_percent() -> None:
    view = progress_view(Progress("prove", 9.0, 10.0, 3, 2.0), OPTIONS, elapsed=12.9)
    assert (view.best, view.bound, view.gap, view.target) == ("900.0", "1000.0", "10.00 %", "0.50 %")
    assert (view.plans, view.elapsed) == ("3", "12 s")
    assert "proving" in view.phase


def test_an_unknown_phase_is_shown_by_its_own_name() -> None:
    assert progress_view(Progress("polish", None, None, 0, 0.1), OPTIONS, elapsed=1).phase == "polish"


def test_stopping_says_that_the_plan_is_kept() -> None:
    assert "kept" in progress_view(None, OPTIONS, elapsed=1, stopping=True).phase


@pytest.mark.parametrize(("gap", "share"), [(1.0, 1.0), (3.0, 1.0), (0.005, 0.0), (0.0, 0.0)])
def test_the_bar_runs_from_a_gap_of_everything_to_the_one_asked_for(gap: float, share: float) -> None:
    assert gap_share(gap, 0.005) == share


def test_the_bar_only_ever_shrinks_with_the_gap() -> None:
    shares = [gap_share(gap, 0.005) for gap in (0.9, 0.5, 0.1, 0.02, 0.006)]
    assert shares == sorted(shares, reverse=True)
    assert gap_share(0.1, 0.0) < 1


def test_the_bar_is_never_empty_before_the_goal() -> None:
    assert gap_bar(0.001, 20).plain == "█" + "░" * 19
    assert gap_bar(0.0, 20).plain == "░" * 20


def test_a_proved_plan_says_so_and_can_be_accepted() -> None:
    view = result_view(run_of(PLAN))
    assert view.headline.plain == "✓ 1 session planned; no week is better by more than 0.38 %"
    assert "1038.0 points of at most 1042.0" in view.figures
    assert "HiGHS 6.3 s" in view.figures or "HiGHS 6.2 s" in view.figures
    assert view.acceptable


def test_a_gap_too_small_to_print_is_none() -> None:
    assert result_view(run_of(PLAN.model_copy(update={"gap": 0.0}))).headline.plain.endswith("no week is better")


def test_sessions_stand_under_their_day_and_names_are_not_markup() -> None:
    blocks = [block.plain for block in result_view(run_of(PLAN)).days]
    assert blocks == ["Wed 25\n07:05\N{EN DASH}07:40 ▌[b]Run[/b]"]


def test_objectives_are_shown_against_what_is_possible() -> None:
    shares = (
        ObjectiveShare(objective="health", achieved=1, reachable=2, weighted=0.1),
        ObjectiveShare(objective="social", achieved=0, reachable=0, weighted=0),
    )
    lines = [line.plain for line in result_view(run_of(PLAN.model_copy(update={"objectives": shares}))).objectives]
    assert lines == [
        "Health          ▰▰▰▰▰▰▰▰▰▰▱▱▱▱▱▱▱▱▱▱ 50 % of what is possible",
        "Social          ▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱ out of reach",
    ]


def test_what_is_not_placed_says_how_much_and_why_without_naming_it_twice() -> None:
    missing = (Unplaced(behavior="run", placed=1, target=3, reason="time", sentence="“[b]Run[/b]”: it is full."),)
    view = result_view(run_of(PLAN.model_copy(update={"unplaced": missing})))
    assert [line.plain for line in view.unplaced] == ["[b]Run[/b]  1 of 3 a week", "  It is full."]
    assert view.unplaced_count == 1


def test_changes_name_day_and_slot_and_count_without_what_is_kept() -> None:
    changes = (
        Change(behavior="run", day=0, slot="early_morning", kind="kept"),
        Change(behavior="read", day=3, slot="night", kind="added"),
        Change(behavior="gone", day=1, slot="night", kind="removed"),
    )
    view = result_view(run_of(PLAN.model_copy(update={"changes": changes})))
    assert [line.plain.split(maxsplit=3)[:3] for line in view.changes] == [
        ["-", "Tue", "night"],
        ["+", "Thu", "night"],
        ["=", "Mon", "early"],
    ]
    assert view.changed == 2


def test_an_impossible_week_names_limits_and_repairs_and_cannot_be_accepted() -> None:
    plan = Plan(
        status=PlanStatus.INFEASIBLE,
        conflict=(Limit(kind="rule", subject="r1", sentence="Run at least 9 a week"),),
        repairs=(Repair(kind="rule", subject="r1", sentence="Ask for 7 a week"),),
    )
    view = result_view(run_of(plan))
    assert view.headline.plain == "✗ No week keeps all your limits"
    assert [line.plain for line in view.unplaced] == [
        "This limit cannot be kept:",
        " ✗ Run at least 9 a week",
        "",
        "One of these is enough to make the week possible:",
        " → Ask for 7 a week",
    ]
    assert not view.acceptable
    assert (view.conflict, view.unplaced_count) == (True, 1)


def test_a_week_without_room_says_so() -> None:
    assert result_view(run_of(PLAN.model_copy(update={"sessions": ()}))).headline.plain.startswith(
        "✓ Nothing more fits"
    )


def test_a_plan_without_the_proof_says_that_it_stopped() -> None:
    assert (
        "stopped before the proof" in result_view(run_of(PLAN.model_copy(update={"status": "feasible"}))).headline.plain
    )


def test_history_shows_a_dash_where_there_is_no_figure() -> None:
    done = run_of(PLAN).summary.model_copy(update={"accepted_at": datetime(2026, 11, 23, 8, tzinfo=UTC)})
    failed = run_of(Plan(status=PlanStatus.INFEASIBLE, seconds=0.1)).summary
    rows = history_rows((done, failed))
    assert (rows[0].week, rows[0].status, rows[0].points, rows[0].gap) == ("23 Nov", "✓ optimal", "1038.0", "0.38 %")
    assert (rows[0].accepted, rows[1].accepted) == ("✓", "")
    assert (rows[1].points, rows[1].gap) == (UNKNOWN, UNKNOWN)


def test_a_failure_says_what_to_do_next() -> None:
    told = failure_note(SolverError("The engine [b]died.", hint="Try the other."), stopped=False).plain
    assert "The engine [b]died." in told
    assert "Try the other." in told
    assert "more seconds" in failure_note(None, stopped=False).plain
    assert "Stopped" in failure_note(None, stopped=True).plain


def test_views_are_equal_when_nothing_changed() -> None:
    view = progress_view(None, OPTIONS, elapsed=0.1)
    assert view == progress_view(None, OPTIONS, elapsed=0.9)
    assert replace(view, elapsed="1 s") != view
