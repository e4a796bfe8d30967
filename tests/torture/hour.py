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

ON_A_SCREEN: Final = 12
"""Actions on a screen before somebody goes on to the next."""
WANTED: Final = 150.0
"""MB that the app may have while no week is searched for, at any time of an hour."""
WANTED_IN_SEARCHES: Final = 200.0
"""MB that it may have while one is: HiGHS takes some dozens for the seconds of a search, and gives them back."""
PAUSE: Final = 7.0
"""Seconds without a key now and then, as the app clears up when nobody types: a person would pause all the time."""
BETWEEN_PAUSES: Final = 4 * ON_A_SCREEN
"""Actions."""
LOOKS: Final = 3
"""How often the app must be found waiting, a hundredth of a second apart, to be done with a key."""
PAGE: Final = 4096
KEYS: Final = {"up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D", "tab": b"\t"}
ESCAPE: Final = b"\x1b[27u"
"""As terminals send it that tell it from the beginning of another key: no wait shows which it is."""
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
SHOWN: Final = {
    **{key: f"▌{key} " for key in "1234567"},
    "W": "Review",
    ",": "Settings",
}
"""What tells that the screen of a key is on show."""


def stay(count_of_actions: int, seed: int) -> Tally:
    """Do so many things in one app, and look at its memory after each."""
    tally, draw = Tally(), random.Random(seed)
    with TemporaryDirectory() as folder:
        live_a_year(Path(folder))
        with Terminal("-m", "habitos_tui", "--data-dir", folder, size=(120, 40)) as terminal:
            terminal.wait_for(SHOWN["1"])
            sizes: dict[bool, list[float]] = {False: [megabytes(terminal.process.pid)], True: [0.0]}
            for number, (keys, shown) in zip(range(count_of_actions), actions(draw), strict=False):
                with tally.trial(f"action {number}, {keys!r}"):
                    act(terminal, keys)
                    terminal.wait_for(shown)
                if terminal.process.poll() is not None:
                    tally.failures.append(f"the app ended after action {number}: {terminal.screen()}")
                    return tally
                if number % BETWEEN_PAUSES == 0:
                    terminal.read_for(PAUSE)
                searching, size = is_searching(terminal.process.pid), megabytes(terminal.process.pid)
                sizes[searching or is_searching(terminal.process.pid)].append(size)
    resting, in_searches = max(sizes[False]), max(sizes[True])
    if resting > WANTED:
        tally.failures.append(f"it took {resting:.0f} MB")
    if in_searches > WANTED_IN_SEARCHES:
        tally.failures.append(f"it took {in_searches:.0f} MB in a search")
    said = {
        "at first": sizes[False][0],
        "at last": sizes[False][-1],
        "most outside searches": resting,
        "most in searches": in_searches,
    }
    tally.figures = {what: f"{size:.0f} MB" for what, size in said.items()}
    return tally


def live_a_year(folder: Path) -> None:
    """Put the demo person with a year of entries into a data directory."""
    directory = open_data_directory(folder, create=True)
    profile = build_demo(directory.database, directory.clock)
    live_demo_year(directory.database, profile, directory.clock)
    live_demo_week(directory.database, profile, directory.clock)


def actions(draw: random.Random) -> Iterator[tuple[tuple[bytes, ...], str]]:
    """Yield what is typed for one action after the other, and what is on the screen then."""
    screens = list(ACTIONS)
    for number in count():
        screen = screens[number // ON_A_SCREEN % len(screens)]
        if number % ON_A_SCREEN == 0:
            yield (ESCAPE, ESCAPE, screen.encode()), SHOWN[screen]
        else:
            yield (*(_typed(key) for key in draw.choice(ACTIONS[screen]).split()), ESCAPE), ""


def _typed(key: str) -> bytes:
    return KEYS.get(key, b"\r" if key == "enter" else b" " if key == "space" else key.encode())


def act(terminal: Terminal, keys: tuple[bytes, ...]) -> None:
    """Type keys, each when the app has drawn what the one before brought about."""
    for key in keys:
        assert terminal.process.poll() is None, f"the app has ended: {terminal.screen()}"
        terminal.send(key)
        rest(terminal)


def rest(terminal: Terminal) -> None:
    """Read until the app waits for the next key, however busy the machine is."""
    looks = 0
    while looks < LOOKS and terminal.process.poll() is None:
        before = len(terminal.output)
        terminal.read(0.01)
        looks = looks + 1 if len(terminal.output) == before and is_waiting(terminal.process.pid) else 0


def is_searching(pid: int) -> bool:
    """Tell whether a thread other than the one that draws is at work, as a search is that was left a moment ago."""
    others = [task for task in Path(f"/proc/{pid}/task").glob("*/stat") if task.parent.name != str(pid)]
    return any(_state(_read(str(task))) == "R" for task in others)


def is_waiting(pid: int) -> bool:
    """Tell whether the thread that draws has nothing to do, nor waits for a processor."""
    return _state(_read(f"/proc/{pid}/task/{pid}/stat")) == "S"


def _state(stat: str) -> str:
    """Return the letter for what a thread does, from what the system tells of it."""
    return stat.rpartition(")")[2].strip()[:1]


def megabytes(pid: int) -> float:
    """Return the memory that a process and its children hold; UnavailableError where that cannot be read."""
    held = _read(f"/proc/{pid}/statm").split()[1:2] or ["0"]
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    children = {child for thread in threads for child in _read(str(thread)).split()}
    return int(held[0]) * PAGE / 2**20 + sum(megabytes(int(child)) for child in children)


def _read(path: str) -> str:
    """Return what the system tells of a process; nothing of one that has ended."""
    try:
        return Path(path).read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError) as error:
        if Path("/proc/self/statm").exists():
            return ""
        raise UnavailableError("there is no /proc to read sizes of processes from") from error


PROMISES: Final = (
    Promise(
        f"an hour at the app, on every screen: never more than {WANTED:g} MB, "
        f"and {WANTED_IN_SEARCHES:g} while a week is searched for",
        1800,
        0,
        stay,
    ),
)
