"""Being away for some days, from Today, Week and Log; and tags in the forms."""

from datetime import date

import pytest
from textual.widgets import Button, Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import LogFilter
from habitos_tui.domain.model.away import Away
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.fields import Choice, Lines
from habitos_tui.ui.session.dialogs import AwayDialog
from habitos_tui.ui.session.log_dialog import LogDialog
from tests.support.household import FRIDAY, THURSDAY, WEDNESDAY, add_alice
from tests.support.ui import go, make_app, press, shown, toasts

SIZE = (80, 24)


def absences(app: HabitosApp) -> list[tuple[date, date, str, str]]:
    assert app.workspace is not None
    return [(a.first, a.last, a.reason.value, a.note) for a in app.workspace.away.all()]


def form(app: HabitosApp, **values: str) -> AwayDialog:
    assert isinstance(app.screen, AwayDialog)
    for name, value in values.items():
        if name == "note":
            app.screen.query_one("#note", Lines).text = value
        else:
            app.screen.query_one(f"#{name}", Input).value = value
    return app.screen


async def test_days_away_are_entered_changed_and_removed_on_today(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "v")
        form(app, last="yesterday")
        await press(pilot, "ctrl+s")
        assert "Must not be before the first day" in shown(app.screen)
        form(app, last="2026-11-27", note="Lake [b]")
        await pilot.pause()
        assert "3 days without a plan" in shown(app.screen)
        await press(pilot, "ctrl+s")
        assert absences(app) == [(WEDNESDAY, FRIDAY, "vacation", "Lake [b]")]
        assert "Vacation until Fri 27 Nov" in shown(app.screen)
        assert "away 1 h 30 min" in shown(app.screen)
        await press(pilot, "]", "v")
        form(app, first="2026-11-26").query_one("#reason", Choice).value = "illness"
        await press(pilot, "ctrl+s")
        assert absences(app) == [(THURSDAY, FRIDAY, "illness", "Lake [b]")]
        await press(pilot, "v")
        form(app).query_one("#remove", Button).press()
        await pilot.pause()
        assert absences(app) == []
        assert "until Fri" not in shown(app.screen)
        await press(pilot, "u")
        assert len(absences(app)) == 1


async def test_days_away_are_entered_on_the_week_and_put_right_in_the_log(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2")
        await press(pilot, "right", "v")
        form(app)
        await press(pilot, "ctrl+s")
        assert absences(app) == [(THURSDAY, THURSDAY, "vacation", "")]
        assert "Vacation" in shown(app.screen)
        await go(pilot, "6")
        assert "Vacation" in shown(app.screen)
        await press(pilot, "home", "b", "e")  # there is no behavior to look for
        form(app, note="Lake")
        await press(pilot, "ctrl+s")
        assert absences(app)[0][3] == "Lake"
        await press(pilot, "d")
        assert absences(app) == []
        assert toasts(app)[-1].startswith("Deleted the absence Thu 26 Nov")


async def test_what_is_logged_with_tags_is_found_by_them(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        assert isinstance(app.screen, LogDialog)
        app.screen.query_one("#tags", Input).value = "#Outdoors, " + "x" * 51
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LogDialog)
        assert "✗" in shown(app.screen)
        app.screen.query_one("#tags", Input).value = "#Outdoors, with Sam,"
        await press(pilot, "ctrl+s")
        assert app.workspace is not None
        assert app.workspace.tracking.count(LogFilter(tag="with sam")) == 1
        await go(pilot, "6")
        await press(pilot, "slash")
        app.screen.query_one("#tag", Choice).value = "outdoors"
        await press(pilot, "ctrl+s")
        assert "#outdoors" in shown(app.screen)
        assert "1 entry" in shown(app.screen)
        await press(pilot, "e")
        app.screen.query_one("#tags", Input).value = ""
        await press(pilot, "ctrl+s")
        assert "Nothing in the log matches #outdoors" in shown(app.screen)


@pytest.mark.parametrize("key", ["2", "6"])
async def test_an_absence_leaves_no_trace_when_the_form_is_left(household: DataDirectory, key: str) -> None:
    profile = add_alice(household)
    away: Away = household.open_workspace(profile).away.add(WEDNESDAY)
    app = make_app(household, profile)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, key)
        await press(pilot, *(["v"] if key == "2" else ["home", "enter"]))
        form(app)
        await press(pilot, "escape")
        assert absences(app) == [(away.first, away.last, "other", "")]
