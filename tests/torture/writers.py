"""Eight writers and an open app at one database: nothing is lost, nobody is turned away, the app shows the last."""

import random
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from habitos_tui.errors import ExitCode
from habitos_tui.storage.journal import JournalRepository
from tests.support.household import add_alice, make_household
from tests.support.patience import crowding
from tests.support.pty import Terminal
from tests.torture.contents import assert_sound
from tests.torture.fork_server import ForkServer, fork_server
from tests.torture.promises import Promise, Tally

WRITERS: Final = 8
MINUTES: Final = 5
PER_SECOND: Final = 1
"""Commands that a writer does: more than any person, and few enough that eight of them have their turn."""
NAMES: Final = ("Anna", "Berta", "Clara", "Dora", "Emma", "Frieda", "Greta", "Hanna")
CROWDED: Final = 3.0
"""Programs for each processor, others than ours among them, with which a wait of ten seconds may not be enough."""
NOTHING: Final = "nothing to undo"
LAST: Final = "Now the last one"


@dataclass
class Written:
    """What one writer was told."""

    notes: list[str] = field(default_factory=list)
    behaviors: list[str] = field(default_factory=list)
    taken_back: int = 0
    refused: list[str] = field(default_factory=list)
    called_again: int = 0
    worst: float = 0.0


class Writer(threading.Thread):
    """Calls commands one after the other: most of them mark something done, some add, some take back."""

    def __init__(self, number: int, data: Path, commands: int, seed: int) -> None:
        super().__init__()
        self.number, self.data, self.commands = number, data, commands
        self.draw = random.Random(seed * 100 + number)
        self.written = Written()

    def run(self) -> None:
        """Do all commands, at most one in each of its turns."""
        server = ForkServer()
        try:
            for turn in range(self.commands):
                began = time.monotonic()
                self._act(server, turn)
                time.sleep(max(0.0, began + 1 / PER_SECOND - time.monotonic()))
        finally:
            server.close()

    def _act(self, server: ForkServer, turn: int) -> None:
        act: Callable[[ForkServer, str], None] = self.draw.choices(
            [self._done, self._add, self._undo, self._look], [6, 1, 1, 2]
        )[0]
        act(server, f"{NAMES[self.number]} in turn {turn}")

    def _done(self, server: ForkServer, note: str) -> None:
        if self._call(server, "done", self.draw.choice(("run", "read", "meditate")), "--note", note):
            self.written.notes.append(note)

    def _add(self, server: ForkServer, name: str) -> None:
        if self._call(server, "behaviors", "add", f'"{name}" 10m'):
            self.written.behaviors.append(name)

    def _undo(self, server: ForkServer, _note: str) -> None:
        self.written.taken_back += self._call(server, "undo")

    def _look(self, server: ForkServer, _note: str) -> None:
        self._call(server, self.draw.choice(("today", "week", "log")))

    def _call(self, server: ForkServer, *words: str) -> bool:
        seed = self.draw.getrandbits(64)
        ending = server.run(self.data, *words, seed=seed)
        while ending.status == ExitCode.BUSY and crowding() > CROWDED:
            self.written.called_again += 1  # as it says; of what was written all the same it would say that it is there
            ending = server.run(self.data, *words, seed=seed)
        self.written.worst = max(self.written.worst, ending.seconds)
        if ending.status and NOTHING not in ending.err.lower():
            self.written.refused.append(f"{words}: {ending.status}, {ending.err}")
        return ending.status == 0


def write_together(count: int, seed: int) -> Tally:
    """Let writers and the app share a database until so many commands are done."""
    tally = Tally()
    with TemporaryDirectory() as folder:
        household = make_household(Path(folder))
        alice = add_alice(household)
        JournalRepository(household.database, alice.id).forget()  # nobody takes back what was there before
        data, database = household.paths.root, household.paths.database
        before = _stored(database)
        writers = [Writer(number, data, -(-count // WRITERS), seed) for number in range(WRITERS)]
        with Terminal("-m", "habitos_tui", "--data-dir", str(data), size=(100, 30)) as terminal:
            terminal.wait_for("Today")
            terminal.send(b"3")
            for writer in writers:
                writer.start()
            while any(writer.is_alive() for writer in writers):
                terminal.read(0.2)
            with tally.trial("the app"):
                _assert_last_is_shown(terminal, data)
        written = [writer.written for writer in writers]
        _judge(tally, written, before, _stored(database))
    tally.worst = max(one.worst for one in written)
    return tally


def _assert_last_is_shown(terminal: Terminal, data: Path) -> None:
    server = fork_server()
    assert server.run(data, "behaviors", "add", f"{LAST} 10m", seed=1).status == 0

    def at_the_end() -> bool:
        terminal.send(b"G")  # again, as the app looks for changes every few seconds, and stays where it was
        return LAST in terminal.screen()

    terminal.wait_until(at_the_end)
    terminal.wait_for(LAST)
    terminal.send(b"\x11")
    assert terminal.status() == 0, "the app did not end well"


def _judge(tally: Tally, written: list[Written], before: Counter[str], after: Counter[str]) -> None:
    """Hold what the writers were told against what there is."""
    said = Counter(name for one in written for name in one.notes + one.behaviors)
    taken_back = sum(one.taken_back for one in written)
    found = after - before - Counter([LAST])
    refused = [sentence for one in written for sentence in one.refused]
    tally.tried += said.total() + taken_back + len(refused)
    tally.failures += refused
    if more := found - said:
        tally.failures.append(f"more is there than was said: {more}")
    if found.total() != said.total() - taken_back:
        tally.failures.append(f"{said.total()} written, {taken_back} taken back, but {found.total()} are there")
    tally.figures = {"written": f"{said.total():,}", "taken back": f"{taken_back:,}"}
    if again := sum(one.called_again for one in written):
        tally.figures["called again on a crowded machine"] = f"{again:,}"


def _stored(path: Path) -> Counter[str]:
    """Return what can be counted: the notes of what was done, and the names of behaviors."""
    with closing(sqlite3.connect(path)) as connection:
        assert_sound(connection)
        return Counter(
            text for (text,) in connection.execute("SELECT note FROM completions UNION ALL SELECT name FROM behaviors")
        )


PROMISES: Final = (
    Promise(
        f"{WRITERS} writers and an open app for {MINUTES} minutes: nothing lost or refused, the app shows the last",
        WRITERS * MINUTES * 60 * PER_SECOND,
        0,
        write_together,
    ),
)
