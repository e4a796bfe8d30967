"""Walks drawn at random through the screens, compared on an emulated terminal with what is painted at once."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.profile import Profile
from habitos_tui.ui.app.app import HabitosApp
from tests.support.emulator import EmulatorDriver, on_terminal, painted_anew
from tests.support.household import add_alice, add_hostile
from tests.support.ui import AppPilot, make_app, press, settle

LOOK_EVERY = 20
"""Moves between two looks at the terminal."""

WALKING = 0.8
"""How many of the moves are those of a cursor."""

Move = tuple[str, ...]
"""Keys that are pressed one after the other, or one of what else happens."""

RESIZED, CHANGED = ("terminal resized",), ("data changed",)
HAPPENS = (RESIZED, CHANGED)
SHARE_OF_OTHERS = 0.02
"""How many of the moves are what else happens."""

WALK: tuple[Move, ...] = tuple(
    (key,) for key in ("up", "down", "j", "k", "home", "end", "pageup", "pagedown", "g", "G")
)


@dataclass(frozen=True)
class Walk:
    """The keys that lead to a screen, and what is pressed there now and then between the keys that move a cursor."""

    way: str
    """Separated by blanks, from the first screen on."""
    moves: Sequence[Move]
    ways: Sequence[Move] = ()
    """Other keys that move the cursor, pressed as often as the usual ones."""
    first_run: bool = False
    """Whether it is seen by somebody without a profile only."""

    def steps(self, seed: int, many: int) -> list[Move]:
        """Return moves, drawn at random but always the same; those that walk come most often."""
        draw, walking = random.Random(seed), (*WALK, *self.ways)
        kinds = [walking, self.moves, HAPPENS]
        shares = [WALKING, 1 - WALKING - SHARE_OF_OTHERS, SHARE_OF_OTHERS]
        return [draw.choice(draw.choices(kinds, shares)[0]) for _ in range(many)]


WALKS = {
    "today": Walk("1", (("[",), ("]",), ("t",), ("space", "3", "1"), ("space",), ("u",), ("enter", "escape"))),
    "week": Walk(
        "2",
        (
            ("[",),
            ("]",),
            ("t",),
            ("+",),
            ("-",),
            ("p",),
            ("m",),
            ("b",),
            ("escape",),
            ("escape", "enter", "escape"),
        ),
        ways=(("left",), ("right",), ("h",), ("l",), *((("J",), ("K",)) * 3)),
    ),
    "behaviors": Walk("3", (("v",), ("/", "a"), ("escape",))),
    "rules": Walk("4", (*map(tuple, "ROEBS"), ("space",), ("J",), ("K",), ("u",), ("tab",), ("escape",))),
    "solve": Walk("5", (("tab",), ("shift+tab",), ("[",), ("]",), ("o",), ("h",), ("enter",), ("escape",))),
    "log": Walk("6", (("b",), ("enter", "escape"), ("escape",))),
    "insights": Walk("7", (("v",), ("tab",), ("shift+tab",), ("[",), ("]",), *map(tuple, "SYDHRMETOAPC"))),
    "settings": Walk("comma", (("tab",), ("shift+tab",))),
    "guide": Walk("f1", (("tab",), ("left",), ("right",))),
}
PLACES = {
    "review": Walk("W", (("[",), ("]",), ("tab",), ("space",))),
    "keys of a screen": Walk("2 question_mark", (("space",), ("pageup",))),
    "own keys": Walk("comma home down enter", (("/", "a", "escape"), ("/", "escape"))),
    "picking": Walk("2 right w", (("a",), ("e",), ("backspace",))),
    "a session": Walk("2 enter", (("tab",), ("shift+tab",))),
    "ticking": Walk("A d a ctrl+s", (("space",), ("tab",), ("shift+tab",)), first_run=True),
    "painting": Walk(
        "A d a ctrl+s ctrl+s ctrl+s", (("space",), ("w",), ("x",), ("shift+right", "s"), ("tab",)), first_run=True
    ),
}
"""Dialogs and other places, where less can happen."""


async def take(pilot: AppPilot, step: Move, size: tuple[int, int], change: Callable[[], object]) -> None:
    """Take one step: give the terminal another size or its own again, change the data, or press keys."""
    if step == RESIZED:
        columns, lines = size
        await pilot.resize_terminal(*((columns + 30, lines + 12) if pilot.app.size == size else size))
    elif step == CHANGED:
        change()
        assert isinstance(pilot.app, HabitosApp)
        pilot.app.external_changes.check()
    else:
        await pilot.app._press_keys(step)  # `Pilot.press` asks every widget whether it has come to rest, too


async def walk(pilot: AppPilot, steps: Sequence[Move], change: Callable[[], object]) -> None:
    """Take the steps, and look at the terminal now and then and at the end."""
    columns, lines = pilot.app.size
    for number, step in enumerate(steps, 1):
        await take(pilot, step, (columns, lines), change)
        if number % LOOK_EVERY == 0 or number == len(steps):
            await settle(pilot)
            found = on_terminal(pilot.app).differences(painted_anew(pilot.app))
            assert not found, f"after {steps[max(number - LOOK_EVERY, 0) : number]}:\n" + "\n".join(found)


def elsewhere(household: DataDirectory, profile: Profile) -> Callable[[], object]:
    """Return what another program does to the data: it logs a behavior of this week, and takes that back next time."""
    space = household.open_workspace(profile)
    numbers = count()

    def change() -> None:
        last, behaviors = space.history.last(), space.behaviors.all()
        if last is not None and last.label.startswith("Logged"):
            space.history.undo()
        elif behaviors:  # undoing may have left none
            space.tracking.done(behaviors[next(numbers) % len(behaviors)].id, rating=5)

    return change


async def walk_on(
    household: DataDirectory,
    place: Walk,
    many: int,
    size: tuple[int, int] = (80, 24),
    *,
    hostile: bool = True,
    seed: int = 0,
) -> None:
    """Open the app for somebody new, go to the place and take so many moves drawn with the seed."""
    profile: Profile | None = None
    change: Callable[[], object] = lambda: None  # noqa: E731 - typed wider than what it says
    if not place.first_run:
        profile = add_hostile(household) if hostile else add_alice(household)
        change = elsewhere(household, profile)
    app = make_app(household, profile)
    app.driver_class = EmulatorDriver
    async with app.run_test(size=size, headless=False) as pilot:
        await settle(pilot)
        await press(pilot, *place.way.split())
        await walk(pilot, place.steps(seed or len(place.way), many), change)
