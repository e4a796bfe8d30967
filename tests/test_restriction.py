"""Restricted mode: what switches it on, and what it leaves of an environment."""

import os
import re
from pathlib import Path
from pwd import getpwuid
from typing import Any

import pytest

import habitos_tui
from habitos_tui import restriction
from habitos_tui.restriction import (
    FROM_SSH,
    OPTION,
    by_system,
    clean,
    distrusted,
    enter,
    switched_on,
    unguarded,
    words_of_ssh,
)
from tests.support.cli import spawn

NOWHERE = Path("/nowhere/config.toml")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of the system, which belongs to "root"."""
    monkeypatch.setattr(restriction, "_ROOT", os.getuid())
    file = tmp_path / "config.toml"
    file.write_text("restricted = true\n")
    file.chmod(0o644)
    return file


@pytest.mark.parametrize(("value", "on"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_the_environment_switches_it_on_and_never_off(value: str, on: bool) -> None:
    environ = {restriction.VARIABLE: value}
    assert bool(switched_on(["today"], environ, NOWHERE)) is on
    assert switched_on([OPTION, "today"], environ, NOWHERE) == (restriction.VARIABLE if on else OPTION)


def test_the_file_of_the_system_comes_first(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert switched_on([OPTION], {restriction.VARIABLE: "0"}, file) == str(file)


@pytest.mark.parametrize(
    ("text", "restricts"),
    [
        ("restricted = true", True),
        ("restricted = false", False),
        ('restricted = ["ada", "bob"]', True),
        ('restricted = ["bob"]', False),
        ("# nothing", False),
        ('restrict = ["bob"]', True),
        ("restricted = ", True),
        ("restricted = 'yes'", True),
    ],
)
def test_the_file_of_the_system_says_whom(file: Path, text: str, restricts: bool) -> None:
    file.write_text(text)
    assert bool(by_system(file, "ada")) is restricts


def test_a_file_that_others_can_write_counts_for_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.chmod(0o664)
    assert by_system(file, "ada") == ""
    assert "written by others" in distrusted(file)
    file.chmod(0o644)
    assert distrusted(file) == ""
    monkeypatch.setattr(restriction, "_ROOT", os.getuid() + 1)
    assert by_system(file, "ada") == ""
    assert "root" in distrusted(file)


def test_a_link_counts_if_it_is_of_root_wherever_it_leads(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to("not-mounted.toml")
    assert by_system(link, "ada") == str(link)
    link.unlink()
    link.symlink_to(file)
    assert by_system(link, "ada") == str(link)
    seen = Path.lstat
    monkeypatch.setattr(Path, "lstat", lambda path: of_somebody(seen(path)) if path == link else seen(path))
    assert (by_system(link, "ada"), distrusted(link)) == ("", "does not belong to root")


def of_somebody(about: os.stat_result) -> os.stat_result:
    return os.stat_result((*about[:4], about.st_uid + 1, *about[5:]))


def test_a_directory_from_which_others_can_take_the_file_is_told_and_the_file_counts(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = restriction._is_open_to_others
    monkeypatch.setattr(restriction, "_is_open_to_others", lambda place: place == tmp_path and ask(place))
    assert unguarded(file) is None
    tmp_path.chmod(0o777)
    assert (unguarded(file), by_system(file, "ada")) == (tmp_path, str(file))
    tmp_path.chmod(0o1777)
    assert unguarded(file) is None
    tmp_path.chmod(0o755)
    monkeypatch.setattr(restriction, "_ROOT", os.getuid() + 1)
    assert unguarded(file) == tmp_path
    assert unguarded(NOWHERE) is None


def test_root_is_restricted_by_no_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert by_system(file) == ""


def test_no_file_restricts_nobody() -> None:
    assert (by_system(NOWHERE), distrusted(NOWHERE)) == ("", "")


def test_only_terminal_language_and_time_are_kept_of_an_environment() -> None:
    kept = {"TERM": "xterm", "LANG": "C.UTF-8", "LC_TIME": "C", "TZ": "UTC", "SSH_CONNECTION": "a 1 b 2"}
    gone = ("TEXTUAL_DRIVER", "PYTHONINSPECT", "XDG_DATA_HOME", "EDITOR", "LD_PRELOAD", "TMPDIR", "BROWSER", "COLUMNS")
    environ = {
        **kept,
        **dict.fromkeys(gone, "x"),
        "HOME": "/tmp",
        "PATH": "/tmp",
        "_HABITOS_TUI_COMPLETE": "bash_source",
    }
    clean(environ)
    assert environ == {**kept, "HOME": getpwuid(os.getuid()).pw_dir, "PATH": os.defpath}


@pytest.mark.parametrize(
    "path", ["/etc/passwd", ":/dev/tty", "../../../tmp/x", "de:../../tmp/x", "Europe/../../x", "./x"]
)
def test_no_name_of_language_zone_or_terminal_is_a_path(path: str) -> None:
    environ = dict.fromkeys(("TZ", "LANG", "LANGUAGE", "LC_ALL", "TERM"), path)
    clean(environ)
    assert environ.keys() == {"HOME", "PATH"}
    names = {
        "TZ": ":America/Argentina/Salta",
        "LANGUAGE": "de_AT:en",
        "LANG": "de_AT.UTF-8@euro",
        "TERM": "xterm-256color",
    }
    kept = dict(names)
    clean(kept)
    assert kept.items() >= names.items()


def test_an_interpreter_that_heeds_variables_makes_way_for_one_that_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []
    monkeypatch.setattr(os, "execve", lambda *call: started.append(call))
    enter([OPTION, "today"], {"TERM": "xterm"})
    assert started == []
    enter([OPTION, "today"], {"TERM": "xterm", "PYTHONINSPECT": "1"})
    ((_, words, environ),) = started
    assert words[1:] == ["-I", "-m", "habitos_tui", OPTION, "today"]
    assert "PYTHONINSPECT" not in environ


def test_no_interpreter_is_left_at_the_end() -> None:
    answer = spawn(OPTION, "--version", stdin="print('left')", PYTHONINSPECT="1")
    assert (answer.code, "left" in answer.out) == (0, False)


def test_nothing_is_touched_without_it() -> None:
    environ = {"PYTHONINSPECT": "1", "EDITOR": "vi"}
    assert enter(["today", FROM_SSH], environ) == ["today", FROM_SSH]
    assert environ == {"PYTHONINSPECT": "1", "EDITOR": "vi"}


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("", []),
        ("today --json", ["today", "--json"]),
        ("habitos-tui done run --note 'too hot; ls'", ["done", "run", "--note", "too hot; ls"]),
        ("today; sh", ["today;", "sh"]),
        ("done 'run", ["done 'run"]),
    ],
)
def test_the_words_of_the_client_are_read_without_a_shell(sent: str, words: list[str]) -> None:
    environ = {restriction.SSH_WORDS: sent}
    assert words_of_ssh(environ) == words
    assert enter(["--profile", "ada", OPTION, FROM_SSH], environ) == ["--profile", "ada", OPTION, *words]


PACKAGE = Path(habitos_tui.__file__).parent


def modules_with(pattern: str, folder: str = ".") -> set[str]:
    return {
        file.relative_to(PACKAGE).as_posix()
        for file in (PACKAGE / folder).rglob("*.py")
        if re.search(pattern, file.read_text("utf-8"))
    }


def test_only_these_modules_start_programs() -> None:
    """The editor, which restricted mode leaves out; a solver and a reader of ours; and restricted mode itself."""
    starts = (
        r"import (subprocess|webbrowser|pty|multiprocessing)\b"
        r"|\bos\.(exec|spawn|system|popen|posix_spawn|fork)|click\.(edit|launch|echo_via)"
    )
    known = {"ui/runtime/editor.py", "planner/engines/cbc.py", "exchange/calendars/reader.py", "restriction.py"}
    assert modules_with(starts) == known


def test_only_these_modules_of_the_app_know_paths() -> None:
    """What is typed comes from a `PathField`, which restricted mode holds fast; the rest are files of the program."""
    typed = {"kit/path_field.py", "busy/calendar_form.py", "settings/backup_dialogs.py", "settings/backup_lines.py"}
    own = {"settings/backups_screen.py", "runtime/crash.py", "runtime/editor.py", "runtime/terminal.py"}
    found = modules_with(r"(?m)^(from|import) pathlib\b", "ui")
    assert {name.removeprefix("ui/") for name in found} == typed | own
