"""Files made to do harm, or harmed, of every kind that the program reads: a sentence each, and nothing is changed."""

import random
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.support.household import add_alice, make_household
from tests.support.patience import crowding
from tests.torture.contents import contents_of
from tests.torture.corpus import laid_out, samples
from tests.torture.fork_server import Ending, fork_server
from tests.torture.hostile_words import READERS, assert_civil
from tests.torture.promises import Promise, Tally

SECONDS: Final = 10.0
"""Of a processor; what waits takes a second, but the machine may have others to serve."""
MEGABYTES: Final = 200
LITTLE: Final = 50
"""Trials up to which only small files are drawn, for the tests."""
STATUSES: Final = frozenset({0, 1, 2, 13, 14, 15})
"""With which a command that reads a file may end."""


def read_hostile_files(count: int, seed: int) -> Tally:
    """Have each file read by the command for its kind."""
    tally, server = Tally(), fork_server()
    with TemporaryDirectory() as name:
        folder = Path(name)
        household = make_household(folder)
        add_alice(household)
        database, whole = household.paths.database, folder / "kept.db"
        shutil.copy(database, whole)
        before, known = contents_of(whole), samples(folder, household)
        largest = read = 0
        for number in range(count):
            draw = random.Random(f"{seed} {number}")
            place = folder / "place" / str(number)
            place.mkdir(parents=True)
            what, words = laid_out(known[number % len(known)], draw, place, large=count > LITTLE)
            with tally.trial(f"{number}: {what}"):
                ending = server.run(household.paths.root, *words, seed=number)
                largest = max(largest, ending.megabytes)
                _assert_civil(ending)
                if ending.status or "--dry-run" in words:
                    assert contents_of(database) == before, "something was changed"
                elif contents_of(database) != before:
                    read += 1
                    assert_civil(server.run(household.paths.root, *draw.choice(READERS)))
                    shutil.copy(whole, database)
            shutil.rmtree(place)
    tally.figures = {"MB at most": str(largest), "taken over": str(read)}
    return tally


def _assert_civil(ending: Ending) -> None:
    """Hold how a command ended against what a person may expect."""
    said = ending.out + ending.err
    assert ending.status in STATUSES, f"status {ending.status}: {said[-300:]}"
    assert "Traceback" not in said, said[-300:]
    assert "unexpected" not in said, said[-300:]
    assert not _CONTROL.search(said), f"control characters: {said[-300:]!r}"
    assert not ending.status or _SENTENCE.match(ending.err), f"no sentence: {ending.err[-300:]}"
    assert not ending.orphans, "a process is left"
    assert ending.computed < SECONDS, f"{ending.computed:.1f} s of a processor"
    assert ending.seconds < 5 * SECONDS * crowding(), f"{ending.seconds:.1f} s"
    assert ending.megabytes < MEGABYTES, f"{ending.megabytes} MB"


_CONTROL: Final = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SENTENCE: Final = re.compile(r"[A-Z][^:]{2,40}: .*\S")
"""As errors are told: their title, and what is wrong."""

PROMISES: Final = (
    Promise("hostile files of every kind: a sentence, nothing changed, 10 s, 200 MB", 300, 16, read_hostile_files),
)
