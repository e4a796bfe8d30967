"""What is painted in pieces looks, after any number of moves, like what is painted at once."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.profile import Profile
from habitos_tui.ui.app.app import HabitosApp
from tests.support.emulator import EmulatorDriver, on_terminal, painted_anew
from tests.support.household import add_alice, add_hostile
from tests.support.ui import AppPilot, go, make_app, settle

MOVES = 500
LOOK_EVERY = 10
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
    """The key that leads to a screen, and what is pressed there now and then between the keys that move a cursor."""

    key: str
    moves: Sequence[Move]
    ways: Sequence[Move] = ()
    """Other keys that move the cursor, pressed as often as the usual ones."""

    def steps(self, seed: int) -> list[Move]:
        """Return moves, drawn at random but always the same; those that walk come most often."""
        draw, walking = random.Random(seed), (*WALK, *self.ways)
        kinds = [walking, self.moves, HAPPENS]
        shares = [WALKING, 1 - WALKING - SHARE_OF_OTHERS, SHARE_OF_OTHERS]
        return [draw.choice(draw.choices(kinds, shares)[0]) for _ in range(MOVES)]


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
    behaviors = cycle(behavior.id for behavior in space.behaviors.all())

    def change() -> None:
        last = space.history.last()
        if last is not None and last.label.startswith("Logged"):
            space.history.undo()
        else:
            space.tracking.done(next(behaviors), rating=5)

    return change


CASES = [(name, (80, 24), True) for name in WALKS] + [("week", (80, 24), False), ("week", (120, 40), True)]


@pytest.mark.parametrize(
    ("name", "size", "hostile"),
    CASES,
    ids=[f"{name}-{columns}x{lines}-{'hostile' * hostile or 'plain'}" for name, (columns, lines), hostile in CASES],
)
async def test_a_screen_looks_like_itself_after_many_moves(
    household: DataDirectory, name: str, size: tuple[int, int], hostile: bool
) -> None:
    profile = add_hostile(household) if hostile else add_alice(household)
    app = make_app(household, profile)
    app.driver_class = EmulatorDriver
    async with app.run_test(size=size, headless=False) as pilot:
        await go(pilot, WALKS[name].key)
        await walk(pilot, WALKS[name].steps(seed=len(name)), elsewhere(household, profile))
