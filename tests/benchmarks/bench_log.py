"""How quickly the Log opens and answers with 100,000 completions, on a terminal of 80x24 and one of 200x50."""

import os
import statistics
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final
from uuid import UUID

from peewee import chunked

from habitos_tui.bootstrap import DataDirectory, open_data_directory
from habitos_tui.domain.model.profile import Profile
from habitos_tui.services.demo.profile import build_demo
from habitos_tui.services.store import Store
from habitos_tui.storage.repository import ROWS_AT_ONCE
from habitos_tui.storage.tables import Completions
from tests.benchmarks.bench_app import answered, settle
from tests.support.pty import Terminal

TITLE = "The Log with 100,000 completions"
ENTRIES: Final = 100_000
A_DAY: Final = 20
ROUNDS: Final = 7
NOTES: Final = ("", "", "", "Felt good", "Rain and wind, cut short", "Übung macht den Meister")


def run() -> None:
    """Print, from a key to the screen it leads to, milliseconds to the first byte and of the app's CPU time."""
    with TemporaryDirectory() as folder:
        household = open_data_directory(Path(folder), create=True)
        fill(household, build_demo(household.database, household.clock))
        for size in ((80, 24), (200, 50)):
            with Terminal("-m", "habitos_tui", "--data-dir", folder, size=size) as terminal:
                terminal.wait_for("Today")
                settle(terminal)
                show(f"{size[0]}x{size[1]}: opening it for the first time", [pressed(terminal, b"6")])
                openings = []
                for _ in range(ROUNDS):
                    pressed(terminal, b"1")
                    openings.append(pressed(terminal, b"6"))
                show("again", openings)
                show("the next page", [pressed(terminal, b"]") for _ in range(ROUNDS)])
                terminal.send(b"/")
                settle(terminal)
                terminal.send(b"wind")
                settle(terminal)
                show("looking for a word", [pressed(terminal, b"\r")])


def show(what: str, answers: Sequence[tuple[float, float]]) -> None:
    """Print the medians."""
    first, cpu = (1000 * statistics.median(numbers) for numbers in zip(*answers, strict=True))
    print(f"  {what}: first byte {first:.0f} ms, CPU {cpu:.0f} ms", flush=True)


def pressed(terminal: Terminal, key: bytes) -> tuple[float, float]:
    """Return the seconds from a key to the first byte, and the CPU seconds until nothing more is drawn."""
    before = cpu_of(terminal)
    first = answered(lambda: terminal.send(key), terminal)
    settle(terminal)
    return first, cpu_of(terminal) - before


def cpu_of(terminal: Terminal) -> float:
    """Return the CPU seconds of the app, in steps of a clock tick."""
    fields = Path(f"/proc/{terminal.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def fill(household: DataDirectory, profile: Profile) -> None:
    """Log entries, 20 a day up to yesterday; none of them is a change to undo."""
    store, rng, today = Store.of(household.database, profile, household.clock), Random(7), household.clock.now().date()
    ids = [behavior.id for behavior in store.behaviors.all()]
    rows = []
    for number in range(ENTRIES):
        day, start = today - timedelta(days=1 + number // A_DAY), 300 + number % A_DAY * 50
        rows.append(
            {
                "profile_id": profile.id,
                "id": UUID(int=rng.getrandbits(128)),
                "behavior": rng.choice(ids),
                "day": day,
                "done_at": datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=start),
                "start": start,
                "minutes": rng.randrange(5, 90),
                "rating": rng.choice([None, 1, 2, 3, 4, 5]),
                "note": rng.choice(NOTES),
                "weekday": day.weekday(),
            }
        )
    with household.database.unit():
        for some in chunked(rows, ROWS_AT_ONCE):
            household.database.run(Completions.insert_many(some))
        store.journal.forget()
