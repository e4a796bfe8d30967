"""A crash report helps to find the error and keeps what the user typed out."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.text import Text
from textual import work
from textual.app import App
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.drivers.linux_driver import LinuxDriver
from textual.widget import Widget
from textual.worker import WorkerFailed

from habitos_tui.ui.runtime.crash import CrashSafeApp, InputThreadError, write_report
from habitos_tui.ui.runtime.driver import TolerantDriver

TYPED = "".join(["hunter", "2"])


def caught(action: Callable[[], object]) -> Exception:
    try:
        action()
    except Exception as error:  # noqa: BLE001 - whatever comes is the material
        return error
    raise AssertionError("nothing was raised")


def check(password: str) -> None:
    if password:
        raise ValueError(f"wrong: {password}")


def check_and_wrap() -> None:
    try:
        check(TYPED)
    except ValueError as error:
        raise LookupError(TYPED) from error


def stumble_while_handling() -> None:
    try:
        check(TYPED)
    except ValueError:
        raise KeyError(TYPED)  # noqa: B904 - an error while handling another


def several() -> None:
    raise ExceptionGroup(TYPED, [caught(check_and_wrap), TypeError(TYPED)])


def endless(depth: int = 0) -> None:
    endless(depth + 1)


@pytest.mark.parametrize(
    ("action", "kinds"),
    [
        (lambda: check(TYPED), ["ValueError"]),
        (check_and_wrap, ["LookupError", "ValueError"]),
        (stumble_while_handling, ["KeyError", "ValueError"]),
        (several, ["ExceptionGroup", "LookupError", "TypeError", "ValueError"]),
    ],
)
def test_a_report_names_errors_and_places_only(tmp_path: Path, action: Callable[[], None], kinds: list[str]) -> None:
    report = write_report(caught(action), tmp_path).read_text()
    assert [line.removeprefix("builtins.") for line in report.splitlines() if line.startswith("builtins.")] == kinds
    assert "tests/ui/runtime/test_crash.py:" in report
    assert TYPED not in report
    assert str(Path(__file__).parents[3]) not in report


def test_an_error_is_told_once_even_when_causes_go_in_circles(tmp_path: Path) -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert write_report(first, tmp_path).read_text().count("builtins.ValueError") == 1


def test_endless_recursion_makes_a_short_report(tmp_path: Path) -> None:
    report = write_report(caught(endless), tmp_path).read_text()
    assert len(report.splitlines()) < 100
    assert "RecursionError" in report


def test_a_library_is_named_without_its_folder(tmp_path: Path) -> None:
    report = write_report(caught(lambda: Text("x").right_crop("y")), tmp_path).read_text()  # type: ignore[arg-type]
    assert "\n  rich/text.py:" in report


def test_only_its_owner_reads_a_report(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = write_report(ValueError(), tmp_path / "crashes")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


class Troubled(CrashSafeApp[None]):
    """An app that fails in a worker or in its input thread."""

    @work(thread=True)
    def fail(self) -> None:
        check(TYPED)

    def give_up(self) -> None:
        self.panic(Text(TYPED))


async def test_the_error_behind_a_failed_worker_is_kept() -> None:
    app = Troubled()
    with pytest.raises(WorkerFailed):
        await end(app, app.fail)
    assert isinstance(app.crash, ValueError)


async def test_a_failed_input_thread_ends_the_app_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    app = Troubled()
    with pytest.raises(InputThreadError):
        await end(app, app.give_up)
    assert TYPED not in "".join(capsys.readouterr())


class Seeker(Widget):
    """Looks, as soon as it is there, for a widget that is not."""

    def on_mount(self) -> None:
        self.query_one("#nothing")


async def test_a_widget_that_finds_nothing_is_an_error() -> None:
    app = Troubled()
    with pytest.raises(NoMatches):
        await end(app, lambda: app.mount(Seeker()))
    assert isinstance(app.crash, NoMatches)


async def test_a_widget_that_finds_nothing_while_the_app_leaves_is_none() -> None:
    app = Troubled()
    async with app.run_test():
        app.mount(Seeker())
        app.exit()
    assert (app.crash, app.return_code) == (None, 0)


async def test_other_errors_while_the_app_leaves_are_told() -> None:
    app = Troubled()

    def leave() -> None:
        app.exit()
        app.call_next(check, TYPED)

    with pytest.raises(ValueError, match="wrong"):
        await end(app, leave)
    assert isinstance(app.crash, ValueError)


async def end(app: Troubled, action: Callable[[], object]) -> None:
    async with app.run_test() as pilot:
        action()
        await pilot.pause()


def test_the_first_error_is_the_one_that_counts() -> None:
    app = Troubled()
    app.crash = KeyError()
    app.panic()
    assert isinstance(app.crash, KeyError)


@pytest.mark.parametrize(("chosen", "used"), [(LinuxDriver, TolerantDriver), (HeadlessDriver, HeadlessDriver)])
def test_a_real_terminal_gets_the_driver_that_bears_bad_input(
    monkeypatch: pytest.MonkeyPatch, chosen: type[Driver], used: type[Driver]
) -> None:
    monkeypatch.setattr(App, "get_driver_class", lambda _: chosen)
    assert Troubled().driver_class is used
