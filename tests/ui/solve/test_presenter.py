"""How a run ended, and the list of runs."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from habitos_tui.domain.model.agenda import Run, RunSummary
from habitos_tui.domain.model.plan import Plan, PlanStatus, Session
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.ui.replan.presenter import UNKNOWN
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
