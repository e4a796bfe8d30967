"""Hostile text is pasted into every field of the app and saved; then every screen is looked at.

Which fields there are is found in the code of the app (`fields`); a field that none of the ways here leads to fails.
"""

import asyncio
import random
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, closing
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from unicodedata import category
from unittest import mock

from textual.events import Paste
from textual.widgets import Input, TextArea

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.profile import Profile
from habitos_tui.ui.kit.at_rest import AtRest
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Choice, Tick
from habitos_tui.ui.kit.filter_bar import FilterBar
from habitos_tui.ui.rules.kinds import KINDS
from tests.support.emulator import EmulatorDriver, on_terminal, painted_anew
from tests.support.hostile import HOSTILE_NAMES
from tests.support.household import PASSWORD, add_alice, make_behavior, make_household
from tests.support.ui import AppPilot, make_app, press, settle
from tests.torture.contents import assert_sound
from tests.torture.fields import Place, named, noted, origins, places
from tests.torture.promises import Promise, Tally

DEEP: Final = "a/b/c/d"
"""Where the app is started, so that a path that is typed, also one that leads up, stays in a folder of ours."""
SIZE: Final = (100, 40)
FORBIDDEN: Final = {"Cc", "Cs", "Co"}
"""Categories of characters that never reach a terminal as text: controls, lone surrogates, private ones."""
SCREENS: Final = ("1", "2", "3", "4", "5", "6", "7", "comma", "W")
USUAL, PROTECTED, LOGGED_IN, FIRST_RUN = "usual", "protected", "logged in", "first run"
"""Who opens the app: somebody with a plan, who has to give a password, who has given it, or nobody yet."""
PLAIN: Final[Mapping[str, str]] = {
    "name": "Plain words",
    "title": "Plain words",
    "start": "09:00",
    "end": "10:00",
    "share": "20",
    "new": "plain",
    "min_minutes": "20",
    "max_minutes": "40",
    "max_sessions": "9",
    "limit": "1",
}
"""What a field needs to hold so that another one beside it is saved, where it is empty."""
MOST_KEYS: Final = 8
"""Times that escape is pressed to leave whatever is open."""


@dataclass(frozen=True)
class Way:
    """The keys that lead to a form, or to a field on a screen, from the first screen of somebody on."""

    keys: str
    who: str = USUAL


def _setting(name: str, who: str = USUAL) -> Way:
    return Way(f"comma slash {' '.join('space' if letter == ' ' else letter for letter in name)} enter enter", who)


WAYS: Final = (
    Way("", FIRST_RUN),
    Way("A d a ctrl+s", FIRST_RUN),
    Way("A d a ctrl+s ctrl+s ctrl+s", FIRST_RUN),
    Way("", PROTECTED),
    Way("1 L", LOGGED_IN),
    _setting("password", LOGGED_IN),
    *(Way(f"1 {keys}") for keys in ("n", "n tab", "enter", "v", "x", "z", "ctrl+p")),
    *(Way(f"2 {keys}") for keys in ("right w", "b enter")),
    *(Way(f"3 {keys}") for keys in ("slash", "n", "n tab ctrl+t", "e", "T", "z")),
    Way("4 slash"),
    *(Way("4 R n " + "down " * place + "enter") for place in range(len(KINDS))),
    *(Way(f"4 {keys}") for keys in ("O n", "O enter", "E enter", "B n", "B n tab", "B i", "S n", "S enter")),
    Way("5 o"),
    *(Way(f"6 {keys}") for keys in ("slash", "n", "n tab", "enter")),
    Way("comma slash"),
    *map(_setting, ("lock after", "meals", "password")),
    Way("comma home down enter slash"),
    Way("comma end up enter n"),
    Way("comma end up enter end enter"),
    Way("f1 slash"),
)

FIELDS: Final[Mapping[str, int]] = {
    "app/palette": 1,
    "behaviors/pickers": 2,
    "behaviors/screen": 3,
    "busy/calendar_form": 3,
    "busy/dialogs": 1,
    "help/screen": 1,
    "kit/dialogs/entry": 1,
    "kit/dialogs/quick": 1,
    "log/filter_dialog": 2,
    "log/screen": 1,
    "onboarding/login": 2,
    "onboarding/pages": 6,
    "rules/busy_pane": 1,
    "rules/energy_pane": 1,
    "rules/form": 2,
    "rules/objectives_pane": 1,
    "rules/screen": 1,
    "rules/slots_pane": 1,
    "session/dialogs": 4,
    "session/log_dialog": 6,
    "session/pause_dialog": 3,
    "settings/backup_dialogs": 2,
    "settings/dialogs": 5,
    "settings/keys_screen": 1,
    "settings/screen": 1,
    "solve/options_pane": 1,
    "today/log_entries": 1,
    "week/pick_dialog": 1,
}
"""In how many places of a module fields are made, to all of which the ways lead: who makes another one adds a way."""


def fill_in_forms(count: int, seed: int) -> Tally:
    """Fill in the forms one after the other with the next hostile text, so many times altogether."""
    tally, draw = Tally(), random.Random(seed)
    ways, names = list(WAYS), list(HOSTILE_NAMES)
    draw.shuffle(ways)
    draw.shuffle(names)
    filled: set[Place] = set()
    for number, (way, name) in enumerate(islice(zip(cycle(ways), cycle(names), strict=False), count)):
        times, place = divmod(number, len(ways))
        turn, alone = times + draw.randrange(9), (place + times) % 2 > 0
        with tally.trial(f"{way.who}, {way.keys}, {turn} with {name[:30]!r}"), TemporaryDirectory() as folder:
            here = Path(folder, DEEP)
            here.mkdir(parents=True)
            with chdir(here):
                filled |= asyncio.run(_fill_in(make_household(Path(folder)), way, name, turn, alone=alone))
    if count >= 2 * len(ways) and not tally.failures:
        with tally.trial("every field"):
            assert not (left := places() - filled), f"no way leads to {sorted(map(named, left))}"
    tally.figures = {"forms": str(len(WAYS)), "fields in the code": str(len(places()))}
    return tally


