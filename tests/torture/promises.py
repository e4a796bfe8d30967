"""What the program promises, and a tally of how often it was tried and how often it did not hold.

A module of this package that tries promises names them in `PROMISES`; `python -m tests.torture` finds them there, and
`tests/torture/test_promises.py` tries each a few times.
"""

import importlib
import pkgutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from tests import torture

MOST_TOLD: Final = 5
"""Failures of one promise that are told; the next ones mostly say the same."""


class UnavailableError(Exception):
    """This machine cannot try the promise; the text says what it lacks."""


@dataclass
class Tally:
    """How often a promise was tried, what did not hold, and how long the longest trial took."""

    tried: int = 0
    failures: list[str] = field(default_factory=list)
    worst: float = 0.0
    """Seconds."""
    figures: dict[str, str] = field(default_factory=dict)
    """What else was measured, such as "acknowledged": "731"."""

    @contextmanager
    def trial(self, what: str) -> Iterator[None]:
        """Count what happens inside as a trial; an AssertionError in it is a failure, told as `what`."""
        self.tried += 1
        began = time.perf_counter()
        try:
            yield
        except AssertionError as error:
            self.failures.append(f"{what}: {error}")
        self.worst = max(self.worst, time.perf_counter() - began)

    def told(self) -> list[str]:
        """Return the first failures, and how many there are beyond them."""
        more = len(self.failures) - MOST_TOLD
        return self.failures[:MOST_TOLD] + ([f"and {more} more"] if more > 0 else [])


@dataclass(frozen=True)
class Promise:
    """Something that always holds, and how it is tried."""

    title: str
    """A sentence for the page of figures: what is tried, and what always holds."""
    count: int
    """How often `make torture` tries it."""
    in_suite: int
    """How often the tests do: as often as costs a second or so; 0 for what takes longer even once."""
    run: Callable[[int, int], Tally]
    """Tries it so many times, drawn with a seed; raises UnavailableError where that cannot be."""
    alone: bool = False
    """Whether nothing else is tried beside it, since it measures the time of a processor, which others make longer."""


def topics() -> dict[str, Sequence[Promise]]:
    """Return the promises of each module here that has some."""
    names = sorted(module.name for module in pkgutil.iter_modules(torture.__path__))
    modules = {name: f"{torture.__name__}.{name}" for name in names if not name.startswith(("test_", "__"))}
    found = {name: getattr(importlib.import_module(module), "PROMISES", ()) for name, module in modules.items()}
    return {name: here for name, here in found.items() if here}


def promises() -> Iterator[tuple[str, Promise]]:
    """Yield every promise, with the name of its module."""
    for name, here in topics().items():
        yield from ((name, promise) for promise in here)
