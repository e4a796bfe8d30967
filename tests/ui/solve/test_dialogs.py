"""The question that comes once, with the first plan, where behaviors had no maximum before."""

from textual.widgets import Static

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.text.maximum_phrasing import CHANGED, NO_DIFFERENCE
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.solve.dialogs import MaximumDialog
from habitos_tui.ui.solve.screen import SolveScreen
from tests.support.household import add_alice
from tests.support.ui import AppPilot, Script, go, make_app, press, settle

SIZE = (80, 24)


def undecided(directory: DataDirectory) -> Profile:
    """Return a profile whose behaviors had no maximum before."""
    profile = add_alice(directory, planned=False)
    preferences = profile.preferences.model_copy(update={"maximum_undecided": True})
    return directory.accounts.save_preferences(profile, preferences)


async def planned(pilot: AppPilot) -> None:
    await go(pilot, "5")
    await pilot.press("s")
    await settle(pilot)


def workspace_of(app: HabitosApp) -> Workspace:
    """Return the services behind the Solve screen."""
    assert isinstance(app.screen, SolveScreen)
    return app.screen.workspace


def is_open(app: HabitosApp) -> bool:
    return workspace_of(app).maximum_question.is_open()


async def test_it_comes_with_the_first_plan_and_shows_the_difference(household: DataDirectory) -> None:
    app = make_app(household, undecided(household), script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await planned(pilot)
        assert isinstance(app.screen, MaximumDialog)
        said = " ".join(str(each.content) for each in app.screen.query(Static))
        assert CHANGED.split(".")[0] in said
        assert NO_DIFFERENCE in said
        await press(pilot, "enter")
        await settle(pilot)
        assert not is_open(app)
        assert workspace_of(app).behaviors.get("run").max_per_week is not None
        await pilot.press("n", "s")
        await settle(pilot)
        assert isinstance(app.screen, SolveScreen)


async def test_more_is_planned_at_once_where_it_is_welcome(household: DataDirectory) -> None:
    script = Script()
    app = make_app(household, undecided(household), script=script)
    async with app.run_test(size=SIZE) as pilot:
        await planned(pilot)
        await press(pilot, "tab", "enter")
        await settle(pilot)
        assert not is_open(app)
        last = script.problems[-1]
        assert any(b.week_limit > b.target_per_week and b.max_per_week is not None for b in last.behaviors)


async def test_it_comes_again_when_it_was_left_open(household: DataDirectory) -> None:
    app = make_app(household, undecided(household), script=Script())
    async with app.run_test(size=SIZE) as pilot:
        await planned(pilot)
        await press(pilot, "escape")
        assert is_open(app)
