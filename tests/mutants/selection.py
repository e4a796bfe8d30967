"""Which tests run which line, and how long each takes: learned once per state of the code, kept in `.mutants/`."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from coverage import CoverageData

from tests.mutants.mutant import Mutant

CACHE: Final = ".mutants"


@dataclass(frozen=True)
class Selection:
    """What a traced run of some tests has shown."""

    root: Path
    data: CoverageData
    seconds: dict[str, float]
    """How long each test takes, without what it shares with others."""

    def tests_of(self, mutant: Mutant) -> list[str]:
        """Return the tests that run what was changed; those of the file of the same name first, then the quick ones."""
        found = self._users(mutant.scope) if mutant.constant else self._at(mutant)
        usual = f"/test_{Path(mutant.path).stem}.py"
        files = {test: test.partition("::")[0] for test in found if test in self.seconds}
        total = {file: sum(self.seconds[test] for test, of in files.items() if of == file) for file in files.values()}
        return sorted(
            files,
            key=lambda test: (not files[test].endswith(usual), total[files[test]], files[test], self.seconds[test]),
        )

    def _at(self, mutant: Mutant) -> set[str]:
        lines = self._contexts(mutant.path)
        return {test for line in range(mutant.line, mutant.last_line + 1) for test in lines.get(line, ())}

    def _users(self, name: str) -> set[str]:
        """Return the tests that run a line on which a constant is named."""
        word = re.compile(rf"\b{name}\b")
        found: set[str] = set()
        for path, text in self._texts.items():
            if word.search(text):
                lines = self._contexts(path)
                for number, line in enumerate(text.splitlines(), 1):
                    if word.search(line):
                        found |= lines.get(number, set())
        return found

    @cached_property
    def _texts(self) -> dict[str, str]:
        files = (self.root / "habitos_tui").rglob("*.py")
        return {str(file.relative_to(self.root)): file.read_text(encoding="utf-8") for file in files}

    @cached_property
    def _known(self) -> dict[str, dict[int, set[str]]]:
        return {}

    def _contexts(self, path: str) -> dict[int, set[str]]:
        """Return the tests that run each line of a file; what runs on import belongs to no test."""
        if path not in self._known:
            lines = self.data.contexts_by_lineno(str(self.root / path))
            self._known[path] = {
                line: {test for context in contexts if (test := context.rpartition("|")[0])}
                for line, contexts in lines.items()
            }
        return self._known[path]


def select(root: Path, tests: Sequence[str], jobs: int) -> Selection:
    """Return what a traced run of the tests shows, from the cache where nothing has changed since."""
    base = root / CACHE / _digest(root, tests)
    kept, times = base / "coverage", base / "seconds.json"
    if not times.exists():
        base.mkdir(parents=True, exist_ok=True)
        _trace(root, tests, jobs, kept, times)
    data = CoverageData(str(kept))
    data.read()
    return Selection(root, data, json.loads(times.read_text(encoding="utf-8")))


def _trace(root: Path, tests: Iterable[str], jobs: int, kept: Path, times: Path) -> None:
    """Run the tests once as they are, all of which must pass."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(jobs), "--dist", "worksteal"]
    command += ["-p", "tests.mutants.timing", f"--seconds={times}"]
    command += ["--cov=habitos_tui", "--cov-context=test", "--cov-report=", "--cov-fail-under=0", *tests]
    ended = subprocess.run(command, cwd=root, env={**os.environ, "COVERAGE_FILE": str(kept)}, check=False)
    if ended.returncode:
        times.unlink(missing_ok=True)
        raise SystemExit("The tests fail without any change: mend them first.")


def _digest(root: Path, tests: Sequence[str]) -> str:
    """Return what changes with the code and the tests."""
    folders = [root / "habitos_tui", root / "tests"]
    files = sorted(file for folder in folders for file in folder.rglob("*.py") if file.parent != Path(__file__).parent)
    content = hashlib.sha256(" ".join(tests).encode())
    for file in files:
        content.update(str(file).encode() + file.read_bytes())
    return content.hexdigest()[:16]
