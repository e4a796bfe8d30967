"""Which tests a mutant is tried with: those that run its place, in an order in which it is noticed soon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.mutants.mutant import Mutant
from tests.mutants.traces import CODE, Run, Trace


@dataclass(frozen=True)
class Selection:
    """What traced runs of some tests have shown."""

    root: Path
    traces: Sequence[Trace]

    @cached_property
    def seconds(self) -> dict[str, float]:
        """How much work each test is."""
        return {test: work for trace in self.traces for test, work in trace.seconds.items()}

    def tests_of(self, mutant: Mutant, most: float) -> dict[str, float]:
        """Return the tests that run what was changed with the work each is, as many as can be done in `most` seconds.

        Those of the file of the same name come first, then the quick ones, and last those that only have it run while
        they are made ready for. What is left out does not notice anything.
        """
        chosen: dict[str, float] = {}
        for test in self._in_order(mutant):
            if sum(chosen.values()) + self.seconds[test] <= most:
                chosen[test] = self.seconds[test]
        return chosen

    def _in_order(self, mutant: Mutant) -> list[str]:
        usual = f"/test_{Path(mutant.path).stem}.py"
        runs = {run for trace in self.traces for run in self._found(trace, mutant)}
        files = {run.test: _file(run.test) for run in runs}
        # What is made ready for one test may be for all of its file, and was traced with the first.
        ready = {_file(run.test) for run in runs if not run.itself}
        files |= {test: _file(test) for test in self.seconds if _file(test) in ready}
        total = {file: sum(self.seconds[test] for test, of in files.items() if of == file) for file in files.values()}
        return sorted(
            files,
            key=lambda test: (
                Run(test, itself=True) not in runs,
                not files[test].endswith(usual),
                total[files[test]],
                files[test],
                self.seconds[test],
            ),
        )

    def _found(self, trace: Trace, mutant: Mutant) -> set[Run]:
        if mutant.constant:
            return self._users(trace, mutant.scope)
        lines = trace.runs_by_line(mutant.path)
        return {run for line in range(mutant.line, mutant.last_line + 1) for run in lines.get(line, ())}

    def _users(self, trace: Trace, name: str) -> set[Run]:
        """Return what runs a line on which a constant is named."""
        word = re.compile(rf"\b{name}\b")
        found: set[Run] = set()
        for path, text in self._texts.items():
            if word.search(text):
                lines = trace.runs_by_line(path)
                for number, line in enumerate(text.splitlines(), 1):
                    if word.search(line):
                        found |= lines.get(number, set())
        return found

    @cached_property
    def _texts(self) -> dict[str, str]:
        files = (self.root / CODE).rglob("*.py")
        return {str(file.relative_to(self.root)): file.read_text(encoding="utf-8") for file in files}


def _file(test: str) -> str:
    return test.partition("::")[0]
