"""Marking busy time on the week grid."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.week import Busy
from habitos_tui.services import calendars
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.dialogs.entry import EntryDialog
from habitos_tui.ui.kit.fields import Tick
from habitos_tui.ui.week.busy_marker import in_busy_time
from habitos_tui.ui.week.draft import BusyDraft
from habitos_tui.ui.week.presenter import week_view
from habitos_tui.ui.week.screen import WeekScreen
from tests.support.calendars import event, read_here, write_calendar
from tests.support.household import MONDAY, add_alice
from tests.support.ui import go, make_app, press, shown, toasts
from tests.support.weeks import WEDNESDAY_NOON, agenda_week

TO = "\N{EN DASH}"


def busy(app: HabitosApp) -> list[tuple[int, int, int, str]]:
    assert app.workspace is not None
    return [(b.weekday, b.start, b.end, b.title) for b in app.workspace.busy_time.busy() if b.title != "Work"]


def once(app: HabitosApp) -> list[tuple[int, int, int, str]]:
    assert app.workspace is not None
    return [(b.day.weekday(), b.start, b.end, b.title) for b in app.workspace.busy_time.dated(MONDAY)]


def week(app: HabitosApp) -> WeekScreen:
    assert isinstance(app.screen, WeekScreen)
    return app.screen


async def test_time_is_marked_named_changed_and_freed(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(120, 50)) as pilot:
        await go(pilot, "2")
        await press(pilot, "right", "b")  # Thursday at 19:00
        assert f"busy · Thu 26 · 19:00{TO}19:30" in shown(app.screen)
        await press(pilot, "down", "right", "plus", "J", "K")
        draft = week(app).grid.draft
        assert isinstance(draft, BusyDraft)
        assert (list(draft.days), draft.start, draft.end) == ([3, 4], 1140, 1205)
        await press(pilot, "escape")
        assert week(app).grid.draft is None
        await press(pilot, "b", "down", "right", "enter")
        assert isinstance(app.screen, EntryDialog)
        app.screen.query_one("#title", Input).value = "Choir [b]"
        await press(pilot, "ctrl+s")
        assert once(app) == [(3, 1140, 1200, "Choir [b]"), (4, 1140, 1200, "Choir [b]")]
        assert "R re-plans around it: “Meet friends” lies in busy time" in toasts(app)[-1]
        assert "Choir [b]" in shown(app.screen)
        await press(pilot, "b")
        assert isinstance(app.screen, EntryDialog)
        app.screen.query_one("#end", Input).value = "20:30"
        await press(pilot, "ctrl+s")
        assert {end for _, _, end, _ in once(app)} == {1230}
        await press(pilot, "B")
        assert once(app) == []
        await press(pilot, "u")
        assert len(once(app)) == 2
        await press(pilot, "home", "B")
        assert toasts(app)[-1].startswith("There is no busy time under the cursor")


async def test_time_of_a_calendar_is_not_edited_but_freed_on_its_day(
    household: DataDirectory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "read_calendars", read_here)
    alice = add_alice(household)
    room = household.open_workspace(alice).calendars
    days = [event(f"choir{day}", f"202611{day}", "1900", "2000", "Choir") for day in (26, 27)]
    room.add(room.preview(room.new(write_calendar(tmp_path / "town.ics", *days))))
    app = make_app(household, alice)
    async with app.run_test(size=(120, 50)) as pilot:
        await go(pilot, "2")
        await press(pilot, "right", "b")  # Thursday at 19:00
        assert toasts(app)[-1] == (
            "The busy time “Choir” comes from the calendar “town” and changes only there; B frees it on this day."
        )
        await press(pilot, "B")
        assert "Freed the busy time “Choir” on Thu 26 Nov" in toasts(app)[-1]
        assert app.workspace is not None
        assert [block.freed for block in app.workspace.busy_time.dated(MONDAY)] == [True, False]
        await press(pilot, "u")
        assert [block.freed for block in app.workspace.busy_time.dated(MONDAY)] == [False, False]


async def test_weekly_busy_time_is_freed_on_one_day_or_for_good(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(120, 50)) as pilot:
        await go(pilot, "2")
        await press(pilot, "right", "b", "enter")  # Thursday at 19:00
        assert isinstance(app.screen, EntryDialog)
        app.screen.query_one("#title", Input).value = "Choir"
        app.screen.query_one("#every", Tick).value = True
        await press(pilot, "ctrl+s")
        assert busy(app) == [(3, 1140, 1170, "Choir")]
        await press(pilot, "B")
        assert "Only Thu 26 Nov" in shown(app.screen)
        await press(pilot, "o")
        assert "Choir" not in shown(app.screen)
        await press(pilot, "]")
        assert "Choir" in {bar.title for bar in week(app).grid.view.busy}
        assert busy(app) == [(3, 1140, 1170, "Choir")]


def test_only_what_lies_ahead_is_in_the_way_of_busy_time() -> None:
    shown = week_view(agenda_week(), WEDNESDAY_NOON, 0)
    assert in_busy_time(replace(shown, busy=())) == ()
    times = ((1, 1085, 1200), (3, 1100, 1150))
    busy = tuple(Busy(day=day, start=start, end=end, title="Choir") for day, start, end in times)
    over = in_busy_time(replace(shown, busy=busy))
    assert [(block.day, block.start) for block in over] == [(3, 1085)]
