"""The message about an unexpected error: its type and place, never any values."""

import sys
from pathlib import Path
from types import TracebackType

from habitos_tui.errors import ExitCode, HabitosError

_PACKAGE = Path(__file__).parent.parent


def install() -> None:
    """Let errors that reach the top of the process end in one sentence and status 1."""
    sys.excepthook = _hook


def sentence(kind: type[BaseException], traceback: TracebackType | None) -> str:
    """Return one sentence with the type of an error and the innermost frame in our code."""
    return f"{HabitosError.title}: {_what(kind, traceback)}"


def _what(kind: type[BaseException], traceback: TracebackType | None) -> str:
    place = ""
    while traceback is not None:
        code = Path(traceback.tb_frame.f_code.co_filename)
        if code.is_relative_to(_PACKAGE):
            place = f" in {code.relative_to(_PACKAGE).as_posix()}, line {traceback.tb_lineno}"
        traceback = traceback.tb_next
    return f"an unexpected {kind.__name__}{place}. Please report it."


def _hook(kind: type[BaseException], _error: BaseException, traceback: TracebackType | None) -> None:
    from habitos_tui.cli.failing import Failure, json_wanted

    Failure(HabitosError.title, _what(kind, traceback), ExitCode.FAILURE).tell(as_json=json_wanted())