async def _fill_in(household: DataDirectory, way: Way, text: str, turn: int, *, alone: bool) -> set[Place]:
    """Fill in all fields, or one `alone`, and save; return where those are made that were all filled in."""
    with noted(), mock.patch.object(AtRest, "seconds", 0.0):
        app = make_app(household, _who(household, way.who))
        app.driver_class = EmulatorDriver
        async with app.run_test(size=SIZE, headless=False) as pilot:
            await settle(pilot)
            await _go(pilot, way)
            if alone:
                await _fill_in_one(pilot, text, turn)
            filled = set() if alone else await _fill_in_all(pilot, text)
            await _save(pilot)
            if way.who == USUAL:
                await _look_everywhere(pilot)
    assert app.return_code in (0, None), "the app has ended"
    with closing(sqlite3.connect(household.paths.database)) as connection:
        assert_sound(connection)
    assert not list(household.paths.root.rglob("crash-*")), "it crashed"
    return filled


def _who(household: DataDirectory, who: str) -> Profile | None:
    if who == USUAL:
        alice = add_alice(household)
        counted = make_behavior("swim", tags=("wet",), unit="laps", amount=20)
        household.open_workspace(alice).behaviors.add(counted)
        return alice
    protected = add_alice(household, PASSWORD) if who in {PROTECTED, LOGGED_IN} else None
    return protected if who == LOGGED_IN else None


async def _go(pilot: AppPilot, way: Way) -> None:
    """Go a way from the first screen on."""
    await press(pilot, *way.keys.split())
    assert _fields(pilot), f"no field behind {way.keys}"


async def _leave(pilot: AppPilot) -> None:
    for _ in range(MOST_KEYS):
        screen = pilot.app.screen
        if not (
            pilot.app.screen_stack[1:]
            or isinstance(screen.focused, Input)
            or any(bar.display for bar in screen.query(FilterBar))
        ):
            return
        await press(pilot, "escape")
    raise AssertionError(f"escape does not leave {pilot.app.screen}")


def _fields(pilot: AppPilot) -> list[Input | TextArea]:
    """Return the fields that are shown on the screen."""
    return [field for field in _all_fields(pilot) if _is_shown(field)]


def _all_fields(pilot: AppPilot) -> list[Input | TextArea]:
    screen = pilot.app.screen
    return [*screen.query(Input), *screen.query(TextArea)]


def _is_shown(field: Input | TextArea | Choice | Tick) -> bool:
    return field.is_attached and all(node.display for node in field.ancestors_with_self)


async def _paste(pilot: AppPilot, field: Input | TextArea, text: str) -> None:
    if field.is_attached:
        field.focus()
        field.post_message(Paste(text))
        await settle(pilot)


async def _fill_in_one(pilot: AppPilot, text: str, turn: int) -> None:
    """Paste a text into one field, and plain ones into those beside it that need some."""
    fields = _fields(pilot)
    chosen = fields[turn % len(fields)]
    for field in fields:
        if field is chosen:
            await _paste(pilot, field, text)
        elif isinstance(field, Input) and not field.value and len(fields) > 1:
            await _paste(pilot, field, PLAIN.get(field.id or "", ""))


async def _fill_in_all(pilot: AppPilot, text: str) -> set[Place]:
    """Paste a text into all fields, also into those that show for other choices; return where they are made."""
    filled: set[Input | TextArea] = set()
    found: set[Place] = set()
    for _ in _choices(pilot, filled):
        await settle(pilot)
        for field in [field for field in _fields(pilot) if field not in filled]:
            found |= origins(field)
            filled.add(field)
            await _paste(pilot, field, text)
    if isinstance(pilot.app.screen, FormDialog):
        left = [field.id for field in _all_fields(pilot) if field not in filled]
        assert not left, f"never shown: {left}"
    return found


def _choices(pilot: AppPilot, filled: set[Input | TextArea]) -> Iterator[None]:
    """Yield for the form as it is, then for what else may be chosen as long as fields of it are hidden."""
    yield
    screen = pilot.app.screen
    if not isinstance(screen, FormDialog):
        return
    for pick in [*screen.query(Tick), *screen.query(Choice)]:
        values: Sequence[object] = (not pick.value,) if isinstance(pick, Tick) else [value for _, value in pick.choices]
        for value in values if pick.id != "start" else ():  # which fills in the form anew
            if all(field in filled for field in _all_fields(pilot)) or not screen.is_attached:
                return
            if _is_shown(pick):
                pick.value = value
                yield


async def _save(pilot: AppPilot) -> None:
    _look(pilot)
    for key in ("ctrl+s", "enter"):
        await press(pilot, key)
        _look(pilot)


async def _look_everywhere(pilot: AppPilot) -> None:
    for screen in SCREENS:
        await _leave(pilot)
        await press(pilot, screen)
        _look(pilot)


def _look(pilot: AppPilot) -> None:
    """Raise AssertionError if something is on the terminal that must not be, or not what was painted."""
    terminal = on_terminal(pilot.app)
    bad = {char for line in terminal.text() for char in line if category(char) in FORBIDDEN}
    assert not bad, f"{bad} on the terminal"
    assert not (found := terminal.differences(painted_anew(pilot.app))), "\n".join(found)


PROMISES: Final = (
    Promise(
        "hostile text in every field of every form of the app: saved or refused, and shown as text",
        2 * len(WAYS),
        0,
        fill_in_forms,
    ),
)
