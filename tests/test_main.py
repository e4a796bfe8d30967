"""The entry point."""

import sys

import pytest

from habitos_tui import __version__
from habitos_tui.__main__ import main
from habitos_tui.cli import crash
from habitos_tui.cli import main as command_line


@pytest.fixture(autouse=True)
def _no_crash_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash, "install", lambda: None)


def test_it_runs_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["habitos-tui", "--version"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert __version__ in capsys.readouterr().out


def test_an_interrupt_while_modules_load_is_an_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(**_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["habitos-tui", "today"])
    monkeypatch.setattr(command_line, "cli", type("Cli", (), {"main": staticmethod(interrupted)}))
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
