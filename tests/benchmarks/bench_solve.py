"""How soon there is a good plan, and how soon it is proved; the planner next to the plain model in HiGHS and CBC."""

import math
import statistics
import time
from collections.abc import Sequence
from itertools import product
from typing import Final

import pulp

from habitos_tui.domain.model.problem import Problem
from habitos_tui.planner.engines.highs import OPTIONS
from habitos_tui.planner.formulation.model import Model
from tests.benchmarks.measure import GAPS as ALL_GAPS
from tests.benchmarks.measure import PARTS, Run, cancel_seconds, measured
from tests.planner.samples import FIRST_NAMES, NAMES, sample
from tests.support.drawn import FAMILIES, drawn_week

TITLE = "Planning a week (seconds on the clock of a machine with two idle cores)"
GAPS: Final = ALL_GAPS[1:]
GAP: Final = GAPS[-1]
LIMIT_SECONDS: Final = 60.0
PLAIN_SECONDS: Final = 20.0
"""Time on the clock for the plain model; a row marked > ran into it and counts as what it took so far."""
DRAWN: Final = tuple(zip((8, 16, 30, 60) * 2, (11, 11, 11, 11, 12, 12, 12, 12), FAMILIES * 2, strict=False))
"""Number of behaviors, seed and family of the weeks next to the nine known ones."""
TARGETS: Final = {16: (0.3, 0.5, 1.0, 4.0), 30: (0.5, 1.0, 2.0, 8.0), 60: (1.0, 2.0, 4.0, 15.0)}
"""Per number of behaviors: seconds to within 2 %, to 1 % and 0.5 % proved (medians), and the worst to 0.5 %."""


def run() -> None:
    """Print a row per week, then the table against its targets, the shares, and how soon a run can be cancelled."""
    weeks = [sample(name) for name in (*NAMES, *FIRST_NAMES)] + [
        drawn_week(seed, size, family) for size, seed, family in DRAWN
    ]
    weeks.sort(key=lambda week: len(week.behaviors))
    print(f"  {'':18}" + "".join(f"{title:>9}" for title in ("2 %", "1 %", "0.5 %", "HiGHS", "CBC")))
    runs: list[Run] = []
    plain: list[tuple[float, float]] = []
    for week in weeks:
        runs.append(measured(week, LIMIT_SECONDS))
        plain.append((by_highs(week), by_cbc(week)))
        times = [runs[-1].reached.get(gap, math.inf) for gap in GAPS]
        print(f"  {week.name:18}" + "".join(f"{s:9.2f}" for s in times) + "".join(map(shown, plain[-1])), flush=True)
    compare(runs, plain)
    table(weeks, runs)
    shares(weeks, runs)
    waits = [cancel_seconds(sample(name), at) for name, at in product(("parent-8-1", "student-60-3"), range(3, 13))]
    print(f"  From cancelling to the answer: median {statistics.median(waits):.2f} s, worst {max(waits):.2f} s.")


def by_highs(week: Problem) -> float:
    """Return the seconds of the plain model in HiGHS, negative when it ran out of time."""
    same = {name: value for name, value in OPTIONS.items() if name in {"parallel", "random_seed"}}
    return _plain(week, pulp.HiGHS(msg=False, gapRel=GAP, timeLimit=PLAIN_SECONDS, threads=OPTIONS["threads"], **same))


def by_cbc(week: Problem) -> float:
    """Return the seconds of the plain model in CBC, negative when it ran out of time."""
    return _plain(week, pulp.PULP_CBC_CMD(msg=False, gapRel=GAP, timeLimit=PLAIN_SECONDS, threads=1))


def _plain(week: Problem, solver: object) -> float:
    began = time.perf_counter()
    lp = Model(week).variables.lp
    lp.solve(solver)
    return (time.perf_counter() - began) * (1 if lp.sol_status == pulp.LpSolutionOptimal else -1)


def shown(seconds: float) -> str:
    """Return a cell; a run that was cut off is shown with a > before its seconds."""
    return f"{'>' if seconds < 0 else ' '}{abs(seconds):.2f}".rjust(9)


def compare(runs: Sequence[Run], plain: Sequence[tuple[float, float]]) -> None:
    """Print the geometric means."""
    means = [geometric([run.seconds for run in runs]), *(geometric([abs(row[i]) for row in plain]) for i in (0, 1))]
    print(f"  {'geometric mean':18}{'':18}" + "".join(f"{mean:9.2f}" for mean in means))
    print(
        f"  The planner is at least {means[1] / means[0]:.1f} times as fast as plain HiGHS (4.0 wanted), "
        f"{means[2] / means[0]:.1f} times as fast as plain CBC."
    )


def geometric(values: Sequence[float]) -> float:
    """Return the geometric mean."""
    return math.exp(statistics.fmean(map(math.log, values)))


def table(weeks: Sequence[Problem], runs: Sequence[Run]) -> None:
    """Print, per size, what was reached against what was wanted."""
    print(f"  {'behaviors':14}" + "".join(f"{t:>16}" for t in ("2 %", "1 %", "0.5 %", "0.5 % worst")) + "   (wanted)")
    below = 0
    for size, wanted in TARGETS.items():
        group = [run for week, run in zip(weeks, runs, strict=True) if below < len(week.behaviors) <= size]
        below = size
        medians = [statistics.median(run.reached.get(gap, math.inf) for run in group) for gap in GAPS]
        got = [*medians, max(run.reached.get(GAP, math.inf) for run in group)]
        cells = (f"{s:.2f} ({w:g}) {'ok' if s <= w else '--'}" for s, w in zip(got, wanted, strict=True))
        print(f"  up to {size:<8}" + "".join(cell.rjust(16) for cell in cells))


def shares(weeks: Sequence[Problem], runs: Sequence[Run]) -> None:
    """Print where the time goes."""
    print(f"  {'share of time':14}" + "".join(f"{part:>12}" for part in PARTS))
    for size in TARGETS:
        group = [run for week, run in zip(weeks, runs, strict=True) if size / 2 < len(week.behaviors) <= size]
        total = sum(run.seconds for run in group)
        print(f"  up to {size:<8}" + "".join(f"{sum(r.parts[p] for r in group) / total:12.0%}" for p in PARTS))
    middle = [run.outside for week, run in zip(weeks, runs, strict=True) if len(week.behaviors) == 30]
    print(f"  Outside the engines at 30 behaviors: median {statistics.median(middle):.0%} (15 % wanted).")
