"""Try mutants: `python -m tests.mutants [--only PATTERN] [--sample N] [--seed N] [--room NAME]`."""

import argparse
import fnmatch
import os
import random
import re
import sys
import tomllib
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from tests.mutants.changes import mutants_of
from tests.mutants.equivalents import Equivalents
from tests.mutants.mutant import Key, Mutant, Outcome
from tests.mutants.report import Results
from tests.mutants.selection import Selection
from tests.mutants.traces import CACHE, traces_of
from tests.mutants.trials import Trial, Trials

ROOT: Final = Path(__file__).parent.parent.parent
ROOMS: Final = tomllib.loads((Path(__file__).parent / "rooms.toml").read_text(encoding="utf-8"))["rooms"]


def main(words: Sequence[str] | None = None) -> None:
    """Draw, try, and tell."""
    options = _options(words)
    kept = ROOT / CACHE / "results.jsonl"
    missed = _missed(kept) if options.again else None
    drawn = [(room, mutants) for room in _rooms(options.room) if (mutants := draw(room, options, missed))]
    if not drawn:
        raise SystemExit("There is nothing of that which could be changed.")
    kept.parent.mkdir(exist_ok=True)
    results = Results(kept, sum(len(mutants) for _, mutants in drawn))
    for room, mutants in drawn:
        _try(room, mutants, options, results)
    sys.stdout.write(results.table())


def draw(room: dict[str, Any], options: argparse.Namespace, missed: Container[Key] | None) -> list[Mutant]:
    """Return the mutants of a room that are to be tried: all, as many as asked for, or what was missed before."""
    files = [file for file in _files(room["code"]) if fnmatch.fnmatch(file, options.only)]
    found = [mutant for file in files for mutant in mutants_of(ROOT, file)]
    equivalents = Equivalents.load()
    equivalents.check(found, files)
    found = [mutant for mutant in found if mutant.key not in equivalents.keys]
    if missed is not None:
        return [mutant for mutant in found if mutant.key in missed]
    if options.sample is None or options.sample >= len(found):
        return found
    # In the order in which they are drawn: what is told of the first ones is a sample, too.
    return random.Random(options.seed).sample(found, options.sample)


def _missed(kept: Path) -> set[Key]:
    if not kept.exists():
        raise SystemExit("Nothing has been tried yet that could be tried again.")
    return Results.missed(kept)


def _try(room: dict[str, Any], mutants: list[Mutant], options: argparse.Namespace, results: Results) -> None:
    selection = Selection(ROOT, traces_of(ROOT, options.tests or room["tests"], options.jobs))
    trials = [Trial(mutant, selection.tests_of(mutant, options.seconds)) for mutant in mutants]

    def told(trial: Trial, outcome: Outcome, by: str) -> None:
        results.add(room["name"], trial.mutant, outcome, by, len(trial.tests))

    for trial in trials:
        if not trial.tests:
            told(trial, "untested", "")
    due = [trial for trial in trials if trial.tests]
    files = sorted({test.partition("::")[0] for trial in due for test in trial.tests})
    if due:
        os.chdir(ROOT)
        pytest.main(["-qq", "-s", *files], plugins=[Trials(ROOT, due, options.jobs, told)])


def _rooms(name: str | None) -> Iterator[dict[str, Any]]:
    for room in ROOMS:
        if name in {None, room["name"]}:
            yield room


def _files(folders: Sequence[str]) -> list[str]:
    found = (file for folder in folders for file in (ROOT / folder).rglob("*.py"))
    # A migration is a script that is run from its file each time: nothing of it lives that could be exchanged.
    return sorted(str(file.relative_to(ROOT)) for file in found if re.match(r"[a-z]", file.name))


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--room", choices=[room["name"] for room in ROOMS], help="one room only")
    parser.add_argument("--only", default="*", help="files that match, such as 'habitos_tui/insight/*'")
    parser.add_argument("--sample", type=_count, help="so many drawn mutants of each room")
    parser.add_argument("--seed", type=int, default=1, help="what the draw begins with")
    parser.add_argument("--seconds", type=float, default=30, help="how long the tests of a mutant may take together")
    parser.add_argument("--jobs", type=_count, default=os.cpu_count() or 1, help="how many mutants at a time")
    parser.add_argument("--again", action="store_true", help="those that went unnoticed the last time")
    parser.add_argument("--tests", nargs="*", help="other tests than those of the room")
    return parser.parse_args(words)


def _count(word: str) -> int:
    count = int(word)
    if count < 1:
        raise argparse.ArgumentTypeError(f"{word} is less than 1")
    return count


if __name__ == "__main__":
    main()
