"""An app that ends without a traceback, and crash reports: types of errors and places, never user text."""

import linecache
import os
import platform
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

import textual
from textual.app import App, ReturnType, ScreenStackError
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.worker import WorkerFailed

from habitos_tui import __version__
from habitos_tui.ui.runtime.driver import TolerantDriver

_FRAMES = 40
"""Innermost frames reported per error; endless recursion has a thousand."""

_NOT_THERE = (NoMatches, NoScreen, ScreenStackError)
"""What Textual raises where a widget looks for another one, or for its screen, and there is none."""

_PACKAGE_FOLDER = str(Path(__file__).parents[3]) + os.sep


class InputThreadError(Exception):
    """The thread that reads the terminal failed."""


class CrashSafeApp(App[ReturnType]):
    """An app that keeps a fatal error in `crash`; Textual would print it with all local variables."""

    crash: Exception | None = None
    asked_to_end: bool = False
    """Whether a signal came, or the terminal is gone; also known while the app is busy."""
    farewell: str = ""
    """What is said on the terminal once the app has left it."""

    def must_end_at(self) -> float | None:
        """Return by when the app is to have ended, by the steady clock; None for never. Any thread may ask."""
        return None

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver, on a terminal the tolerant one."""
        driver = super().get_driver_class()
        return TolerantDriver if driver is LinuxDriver else driver

    def panic(self, *_renderables: object) -> None:
        """End the app without output; if no error is known, the input thread failed."""
        if self.crash is None:
            self._handle_exception(InputThreadError())
        else:
            self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self._exit and isinstance(cause, _NOT_THERE):
            return  # the app leaves, and has taken apart what a widget that was still being laid out looks for
        self.crash = self.crash or (cause if isinstance(cause, Exception) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()


def write_report(error: BaseException, directory: Path) -> Path:
    """Write a report on `error` to a new file that only its owner can read, and return its path.

    It names errors, files, lines and functions; values of variables and messages, which can quote the user, are left
    out. Raises OSError when it cannot be written.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="crash-", suffix=".txt", dir=directory)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.writelines(f"{line}\n" for line in _report(error))
    return Path(name)


def _report(error: BaseException) -> Iterator[str]:
    yield f"habitos-tui {__version__}, Textual {textual.__version__}, Python {platform.python_version()}"
    yield f"{platform.system()} {platform.machine()}, TERM={os.environ.get('TERM', '')}"
    yield "Values and error messages are left out, because they can quote what was typed."
    for failure in _related(error):
        yield ""
        yield f"{type(failure).__module__}.{type(failure).__qualname__}"
        yield from _calls(failure)


def _related(error: BaseException) -> Iterator[BaseException]:
    """Yield `error`, what it was raised from or while handling, and the members of groups, each once."""
    waiting, seen = [error], {id(error)}
    while waiting:
        failure = waiting.pop(0)
        yield failure
        context = None if failure.__suppress_context__ else failure.__context__
        members = failure.exceptions if isinstance(failure, BaseExceptionGroup) else ()
        for other in (failure.__cause__, context, *members):
            if other is not None and id(other) not in seen:
                seen.add(id(other))
                waiting.append(other)


def _calls(failure: BaseException) -> Iterator[str]:
    for frame, line in list(traceback.walk_tb(failure.__traceback__))[-_FRAMES:]:
        path = frame.f_code.co_filename
        yield f"  {_short(path)}:{line} in {frame.f_code.co_qualname}"
        yield f"      {linecache.getline(path, line).strip()}"


def _short(path: str) -> str:
    """Drop the folders before the package or library, since they can name the user."""
    library = path.rpartition("site-packages" + os.sep)[2]
    if library != path:
        return library
    return path.removeprefix(_PACKAGE_FOLDER) if path.startswith(_PACKAGE_FOLDER) else Path(path).name
