"""Amounts besides minutes in the app: where they are asked for, and where they show."""

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.amount import Counted
from habitos_tui.domain.model.completion import Completion
from habitos_tui.domain.model.profile import Profile
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.fields import Field
from habitos_tui.ui.session.log_dialog import LogDialog
from tests.support.household import WEDNESDAY, add_alice
from tests.support.ui import go, make_app, press, said, settle, shown, toasts

SIZE = (80, 24)


@pytest.fixture
def runner(household: DataDirectory) -> Profile:
    """Alice, whose first session of Wednesday is a run of usually 5 km; nothing else has a unit."""
    profile = add_alice(household)
    behaviors = household.open_workspace(profile).behaviors
    behaviors.update(behaviors.get("run").model_copy(update={"unit": "km", "amount": 5}))
    return profile


def entry_of(app: HabitosApp) -> Completion:
    assert app.workspace is not None
    (entry,) = (item.completion for item in app.workspace.tracking.day(WEDNESDAY).items if item.completion)
    return entry


async def test_what_is_ticked_off_has_the_usual_amount_and_enter_changes_it(
    household: DataDirectory, runner: Profile
) -> None:
    app = make_app(household, runner)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "5 km · 35 min" in shown(app.screen)
        await press(pilot, "space")
        assert toasts(app) == [
            "Logged “Morning run”, 35 min, 5 km. 1-5 rates it, enter changes the amount, u takes it back."
        ]
        await press(pilot, "enter")
        assert isinstance(app.screen, LogDialog)
        assert app.screen.focused is app.screen.query_one("#amount")
        await press(pilot, "6", ".", "5")
        assert said(app.screen, "#meaning").endswith("; 6.5 of 5 km")
        await press(pilot, "ctrl+s")
        assert entry_of(app).counted == Counted(6.5, "km")
        await press(pilot, "escape")
        assert "6.5 of 5 km · 35 min" in shown(app.screen)


async def test_an_amount_alone_says_that_the_minutes_are_the_usual_ones(
    household: DataDirectory, runner: Profile
) -> None:
    app = make_app(household, runner)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "n", "tab")
        dialog = app.screen
        assert isinstance(dialog, LogDialog)
        assert dialog.query_one("#amount", Field).placeholder == "5 as usual"
        await press(pilot, "tab", "7")
        assert said(dialog, "#meaning") == "7 of 5 km; minutes as usual"
        dialog.query_one("#amount", Field).value = "many"
        await press(pilot, "ctrl+s")
        assert "Must be a number such as 20 or 2.5" in shown(dialog)


async def test_an_amount_is_asked_for_only_of_what_has_a_unit(household: DataDirectory, runner: Profile) -> None:
    app = make_app(household, runner)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "n", "tab")
        assert "Amount" in shown(app.screen)
        await press(pilot, "enter", "down", "enter")
        assert "Amount" not in shown(app.screen)
        await press(pilot, "ctrl+s")
        assert entry_of(app).counted is None


@pytest.mark.parametrize(
    ("size", "line"),
    [((80, 24), "6 km · morning"), ((120, 40), "Amount          6 km"), ((200, 50), "6 km  by the river")],
)
async def test_the_log_shows_the_amount(
    household: DataDirectory, runner: Profile, size: tuple[int, int], line: str
) -> None:
    app = make_app(household, runner)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert app.workspace is not None
        app.workspace.tracking.done("run", amount=6, note="by the river")
        await go(pilot, "6")
        assert line in shown(app.screen)
        (entry,) = (row for row in shown(app.screen).splitlines() if "Wed 25 Nov" in row and "✓" in row)
        assert "6 km" in entry


async def test_several_sessions_of_a_day_add_up(household: DataDirectory, runner: Profile) -> None:
    app = make_app(household, runner)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert app.workspace is not None
        for amount in (5, 2.5):
            app.workspace.tracking.done("run", amount=amount)
        app.show_changes()
        await settle(pilot)
        assert "Morning run: 7.5 km" in shown(app.screen)


async def test_another_unit_says_in_the_form_what_stays(household: DataDirectory, runner: Profile) -> None:
    app = make_app(household, runner)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "3")
        assert app.workspace is not None
        app.workspace.tracking.done("run", amount=6)
        await press(pilot, "enter")
        unit = app.screen.query_one("#unit", Field)
        assert (unit.value, app.screen.query_one("#amount", Field).value) == ("km", "5")
        unit.value = "miles"
        await settle(pilot)
        assert said(app.screen, "#meaning").endswith("1 entry in km stays so and is counted apart.")
