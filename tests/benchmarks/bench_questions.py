"""Seconds to the answers to "why (not) here?" in weeks of 30 behaviors drawn anew, and how surely prices are known.

    python -m tests.benchmarks.bench_questions [--seeds 1000 1030] [--behaviors 30] [--busy] [--narrow 20]

One question a week, in turn: why a session is where it is, why a place has no other, why a behavior is short. `--busy`
keeps a core at work meanwhile. `--narrow` goes on with each price, and tells how many were known closely after 1, 5 and
20 seconds of the processor, as far as that goes. Seconds of the processor count everything that this process does.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from threading import Event, Thread
from typing import Final

from habitos_tui.domain.model.plan import Plan
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.planning.why import Explanation, PriceRange, Reason
from habitos_tui.planner.solve import solve
from habitos_tui.planner.why.explain import explain
from tests.benchmarks.bench_proof import wait_for_threads
from tests.support.drawn2 import drawn_life

TITLE = "Answers to 30 questions about weeks of 30 behaviors"
JUDGED: Final = (1000, 1030)
"""Seeds that no choice was made on; those below 1000 are for choosing."""
BEHAVIORS: Final = 30
LIMIT: Final = 30.0
BUSY: Final = "while True: pass"

Place = tuple[str, int | None, str | None]


@dataclass(frozen=True)
class Row:
    """One question: what it took, and its answer."""

    clock: float
    cpu: float
    answer: Explanation
    steps: tuple[tuple[float, Explanation], ...] = ()
    """Answers before it, each with the time of the processor it took."""

    def after(self, cpu: float) -> PriceRange | None:
        """Return what was proved by so much time of the processor."""
        known = [price_of(answer) for taken, answer in (*self.steps, (self.cpu, self.answer)) if taken <= cpu]
        return known[-1] if known else None

    @property
    def answered(self) -> bool:
        """Tell whether it is known what was asked."""
        return self.answer.reason is not Reason.UNKNOWN and self.answer.complete

    @property
    def price(self) -> PriceRange | None:
        """What is proved about the price in the answer."""
        return price_of(self.answer)


def price_of(answer: Explanation) -> PriceRange | None:
    """Return what is proved about the price in an answer."""
    return answer.price_range if answer.next_best is None else answer.next_best.price_range


def is_close(price: PriceRange) -> bool:
    """Tell whether a price is known within a point or a tenth."""
    return price.most - price.least <= max(0.01, 0.1 * price.most)


def run() -> None:
    """Judge with an idle core beside, and with a busy one."""
    for busy in (False, True):
        report(JUDGED, BEHAVIORS, busy=busy)


def report(seeds: tuple[int, int], behaviors: int, *, busy: bool, narrow: float = 0.0) -> None:
    """Print a line per question, and a summary."""
    with load(busy):
        print(f"  {behaviors} behaviors, seeds {seeds[0]} to {seeds[1] - 1}{', another core at work' if busy else ''}")
        rows = [row for seed in range(*seeds) for row in ask(drawn_life(seed, behaviors), seed, narrow)]
        summary(rows)
        narrowed(rows, narrow)


def ask(week: Problem, seed: int, narrow: float) -> Iterator[Row]:
    """Plan a week and ask one question about it; narrow its price for so much time of the processor."""
    plan = solve(week, SolveOptions(time_limit=LIMIT))
    wait_for_threads()
    if not plan.usable:
        return
    place = question(week, plan, seed)
    clock, cpu = time.perf_counter(), time.process_time()
    steps: list[tuple[float, Explanation]] = []
    cancel = Event()

    def heard(answer: Explanation) -> None:
        steps.append((time.process_time() - cpu, answer))

    with cancelled_after(narrow, cancel):
        more = 100 * narrow  # of the clock, on however busy a machine
        answer = explain(week, plan.sessions, *place, bound=plan.bound, narrowing=more, on_answer=heard, cancel=cancel)
    row = Row(time.perf_counter() - clock, time.process_time() - cpu, answer, tuple(steps))
    wait_for_threads()
    print(f"    {row.clock:5.2f} ({row.cpu:5.2f} cpu)  {answer.sentence}", flush=True)
    yield row


def question(week: Problem, plan: Plan, seed: int) -> Place:
    """Draw a question of the kind whose turn it is."""
    rng = Random(f"question/{seed}")
    if seed % 3 == 0 and plan.sessions:
        session = rng.choice(plan.sessions)
        return session.behavior, session.day, session.slot
    if seed % 3 == 1 and plan.unplaced:
        return rng.choice(plan.unplaced).behavior, None, None
    window = rng.choice(week.windows)
    return rng.choice(week.behaviors).id, window.day, window.slot


def summary(rows: list[Row]) -> None:
    """Print how many have an answer, what they took, and how far apart the ends of prices are."""
    print(f"    unanswered {sum(not row.answered for row in rows)} of {len(rows)}")
    for name, seconds in (("clock", [row.clock for row in rows]), ("cpu", [row.cpu for row in rows])):
        ordered = sorted(seconds)
        tail = ordered[int(len(ordered) * 0.9)]
        print(f"    seconds, {name}: median {statistics.median(ordered):.2f}, 90 % {tail:.2f}, worst {ordered[-1]:.2f}")
    prices = [row.price for row in rows if row.price is not None]
    if prices:
        widths = [100 * (price.most - price.least) for price in prices]
        near = sum(map(is_close, prices))
        wide = f"median width {statistics.median(widths):.1f} points"
        print(f"    prices within a point or a tenth: {near} of {len(prices)}; {wide}")


def narrowed(rows: list[Row], narrow: float) -> None:
    """Print how many prices were known closely after how long."""
    for cpu in (seconds for seconds in (1, 5, 20) if seconds <= narrow):
        known = [(price, row) for row in rows if row.price is not None and (price := row.after(cpu + 0.3)) is not None]
        near = sum(is_close(price) for price, _ in known)
        widths = statistics.median(100 * (price.most - price.least) for price, _ in known) if known else 0.0
        print(f"    after {cpu} s cpu: {near} of {len(known)} close; median width {widths:.1f} points")


@contextmanager
def cancelled_after(cpu: float, cancel: Event) -> Iterator[None]:
    """Set an event once this process has used so much time of the processor; never for 0."""
    done, end = Event(), time.process_time() + cpu

    def watch() -> None:
        while not done.wait(0.05):
            if time.process_time() >= end:
                cancel.set()

    thread = Thread(target=watch)
    if cpu:
        thread.start()
    try:
        yield
    finally:
        done.set()
        if cpu:
            thread.join()


@contextmanager
def load(busy: bool) -> Iterator[None]:
    """Keep a core at work, or do not."""
    other = subprocess.Popen([sys.executable, "-c", BUSY]) if busy else None
    try:
        yield
    finally:
        if other is not None:
            other.kill()
            other.wait()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=TITLE)
    parser.add_argument("--seeds", type=int, nargs=2, default=JUDGED, metavar=("FIRST", "END"))
    parser.add_argument("--behaviors", type=int, default=BEHAVIORS)
    parser.add_argument("--busy", action="store_true")
    parser.add_argument("--narrow", type=float, default=0.0, metavar="SECONDS")
    given = parser.parse_args()
    report(tuple(given.seeds), given.behaviors, busy=given.busy, narrow=given.narrow)


if __name__ == "__main__":
    main()
