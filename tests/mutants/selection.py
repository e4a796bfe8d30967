"""Which tests a mutant is tried with: those that run its place, in an order in which it is noticed soon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.mutants.mutant import Mutant
from tests.mutants.traces import CODE, Trace


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

        Those of the file of the same name come first, then the quick ones. What is left out does not notice anything.
        """
        chosen: dict[str, float] = {}
        for test in self._in_order(mutant):
            if sum(chosen.values()) + self.seconds[test] <= most:
                chosen[test] = self.seconds[test]
        return chosen

    def _in_order(self, mutant: Mutant) -> list[str]:
        usual = f"/test_{Path(mutant.path).stem}.py"
        files = {test: test.partition("::")[0] for trace in self.traces for test in self._found(trace, mutant)}
        total = {file: sum(self.seconds[test] for test, of in files.items() if of == file) for file in files.values()}
        return sorted(
            files,
            key=lambda test: (not files[test].endswith(usual), total[files[test]], files[test], self.seconds[test]),
        )

    def _found(self, trace: Trace, mutant: Mutant) -> set[str]:
        if mutant.constant:
            return self._users(trace, mutant.scope)
        lines = trace.tests_by_line(mutant.path)
        return {test for line in range(mutant.line, mutant.last_line + 1) for test in lines.get(line, ())}

    def _users(self, trace: Trace, name: str) -> set[str]:
        """Return the tests that run a line on which a constant is named."""
        word = re.compile(rf"\b{name}\b")
        found: set[str] = set()
        for path, text in self._texts.items():
            if word.search(text):
                lines = trace.tests_by_line(path)
                for number, line in enumerate(text.splitlines(), 1):
                    if word.search(line):
                        found |= lines.get(number, set())
        return found

    @cached_property
    def _texts(self) -> dict[str, str]:
        files = (self.root / CODE).rglob("*.py")
        return {str(file.relative_to(self.root)): file.read_text(encoding="utf-8") for file in files}
