"""Calendars are read again before every plan, in a thread."""

from pathlib import Path
from threading import Event
from typing import Any

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.profile import Profile
from habitos_tui.errors import HabitosError
from habitos_tui.services import calendars as service
from habitos_tui.services.calendars import Calendars
from habitos_tui.ui.app.solver import CALENDAR_GROUP
from habitos_tui.ui.kit.messages import Stage
from habitos_tui.ui.solve.screen import SolveScreen
from tests.support.calendars import event, read_here, write_calendar
from tests.support.household import add_alice
from tests.support.ui import Script, go, make_app, press, shown, toasts, until

CHOIR = event("choir", "20261126", "1800", "1930", "Choir")
DENTIST = event("dentist", "20261127", "0900", "1000", "Dentist")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read calendars in the process of the test."""
    monkeypatch.setattr(service, "read_calendars", read_here)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_calendar(tmp_path / "team.ics", CHOIR)


@pytest.fixture
def alice(household: DataDirectory, path: Path) -> Profile:
    alice = add_alice(household)
    calendars = household.open_workspace(alice).calendars
    calendars.add(calendars.preview(calendars.new(path, name="Team")))
    return alice


def busy_in(script: Script) -> list[set[str]]:
    """Return the titles of what was busy in each week that was solved."""
    return [{block.title for block in problem.busy} for problem in script.problems]


async def test_a_plan_is_made_with_what_calendars_take_now(
    household: DataDirectory, alice: Profile, path: Path
) -> None:
    script = Script()
    app = make_app(household, alice, script=script)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "5")
        await press(pilot, "s")
        assert toasts(app) == []
        write_calendar(path, DENTIST)
        await press(pilot, "s")
        assert toasts(app)[-1] == "“Team”: 1 new, 1 gone."
        assert busy_in(script) == [{"Work", "Choir"}, {"Work", "Dentist"}]
        assert app.solver.state.stage is Stage.FINISHED
        write_calendar(path, CHOIR)
        await press(pilot, "N")
        assert toasts(app)[-1] == (
            "“Team”: 1 new, 1 gone.\nThe plan of this week is older than that: R on Week re-plans the rest of it."
        )
        path.unlink()
        await press(pilot, "2", "R")
        assert toasts(app)[-1].startswith("“Team” stays as it was: ")
        assert "Choir" in busy_in(script)[-1]
        assert len(script.problems) == 4


async def test_three_plans_are_made_with_what_calendars_take_now(
    household: DataDirectory, alice: Profile, path: Path
) -> None:
    app = make_app(household, alice, script=Script(plans=lambda _: ()))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "5")
        write_calendar(path, DENTIST)
        await press(pilot, "P")
        assert toasts(app)[-1] == "“Team”: 1 new, 1 gone."
        assert isinstance(app.screen, SolveScreen)
        problem = app.screen.pages.plans._problem
        assert problem is not None
        assert {block.title for block in problem.busy} == {"Work", "Dentist"}


async def test_reading_for_three_plans_is_stopped(
    household: DataDirectory, alice: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    let, read = Event(), Calendars.refresh_all

    def slowly(calendars: Calendars) -> object:
        assert let.wait(10)
        return read(calendars)

    def fail(_: Event) -> tuple[()]:
        raise AssertionError

    monkeypatch.setattr(Calendars, "refresh_all", slowly)
    app = make_app(household, alice, script=Script(plans=fail))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "5")
        await pilot.press("P", "c")
        await pilot.pause()
        let.set()
        await until(pilot, lambda: "Stopped before a plan was found." in shown(app.screen))


async def test_reading_is_shown_and_stopped(
    household: DataDirectory, alice: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    going, let, read = Event(), Event(), Calendars.refresh_all

    def slowly(calendars: Calendars) -> object:
        going.set()
        assert let.wait(10)
        return read(calendars)

    monkeypatch.setattr(Calendars, "refresh_all", slowly)
    script = Script()
    app = make_app(household, alice, script=script)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "5")
        await pilot.press("s")
        await until(pilot, going.is_set)
        await until(pilot, lambda: "Reading your calendars" in shown(app.screen))
        assert app.solver.state.running
        await pilot.press("c")
        await until(pilot, lambda: app.solver.state.stage is Stage.CANCELLED)
        let.set()
        await press(pilot)
        await until(pilot, lambda: all(worker.is_finished for worker in app.workers))
        assert script.problems == []
        await press(pilot, "s")
        assert len(script.problems) == 1


@pytest.mark.parametrize("error", [HabitosError("It went wrong."), RuntimeError("x")])
async def test_what_goes_wrong_meanwhile_is_told(
    household: DataDirectory, alice: Profile, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(_: Calendars) -> object:
        raise error

    monkeypatch.setattr(Calendars, "refresh_all", fail)
    app = make_app(household, alice, script=Script())
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "5")
        await pilot.press("s")
        await until(pilot, lambda: app.solver.state.stage is Stage.FAILED)
        await pilot.pause()
        expected = "It went wrong." if isinstance(error, HabitosError) else "Reading your calendars broke off"
        assert expected in shown(app.screen)


async def test_without_calendars_nothing_is_started(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(household, add_alice(household), script=Script())
    async with app.run_test(size=(80, 24)) as pilot:
        groups: list[str] = []
        run_worker = app.run_worker

        def noted(*args: Any, **options: Any) -> object:
            groups.append(options.get("group", ""))
            return run_worker(*args, **options)

        monkeypatch.setattr(app, "run_worker", noted)
        await go(pilot, "5")
        await press(pilot, "s")
        assert "solve" in groups
        assert CALENDAR_GROUP not in groups
