"""The rating scale."""

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input

from habitos_tui.ui.kit.themes import DARK, THEMES
from habitos_tui.ui.session.rating import ENERGY, Rating


class RatingApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.register_theme(THEMES[0])
        self.theme = DARK
        self.heard = 0

    def compose(self) -> ComposeResult:
        yield Rating(2, id="rating")
        yield Rating(scale=ENERGY, id="energy")
        yield Input(id="next")

    def on_rating_changed(self) -> None:
        self.heard += 1


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("4",), 4),
        (("0",), None),
        (("backspace",), None),
        (("right", "right"), 4),
        (("l", "h", "left"), 1),
        (("left", "left", "left"), None),
        (("5", "right"), 5),
    ],
)
async def test_keys_set_and_change_it(keys: Sequence[str], value: int | None) -> None:
    app = RatingApp()
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        assert app.query_one("#rating", Rating).value == value
        assert app.heard


async def test_it_says_its_step_in_a_word_and_its_keys_while_it_has_the_focus() -> None:
    app = RatingApp()
    async with app.run_test() as pilot:
        rating, energy = app.query_one("#rating", Rating), app.query_one("#energy", Rating)
        assert rating.render().plain == "★★☆☆☆  so-so   1-5 sets, 0 clears"
        assert energy.render().plain == "○○○○○  not rated"
        await pilot.press("tab", "5")
        assert rating.render().plain == "★★☆☆☆  so-so"
        assert energy.render().plain.startswith("●●●●●  full of energy")


async def test_a_click_sets_a_step_and_a_click_on_it_clears_it() -> None:
    app = RatingApp()
    async with app.run_test() as pilot:
        rating = app.query_one("#rating", Rating)
        await pilot.click(rating, offset=(4, 0))
        values = [rating.value]
        await pilot.click(rating, offset=(4, 0))
        values.append(rating.value)
        await pilot.click(rating, offset=(20, 0))
        assert [*values, rating.value] == [4, None, None]
