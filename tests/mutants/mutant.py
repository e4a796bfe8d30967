"""One small change to the code, and what can become of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

Key = tuple[str, str, str, str, int]
"""File, scope, text before and after, and which of those that read alike it is: the line may move."""

Outcome = Literal["noticed", "timeout", "unnoticed", "untested", "invalid"]
"""A test fails; no test ends; all tests pass; no test runs the place; the code is none, or cannot be exchanged."""

MISSED: Final = frozenset({"unnoticed", "untested"})


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed place. `scope` is the outermost function around it, or the constant whose value it is."""

    path: str
    scope: str
    line: int
    last_line: int
    before: str
    after: str
    occurrence: int
    constant: bool
    source: Callable[[], str]
    """The whole file with the change in it, made when it is needed."""

    @property
    def key(self) -> Key:
        """What tells it from every other."""
        return self.path, self.scope, self.before, self.after, self.occurrence

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.scope}: {self.before}  ->  {self.after} [{self.occurrence}]"
