"""How a run ended, the list of runs, and turning the pages of the earlier runs."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import Run, RunSummary
from habitos_tui.domain.model.plan import Plan, PlanStatus, Session
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.ui.solve.result_presenter import about_week, headline
from habitos_tui.ui.solve.run_history import (
    RUNS_ON_A_PAGE,
    RunHistory,
    RunPages,
    history_cells,
    history_heading,
    history_line,
)
from tests.support.household import BERLIN, MONDAY, add_alice
from tests.support.ui import Script, go, make_app, press, shown
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
    assert headline(run).plain == "✓ 1 session, 35 min. Nothing better is possible by more than 0.38 %."
    assert about_week(run) == "Week 48 · 23\N{EN DASH}29 Nov 2026"


def in_berlin(moment: datetime) -> datetime:
    return moment.astimezone(BERLIN)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"gap": 0.0}, "✓ 1 session, 35 min. Nothing better is possible."),
        ({"sessions": ()}, "✓ Nothing more fits into this week."),
        (
            {"status": PlanStatus.FEASIBLE},
            "◐ 1 session, 35 min. It ended early: it is at most 0.38 % below what any week could be worth.",
        ),
        (
            {"status": PlanStatus.FEASIBLE, "bound": None, "gap": None},
            "◐ 1 session, 35 min. It is not proved to be the best.",
        ),
        ({"status": PlanStatus.INFEASIBLE, "sessions": ()}, "✗ No week keeps all your limits."),
    ],
)
def test_every_ending_has_a_sentence(changes: dict[str, object], words: str) -> None:
    assert headline(run_of(PLAN.model_copy(update=changes))).plain == words


def test_history_says_in_words_how_a_run_ended() -> None:
    done = run_of(PLAN).summary.model_copy(update={"accepted_at": datetime(2026, 11, 23, 8, tzinfo=UTC)})
    failed = run_of(Plan(status=PlanStatus.INFEASIBLE, seconds=0.1)).summary
    assert history_cells(done, in_berlin) == {
        "week": "23 Nov",
        "ended": "proved: nothing better by more than 0.38 %",
        "short": "nothing better by over 0.38 %",
        "accepted": "✓",
        "started": "Mon 23 Nov 08:00",
        "day": "23 Nov",
    }
    cells = history_cells(failed, in_berlin)
    assert (cells["ended"], cells["accepted"]) == ("impossible: limits clash", "")


@pytest.mark.parametrize("width", [20, 48, 74])
def test_history_lines_hold_the_columns_that_fit(width: int) -> None:
    line, heading = history_line(run_of(PLAN).summary, in_berlin, width), history_heading(width)
    assert line.cell_length == heading.cell_length <= width
    assert ("Mon 23 Nov 08:00" in line.plain) is (width == 74)
    assert heading.plain.index("Week") == line.plain.index("23 Nov")


def runs(many: int) -> list[RunSummary]:
    """Return runs numbered from 0, which is the newest."""
    return [
        RunSummary(
            id=UUID(int=number),
            week_start=MONDAY,
            started_at=datetime(2026, 11, 25, tzinfo=UTC),
            status=PlanStatus.FEASIBLE,
            engine="highs",
            objective=None,
            bound=None,
            gap=None,
            seconds=1.0,
        )
        for number in range(many)
    ]


class History:
    def __init__(self, many: int) -> None:
        self.runs = runs(many)
        self.pages = RunPages(self.read)
        self.pages.read()

    def read(self, most: int, skip: int) -> Sequence[RunSummary]:
        return self.runs[skip : skip + most]

    @property
    def numbers(self) -> tuple[int, int]:
        return self.pages.runs[0].id.int, self.pages.runs[-1].id.int


def test_one_page_says_nothing_of_others() -> None:
    history = History(RUNS_ON_A_PAGE)
    assert history.numbers == (0, 49)
    assert history.pages.label == ""
    assert not history.pages.turn(1)
    assert not history.pages.turn(-1)


def test_pages_are_turned_until_the_last_and_back() -> None:
    history = History(2 * RUNS_ON_A_PAGE + 3)
    assert history.pages.label == "1-50  [ newer  ] older"
    assert history.pages.turn(1)
    assert history.pages.turn(1)
    assert (history.numbers, history.pages.label, history.pages.at_newest) == (
        (100, 102), "101-103  [ newer  ] older", False,
    )  # fmt: skip
    assert not history.pages.turn(1)
    assert history.pages.turn(-1)
    assert history.numbers == (50, 99)
    assert history.pages.turn(-1)
    assert history.pages.at_newest


def test_a_page_that_became_empty_leads_back_to_the_first() -> None:
    history = History(RUNS_ON_A_PAGE + 2)
    history.pages.turn(1)
    history.runs = history.runs[:3]
    history.pages.read()
    assert (history.numbers, history.pages.label, history.pages.at_newest) == ((0, 2), "", True)


async def test_the_history_is_paged(household: DataDirectory) -> None:
    profile = add_alice(household, planned=False)
    planning = household.open_workspace(profile).planning
    problem = planning.problem_for(MONDAY)
    with household.database.unit():
        for number in range(RUNS_ON_A_PAGE + 3):
            planning.save(MONDAY, problem, Plan(status=PlanStatus.FEASIBLE, objective=number / 100, engine="highs"))
    app = make_app(household, profile, script=Script())
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "5")
        runs = app.screen.query_one(RunHistory)
        assert len(runs.pages.runs) == RUNS_ON_A_PAGE
        assert "1-50" in shown(app.screen)
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert len(runs.pages.runs) == 3
        assert "51-53" in shown(app.screen)
        await press(pilot, "left_square_bracket", "left_square_bracket")
        assert len(runs.pages.runs) == RUNS_ON_A_PAGE
