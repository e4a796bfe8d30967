"""Terminals of 16 and 256 colours, and none: nothing disappears, and no sign is colour alone."""

from itertools import pairwise

import pytest
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.contrast import SIGN, contrast_ratio
from habitos_tui.ui.kit.themes import DARK, LIGHT, THEMES
from habitos_tui.ui.week.block_styles import block_styles
from tests.support.ui import go, make_app, settle
from tests.support.weeks import add_office

PALETTES = (ColorSystem.STANDARD, ColorSystem.EIGHT_BIT)


@pytest.mark.parametrize("theme", THEMES, ids=[theme.name for theme in THEMES])
@pytest.mark.parametrize("state", SessionState)
def test_blocks_can_be_read_in_every_palette(theme: object, state: SessionState) -> None:
    known = next(known for known in THEMES if known is theme)
    background, foreground = Color.parse(known.background or ""), Color.parse(known.foreground or "")
    colours = [Color.parse(value) for name, value in known.variables.items() if name.startswith("category-")]
    for colour in colours:
        for selected in (False, True):
            for paler in (False, True):
                ink = block_styles(colour, state, background, foreground, selected=selected, paler=paler)
                for style in (ink.edge, ink.name, ink.fine):
                    assert style.color is not None
                    assert style.bgcolor is not None
                    assert not melts(style)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("key", ["1", "2", "6"])
async def test_no_text_has_the_colour_of_its_ground(household: DataDirectory, theme: str, key: str) -> None:
    app = make_app(household, add_office(household))
    app.theme = theme
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, key)
        await settle(pilot)
        assert invisible(app) == []


def invisible(app: HabitosApp) -> list[str]:
    """Return the pieces of text that a terminal with few colours would not show."""
    found = []
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if text.strip() and style is not None and melts(style):
                found.append(text)
    return found


def melts(style: Style) -> bool:
    """Tell whether text and ground become one colour where there are few."""
    ink, ground = style.color, style.bgcolor
    if ink is None or ground is None:
        return False
    return any(ink.downgrade(known).number == ground.downgrade(known).number for known in PALETTES)


@pytest.mark.parametrize(
    "theme", [theme for theme in THEMES if theme.name in {DARK, LIGHT}], ids=lambda theme: theme.name
)
def test_each_shade_can_be_told_from_its_neighbours_and_the_ground(theme: Theme) -> None:
    ground = Color.parse(theme.background or "")
    ratios = [contrast_ratio(Color.parse(theme.variables[f"shade-{place}"]), ground) for place in (1, 2, 3, 4)]
    assert ratios[0] >= SIGN
    assert all(darker / paler >= 1.4 for paler, darker in pairwise(ratios))
