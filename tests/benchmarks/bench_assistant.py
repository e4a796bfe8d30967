"""How long an assistant waits for its first answers: from the start of the server until it told what is on today."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

import habitos_tui
from habitos_tui.bootstrap import open_data_directory
from habitos_tui.services.demo.profile import build_demo, live_demo_week
from tests.benchmarks.bench_start import show
from tests.benchmarks.target import judge
from tests.support.cli import ROOT

TITLE = "The first answers to an assistant"
TARGET = 1.5
HELLO = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "bench", "version": "1"}}


def run() -> None:
    """Print the seconds to each answer, warm, and cold: without bytecode of ours, as after an update."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with TemporaryDirectory() as folder:
        data = Path(folder, "data")
        household = open_data_directory(data, create=True)
        live_demo_week(household.database, build_demo(household.database, household.clock), household.clock)
        show("initialize", lambda: first_answers(data)[0])
        show("and the list of tools", lambda: first_answers(data)[1])
        judge("and today, warm", show("and today, warm", lambda: first_answers(data)[2]), TARGET, "s", 3)
        cold = [_cold(data, Path(folder, str(number))) for number in range(3)]
        judge("and today, cold", sorted(cold)[1], TARGET, "s", 3)
        before = _used()
        first_answers(data)
        print(f"  {'of the processor, warm':34} {_used() - before:6.3f} s", flush=True)


def first_answers(data: Path, place: Path = ROOT) -> tuple[float, float, float]:
    """Return the seconds until initialize, tools/list and today were answered, by the package in a place."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "habitos_tui", "--data-dir", str(data), "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=place,
    ) as process:
        _ask(process, 1, "initialize", **HELLO)
        greeted = time.perf_counter() - began
        _ask(process, 2, "tools/list")
        listed = time.perf_counter() - began
        answer = _ask(process, 3, "tools/call", name="today", arguments={})
        answered = time.perf_counter() - began
        assert answer["result"]["structuredContent"]["sessions"], answer
    return greeted, listed, answered


def _used() -> float:
    """Return the seconds of the processor that programs started here have taken: other work does not add to them."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _cold(data: Path, place: Path) -> float:
    """Return the seconds until today was answered by a copy of the program that has no bytecode yet."""
    package = Path(habitos_tui.__file__).parent
    copytree(package, place / package.name, ignore=lambda _folder, names: {"__pycache__"} & {*names})
    return first_answers(data, place)[2]


def _ask(process: "subprocess.Popen[str]", number: int, method: str, **params: Any) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}) + "\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())
