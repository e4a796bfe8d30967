"""Try mutants: `python -m tests.mutants [--only PATTERN] [--sample N] [--seed N] [--room NAME]`."""

import argparse
import fnmatch
import json
import os
import random
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from tests.mutants.changes import mutants_of
from tests.mutants.equivalents import Equivalents
from tests.mutants.mutant import Mutant, Outcome
from tests.mutants.report import Results
from tests.mutants.selection import CACHE, Selection, select
from tests.mutants.trials import Trial, Trials

ROOT: Final = Path(__file__).parent.parent.parent


def main(words: Sequence[str] | None = None) -> None:
    """Draw, try, and tell."""
    options = _options(words)
    results = Results()
    for room in _rooms(options.room):
        mutants = drawn(room, options)
        if mutants:
            _try(room, mutants, options, results)
    sys.stdout.write(results.table())
    (ROOT / CACHE / "results.json").write_text(json.dumps(results.document(), indent=1), encoding="utf-8")


def drawn(room: dict[str, Any], options: argparse.Namespace) -> list[Mutant]:
    """Return the mutants of a room that are to be tried: all, or as many as asked for."""
    files = [file for file in _files(room["code"]) if fnmatch.fnmatch(file, options.only)]
    found = [mutant for file in files for mutant in mutants_of(ROOT, file)]
    equivalents = Equivalents.load()
    equivalents.check(found, files)
    found = [mutant for mutant in found if mutant.key not in equivalents.keys]
    if options.again:
        missed = Results.missed(ROOT / CACHE / "results.json")
        return [mutant for mutant in found if mutant.key in missed]
    if options.sample is None or options.sample >= len(found):
        return found
    places = sorted(random.Random(options.seed).sample(range(len(found)), options.sample))  # the order of lines
    return [found[place] for place in places]


def _try(room: dict[str, Any], mutants: list[Mutant], options: argparse.Namespace, results: Results) -> None:
    tests = [*(options.tests or room["tests"])]
    selection = select(ROOT, tests, options.jobs)
    trials = [_trial(selection, mutant, options.seconds) for mutant in mutants]

    def told(trial: Trial, outcome: Outcome, by: str) -> None:
        results.add(room["name"], trial.mutant, outcome, by, len(trial.tests))

    for trial in trials:
        if not trial.tests:
            told(trial, "untested", "")
    due = [trial for trial in trials if trial.tests]
    files = sorted({test.partition("::")[0] for trial in due for test in trial.tests})
    plugin = Trials(ROOT, due, options.jobs, told)
    os.chdir(ROOT)
    pytest.main(["-qq", "-s", *files], plugins=[plugin])


def _trial(selection: Selection, mutant: Mutant, most: float) -> Trial:
    """Take tests until their time is up: what the rest would notice counts as unnoticed."""
    chosen, seconds = list[str](), 0.0
    for test in selection.tests_of(mutant):
        if seconds + selection.seconds[test] <= most:
            chosen.append(test)
            seconds += selection.seconds[test]
    return Trial(mutant, tuple(chosen), seconds)


def _rooms(name: str | None) -> Iterator[dict[str, Any]]:
    document = tomllib.loads((Path(__file__).parent / "rooms.toml").read_text(encoding="utf-8"))
    for room in document["rooms"]:
        if name in {None, room["name"]}:
            yield room


def _files(folders: Sequence[str]) -> list[str]:
    found = (file for folder in folders for file in (ROOT / folder).rglob("*.py"))
    # A migration is a script that is run from its file each time: nothing of it lives that could be exchanged.
    return sorted(str(file.relative_to(ROOT)) for file in found if re.match(r"[a-z]", file.name))


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--room", help="one room only: verification, insight, services or storage")
    parser.add_argument("--only", default="*", help="files that match, such as 'habitos_tui/insight/*'")
    parser.add_argument("--sample", type=int, help="so many drawn mutants of each room")
    parser.add_argument("--seed", type=int, default=1, help="what the draw begins with")
    parser.add_argument("--seconds", type=float, default=30, help="how long the tests of a mutant may take together")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many mutants at a time")
    parser.add_argument("--again", action="store_true", help="those that went unnoticed the last time")
    parser.add_argument("--tests", nargs="*", help="other tests than those of the room")
    return parser.parse_args(words)


if __name__ == "__main__":
    main()
