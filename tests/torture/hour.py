"""An hour at the app, on every screen, as fast as it answers: its memory stays small.

Every two seconds somebody does something: goes on to a screen, moves there, opens what can be opened and closes it
again, logs and takes back, and plans now and then.
"""

import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from habitos_tui.bootstrap import open_data_directory
from habitos_tui.services.demo.profile import build_demo, live_demo_week
from habitos_tui.services.demo.year import live_demo_year
from tests.support.pty import Terminal
from tests.torture.promises import Promise, Tally, UnavailableError

WANTED: Final = 150.0
"""MB that the app may have after an hour."""
ON_A_SCREEN: Final = 12
"""Actions on a screen before somebody goes on to the next."""
PAGE: Final = 4096
KEYS: Final = {"up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D", "tab": b"\t"}
ESCAPE: Final = b"\x1b"
QUICK: Final = {"ESCDELAY": "20"}
"""Milliseconds after which an escape is one: with more, keys typed this fast would be taken for a part of it."""
ACTIONS: Final[dict[str, tuple[str, ...]]] = {
    "1": ("down", "up", "[", "]", "t", "enter", "?", "space u", "a"),
    "2": ("down", "up", "left", "right", "[", "]", "+", "-", "enter", "w", "?", "m", "J", "K"),
    "3": ("down", "up", "v", "n", "e", "/ a", "?", "enter"),
    "4": ("down", "up", "R", "O", "E", "B", "S", "n", "?"),
    "5": ("s", "o", "tab", "?", "H", "P"),
    "6": ("down", "up", "b", "/ r", "?", "enter"),
    "7": ("v", "tab", "[", "]", *"SYDHRMETOAPC", "?"),
    "W": ("[", "]", "tab", "?"),
    ",": ("down", "up", "?"),
}
"""What is done on the screen that a key opens: keys with blanks between them, after which escape closes what opened."""


def stay(count_of_actions: int, seed: int) -> Tally:
    """Do so many things in one app, and look at its memory after each hundred."""
    tally, draw = Tally(), random.Random(seed)
    with TemporaryDirectory() as folder:
        live_a_year(Path(folder))
        with Terminal("-m", "habitos_tui", "--data-dir", folder, size=(120, 40), env=QUICK) as terminal:
            terminal.wait_for("Today")
            sizes = [megabytes(terminal.process.pid)]
            for number, keys in zip(range(count_of_actions), actions(draw), strict=False):
                with tally.trial(f"action {number}, {keys!r}"):
                    act(terminal, keys)
                if terminal.process.poll() is not None:
                    tally.failures.append(f"the app ended after action {number}: {terminal.screen()}")
                    return tally
                if number % 100 == 99:
                    sizes.append(megabytes(terminal.process.pid))
    if max(sizes) > WANTED:
        tally.failures.append(f"it took {max(sizes):.0f} MB")
    tally.figures = {"at first": f"{sizes[0]:.0f} MB", "at last": f"{sizes[-1]:.0f} MB", "most": f"{max(sizes):.0f} MB"}
    return tally


def live_a_year(folder: Path) -> None:
    """Put the demo person with a year of entries into a data directory."""
    directory = open_data_directory(folder, create=True)
    profile = build_demo(directory.database, directory.clock)
    live_demo_year(directory.database, profile, directory.clock)
    live_demo_week(directory.database, profile, directory.clock)


def actions(draw: random.Random) -> Iterator[tuple[bytes, ...]]:
    """Yield what is typed for one action after the other."""
    screens = list(ACTIONS)
    for number in count():
        screen = screens[number // ON_A_SCREEN % len(screens)]
        if number % ON_A_SCREEN == 0:
            yield ESCAPE, ESCAPE, screen.encode()
        else:
            yield (*(_typed(key) for key in draw.choice(ACTIONS[screen]).split()), ESCAPE)


def _typed(key: str) -> bytes:
    return KEYS.get(key, b"\r" if key == "enter" else b" " if key == "space" else key.encode())


def act(terminal: Terminal, keys: tuple[bytes, ...]) -> None:
    """Type keys, each when the app has drawn what the one before brought about."""
    for key in keys:
        assert terminal.process.poll() is None, f"the app has ended: {terminal.screen()}"
        terminal.send(key)
        terminal.settle(0.06)


def megabytes(pid: int) -> float:
    """Return the memory that a process holds; UnavailableError where that cannot be read."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE / 2**20
    except OSError as error:
        raise UnavailableError("there is no /proc to read sizes of processes from") from error


PROMISES: Final = (Promise(f"an hour at the app, on every screen: never more than {WANTED:g} MB", 1800, 0, stay),)
