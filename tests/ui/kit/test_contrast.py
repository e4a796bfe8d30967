"""The screens can be read in the other themes too, and on terminals of sixteen colours."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.color import BLACK, WHITE, Color

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.settings import LookSettings, Settings
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.contrast import TEXT, contrast_ratio, readable
from habitos_tui.ui.kit.themes import DARK, LIGHT, SIXTEEN, SIXTEEN_LIGHT
from tests.support.contrast import faint, of_screen
from tests.support.ui import press, settle
from tests.support.weeks import add_office

WAY = (
    "ctrl+p",
    "escape",
    "space",
    "R",
    "escape",
    "2",
    "enter",
    "escape",
    "3",
    "down",
    "e",
    "escape",
    "n",
    "escape",
    "4",
    "n",
    "escape",
)
"""Keys to screens, forms and questions."""
colors = st.builds(Color, *[st.integers(0, 255)] * 3)


def test_ratios_are_those_of_the_guidelines() -> None:
    assert contrast_ratio(BLACK, WHITE) == pytest.approx(21)
    assert contrast_ratio(WHITE, WHITE) == 1
    assert contrast_ratio(Color.parse("#767676"), WHITE) == pytest.approx(4.54, abs=0.01)


@settings(max_examples=50)
@given(colors, colors)
def test_any_colour_becomes_readable_on_any_ground(colour: Color, ground: Color) -> None:
    assert contrast_ratio(readable(colour, ground), ground) >= TEXT


def test_a_colour_that_is_readable_stays() -> None:
    assert readable(Color.parse("#7fb8a4"), BLACK) == Color.parse("#7fb8a4")


@pytest.mark.parametrize("theme", [LIGHT, SIXTEEN, SIXTEEN_LIGHT])
async def test_every_screen_has_enough_contrast(household: DataDirectory, theme: str) -> None:
    few = theme != LIGHT
    app = HabitosApp(
        household, auto_login=add_office(household), remote=True, few_colors=few, light=False, monotonic=lambda: 0.0
    )
    app.preferences.change_settings(Settings(look=LookSettings(theme=LIGHT if "light" in theme else DARK)))
    assert app.theme == theme
    found = {}
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for key in (
            "1",
            "ctrl+p",
            "escape",
            *WAY,
            "5",
            "6",
            "n",
            "escape",
            "7",
            "comma",
            "enter",
            "escape",
            "escape",
            "question_mark",
        ):
            await press(pilot, key)
            found[key, type(app.screen).__name__] = faint(of_screen(app.screen, sixteen=few))
    assert {place: pieces for place, pieces in found.items() if pieces} == {}
