"""Tries what the program promises, as often as the page of figures says: python -m tests.torture --help."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tests.torture.figures import Figure, seconds_of, write_page
from tests.torture.promises import Tally, topics
from tests.torture.trying import Attempt, Outcome, attempts, tried, tried_together

MEMORY: Final = Path("/dev/shm")
ENOUGH: Final = 2**30
"""Bytes."""


def main(arguments: Sequence[str]) -> int:
    """Try every promise, or those of some topics; print how each went and return 1 if any did not hold."""
    options = _parser().parse_args(arguments)
    _stay_in_memory()
    wanted = attempts(options.only, options.scale, options.seed)
    figures = {}
    for outcome in _outcomes(wanted, options.jobs):
        _tell(outcome)
        if outcome.tally is not None:
            figures[outcome.attempt] = Figure.of(outcome.attempt.promise, outcome.tally, outcome.seconds)
    if options.write_docs:
        write_page([figures[attempt] for attempt in wanted if attempt in figures])
    return int(any(figure.failed for figure in figures.values()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="how often, as a share of the usual numbers")
    parser.add_argument("--seed", type=int, default=1, help="what the draws begin with")
    parser.add_argument("--only", metavar="TOPIC", nargs="+", default=[], choices=topics(), help=", ".join(topics()))
    parser.add_argument("--jobs", type=int, default=1, help="how many are tried at a time, in processes of their own")
    parser.add_argument("--write-docs", action="store_true", help="write the figures into docs/torture.md")
    return parser


def _stay_in_memory() -> None:
    """Put folders that are needed for a moment where no disk has to keep up, unless somebody says where.

    What is killed or damaged would be the same on a disk; what a disk may lose is drawn, not brought about.
    """
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("TMPDIR", str(MEMORY))
        tempfile.tempdir = None  # it may have been asked before


def _outcomes(wanted: Sequence[Attempt], jobs: int) -> Iterator[Outcome]:
    """Yield what came of each; side by side the longest begin first, so that none is left over for the end."""
    if jobs == 1:
        yield from map(tried, wanted)
        return
    known = seconds_of()
    ordered = sorted(wanted, key=lambda attempt: known.get(attempt.promise.title, float("inf")), reverse=True)
    yield from tried_together([attempt for attempt in ordered if not attempt.promise.alone], jobs)
    yield from tried_together([attempt for attempt in ordered if attempt.promise.alone], 1)


def _tell(outcome: Outcome) -> None:
    lines = [f"{outcome.attempt.topic}: {outcome.attempt.promise.title}"]
    if outcome.tally is None:
        lines.append(f"  not tried here: {outcome.lacking}")
    else:
        lines.append(f"  {_line(outcome.tally, outcome.seconds)}")
        lines += [f"  FAILED {failure}" for failure in outcome.tally.told()]
    print("\n".join(lines), flush=True)


def _line(tally: Tally, seconds: float) -> str:
    more = "".join(f", {name}: {value}" for name, value in tally.figures.items())
    return f"{tally.tried} tried, {len(tally.failures)} failed, {seconds:.0f} s, longest {tally.worst:.2f} s{more}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
