"""The app loses its terminal, or the terminal takes nothing more, or keys come without end: it ends as it should."""

import random
import shutil
import signal
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.support.household import add_alice, make_household
from tests.support.pty import Terminal
from tests.torture.contents import assert_sound
from tests.torture.promises import Promise, Tally

APP: Final = ("-m", "tests.terminal.monday", "--data-dir")
KEYS: Final = (
    *(bytes([letter]) for letter in b"1234567 \rjkhl[]nbmwxpaeRSsuy?,/L\t"),
    *(b"\x1b", b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x13", b"\x10", b"\x12", b"\x0c", b"\x7f", b"\xff\xfe"),
    *("é漢👩‍👧".encode(), b"\x1b[<0;40;12M\x1b[<0;40;12m", b"\x1b[200~pasted\rtext\x1b[201~"),
)
"""All that a person can press but the keys that leave."""
MOST_BEFORE: Final = 8
"""Keys before the terminal goes; what they open is what it goes from."""
STORM: Final = 400
TOLD: Final = 3000
"""Characters of a report or of the output that are told of a failure."""
LATEST: Final = 3.0
"""Seconds after its start up to which the terminal goes, in the half of the trials that do not wait for the app."""


@contextmanager
def running(home: Path, folder: Path, *, controlling: bool = False) -> Iterator[tuple[Terminal, Path]]:
    """Yield the app on a terminal, over a copy of `home`, and where its data is; in the end it must be in order."""
    data = folder / "data"
    shutil.copytree(home, data)
    try:
        with Terminal(*APP, str(data), controlling=controlling) as terminal, _with_evidence(terminal, data):
            yield terminal, data
        with closing(sqlite3.connect(data / "habitos.db")) as connection:
            assert_sound(connection)
        assert not list(data.rglob("crash-*")), "it crashed"
    finally:
        shutil.rmtree(data)


@contextmanager
def _with_evidence(terminal: Terminal, data: Path) -> Iterator[None]:
    """Add to what does not hold the end of what the app has told of it: its report, if it crashed, and its output."""
    try:
        yield
    except AssertionError as error:
        reports = [path.read_text(encoding="utf-8")[-TOLD:] for path in data.rglob("crash-*") if path.is_file()]
        said = terminal.output[-TOLD:].decode(errors="backslashreplace")
        raise AssertionError("\n".join([str(error), *reports, repr(said)])) from error


@contextmanager
def households() -> Iterator[tuple[Path, Path]]:
    """Yield the data of a person with a plan, and a folder for copies."""
    with TemporaryDirectory() as folder:
        household = make_household(Path(folder, "home"))
        add_alice(household)
        yield household.paths.root, Path(folder)


def hang_up(count: int, seed: int) -> Tally:
    """Take the terminal away at a drawn moment, from whatever drawn keys have opened."""
    tally, draw, statuses = Tally(), random.Random(seed), Counter[int]()
    with households() as (home, folder):
        for number in range(count):
            controlling, started, keys = draw.random() < 0.5, draw.random() < 0.5, _keys(draw, MOST_BEFORE)
            moment = draw.uniform(0, LATEST)
            with (
                tally.trial(f"{number}: {keys!r}"),
                running(home, folder, controlling=controlling) as (terminal, _),
            ):
                _begin(terminal, keys if started else b"", moment)
                terminal.hang_up()
                status = terminal.status_unread()
                statuses[status] += 1
                assert status in {129, -signal.SIGHUP}, f"it ended with {status}"
    tally.figures = {"by the signal itself": str(statuses[-signal.SIGHUP])}
    return tally


def stall(count: int, seed: int) -> Tally:
    """Tell the app to end while the terminal takes nothing more, in the middle of its output."""
    tally, draw = Tally(), random.Random(seed)
    with households() as (home, folder):
        for number in range(count):
            keys, ending = _keys(draw, STORM), draw.choice((signal.SIGTERM, signal.SIGINT, signal.SIGHUP))
            with tally.trial(f"{number}: {ending.name}"), running(home, folder) as (terminal, _):
                terminal.wait_for("Keys")
                terminal.send_at_once(keys[: draw.randint(1, len(keys))])
                terminal.process.send_signal(ending)
                status = terminal.status_unread()
                assert status == 128 + ending, f"it ended with {status}"
    return tally


def storm(count: int, seed: int) -> Tally:
    """Press hundreds of drawn keys at once, then leave."""
    tally, draw = Tally(), random.Random(seed)
    with households() as (home, folder):
        for number in range(count):
            keys = _keys(draw, STORM)
            with tally.trial(f"{number}: {keys!r}"), running(home, folder) as (terminal, _):
                terminal.wait_for("Keys")
                terminal.send(keys)
                terminal.settle(0.5)
                terminal.send(b"\x11")
                status = terminal.status()
                assert status == 0, f"it ended with {status}"
                assert terminal.is_clean(), "the terminal is not as it was"
    return tally


def _keys(draw: random.Random, most: int) -> bytes:
    return b"".join(draw.choice(KEYS) for _ in range(draw.randint(1, most)))


def _begin(terminal: Terminal, keys: bytes, moment: float) -> None:
    """Wait for the app and press keys, or without any for a moment only."""
    if keys:
        terminal.wait_for("Keys")
        terminal.send_at_once(keys)
        moment /= 10
    terminal.read_for(moment)


PROMISES: Final = (
    Promise("the terminal goes away at a drawn moment: status 129, no crash, the data whole", 100, 0, hang_up),
    Promise("the terminal takes nothing more: a signal ends the app, the data whole", 100, 0, stall),
    Promise("hundreds of keys at once, odd bytes among them: the app goes on, and leaves as it should", 100, 0, storm),
)
