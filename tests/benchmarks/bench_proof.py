"""How soon weeks that nothing was tuned on have a plan and a proof, beside one plain HiGHS call on the same model.

    python -m tests.benchmarks.bench_proof [--sizes 8 16] [--seeds 1000 1050] [--editions 2] [--limit 60] [--no-plain]
    python -m tests.benchmarks.bench_proof --hard

Each week is a line, written at once; stopped by Ctrl+C, the weeks done so far are summed up. Plain HiGHS follows each
week in the same run. It gets some times as long as the planner took, and where that is not enough, counts as having
taken so long at least.

Seconds are given twice, on the clock and of the processor: on a machine that has other things to do only the latter say
much; two threads compute at once, so on an idle machine the clock shows between half of them and all.
"""

import argparse
import math
import statistics
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from typing import Final

import highspy
import numpy as np

from habitos_tui.domain.model.plan import PlanStatus
from habitos_tui.domain.model.problem import FIRST_EDITION, SECOND_EDITION, Problem
from habitos_tui.planner.engines.highs import OPTIONS, as_lp
from habitos_tui.planner.formulation.model import Model
from tests.benchmarks.measure import GAPS, Run, measured
from tests.planner.samples import HARD_NAMES, sample
from tests.support.drawn2 import drawn_life

TITLE = "Proving weeks drawn anew (seconds)"
GAP: Final = GAPS[-1]
SIZES: Final = (8, 16, 30, 60, 100)
JUDGED: Final = (1000, 1050)
"""Seeds that no choice was made on; those below 1000 are for choosing."""
FIRST_PLAN: Final = 0.05
TARGETS: Final = {16: (0.3, 0.6, 2, 5), 30: (0.6, 1.2, 4, 10), 60: (1, 2, 6, 15), 100: (1.5, 3, 10, 30)}
"""Per number of behaviors: seconds to the first plan within 5 %, and to the proof: median, 90 %, worst."""
PLAIN: Final = {"log_to_console": False, **{name: OPTIONS[name] for name in ("threads", "parallel", "random_seed")}}
SLOWER, LATER = 1.3, 0.3
"""How much slower than plain HiGHS a week may be, as a factor and in seconds."""
PATIENCE: Final = (4.0, 5.0)
"""How long plain HiGHS gets, as a multiple of what the planner took and in seconds on top."""


@dataclass(frozen=True)
class Row:
    """One week: what it took, and what plain HiGHS took."""

    week: Problem
    run: Run
    plain_clock: float = math.nan
    plain_cpu: float = math.nan
    plain_proved: bool = True
    """Otherwise its seconds are the least that it takes."""

    @property
    def proved(self) -> bool:
        """Tell whether the planner came to a proof."""
        return self.run.plan is not None and self.run.plan.status in {PlanStatus.OPTIMAL, PlanStatus.INFEASIBLE}


def run() -> None:
    """Judge every size in both editions, by a few weeks each, and the weeks that are known to be hard."""
    report(SIZES, (JUDGED[0], JUDGED[0] + 10), (2, 1), limit=60.0, plain=True)
    hard(limit=60.0, plain=True)


def report(sizes: Sequence[int], seeds: tuple[int, int], editions: Sequence[int], *, limit: float, plain: bool) -> None:
    """Print a line per week, a summary per size and edition, and how all of them do beside plain HiGHS."""
    rows: list[Row] = []
    for edition, size in product(editions, sizes):
        print(f"  Edition {edition}, {size} behaviors, seeds {seeds[0]} to {seeds[1] - 1}")
        before = len(rows)
        try:
            for seed in range(*seeds):
                week = drawn_life(seed, size, SECOND_EDITION if edition == 2 else FIRST_EDITION)
                rows.append(measure(week, limit, plain=plain))
                print(f"    {line(rows[-1])}", flush=True)
        finally:
            if rows[before:]:
                summary(size, rows[before:])
    if plain:
        print("  All of these")
        beside_plain(rows)


def hard(*, limit: float, plain: bool) -> None:
    """Print a line per known week that takes long to prove."""
    print("  Edition 1, known to be hard")
    for name in HARD_NAMES:
        print(f"    {line(measure(sample(name), limit, plain=plain))}", flush=True)


def measure(week: Problem, limit: float, *, plain: bool) -> Row:
    """Run the planner, then plain HiGHS."""
    ran = measured(week, limit)
    wait_for_threads()
    factor, more = PATIENCE
    return Row(week, ran, *by_highs(week, factor * ran.seconds + more)) if plain else Row(week, ran)


def wait_for_threads() -> None:
    """Wait for a solve that nobody waits for any more, so that it takes no time from the next."""
    for thread in threading.enumerate():
        if thread.name == "highs":
            thread.join()


