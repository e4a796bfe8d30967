"""Calendars among the busy time: added after a look, listed, freed for a day, read again and removed."""

from pathlib import Path

import pytest
from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.services import calendars as service
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.busy.calendar_dialogs import CalendarDialog
from habitos_tui.ui.busy.calendar_form import CalendarForm
from habitos_tui.ui.rules.busy_pane import BusyPane
from tests.support.calendars import event, read_here, write_calendar
from tests.support.household import MONDAY, add_alice
from tests.support.ui import AppPilot, go, make_app, press, shown, toasts

DENTIST = event("dentist", "20261127", "0900", "1000", "Dentist")
CHOIR = event("choir", "20261126", "1800", "1930", "Choir")
GONE = event("gone", "20261126", "0700", "0800", "Gone", "STATUS:CANCELLED\n")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read calendars in the process of the test."""
    monkeypatch.setattr(service, "read_calendars", read_here)


def services(app: HabitosApp) -> Workspace:
    assert app.workspace is not None
    return app.workspace


def freed(app: HabitosApp) -> dict[str, bool]:
    return {block.title: block.freed for block in services(app).busy_time.dated(MONDAY)}


async def ask_for(pilot: AppPilot, app: HabitosApp, path: Path, **words: str) -> None:
    """Describe a calendar in the form, and look at it."""
    await press(pilot, "i")
    assert isinstance(app.screen, CalendarForm)
    for field, text in {"location": str(path), **words}.items():
        app.screen.query_one(f"#{field}", Input).value = text
    await press(pilot, "ctrl+s")


async def test_a_calendar_is_kept_after_a_look_and_its_times_are_freed(
    household: DataDirectory, tmp_path: Path
) -> None:
    path = write_calendar(tmp_path / "team.ics", DENTIST, CHOIR, GONE)
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 40)) as pilot:
        await go(pilot, "4")
        await ask_for(pilot, app, path, without="lunch, choir")
        assert isinstance(app.screen, CalendarDialog)
        look = shown(app.screen)
        assert "It takes 1 time in these 8 weeks, 1 h." in look
        assert "left out: “Choir” has “choir” in its title" in look
        assert "“Gone” is cancelled" in look
        assert "Dentist" in look
        await press(pilot, "escape")
        assert isinstance(app.screen, CalendarForm)
        assert services(app).calendars.all() == ()
        app.screen.query_one("#without", Input).value = ""
        await press(pilot, "ctrl+s", "y")
        assert freed(app) == {"Choir": False, "Dentist": False}
        assert "↓ team" in shown(app.screen)
        await press(pilot, "down", "e")
        assert toasts(app)[-1] == (
            "The busy time “Choir” comes from the calendar “team” and changes only there; d frees it on this day."
        )
        await press(pilot, "d")
        assert freed(app) == {"Choir": True, "Dentist": False}
        assert "Choir is free" in shown(app.screen)
        await press(pilot, "d")
        assert freed(app) == {"Choir": False, "Dentist": False}
        await press(pilot, "up", "enter")
        assert isinstance(app.screen, CalendarDialog)
        await press(pilot, "y")
        assert isinstance(app.screen, CalendarDialog)
        await press(pilot, "escape", "d")
        assert services(app).calendars.all() == ()
        assert freed(app) == {}
        await press(pilot, "u")
        assert freed(app) == {"Choir": False, "Dentist": False}


async def test_what_is_no_calendar_is_said_at_its_field(household: DataDirectory, tmp_path: Path) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "4")
        await press(pilot, "I")
        assert toasts(app)[-1] == "There is no calendar to read: i adds one."
        await press(pilot, "i", "ctrl+s")
        assert "✗ Must be the path of a file or folder" in shown(app.screen)
        app.screen.query_one("#location", Input).value = str(tmp_path)
        await press(pilot, "ctrl+s")
        assert "There is no .ics file in" in shown(app.screen)
        write_calendar(tmp_path / "team.ics", CHOIR)
        space = services(app)
        space.calendars.add(space.calendars.preview(space.calendars.new(tmp_path, name="Team")))
        app.screen.query_one("#name", Input).value = "team"
        await press(pilot, "ctrl+s", "y")
        assert "there is a calendar “team” already" in shown(app.screen)
        assert len(space.calendars.all()) == 1


async def test_calendars_are_read_again(household: DataDirectory, tmp_path: Path) -> None:
    path = write_calendar(tmp_path / "team.ics", CHOIR)
    alice = add_alice(household)
    calendars = household.open_workspace(alice).calendars
    calendars.add(calendars.preview(calendars.new(path, name="Team")))
    app = make_app(household, alice)
    async with app.run_test(size=(80, 40)) as pilot:
        await go(pilot, "4")
        await press(pilot, "B", "I")
        assert toasts(app)[-1] == "Nothing new in your calendars."
        write_calendar(path, CHOIR, DENTIST)
        await press(pilot, "I")
        assert toasts(app)[-1] == "“Team”: 1 new.\nThe plan of this week is older than that: s plans it again."
        assert "Dentist" in shown(app.screen)
        path.unlink()
        await press(pilot, "I")
        assert toasts(app)[-1].startswith("“Team” stays as it was:")
        assert "✗" in shown(app.screen)
        assert freed(app) == {"Choir": False, "Dentist": False}


async def test_what_counts_of_a_calendar_is_changed_after_a_look(household: DataDirectory, tmp_path: Path) -> None:
    path = write_calendar(tmp_path / "team.ics", DENTIST, CHOIR)
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 40)) as pilot:
        await go(pilot, "4")
        space = services(app)
        space.calendars.add(space.calendars.preview(space.calendars.new(path, without=("choir, or so",))))
        app.screen.query_one(BusyPane).load()
        await press(pilot, "B", "down", "enter")
        assert isinstance(app.screen, CalendarDialog)
        await press(pilot, "e")
        assert isinstance(app.screen, CalendarForm)
        app.screen.query_one("#titles", Input).value = "Choir"
        await press(pilot, "ctrl+s")
        look = shown(app.screen)
        assert "It takes 1 time in these 8 weeks, 1 h 30 min. 1 time gone." in look
        assert "- Fri 27 Nov" in look
        await press(pilot, "y")
        [source] = space.calendars.all()
        assert (source.titles, source.without) == (("Choir",), ("choir, or so",))
        assert freed(app) == {"Choir": False}

        path.rename(tmp_path / "moved.ics")
        await press(pilot, "enter")
        assert isinstance(app.screen, CalendarForm)
        assert "team.ics could not be read" in shown(app.screen).replace("\n", " ")
        app.screen.query_one("#name", Input).value = "Singing"
        await press(pilot, "ctrl+s")
        assert "↓ Singing" in shown(app.screen)
