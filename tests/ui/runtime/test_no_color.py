"""Without colours everything that stands out is still told apart: reversed, framed heavily, or underlined."""

from collections.abc import Iterator

import pytest
from rich.style import Style

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.app.app import HabitosApp
from tests.support.ui import make_app, press, settle, shown
from tests.support.weeks import add_office

WAY = ("R", "escape", "2", "3", "n", "escape", "7", "comma")


def painted(app: HabitosApp) -> Iterator[tuple[str, Style]]:
    """Yield every text on the screen with its style."""
    for strip in app.screen._compositor.render_strips():
        yield from ((text, style) for text, style, _ in strip if style is not None)


async def test_full_screens_have_no_colours(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(household, add_office(household))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for key in WAY:
            await press(pilot, key)
            assert {style for _, style in painted(app) if style.color or style.bgcolor} == set(), key


async def test_the_place_of_the_cursor_and_the_focus_can_be_seen(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(household, add_office(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        reversed_texts = [text for text, style in painted(app) if style.reverse]
        assert any("Spanish practice" in text for text in reversed_texts)
        assert any("Today" in text for text in reversed_texts)
        assert "┏" in shown(app.screen)
        await press(pilot, "3", "n")
        assert any(style.underline for _, style in painted(app))


@pytest.mark.parametrize(("value", "asked"), [("1", True), ("0", True), ("", False), (None, False)])
def test_only_a_value_that_is_not_empty_asks_for_it(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch, value: str | None, asked: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if value is not None:
        monkeypatch.setenv("NO_COLOR", value)
    assert make_app(household).no_color is asked
