"""Which tests run which line, and how much work each is: traced once, kept in `.mutants/`, and used for long.

A test is traced anew when its function has changed. Where code has changed since, its lines are found again, and new
ones are taken for run by what runs those around them; `rm -r .mutants` when so much has changed that this says little.
"""

import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from coverage import CoverageData

CACHE: Final = ".mutants"
CODE: Final = "habitos_tui"


class Run(NamedTuple):
    """A test that runs a line."""

    test: str
    itself: bool
    """Whether it does so, and not what makes ready for it or clears away."""

    @classmethod
    def of(cls, context: str) -> "Run":
        """Read what the trace has written."""
        test, _, phase = context.rpartition("|")
        return cls(test, phase == "run")


@dataclass(frozen=True)
class Trace:
    """What a traced run of some tests has shown."""

    root: Path
    data: CoverageData
    code: Mapping[str, str]
    """The text of each file when it was traced."""
    seconds: Mapping[str, float]
    """How much work each test is, without what it shares with others; of tests that are as they were."""

    def runs_by_line(self, path: str) -> Mapping[int, set[Run]]:
        """Return what runs each line of a file, as it is now; what runs on import belongs to no test."""
        if path not in self._known:
            then, now = self.code.get(path, ""), (self.root / path).read_text(encoding="utf-8")
            traced = self._traced(path)
            self._known[path] = {
                line: {run for each in found for run in traced.get(each, ())}
                for line, found in lines_before(then.splitlines(), now.splitlines()).items()
            }
        return self._known[path]

    def _traced(self, path: str) -> dict[int, set[Run]]:
        lines = self.data.contexts_by_lineno(str(self.root / path))
        runs = {line: (Run.of(context) for context in contexts) for line, contexts in lines.items()}
        return {line: {run for run in found if run.test in self.seconds} for line, found in runs.items()}

    @cached_property
    def _known(self) -> dict[str, dict[int, set[Run]]]:
        return {}


def lines_before(then: Sequence[str], now: Sequence[str]) -> dict[int, range]:
    """Return for each line what it was before; for one that is new, those it took the place of and the two around."""
    found: dict[int, range] = {}
    for kind, first, last, start, end in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        for offset in range(end - start):
            same = range(first + offset + 1, first + offset + 2)
            found[start + offset + 1] = same if kind == "equal" else range(first, last + 2)
    return found


def traces_of(root: Path, tests: Sequence[str], jobs: int) -> list[Trace]:
    """Return what is known of the tests in some files and folders, tracing those of which nothing is."""
    files = sorted(file for test in tests for file in _files(root / test))
    due = {name: digest for file in files for name, digest in functions(file, str(file.relative_to(root))).items()}
    found = []
    for folder in sorted((root / CACHE).glob("trace-*"), reverse=True):
        same = {name for name, digest in _read(folder / "tests.json").items() if due.get(name) == digest}
        if same:
            found.append(_load(root, folder, same))
        for name in same:
            del due[name]
    if due:
        found.append(_load(root, _trace(root, due, jobs), due))
    return found


def _files(place: Path) -> Iterable[Path]:
    return place.rglob("test_*.py") if place.is_dir() else [place]


def functions(file: Path, name: str) -> dict[str, str]:
    """Return the tests of a file by their ids, without what they are parametrized with, each with a digest."""
    return dict(_functions(ast.parse(file.read_text(encoding="utf-8")).body, name))


def _functions(body: Iterable[ast.stmt], name: str) -> Iterator[tuple[str, str]]:
    for each in body:
        if isinstance(each, ast.ClassDef):
            yield from _functions(each.body, f"{name}::{each.name}")
        elif isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and each.name.startswith("test_"):
            yield f"{name}::{each.name}", hashlib.sha256(ast.dump(each).encode()).hexdigest()[:16]


def _read(file: Path) -> dict[str, str]:
    content: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return content


def _load(root: Path, folder: Path, names: Collection[str]) -> Trace:
    data = CoverageData(str(folder / "coverage"))
    data.read()
    seconds = json.loads((folder / "seconds.json").read_text(encoding="utf-8"))
    of_these = {test: work for test, work in seconds.items() if test.partition("[")[0] in names}
    return Trace(root, data, _read(folder / "code.json"), of_these)


def _trace(root: Path, tests: Mapping[str, str], jobs: int) -> Path:
    """Run some tests as they are, all of which must pass; return where is written what they run."""
    number = max((int(kept.name.partition("-")[2]) for kept in (root / CACHE).glob("trace-*")), default=0) + 1
    folder, unfinished = root / CACHE / f"trace-{number:05}", root / CACHE / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    code = {str(file.relative_to(root)): file.read_text(encoding="utf-8") for file in (root / CODE).rglob("*.py")}
    (unfinished / "code.json").write_text(json.dumps(code), encoding="utf-8")
    (unfinished / "tests.json").write_text(json.dumps(dict(tests)), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(jobs), "--dist", "worksteal"]
    command += ["-p", "tests.mutants.timing", f"--seconds={unfinished / 'seconds.json'}"]
    command += [f"--cov={CODE}", "--cov-context=test", "--cov-report=", "--cov-fail-under=0", *tests]
    environment = {**os.environ, "COVERAGE_FILE": str(unfinished / "coverage")}
    if subprocess.run(command, cwd=root, env=environment, check=False).returncode:
        raise SystemExit("The tests fail without any change: mend them first.")
    unfinished.rename(folder)
    return folder
