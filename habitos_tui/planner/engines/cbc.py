"""CBC, the solver that comes with PuLP, as a process of its own that is killed when it is time to stop."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from pulp import PULP_CBC_CMD

from habitos_tui.atomic_file import folder_for_a_moment
from habitos_tui.errors import SolverError
from habitos_tui.planner.engines.engine import (
    ABSOLUTE_GAP,
    POLL_SECONDS,
    Answer,
    OnPlan,
    Outcome,
    SolveLimits,
    StopCondition,
)
from habitos_tui.planner.engines.matrix import Floats, Matrix

OWN_LIMIT: Final = 0.9
"""Share of the time left after which CBC is asked to stop by itself, so that it can still write its best plan."""
PRINTED_DIGIT: Final = 0.001
"""CBC prints its bound with three decimals."""


class Cbc:
    """The CBC engine. Its bound is only as fine as what it prints, rounded to the safe side."""

    name = "cbc"

    def solve(
        self,
        matrix: Matrix,
        limits: SolveLimits,
        stop: StopCondition,
        *,
        on_plan: OnPlan | None = None,
        start: Floats | None = None,
    ) -> Answer:
        """Solve within `limits`, except `target`; the process is killed on cancel and at the deadline."""
        if stop.over:
            return Answer(Outcome.STOPPED)
        scale = matrix.scale
        answer = self._solve(matrix.times(1 / scale), limits.times(1 / scale), stop, start).times(scale)
        if answer.values is not None and on_plan is not None:
            on_plan(answer.values)
        return answer

    def _solve(self, matrix: Matrix, limits: SolveLimits, stop: StopCondition, start: Floats | None) -> Answer:
        with folder_for_a_moment() as folder:
            folder.joinpath("week.mps").write_text("\n".join(_mps(matrix)), encoding="ascii")
            options = ["-seconds", f"{stop.seconds * OWN_LIMIT:.2f}"] if stop.seconds is not None else []
            if start is not None:
                folder.joinpath("start.txt").write_text("\n".join(_start(start)), encoding="ascii")
                options += ["-mipstart", "start.txt"]
            whole = bool(matrix.integer.any())
            options += ["-timeMode", "elapsed", "-ratioGap", f"{limits.gap:.9f}", "-allowableGap", str(ABSOLUTE_GAP)]
            options += ["-maxNodes", str(limits.nodes)] if limits.nodes is not None else []
            options += ["-solve" if whole else "-initialSolve", "-printingOptions", "all", "-solution", "plan.txt"]
            log = _run(["week.mps", *options], folder, stop)
            return _answer(folder / "plan.txt", log, matrix) if log is not None else Answer(Outcome.STOPPED)


def _run(arguments: list[str], folder: Path, stop: StopCondition) -> str | None:
    """Run CBC in `folder`; return what it printed, None when it was killed."""
    command = [PULP_CBC_CMD.pulp_cbc_path, *arguments]
    with folder.joinpath("log.txt").open("w+", encoding="ascii", errors="replace") as log:
        try:
            process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        except OSError as error:
            message = f"The solver CBC could not be started: {error}."
            raise SolverError(message, hint="Use the engine highs.") from error
        try:
            while process.poll() is None:
                if stop.over:
                    return None
                _wait(process)
        finally:
            _kill(process)
        log.seek(0)
        return log.read()


def _wait(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(POLL_SECONDS)
    except subprocess.TimeoutExpired:
        return


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End the process with everything it started, unless it has ended already."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _mps(matrix: Matrix) -> Iterator[str]:
    """Yield the lines of an MPS file that minimises the negative objective."""
    kinds = ["E" if low == high else "L" if np.isneginf(low) else "G" for low, high in _rows(matrix)]
    yield from ("NAME week", "ROWS", " N cost", *(f" {kind} r{row}" for row, kind in enumerate(kinds)), "COLUMNS")
    entries: list[list[str]] = [[] for _ in range(matrix.cost.size)]
    row_of = np.repeat(np.arange(matrix.row_lower.size), np.diff(matrix.starts))
    for row, column, value in zip(row_of.tolist(), matrix.columns.tolist(), matrix.values.tolist(), strict=True):
        entries[column].append(_field(f"c{column}", f"r{row}", value))
    for column, whole in enumerate(matrix.integer.tolist()):
        if whole:
            yield "    MARK      'MARKER'                 'INTORG'"
        yield _field(f"c{column}", "cost", -matrix.cost[column])
        yield from entries[column]
        if whole:
            yield "    MARK      'MARKER'                 'INTEND'"
    yield "RHS"
    for row, (low, high) in enumerate(_rows(matrix)):
        yield _field("RHS", f"r{row}", high if kinds[row] == "L" else low)
    yield "BOUNDS"
    for column, (low, high) in enumerate(zip(matrix.lower.tolist(), matrix.upper.tolist(), strict=True)):
        yield f" MI BND       c{column}" if np.isneginf(low) else f" LO BND       c{column:<7}  {low:.15g}"
        yield f" PL BND       c{column}" if np.isposinf(high) else f" UP BND       c{column:<7}  {high:.15g}"
    yield "ENDATA"
    yield ""


def _field(first: str, second: str, value: float) -> str:
    """Return a line in the fixed layout; CBC takes short lines without it for something else."""
    return f"    {first:<8}  {second:<8}  {value:.15g}"


def _rows(matrix: Matrix) -> list[tuple[float, float]]:
    return list(zip(matrix.row_lower.tolist(), matrix.row_upper.tolist(), strict=True))


def _start(values: Floats) -> Iterator[str]:
    yield "Stopped on iterations - objective value 0"
    yield from (f"{column} c{column} {value:.15g} 0" for column, value in enumerate(values.tolist()))
    yield ""


def _answer(path: Path, log: str, matrix: Matrix) -> Answer:
    """Read the solution file: its first line is the status, the others are number, name, value and reduced cost."""
    if not path.exists():
        return Answer(Outcome.FAILED)
    lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    status = lines[0] if lines else ""
    whole = bool(matrix.integer.any())
    if "nfeasible" in status:
        # "Integer infeasible" and "Infeasible" are proofs; CBC has no other word for them.
        return Answer(Outcome.INFEASIBLE)
    values, costs = np.zeros(matrix.cost.size), np.zeros(matrix.cost.size)
    for line in lines[1:]:
        parts = line.replace("**", "").split()
        if len(parts) == 4 and parts[1].startswith("c"):
            values[int(parts[1][1:])], costs[int(parts[1][1:])] = float(parts[2]), -float(parts[3])
    objective = float(matrix.cost @ values) + matrix.offset
    if status.startswith("Optimal"):
        bound = _bound(log, matrix.offset, objective) if whole else objective
        return Answer(Outcome.SOLVED, values, objective, bound, None if whole else costs)
    if not status.startswith("Stopped"):
        return Answer(Outcome.FAILED)
    if "no integer solution" in status or not whole:
        return Answer(Outcome.STOPPED, bound=_bound(log, matrix.offset, None))
    return Answer(Outcome.STOPPED, values, objective, _bound(log, matrix.offset, None))


def _bound(log: str, offset: float, otherwise: float | None) -> float | None:
    """Return the bound that CBC printed; it prints none when it proved its plan to be the best."""
    found = re.findall(r"^Lower bound:\s+(\S+)$", log, re.MULTILINE)
    return -float(found[-1]) + offset + PRINTED_DIGIT if found else otherwise
