"""The power goes at any moment of a command: what it acknowledged is there, and nothing is half done.

Each command is done once while strace notes what it writes and syncs; what a disk may hold after any of these calls is
then laid out and opened.
"""

import os
import random
import shutil
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from tests.torture.disk import CALLS, Call, Disk, Keep, calls
from tests.torture.fork_server import Ending
from tests.torture.promises import Promise, Tally
from tests.torture.tracing import strace, traced
from tests.torture.works import BACKUP, DONE, IMPORTS, PLAN, RESTORE, UPGRADE, Stage, Work, staged

WORKS: Final = (DONE, BACKUP, RESTORE, *IMPORTS, PLAN, UPGRADE)
EACH_AGAIN: Final = 10
NOTED: Final = ("-y", "-xx", "-s", str(2**28), "-e", f"trace={','.join(CALLS)}")


def lose_power(works: Sequence[Work], count: int, seed: int) -> Tally:
    """Let the power go at drawn moments of works, so many times altogether."""
    strace()
    tally, draw = Tally(), random.Random(seed)
    for number, work in enumerate(works[:count]):
        with staged(work) as stage:
            stage.reset()
            content = _files(stage.data)
            made = list(calls(traced(stage, *NOTED)))
            for trial in range(number, count, len(works)):
                moment = draw.randint(0, len(made))
                with tally.trial(f"{work.name} after {moment} of {len(made)} calls"):
                    _lose(stage, content, made[:moment], draw)
                    if trial // len(works) % EACH_AGAIN == 0:
                        stage.check_again()
    return tally


def _lose(stage: Stage, content: Mapping[Path, bytes], made: Sequence[Call], draw: random.Random) -> None:
    disk = Disk(stage.data, content)
    for call in made:
        disk.do(call)
    shutil.rmtree(stage.data)
    for folder in (stage.data, stage.data / "backups"):
        folder.mkdir(mode=0o700)
    for path, data in disk.left(Keep(draw)).items():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(data)
    said = b"".join(call.data for call in made if call.name == "write" and stage.data not in call.path.parents)
    stage.check(Ending(0, 0.0, 0, out=said.decode(errors="replace")))


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


PROMISES: Final = (
    Promise(
        "the power goes at any moment of any command that changes something: what it acknowledged is there",
        2000,
        2,
        partial(lose_power, WORKS),
    ),
)