def by_highs(week: Problem, limit: float) -> tuple[float, float, bool]:
    """Return the seconds of one plain HiGHS call, building the model included, and whether it came to a proof."""
    clock, cpu = time.perf_counter(), time.process_time()
    highs = highspy.Highs()
    for name, value in {**PLAIN, "mip_rel_gap": GAP, "time_limit": limit}.items():
        highs.setOptionValue(name, value)
    matrix = Model(week).matrix
    highs.passModel(as_lp(matrix))
    highs.run()
    return time.perf_counter() - clock, time.process_time() - cpu, ended(highs)


def ended(highs: highspy.Highs) -> bool:
    """Tell whether HiGHS came to a proof."""
    return highs.getModelStatus() in {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible}


def line(row: Row) -> str:
    """Return what a week took."""
    run = row.run
    status, gap = ("none", None) if run.plan is None else (run.plan.status.value, run.plan.gap)
    mark = " " if row.plain_proved else ">"
    plain = f"plain {mark}{row.plain_clock:6.2f} ({mark}{row.plain_cpu:6.2f} cpu)"
    plain = "" if math.isnan(row.plain_cpu) else plain
    percent = "" if gap is None else f"{gap:.2%}"
    return f"{row.week.name:42} {status:9} {percent:>6} {run.seconds:6.2f} ({run.cpu:6.2f} cpu)  {plain}  " + " ".join(
        f"{part} {seconds:.2f}" for part, seconds in run.parts.items()
    )


def summary(size: int, rows: Sequence[Row]) -> None:
    """Print the figures of a size against what is wanted."""
    wanted = next((each for most, each in TARGETS.items() if size <= most), None)
    print(f"    proved {sum(row.proved for row in rows)} of {len(rows)}; wanted on the clock: {wanted}")
    quantiles("plan within 5 %, clock", [row.run.reached.get(FIRST_PLAN, math.inf) for row in rows])
    quantiles("plan within 5 %, cpu", [row.run.reached_cpu.get(FIRST_PLAN, math.inf) for row in rows])
    quantiles("proof, clock", [row.run.seconds if row.proved else math.inf for row in rows])
    quantiles("proof, cpu", [row.run.cpu if row.proved else math.inf for row in rows])
    if not any(math.isnan(row.plain_cpu) for row in rows):
        beside_plain(rows)
    shares = [row.run.outside for row in rows]
    whole = sum(row.run.outside * row.run.seconds for row in rows) / sum(row.run.seconds for row in rows)
    print(f"    outside the engines: {whole:.0%} of all, median {statistics.median(shares):.0%} (15 % wanted)")
    print(f"    memory {rows[-1].run.megabytes:.0f} MB", flush=True)


def beside_plain(rows: Sequence[Row]) -> None:
    """Print what plain HiGHS takes, and how the planner does beside it, week by week."""
    stopped = sum(not row.plain_proved for row in rows)
    if stopped:
        print(f"    plain HiGHS was stopped in {stopped} of {len(rows)} weeks, counted with the time it had till then")
    quantiles("plain HiGHS, clock", [row.plain_clock for row in rows])
    quantiles("plain HiGHS, cpu", [row.plain_cpu for row in rows])
    compare("clock", [(row.run.seconds, row.plain_clock) for row in rows])
    compare("cpu", [(row.run.cpu, row.plain_cpu) for row in rows])


def quantiles(title: str, seconds: Sequence[float]) -> None:
    """Print median, tail and worst."""
    found = np.quantile(seconds, (0.5, 0.9, 0.99, 1), method="higher")
    cells = zip(("median", "90 %", "99 %", "worst"), found, strict=True)
    print(f"    {title:24}" + "".join(f"{name:>8} {each:6.2f}" for name, each in cells))


def compare(title: str, pairs: Sequence[tuple[float, float]]) -> None:
    """Print how the planner does beside plain HiGHS, week by week."""
    mean = statistics.geometric_mean(plain / own for own, plain in pairs)
    slow = sum(own > slowest(plain) for own, plain in pairs)
    print(f"    times as fast as plain HiGHS, {title}: {mean:.2f} (4 wanted); too slow: {slow} of {len(pairs)}")


def slowest(plain: float) -> float:
    """Return the most that the planner may take where plain HiGHS takes so long."""
    return SLOWER * plain + LATER


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=TITLE)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--seeds", type=int, nargs=2, default=JUDGED, metavar=("FIRST", "END"))
    parser.add_argument("--editions", type=int, nargs="+", default=(2, 1), choices=(1, 2))
    parser.add_argument("--limit", type=float, default=60.0)
    parser.add_argument("--no-plain", action="store_true")
    parser.add_argument("--hard", action="store_true", help="only the weeks that are known to be hard")
    given = parser.parse_args()
    with suppress(KeyboardInterrupt):
        if given.hard:
            hard(limit=given.limit, plain=not given.no_plain)
        else:
            report(given.sizes, tuple(given.seeds), given.editions, limit=given.limit, plain=not given.no_plain)


if __name__ == "__main__":
    main()
