"""What is opened over a screen, such as the settings, is left by the number of any screen and from the palette."""

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.settings.screen import SettingsScreen
from tests.support.household import add_alice
from tests.support.ui import make_app, press, settle


async def test_numbers_and_the_palette_leave_what_is_open_over_a_screen(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        ways = {"comma f1 3": "behaviors", "W 1": "today", "comma down enter 3": "behaviors"}
        for way, mode in ways.items():
            await press(pilot, *way.split())
            assert app.current_mode == mode
            assert len(app.screen_stack) == 1
        await press(pilot, "comma", "ctrl+p", *"theme")
        await settle(pilot)
        await press(pilot, "enter")
        assert [type(screen) for screen in app.screen_stack[1:]] == [SettingsScreen]
        await press(pilot, "3")
        assert len(app.screen_stack) == 1
