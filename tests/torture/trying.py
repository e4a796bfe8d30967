"""Tries promises, here or side by side in processes of their own.

    python -m tests.torture.trying faults 0 1000 1    tries the first promise of `faults` so often, with that seed

A process of its own gives back the memory and the files of what it tried, and one that ends takes no other with it.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from typing import Final

from tests.support.cli import ROOT
from tests.torture.promises import Promise, Tally, UnavailableError, topics

LACKING: Final = "lacking"
"""Key of why this machine cannot, in what a process tells."""


@dataclass(frozen=True)
class Attempt:
    """A promise that is to be tried: the place of it among those of its topic, how often, drawn with which seed."""

    topic: str
    number: int
    promise: Promise
    count: int
    seed: int


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt; the tally is None where this machine cannot, and `lacking` says what it lacks."""

    attempt: Attempt
    tally: Tally | None
    seconds: float
    lacking: str = ""


def attempts(wanted: Sequence[str], scale: float, seed: int) -> list[Attempt]:
    """Return an attempt at each promise of the wanted topics, of all if none are named; a share of the usual counts."""
    return [
        Attempt(topic, number, promise, max(1, round(promise.count * scale)), seed)
        for topic, here in topics().items()
        if topic in wanted or not wanted
        for number, promise in enumerate(here)
    ]


def tried(attempt: Attempt) -> Outcome:
    """Try a promise in this process."""
    began = time.monotonic()
    try:
        tally = attempt.promise.run(attempt.count, attempt.seed)
    except UnavailableError as error:
        return Outcome(attempt, None, 0.0, str(error))
    except AssertionError as error:
        tally = Tally(failures=[f"it could not be tried: {error}"])
    return Outcome(attempt, tally, time.monotonic() - began)


def tried_together(wanted: Sequence[Attempt], jobs: int) -> Iterator[Outcome]:
    """Yield what came of each, as they end: so many at a time are tried, begun in their order."""
    with ThreadPoolExecutor(jobs) as threads:
        for future in as_completed([threads.submit(_tried_apart, attempt) for attempt in wanted]):
            yield future.result()


def _tried_apart(attempt: Attempt) -> Outcome:
    began = time.monotonic()
    words = (attempt.topic, str(attempt.number), str(attempt.count), str(attempt.seed))
    command = [sys.executable, "-m", "tests.torture.trying", *words]
    ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    seconds = time.monotonic() - began
    if ended.returncode:
        return Outcome(attempt, Tally(failures=[f"its process ended with {ended.returncode}"]), seconds)
    told = json.loads(ended.stdout.splitlines()[-1])
    if LACKING in told:
        return Outcome(attempt, None, seconds, told[LACKING])
    return Outcome(attempt, Tally(**told), seconds)


def main(words: Sequence[str]) -> None:
    """Try one promise and tell what came of it in the last line."""
    topic, number, count, seed = words
    promise = topics()[topic][int(number)]
    outcome = tried(Attempt(topic, int(number), promise, int(count), int(seed)))
    print(json.dumps({LACKING: outcome.lacking} if outcome.tally is None else asdict(outcome.tally)))


if __name__ == "__main__":
    main(sys.argv[1:])
