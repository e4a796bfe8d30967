"""Seconds to a plan proved within 0.5 %: both engines on the planner's road, and the plain model handed to HiGHS."""

import math
import time

import pulp

from habitos_tui.domain.plan import SolveOptions
from habitos_tui.domain.problem import Problem
from habitos_tui.planner.highs import OPTIONS
from habitos_tui.planner.model import Model
from habitos_tui.planner.solve import solve
from tests.planner.samples import NAMES, sample

TITLE = "Seconds to 0.5 %"
GAP = 0.005
LIMIT_SECONDS = 120.0


def run() -> None:
    """Print a row per instance and the geometric means."""
    columns = ("build", "highs", "cbc", "plain highs")
    print(f"  {'':16}" + "".join(f"{column:>14}" for column in columns))
    rows = []
    for name in sorted(NAMES, key=lambda name: len(sample(name).behaviors)):
        rows.append(row(sample(name)))
        print(f"  {name:16}" + "".join(f"{seconds:14.2f}" for seconds in rows[-1]), flush=True)
    means = [math.exp(sum(map(math.log, column)) / len(column)) for column in zip(*rows, strict=True)]
    print(f"  {'geometric mean':16}" + "".join(f"{mean:14.2f}" for mean in means))
    print(f"  HiGHS on the road is {means[3] / means[1]:.1f} times as fast as HiGHS on the plain model.")


def row(problem: Problem) -> tuple[float, float, float, float]:
    """Return the seconds of building alone, of both engines, and of the plain model."""
    began = time.perf_counter()
    Model(problem)
    built = time.perf_counter() - began
    return built, road(problem, "highs"), road(problem, "cbc"), plain(problem)


def road(problem: Problem, engine: str) -> float:
    """Return the seconds until `engine` has proved a plan."""
    options = SolveOptions(engine="cbc" if engine == "cbc" else "highs", gap=GAP, time_limit=LIMIT_SECONDS)
    began = time.perf_counter()
    solve(problem, options)
    return time.perf_counter() - began


def plain(problem: Problem) -> float:
    """Return the seconds that HiGHS takes for the model as PuLP hands it over."""
    settings = {name: value for name, value in OPTIONS.items() if name in {"parallel", "random_seed"}}
    solver = pulp.HiGHS(msg=False, gapRel=GAP, timeLimit=LIMIT_SECONDS, threads=OPTIONS["threads"], **settings)
    began = time.perf_counter()
    Model(problem).variables.lp.solve(solver)
    return time.perf_counter() - began
