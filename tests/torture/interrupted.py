"""What comes in and goes out is killed right before any call that could change a file."""

import random
import tempfile
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from unittest import mock

from tests.support.interrupted import WORKS, Trial, make_home
from tests.support.killing import points_of
from tests.torture.promises import Promise, Tally


def kill_imports(count: int, seed: int) -> Tally:
    """Kill each kind of work in turn, at drawn points, look at what is left, repeat it and take it back."""
    tally, draw = Tally(), random.Random(seed)
    with TemporaryDirectory() as folder:
        home, scratch, moment = (Path(folder, name) for name in ("home", "scratch", "moment"))
        home.mkdir()
        moment.mkdir()
        make_home(home)
        with mock.patch.object(tempfile, "tempdir", str(moment)):
            trials = {name: Trial.of(home, work, scratch) for name, work in islice(WORKS.items(), count)}
            totals = {name: _points(trial, scratch / name) for name, trial in trials.items()}
            for number, name in enumerate(islice(cycle(trials), count)):
                point = draw.randint(1, totals[name])
                with tally.trial(f"{name} at {point} of {totals[name]}"):
                    trials[name].broken_off(point, scratch / str(number))
                    assert not list(moment.iterdir()), "a folder needed for a moment is left"
    return tally


def _points(trial: Trial, folder: Path) -> int:
    folder.parent.mkdir(exist_ok=True)
    return points_of(partial(trial.work, trial.copied(folder)))


PROMISES: Final = (
    Promise(
        "imports, merges and calendars killed before any call: as before or as wanted, repeated and undone",
        1000,
        len(WORKS),
        kill_imports,
    ),
)
