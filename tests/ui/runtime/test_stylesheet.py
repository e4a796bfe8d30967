"""The style sheet is parsed source by source, and anew only when the colours change."""

from collections import Counter
from typing import Any

import pytest
from textual.css import stylesheet
from textual.css.parse import parse
from textual.dom import DOMNode
from textual.widget import Widget

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.kit.themes import DARK
from tests.support.household import add_alice
from tests.support.ui import go, make_app, settle


@pytest.fixture(autouse=True)
def shared_styles() -> None:
    """Each app parses for itself here."""


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, str]]:
    """How often each source was parsed."""
    times: Counter[tuple[str, str]] = Counter()

    def counted(scope: str, css: str, read_from: tuple[str, str], **others: Any) -> Any:
        times[read_from] += 1
        return parse(scope, css, read_from, **others)

    monkeypatch.setattr(stylesheet, "parse", counted)
    return times


async def test_no_screen_has_the_others_styles_parsed_again(
    household: DataDirectory, parsed: Counter[tuple[str, str]]
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test() as pilot:
        for key in "213":
            await go(pilot, key)
    assert parsed
    # A base class found below other classes has another rank, and with that is another source to Textual.
    assert sum(times > 1 for times in parsed.values()) <= 4
    assert max(parsed.values()) <= 3


async def test_no_screen_is_restyled_because_another_comes_up(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test() as pilot:
        left = app.screen
        await settle(pilot)
        restyled = list[DOMNode]()
        apply = app.stylesheet.apply

        def noted(node: DOMNode, **how: Any) -> None:
            restyled.append(node)
            apply(node, **how)

        monkeypatch.setattr(app.stylesheet, "apply", noted)
        await go(pilot, "3")
        assert app.screen in restyled
        assert left.query_one("NavBar", Widget) not in restyled


async def test_another_theme_reaches_the_screens_behind_too(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))

    def ground() -> object:
        return app.screen.query_one("NavBar", Widget).styles.background

    async with app.run_test() as pilot:
        await go(pilot, "2")
        assert app.theme == DARK
        before = ground()
        app.theme = "textual-light"
        await settle(pilot)
        week = ground()
        await go(pilot, "1")
        assert ground() == week != before
