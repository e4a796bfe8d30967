"""Turning the pages of the earlier runs."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import RunSummary
from habitos_tui.domain.model.plan import Plan, PlanStatus
from habitos_tui.ui.solve.run_history import RUNS_ON_A_PAGE, RunHistory, RunPages
from tests.support.household import MONDAY, add_alice
from tests.support.ui import Script, go, make_app, press, shown


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
