"""A behavior said in one line."""

import pytest
from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.rhythm import EveryWeeks
from habitos_tui.ui.behaviors.form import BehaviorForm
from habitos_tui.ui.behaviors.screen import BehaviorsScreen
from habitos_tui.ui.kit.fields import Field
from tests.support.household import add_alice
from tests.support.ui import make_app, press, said, shown, write_line
from tests.ui.behaviors.test_screen import SIZE, ids, opened, stored


async def test_a_behavior_is_said_in_one_line(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n")
        assert "call the dentist by friday 15m" in shown(app.screen)
        await write_line(pilot, "piano 4x week 20m evenings")
        assert "Piano: 20 min, 4 a week, best in the evening" in said(app.screen, "#meaning")
        await press(pilot, "enter")
        assert isinstance(app.screen, BehaviorsScreen)
        piano = stored(app, "piano")
        assert (piano.target_per_week, piano.typical_minutes, piano.preferred_slots) == (4, 20, ("evening",))
        assert app.screen.listed.cursor == "piano"


async def test_what_is_not_understood_is_told_and_left_out_only_at_a_second_enter(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n")
        await write_line(pilot, "piano 20m blorp")
        assert "Not understood: “blorp”" in shown(app.screen)
        line = app.screen.query_one("#line", Field)
        assert [(span.start, span.end) for span in line._value.spans] == [(10, 15)]
        await press(pilot, "enter")
        assert "“blorp” would be left out" in shown(app.screen)
        await press(pilot, "x", "enter")
        assert "“blorpx” would be left out" in shown(app.screen)
        await press(pilot, "enter")
        assert stored(app, "piano").typical_minutes == 20


async def test_a_line_that_cannot_be_saved_says_why_and_is_kept(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n")
        await write_line(pilot, "piano 37x week")
        await press(pilot, "enter", "ctrl+s")
        assert "✗ 7 a week is the most with one a day" in said(app.screen, "#meaning")
        await write_line(pilot, "piano at least 9x week")
        assert said(app.screen, "#meaning").count("is the most") == 1
        await write_line(pilot, "morning run 20m")
        await press(pilot, "enter")
        assert "✗ name is that of another behavior" in said(app.screen, "#meaning")
        await press(pilot, "escape")
        assert "enter saves; escape once more" in said(app.screen, "#meaning")
        await press(pilot, "escape")
        assert isinstance(app.screen, BehaviorsScreen)
        assert "piano" not in ids(app)


async def test_tab_fills_the_form_with_what_was_understood(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n")
        await write_line(pilot, "25m 4x week every third week mornings")
        assert "What is it called?" in shown(app.screen)
        await press(pilot, "tab", *"Piano", "ctrl+s")
        piano = stored(app, "piano")
        assert (piano.typical_minutes, piano.preferred_slots) == (25, ("morning",))
        assert isinstance(piano.rhythm, EveryWeeks)


@pytest.mark.parametrize("key", ["tab", "enter"])
async def test_an_empty_line_opens_the_empty_form(household: DataDirectory, key: str) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n", key)
        assert isinstance(app.screen, BehaviorForm)
        assert app.screen.query_one("#name", Input).value == ""


async def test_what_a_line_said_is_not_lost_by_leaving_the_form_it_filled(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await press(pilot, "n")
        await write_line(pilot, "piano 20m 4x week")
        await press(pilot, "tab", "escape")
        assert isinstance(app.screen, BehaviorForm)
        assert "ctrl+s saves; escape once more" in said(app.screen, "#meaning")
        await press(pilot, "escape", "n", "tab", "escape")
        assert isinstance(app.screen, BehaviorsScreen)
