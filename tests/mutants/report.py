"""What became of the mutants: the unnoticed one by one, and a table of rooms with the share that is noticed."""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from habitos_tui.insight.intervals import wilson
from tests.mutants.mutant import MISSED, Key, Mutant, Outcome


class Results:
    """Gathers outcomes, writes each down and tells those that nobody noticed at once."""

    def __init__(self, kept: Path, total: int) -> None:
        """`kept` is the file that gets a line for each of `total` mutants."""
        self._of_room: dict[str, Counter[Outcome]] = defaultdict(Counter)
        self._kept, self._total, self._told = kept, total, 0
        kept.write_text("", encoding="utf-8")

    def add(self, room: str, mutant: Mutant, outcome: Outcome, by: str, tests: int) -> None:
        self._of_room[room][outcome] += 1
        self._told += 1
        entry = {"room": room, "line": mutant.line, "key": mutant.key, "outcome": outcome, "by": by, "tests": tests}
        with self._kept.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(entry)}\n")
        if outcome in MISSED:
            sys.stderr.write(f"{self._told} of {self._total}: {outcome} ({tests} tests) {mutant}\n")

    @staticmethod
    def missed(file: Path) -> set[Key]:
        """Return the keys of the mutants that nobody noticed in the run which a file tells of."""
        entries: list[dict[str, Any]] = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        return {_key(each["key"]) for each in entries if each["outcome"] in MISSED}

    def table(self) -> str:
        """Return a line per room: how many were tried and noticed, and between what the true share lies."""
        lines = [f"{'room':14}{'tried':>7}{'noticed':>9}{'of these by time':>18}{'share':>8}   95 % interval\n"]
        total: Counter[Outcome] = Counter()
        for room, outcomes in self._of_room.items():
            lines.append(_line(room, outcomes))
            total += outcomes
        return "".join([*lines, _line("all", total)])


def _key(stored: list[Any]) -> Key:
    path, scope, before, after, occurrence = stored
    return path, scope, before, after, occurrence


def _line(name: str, outcomes: Counter[Outcome]) -> str:
    tried = outcomes.total() - outcomes["invalid"]
    noticed = outcomes["noticed"] + outcomes["timeout"]
    if not tried:
        return f"{name:14}{0:7}\n"
    low, high = wilson(noticed, tried)
    share = f"{noticed / tried:8.1%}   {low:.1%} to {high:.1%}"
    return f"{name:14}{tried:7}{noticed:9}{outcomes['timeout']:18}{share}\n"
