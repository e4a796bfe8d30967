"""The process that solves one problem: it holds what a solver needs, and is gone with it.

It reads one line of JSON from standard input, the request. A further line there asks for the best plan so far, and its
end means that nobody waits. It writes lines: how far it is, and at last the plan or what failed.
"""

import json
import os
import sys
from math import isfinite
from threading import Event, Thread
from typing import Any, Final

from habitos_tui.domain.model.plan import Progress
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.errors import HabitosError
from habitos_tui.planner.plan_week import answer

STOP: Final = "stop"
"""The line that asks for the best plan so far."""
FIGURES: Final = ("phase", "incumbent", "bound", "gap", "plans_found", "elapsed")
_NICENESS: Final = 5
"""Answers to requests come first."""


def main() -> int:
    """Solve what is asked for and return the exit status."""
    os.nice(_NICENESS)
    request = json.loads(sys.stdin.readline())
    problem = Problem.model_validate_json(json.dumps(request["problem"]), strict=True)
    cancel = Event()
    Thread(target=_listen, args=(cancel,), daemon=True).start()
    try:
        plan = answer(problem, SolveOptions(**request["options"]), _tell_progress, cancel)
    except HabitosError as error:
        _tell({"failed": {"title": error.title, "message": error.message}})
        return 1
    _tell({"plan": plan.model_dump(mode="json")})
    return 0


def _listen(cancel: Event) -> None:
    """Stop when that is asked for, and at once when nobody is there any more."""
    for line in sys.stdin:
        if line.strip() == STOP:
            cancel.set()
    os._exit(1)


def _tell_progress(news: Progress) -> None:
    _tell({"progress": {name: _figure(getattr(news, name)) for name in FIGURES}})


def _figure(value: Any) -> Any:
    """Return what JSON can say: a bound may be without end before there is any."""
    return None if isinstance(value, float) and not isfinite(value) else value


def _tell(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, allow_nan=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
