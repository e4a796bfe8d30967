"""What only a process of its own can show: signals, pipes, closed streams, encodings, exit statuses."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import READ
from tests.support.cli import INSTANCES, ROOT, command, environment, spawn
from tests.support.pty import PATIENCE, Terminal

LONG = INSTANCES / "first-edition" / "student-60-3.json"
"""With a gap of 0 this week takes far longer than any test waits."""

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc or writes to /dev/full")


def solving(*options: str | Path, **terminal: Any) -> Terminal:
    return Terminal("-m", "habitos_tui", "solve", str(LONG), "--gap", "0", *map(str, options), **terminal)


def wait_until(done: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not done() and time.monotonic() < end:
        time.sleep(0.02)


def test_ctrl_c_stops_a_solve_and_prints_its_best_plan(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    with solving("-o", plan, controlling=True, size=(100, 200)) as terminal:
        terminal.wait_for("better at most")
        terminal.send(b"\x03")
        assert terminal.status() == 130
        assert "Details: feasible" in terminal.screen()
        assert "Mon 23 Nov" in terminal.screen()
    assert spawn("verify", LONG, plan).code == 0


with_and_without_sighup = pytest.mark.parametrize("controlling", [True, False], ids=["with SIGHUP", "without SIGHUP"])


@with_and_without_sighup
def test_a_hang_up_ends_a_solve_with_129_and_keeps_its_best_plan(tmp_path: Path, controlling: bool) -> None:
    plan = tmp_path / "plan.json"
    with solving("-o", plan, controlling=controlling) as terminal:
        terminal.wait_for("better at most")
        terminal.hang_up()
        assert terminal.status_unread() == 129
    assert spawn("verify", LONG, plan).code == 0


def test_readers_that_go_away_end_a_solve_as_a_broken_pipe_does() -> None:
    ours, theirs = os.pipe()
    process = subprocess.Popen(
        command("solve", LONG, "--gap", "0"), cwd=ROOT, env=environment(), stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.close(ours)
    try:
        assert process.wait(PATIENCE) == 141
    finally:
        process.kill()
        process.wait()


def test_a_solve_that_was_told_to_ignore_a_hang_up_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """As nohup tells it."""
    from habitos_tui.cli import solving

    monkeypatch.setattr(solving, "is_hung_up", lambda: True)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with solving._Stop() as stop:
            os.kill(os.getpid(), signal.SIGHUP)
            stop.look()
    finally:
        signal.signal(signal.SIGHUP, before)
    assert (stop.signal, stop.wanted.is_set()) == (None, False)


def test_what_narrows_a_price_ends_with_129_once_its_terminal_is_gone() -> None:
    # Without a line break, which a terminal takes by itself: it could be gone in between, and printing fail.
    code = (
        "import time\nfrom habitos_tui.cli.solving import attended\n"
        "with attended():\n    print('ready', end='', flush=True)\n    time.sleep(60)\n"
    )
    with Terminal("-c", code) as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()
        assert terminal.status_unread() == 129


@on_linux
def test_a_termination_ends_a_solve_with_143_and_leaves_no_solver_behind(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("solve", LONG, "--gap", "0", "--engine", "cbc"),
        cwd=ROOT,
        env=environment(HABITOS_MARK=str(tmp_path)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        wait_until(lambda: len(marked(tmp_path)) == 2)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
        process.wait()
    assert (process.returncode, err) == (143, "")
    assert marked(tmp_path) == []


def marked(mark: Path) -> list[str]:
    """Return the processes that carry a mark in their environment, inherited from the one that was started."""
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # others' processes, and those that have just ended
            if f"HABITOS_MARK={mark}".encode() in environ.read_bytes():
                found.append(environ.parent.name)
    return found


def test_a_reader_that_goes_away_is_no_error_to_talk_about() -> None:
    process = subprocess.Popen(
        command("solve", INSTANCES / "first-edition" / "office-16-1.json", "--json"),
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (141, b"")


@on_linux
def test_a_full_disk_is_an_error_in_a_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("-h"),
            cwd=ROOT,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "The system refused: No space left on device.\n")


@pytest.mark.parametrize("closing", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", pytest.param("2>/dev/full", marks=on_linux)])
def test_closed_streams_are_no_crash(tmp_path: Path, closing: str) -> None:
    words = " ".join(f"'{word}'" for word in command("profile", "create", "alice"))
    done = subprocess.run(
        ["/bin/sh", "-c", f"{words} {closing}"],
        cwd=ROOT,
        env=environment(HABITOS_DATA_DIR=str(tmp_path / "data")),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@with_and_without_sighup
def test_a_hang_up_ends_any_call_with_129(tmp_path: Path, controlling: bool) -> None:
    """A shell shows 129 for a process that the signal has ended, too."""
    there = {"HABITOS_DATA_DIR": str(tmp_path / "data")}
    with Terminal("-m", "tests.support.slow_start", "doctor", env=there, controlling=controlling) as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()
        assert terminal.status_unread() in ({-signal.SIGHUP} if controlling else {129})


def test_a_terminal_without_unicode_gets_question_marks(tmp_path: Path) -> None:
    there = {"HABITOS_DATA_DIR": str(tmp_path / "data"), "PYTHONIOENCODING": "latin-1"}
    spawn("profile", "create", "alice", **there)
    spawn("behaviors", "add", "-", stdin=json.dumps({**READ, "name": "朝 read"}), **there)
    answer = spawn("behaviors", "list", **there)
    assert answer.code == 0
    assert "? read" in answer.out


@pytest.mark.parametrize("words", [["-h"], ["profile", "list"], ["today"]])
def test_no_colour_is_sent_even_to_a_terminal(tmp_path: Path, words: list[str]) -> None:
    there = {"HABITOS_DATA_DIR": str(tmp_path / "data")}
    assert spawn("profile", "create", "alice", **there).code == 0
    with Terminal("-m", "habitos_tui", *words, env=there) as terminal:
        assert terminal.status() == 0
    assert b"\x1b" not in terminal.output


def test_an_unforeseen_error_is_one_sentence_and_status_1() -> None:
    code = (
        "import habitos_tui.cli.commands.today as today, habitos_tui.__main__ as main, sys\n"
        "today.current = lambda: {}['secret value']\n"
        "sys.argv = ['habitos-tui', 'today']\n"
        "main.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Something went wrong: an unexpected KeyError in cli/commands/today.py, line ")
    assert "secret" not in done.stderr


def test_the_demo_prints_a_planned_week_where_there_is_no_terminal(tmp_path: Path) -> None:
    answer = spawn("demo", TMPDIR=str(tmp_path), COLUMNS="80")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert "early morning" in answer.out
    assert "Nothing better is possible" in lines[0]
    assert lines[-1].startswith("Details: optimal, ")
    assert list(tmp_path.iterdir()) == []


def test_the_demo_prints_its_week_on_a_terminal_that_cannot_show_the_app() -> None:
    with Terminal("-m", "habitos_tui", "demo", env={"TERM": "dumb"}) as terminal:
        assert terminal.status() == 0
    assert b"TERM is dumb" in terminal.output
    assert b"Nothing better is possible" in terminal.output


def test_the_demo_opens_the_app_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from habitos_tui import bootstrap
    from habitos_tui.cli.commands import demo
    from tests.support.cli import invoke

    monkeypatch.setattr(demo, "at_terminal", lambda *_: True)
    monkeypatch.setattr(bootstrap, "run_demo_app", lambda _: 3)
    assert invoke("demo").code == 3
