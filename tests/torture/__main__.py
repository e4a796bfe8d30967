"""Tries what the program promises, as often as the page of figures says: python -m tests.torture --help."""

import argparse
import sys
import time
from collections.abc import Sequence

from tests.torture.figures import Figure, write_page
from tests.torture.promises import Promise, Tally, UnavailableError, promises


def main(arguments: Sequence[str]) -> int:
    """Try every promise, or those of one topic; print a line for each and return 1 if any did not hold."""
    options = _parser().parse_args(arguments)
    figures = [
        figure
        for topic, promise in promises(options.only)
        if (figure := _tried(topic, promise, options.scale, options.seed)) is not None
    ]
    if options.write_docs:
        write_page(figures)
    return int(any(figure.failed for figure in figures))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="how often, as a share of the usual numbers")
    parser.add_argument("--seed", type=int, default=1, help="what the draws begin with")
    parser.add_argument("--only", metavar="TOPIC", help="a module of this package")
    parser.add_argument("--write-docs", action="store_true", help="write the figures into docs/torture.md")
    return parser


def _tried(topic: str, promise: Promise, scale: float, seed: int) -> Figure | None:
    """Try a promise and print how that went; None where this machine cannot."""
    count, began = max(1, round(promise.count * scale)), time.monotonic()
    try:
        tally = promise.run(count, seed)
    except UnavailableError as error:
        print(f"{topic}: {promise.title}\n  not tried here: {error}", flush=True)
        return None
    except AssertionError as error:
        tally = Tally(failures=[f"it could not be tried: {error}"])
    seconds = time.monotonic() - began
    print(f"{topic}: {promise.title}\n  {_line(tally, seconds)}", flush=True)
    for failure in tally.told():
        print(f"  FAILED {failure}", flush=True)
    return Figure.of(promise, tally, seconds)


def _line(tally: Tally, seconds: float) -> str:
    more = "".join(f", {name}: {value}" for name, value in tally.figures.items())
    return f"{tally.tried} tried, {len(tally.failures)} failed, {seconds:.0f} s, longest {tally.worst:.2f} s{more}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
