from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from habitos_tui.domain.model.agenda import Run, RunSummary
from habitos_tui.domain.model.plan import Plan, PlanStatus, Progress, Session
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import SolverError
from habitos_tui.ui.replan.presenter import UNKNOWN, failure_note, gap_cells, gap_share, progress_view
from habitos_tui.ui.solve.presenter import (
    figures,
    headline,
    history_cells,
    history_heading,
    history_line,
)
from tests.support.household import BERLIN
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
    assert (view.plans, view.elapsed, view.limit) == ("3", "12 s", "60 s")
    assert "proving" in view.phase
    assert progress_view(None, SolveOptions(time_limit=None), elapsed=1).limit == "none"


def test_an_unknown_phase_is_shown_by_its_own_name() -> None:
    assert progress_view(Progress("polish", None, None, 0, 0.1), OPTIONS, elapsed=1).phase == "polish"


def test_stopping_says_that_the_plan_is_kept() -> None:
    assert "kept" in progress_view(None, OPTIONS, elapsed=1, stopping=True).phase


@pytest.mark.parametrize(("gap", "share"), [(1.0, 1.0), (3.0, 1.0), (0.005, 0.0), (0.0, 0.0)])
def test_the_gap_runs_from_everything_to_the_one_asked_for(gap: float, share: float) -> None:
    assert gap_share(gap, 0.005) == share


def test_the_gap_only_ever_closes() -> None:
    shares = [gap_share(gap, 0.005) for gap in (0.9, 0.5, 0.1, 0.02, 0.006)]
    assert shares == sorted(shares, reverse=True)
    assert gap_share(0.1, 0.0) < 1


def test_plan_and_bound_meet_only_at_the_goal() -> None:
    assert gap_cells(1.0, 32) == (0, 32)
    assert gap_cells(0.5, 32) == (8, 24)
    assert gap_cells(0.001, 32) == (15, 16)
    assert gap_cells(0.0, 32) == (16, 16)


def test_a_proved_plan_says_so() -> None:
    run = run_of(PLAN)
    assert headline(run).plain == "✓ 1 session planned; no week is better by more than 0.38 %"
    assert "1038.0 points of at most 1042.0" in figures(run.summary)
    assert "HiGHS 6.2 s" in figures(run.summary)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"gap": 0.0}, "✓ 1 session planned; no week is better"),
        ({"sessions": ()}, "✓ Nothing more fits into this week"),
        ({"status": PlanStatus.FEASIBLE}, "◐ 1 session planned; stopped before the proof"),
        ({"status": PlanStatus.FEASIBLE, "bound": None}, "◐ 1 session planned; not proved to be the best"),
        ({"status": PlanStatus.INFEASIBLE, "sessions": ()}, "✗ No week keeps all your limits"),
    ],
)
def test_every_ending_has_a_sentence(changes: dict[str, object], words: str) -> None:
    assert headline(run_of(PLAN.model_copy(update=changes))).plain == words


def test_history_shows_a_dash_where_there_is_no_figure() -> None:
    done = run_of(PLAN).summary.model_copy(update={"accepted_at": datetime(2026, 11, 23, 8, tzinfo=UTC)})
    failed = run_of(Plan(status=PlanStatus.INFEASIBLE, seconds=0.1)).summary
    assert history_cells(done, BERLIN) == {
        "week": "23 Nov",
        "status": "proved",
        "points": "1038.0",
        "gap": "0.38 %",
        "seconds": "6.2 s",
        "accepted": "✓",
        "started": "Mon 23 Nov 08:00",
    }
    cells = history_cells(failed, BERLIN)
    assert (cells["points"], cells["gap"], cells["accepted"]) == (UNKNOWN, UNKNOWN, "")


@pytest.mark.parametrize("width", [20, 48, 74])
def test_history_lines_hold_the_columns_that_fit(width: int) -> None:
    line, heading = history_line(run_of(PLAN).summary, BERLIN, width), history_heading(width)
    assert line.cell_length == heading.cell_length <= width
    assert ("Mon 23 Nov 08:00" in line.plain) is (width == 74)
    assert heading.plain.index("Week") == line.plain.index("23 Nov")


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
