"""Checks the terminal, runs the app, and exits cleanly whatever happens.

Nothing here loads Textual, so that an unsuitable terminal is refused at once.
"""

import asyncio
import codecs
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from habitos_tui.errors import ExitCode, HabitosError, InvalidInputError, NeedsTerminalError
from habitos_tui.text import clean
from habitos_tui.ui.runtime.early_keys import early_keys
from habitos_tui.ui.runtime.ground import light_by_environment
from habitos_tui.ui.runtime.signal_guard import GRACE_SECONDS, Guard

if TYPE_CHECKING:
    from habitos_tui.ui.runtime.crash import CrashSafeApp

_SCRIPT_HINT = "Commands such as `habitos-tui today` work without one; `habitos-tui --help` lists them."


def require_terminal(
    env: Mapping[str, str], stdin: TextIO | None, stdout: TextIO | None, stderr: TextIO | None
) -> None:
    """Raise NeedsTerminalError unless keys can be read and a screen drawn in UTF-8.

    Standard error counts because Textual draws on it.
    """
    for stream, use in ((stdin, "input"), (stdout, "output"), (stderr, "error output")):
        if stream is None or stream.closed or not stream.isatty():
            raise NeedsTerminalError(f"The app needs a terminal, but its {use} is not one.", hint=_SCRIPT_HINT)
    term = env.get("TERM", "")
    if term in {"", "dumb"}:
        found = f"TERM is {term}" if term else "TERM is not set"
        raise NeedsTerminalError(
            f"The app cannot draw on this terminal: {found}.", hint="Set TERM, for example to xterm-256color."
        )
    charset = _charset(env) or (stdout.encoding if stdout is not None else "")
    if not _is_utf8(charset):
        raise NeedsTerminalError(
            f"The app draws in UTF-8, but this terminal is set to {clean(charset)}.",
            hint="Set LANG to a UTF-8 locale, for example C.UTF-8.",
        )


def _charset(env: Mapping[str, str]) -> str:
    """Return the character set of the locale variables, or "" if unset."""
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    return locale.partition(".")[2].partition("@")[0]


def _is_utf8(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name == "utf-8"
    except LookupError:
        return False


def slow_link(env: Mapping[str, str], setting: str = "auto") -> bool:
    """True if output should be kept small: over SSH, or by HABITOS_REMOTE (on, off or auto).

    If that is unset or auto, `setting` (on, off or auto) decides. Raises InvalidInputError for any other value of
    HABITOS_REMOTE.
    """
    wish = env.get("HABITOS_REMOTE") or "auto"
    if wish not in {"on", "off", "auto"}:
        raise InvalidInputError("HABITOS_REMOTE must be on, off or auto.")
    decided = setting if wish == "auto" else wish
    return bool(env.get("SSH_CONNECTION")) if decided == "auto" else decided == "on"


def light_ground(env: Mapping[str, str]) -> bool:
    """True if the terminal has a light ground, as far as it said so by now; else COLORFGBG counts."""
    early = early_keys()
    answer = None if early is None else early.light()
    return bool(light_by_environment(env) if answer is None else answer)


def run(
    app: "CrashSafeApp[Any]",
    *,
    crash_dir: Path,
    remote: bool = False,
    mouse: bool = True,
    grace: float = GRACE_SECONDS,
    explain_crash: Callable[[], HabitosError | None] = lambda: None,
) -> int:
    """Run `app` until it ends and return the exit status: 128 + signal, 1 after a crash, else the app's own.

    A `remote` app does not animate; with `mouse` clicks and the wheel are for the app. A signal or a lost terminal
    leaves the app `grace` seconds.
    A crash leaves a report without the user's data in `crash_dir` and a sentence on standard error; a HabitosError
    that ended the app, or one that `explain_crash` finds behind a crash, is raised, for the caller to tell like any
    other. Call from the main thread.
    """
    if remote:
        app.animation_level = "none"
    runner = asyncio.Runner()
    loop = runner.get_loop()
    escaped = None

    def stop() -> None:
        app.asked_to_end = True
        loop.call_soon_threadsafe(app.exit)

    with Guard(stop, grace=grace, deadline=app.must_end_at) as guard:
        try:
            with runner:
                app.run(loop=loop, mouse=mouse)
        except Exception as failure:  # noqa: BLE001 - the interpreter would print it, with what the user typed
            escaped = failure
    if guard.signum:
        return 128 + guard.signum
    error = app.crash or escaped
    if error is None:
        if app.farewell:
            print(clean(app.farewell), file=sys.stderr)
        return app.return_code or ExitCode.OK
    reason = error if isinstance(error, HabitosError) else explain_crash()
    if reason is not None:
        raise reason from error
    return _report(error, crash_dir)


def _report(error: Exception, crash_dir: Path) -> int:
    from habitos_tui.ui.runtime.crash import write_report

    try:
        where = f"a report without your data is in {write_report(error, crash_dir)}"
    except OSError as failure:
        where = f"no report could be written to {crash_dir} ({failure.strerror})"
    print(clean(f"habitos-tui stopped because of an error in the program; {where}."), file=sys.stderr)
    return ExitCode.FAILURE
