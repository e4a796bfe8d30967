"""Hostile text is pasted into every field of every form of the app and saved; then every screen is looked at.

The forms are found, not listed: each key of each screen is pressed, and whatever opens with a field in it is a form.
"""

import asyncio
import random
from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from unicodedata import category

from textual.events import Paste
from textual.widgets import Input, TextArea

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.app.app import HabitosApp
from tests.support.emulator import EmulatorDriver, on_terminal, painted_anew
from tests.support.hostile import HOSTILE_NAMES
from tests.support.household import add_alice, make_household
from tests.support.ui import AppPilot, make_app, press, settle
from tests.torture.promises import Promise, Tally

SCREENS: Final = ("1", "2", "3", "4", "5", "6", "7", "comma", "W")
LEADING: Final = ("enter", "space", *"abcdefghijklmnoprstuvwxyzABCDEFGHIJKMNOPRSTUVXYZ", "slash")
"""Keys that may open something; what quits, locks or goes to another screen is left out."""
ON_SCREENS: Final[Mapping[str, tuple[str, ...]]] = {"4": ("R", "O", "E", "B", "S")}
"""Keys that show another pane of a screen, with forms of its own."""
SIZE: Final = (100, 32)
TITLE: Final = 12
"""Characters of a title that tell forms apart; names come after them."""
FORBIDDEN: Final = {"Cc", "Cs", "Co"}
"""Categories of characters that never reach a terminal as text: controls, lone surrogates, private ones."""


def fill_in_forms(count: int, seed: int) -> Tally:
    """Fill in the forms one after the other with the next hostile text, so many times altogether."""
    tally, draw = Tally(), random.Random(seed)
    with TemporaryDirectory() as folder:
        found = asyncio.run(_forms(make_household(Path(folder))))
    tally.figures = {"forms": str(len(found))}
    ways = sorted(found)
    draw.shuffle(ways)
    names = list(HOSTILE_NAMES)
    draw.shuffle(names)
    for way, name in islice(zip(cycle(ways), cycle(names), strict=False), count):
        with tally.trial(f"{way} with {name[:30]!r}"), TemporaryDirectory() as folder:
            asyncio.run(_fill_in(make_household(Path(folder)), way, name))
    return tally


async def _forms(household: DataDirectory) -> set[str]:
    """Return the keys that lead to each kind of form, one way for each."""
    app = make_app(household, add_alice(household))
    found: dict[str, str] = {}
    async with app.run_test(size=SIZE) as pilot:
        for way in _places():
            await _go(pilot, way)
            for key in [key for key in LEADING if key in app.screen.active_bindings]:
                await press(pilot, key)
                if _fields(pilot):
                    found.setdefault(_kind(pilot), f"{way} {key}")
                if app.screen_stack[1:] or _fields(pilot):
                    await _go(pilot, way)
    return set(found.values())


def _places() -> Iterator[str]:
    for screen in SCREENS:
        yield from (f"{screen} {pane}".strip() for pane in ("", *ON_SCREENS.get(screen, ())))


async def _go(pilot: AppPilot, way: str) -> None:
    """Leave whatever is open, then go a way from the first screen on."""
    for _ in range(8):
        if not (pilot.app.screen_stack[1:] or _fields(pilot)):
            break
        await press(pilot, "escape")
    await press(pilot, "1", *way.split())


def _fields(pilot: AppPilot) -> list[Input | TextArea]:
    """Return the fields that are shown on the screen."""
    screen = pilot.app.screen
    return [field for field in (*screen.query(Input), *screen.query(TextArea)) if field.display]


def _kind(pilot: AppPilot) -> str:
    """Return what tells one form from another: its class, and how its title begins."""
    boxes = pilot.app.screen.query("#box")
    return f"{type(pilot.app.screen).__name__} {str(boxes.first().border_title)[:TITLE] if boxes else ''}"


async def _fill_in(household: DataDirectory, way: str, text: str) -> None:
    app = make_app(household, add_alice(household))
    app.driver_class = EmulatorDriver
    async with app.run_test(size=SIZE, headless=False) as pilot:
        await settle(pilot)
        await _go(pilot, way)
        for field in _fields(pilot):
            if field.is_attached:
                field.post_message(Paste(text))
                await settle(pilot)
        _look(app)
        for key in ("ctrl+s", "enter"):
            await press(pilot, key)
            _look(app)
        for screen in SCREENS:
            await _go(pilot, screen)
            _look(app)
    assert app.return_code in (0, None), "the app has ended"


def _look(app: HabitosApp) -> None:
    """Raise AssertionError if something is on the terminal that must not be, or not what was painted."""
    terminal = on_terminal(app)
    bad = {char for line in terminal.text() for char in line if category(char) in FORBIDDEN}
    assert not bad, f"{bad} on the terminal"
    assert not (found := terminal.differences(painted_anew(app))), "\n".join(found)


PROMISES: Final = (
    Promise(
        "hostile text in every field of every form of the app: saved or refused, and shown as text",
        200,
        0,
        fill_in_forms,
    ),
)
