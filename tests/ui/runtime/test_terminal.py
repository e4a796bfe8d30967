"""Who is let in, and with which status and words a run ends."""

import io
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from habitos_tui.errors import BusyError, InvalidInputError, NeedsTerminalError
from habitos_tui.ui.runtime import terminal
from habitos_tui.ui.runtime.crash import CrashSafeApp

TYPED = "".join(["hunter", "2"])
GOOD = {"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}


class Stream(io.TextIOWrapper):
    """A stream that claims to be a terminal, or not."""

    def __init__(self, *, tty: bool = True, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty


def refusal(
    env: Mapping[str, str] = GOOD,
    stdin: Stream | None = None,
    stdout: Stream | None = None,
    stderr: Stream | None = None,
) -> NeedsTerminalError:
    with pytest.raises(NeedsTerminalError) as caught:
        terminal.require_terminal(env, stdin or Stream(), stdout or Stream(), stderr or Stream())
    assert caught.value.exit_code == 64
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    "env",
    [
        GOOD,
        {"TERM": "linux"},
        {"TERM": "screen", "LANG": "C"},
        {"TERM": "xterm", "LC_ALL": "", "LC_CTYPE": "de_DE.utf8@euro"},
    ],
)
def test_a_terminal_with_utf8_is_let_in(env: dict[str, str]) -> None:
    terminal.require_terminal(env, Stream(), Stream(), Stream())


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
def test_each_redirected_stream_is_named(name: str) -> None:
    words = {"stdin": "its input", "stdout": "its output", "stderr": "its error output"}
    assert words[name] in refusal(**{name: Stream(tty=False)}).message  # type: ignore[arg-type]


def test_missing_and_closed_streams_are_no_terminal() -> None:
    closed = Stream()
    closed.close()
    refusal(stdin=closed)
    with pytest.raises(NeedsTerminalError):
        terminal.require_terminal(GOOD, None, Stream(), Stream())


def test_a_terminal_that_cannot_move_its_cursor_is_refused() -> None:
    assert "TERM is dumb" in refusal({**GOOD, "TERM": "dumb"}).message
    assert "TERM is not set" in refusal({"LANG": "C.UTF-8"}).message


def test_the_character_set_is_that_of_the_first_locale_variable_set() -> None:
    assert "ISO-8859-1" in refusal({**GOOD, "LC_ALL": "de_DE.ISO-8859-1"}).message
    assert "KOI8-R" in refusal({**GOOD, "LC_CTYPE": "ru_RU.KOI8-R"}).message
    assert "\x1b" not in refusal({**GOOD, "LC_ALL": "x.no-such\x1b[2J"}).message


def test_without_a_locale_the_output_stream_decides() -> None:
    assert "ascii" in refusal({"TERM": "xterm"}, stdout=Stream(encoding="ascii")).message


@pytest.mark.parametrize(
    ("env", "slow"),
    [
        ({}, False),
        ({"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}, True),
        ({"SSH_CONNECTION": ""}, False),
        ({"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22", "HABITOS_REMOTE": "off"}, False),
        ({"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22", "HABITOS_REMOTE": "auto"}, True),
        ({"HABITOS_REMOTE": "on"}, True),
        ({"HABITOS_REMOTE": ""}, False),
    ],
)
def test_a_slow_link_is_an_ssh_session_unless_said_otherwise(env: dict[str, str], slow: bool) -> None:
    assert terminal.slow_link(env) is slow


def test_an_unknown_kind_of_link_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="HABITOS_REMOTE"):
        terminal.slow_link({"HABITOS_REMOTE": "yes"})


class Ending(CrashSafeApp[None]):
    """An app that ends in a given way as soon as it has started."""

    def __init__(self, status: int | None = None, error: Exception | None = None) -> None:
        super().__init__(driver_class=HeadlessDriver)
        self.status = status
        self.error = error

    def on_mount(self) -> None:
        if self.error is not None:
            raise self.error
        if self.status is not None:
            self.exit(return_code=self.status)


class Falling(Ending):
    """An app whose error gets past Textual."""

    async def run_async(self, **_: object) -> None:
        raise LookupError(TYPED)


@pytest.mark.parametrize("status", [0, 1, 15])
def test_the_status_is_the_apps_own(tmp_path: Path, status: int) -> None:
    assert terminal.run(Ending(status), crash_dir=tmp_path) == status


@pytest.mark.parametrize("app", [Ending(error=LookupError(TYPED)), Falling()], ids=["in a handler", "past Textual"])
def test_a_crash_is_one_sentence_with_the_path_of_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], app: Ending
) -> None:
    assert terminal.run(app, crash_dir=tmp_path / "new" / "folder") == 1
    (report,) = (tmp_path / "new" / "folder").iterdir()
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert str(report) in told.err
    assert TYPED not in told.err + report.read_text()


def test_a_report_that_cannot_be_written_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "file"
    file.touch()
    assert terminal.run(Ending(error=LookupError(TYPED)), crash_dir=file / "crashes") == 1
    told = capsys.readouterr().err
    assert "no report could be written" in told
    assert TYPED not in told


def test_an_error_for_people_is_left_to_the_caller(tmp_path: Path) -> None:
    with pytest.raises(BusyError, match="another process"):
        terminal.run(Ending(error=BusyError("Held by another process.")), crash_dir=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("remote", "mouse"), [(True, False), (False, True), (True, True)])
def test_a_remote_app_does_not_move_and_the_mouse_is_taken_where_it_is_wanted(
    tmp_path: Path, remote: bool, mouse: bool
) -> None:
    app = Ending(0)
    terminal.run(app, crash_dir=tmp_path, remote=remote, mouse=mouse)
    assert app._driver is not None
    assert app._driver._mouse is mouse
    assert (app.animation_level == "none") is remote


def test_the_gate_loads_no_screen_library() -> None:
    script = "import sys, habitos_tui.ui.runtime.terminal; print({'rich', 'textual', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
