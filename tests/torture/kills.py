"""Commands are killed at a drawn moment, as by `kill -9`: what was acknowledged is there, and nothing is half done."""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from tests.storage.test_upgraded_years import SCRIPTS
from tests.support.household import add_alice, make_household
from tests.support.year import add_year
from tests.torture.contents import assert_sound
from tests.torture.fork_server import ForkServer, fork_server
from tests.torture.promises import Promise, Tally
from tests.torture.works import BACKUP, IMPORTS, PLAN, RESTORE, Stage, Work, staged, upgrade

STRETCH: Final = 50
"""Kills in one database, which grows meanwhile."""
MEASURED: Final = 5
"""Times that a command is done whole, to learn how long it takes."""
BEYOND: Final = 1.15
"""Share of the usual length up to which the moment is drawn: a few trials end by themselves."""
NOTED: Final = "trial "
LATE: Final = 0.7
"""Share of the usual length after which half of the moments lie: writing comes last."""
EACH_AGAIN: Final = 4
"""After one of so many kills the command is called once more."""


def kill_done(count: int, seed: int) -> Tally:
    """Kill `done` again and again in the same database."""
    tally, draw = Tally(), random.Random(seed)
    acknowledged = 0
    server = fork_server()
    with TemporaryDirectory() as folder:
        household = make_household(Path(folder))
        add_alice(household)
        data, whole = household.paths.root, Path(folder) / "whole.db"
        shutil.copy(household.paths.database, whole)
        usual = median(_done(server, data, "before", seed=count + number)[1] for number in range(MEASURED))
        for number in range(count):
            if number % STRETCH == 0:
                shutil.copy(whole, household.paths.database)
                said: set[str] = set()
            note = f"{NOTED}{number}"
            with tally.trial(note):
                told, _ = _done(server, data, note, draw.uniform(0, BEYOND * usual), number)
                said |= {note} if told else set()
                acknowledged += told
                _assert_all_there(household.paths.database, said)
    tally.figures = {"acknowledged": f"{acknowledged:,}"}
    return tally


def _done(
    server: ForkServer, data: Path, note: str, kill_after: float | None = None, seed: int = 0
) -> tuple[bool, float]:
    """Mark something done; return whether the program said so, and how long it took."""
    ending = server.run(data, "done", "read", "--note", note, kill_after=kill_after, seed=seed)
    assert ending.killed or ending.status == 0, ending.err
    assert not ending.orphans, "a process is left behind"
    return "Done:" in ending.out, ending.seconds


def _assert_all_there(path: Path, said: set[str]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert_sound(connection)
        found = Counter(note for (note,) in connection.execute("SELECT note FROM completions"))
    assert not (lost := said - found.keys()), f"acknowledged and lost: {sorted(lost)}"
    doubled = [note for note, times in found.items() if times > 1 and note.startswith(NOTED)]
    assert not doubled, f"there more than once: {doubled}"


def kill_works(works: Sequence[Work], count: int, seed: int) -> Tally:
    """Kill works, so many times altogether."""
    tally, draw = Tally(), random.Random(seed)
    for number, work in enumerate(works[:count]):
        with staged(work) as stage:
            for trial in range(number, count, len(works)):
                _kill(stage, tally, draw, again=trial // len(works) % EACH_AGAIN == 0)
    return tally


def _kill(stage: Stage, tally: Tally, draw: random.Random, *, again: bool) -> None:
    begin = draw.choice((0, LATE))
    moment = draw.uniform(begin, BEYOND) * stage.seconds
    with tally.trial(f"{stage.work.name} after {moment:.3f} s"):
        stage.reset()
        ending = stage.run(kill_after=moment)
        done = stage.is_acknowledged(ending)
        tally.figures["acknowledged"] = str(int(tally.figures.get("acknowledged", 0)) + done)
        assert ending.killed or ending.status == 0, ending.err
        stage.check(ending)
        if again:
            stage.check_again()


def kill_upgrades(count: int, seed: int) -> Tally:
    """Kill upgrades from each earlier version, with a year of somebody's life; for a few trials with a week of it."""
    life = add_year if count >= len(SCRIPTS) else add_alice
    works = [upgrade(life, version) for version in sorted(SCRIPTS)[:-1]]
    random.Random(seed).shuffle(works)
    return kill_works(works, count, seed)


PROMISES: Final = (
    Promise("`done` killed at any moment: what it acknowledged is there, once", 1000, 10, kill_done),
    Promise(
        "`plan` killed: the plan is saved and accepted, or nothing is changed", 1000, 1, partial(kill_works, [PLAN])
    ),
    Promise("`backup` killed: a copy is whole or not there", 1000, 4, partial(kill_works, [BACKUP])),
    Promise("`restore` killed: everything is as before or as in the copy", 1000, 4, partial(kill_works, [RESTORE])),
    Promise(
        "upgrades of a year of entries killed, from each version there was: nothing is lost, the next start goes on",
        1000,
        1,
        kill_upgrades,
    ),
    Promise(
        "imports of profiles, tables, trackers and calendars killed: everything is there, or nothing",
        1000,
        2,
        partial(kill_works, IMPORTS),
    ),
)
