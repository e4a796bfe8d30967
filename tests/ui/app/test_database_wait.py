"""What the app says while another program has the database locked, and what becomes of what is typed meanwhile."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest
from textual.events import Key
from textual.widgets import Button

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.domain.model.undo_entry import UndoEntry
from habitos_tui.errors import WAITING, BusyError
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.kit.dialogs.base import ErrorDialog
from habitos_tui.ui.kit.fields import Lines
from habitos_tui.ui.today.screen import TodayScreen
from tests.support.household import WEDNESDAY, add_alice
from tests.support.ui import make_app, press, said, settle, shown, toasts, until

SIZE = (80, 24)
WAIT_SECONDS = 1.5


Locks = Callable[[str], sqlite3.Connection]


@pytest.fixture
def other_locks(household: DataDirectory) -> Iterator[Locks]:
    """Let another program lock the database."""
    with ExitStack() as stack:

        def lock(kind: str) -> sqlite3.Connection:
            connection = sqlite3.connect(household.database.path, isolation_level=None)
            stack.enter_context(closing(connection)).execute(f"BEGIN {kind}")
            return connection

        yield lock


@pytest.fixture
def hasty(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> DataDirectory:
    """A data directory that does not wait for long."""
    monkeypatch.setattr(household.database.connections, "_seconds", WAIT_SECONDS)
    return household


def written_to(app: HabitosApp, monkeypatch: pytest.MonkeyPatch, then: Callable[[], object]) -> list[str]:
    """Keep what the app writes to the terminal past its screens; `then` is done after the first of it."""
    lines: list[str] = []
    write = app.database_wait.write_line

    def keep(sentence: str) -> None:
        lines.append(sentence)
        write(sentence)
        then()

    monkeypatch.setattr(app.database_wait, "write_line", keep)
    return lines


def type_ahead(app: HabitosApp, *keys: str) -> None:
    """Press keys as the terminal does it while the app is busy."""
    assert app._driver is not None
    for key in keys:
        event = Key(key, None)
        app.database_wait.hear(event)
        app._driver.send_message(event)


def run(app: HabitosApp) -> tuple[SessionState, int | None]:
    """Return the state and the rating of today's run."""
    assert app.workspace is not None
    item = next(item for item in app.workspace.tracking.day(WEDNESDAY).items if item.behavior.id == "run")
    return item.state, None if item.completion is None else item.completion.rating


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
async def test_it_says_that_it_waits_and_drops_what_is_typed_then(
    household: DataDirectory, other_locks: Locks, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        other = other_locks(lock)

        def meanwhile() -> None:
            type_ahead(app, "3", "6", "j", "d")
            other.execute("ROLLBACK")

        lines = written_to(app, monkeypatch, meanwhile)
        await press(pilot, "space")
        assert len(lines) == 1
        assert WAITING in lines[0]
        assert run(app) == (SessionState.DONE, None)
        assert isinstance(app.screen, TodayScreen)
        assert toasts(app) == ["What you typed while waiting was dropped."]
        assert "Keys" in shown(app.screen).splitlines()[-1]
        await press(pilot, "4")
        assert run(app) == (SessionState.DONE, 4)


async def test_what_is_typed_before_it_says_so_keeps_its_meaning(
    household: DataDirectory, other_locks: Locks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        other = other_locks("IMMEDIATE")
        lines = written_to(app, monkeypatch, lambda: other.execute("ROLLBACK"))
        type_ahead(app, "space", "3")
        await until(pilot, lambda: bool(lines))
        await settle(pilot)
        assert run(app) == (SessionState.DONE, 3)


async def test_a_second_wait_is_told_of_anew(
    household: DataDirectory, other_locks: Locks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for wait in range(2):
            other = other_locks("IMMEDIATE")

            def meanwhile(other: sqlite3.Connection = other) -> None:
                type_ahead(app, "5")
                other.execute("ROLLBACK")

            with monkeypatch.context() as patched:
                lines = written_to(app, patched, meanwhile)
                await press(pilot, "space" if wait == 0 else "3")
            assert len(lines) == 1
            assert "What you typed while waiting was dropped." in toasts(app)
            app.clear_notifications()
        assert run(app) == (SessionState.DONE, 3)


async def test_a_reason_that_cannot_be_saved_now_is_kept(hasty: DataDirectory, other_locks: Locks) -> None:
    app = make_app(hasty, add_alice(hasty))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "x", *"ill", "escape")
        dialog = app.screen
        assert "escape once more" in said(dialog, "#said")
        other = other_locks("IMMEDIATE")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ErrorDialog)
        other.execute("ROLLBACK")
        await press(pilot, "enter")
        assert app.screen is dialog
        await press(pilot, "ctrl+s")
        assert run(app)[0] is SessionState.SKIPPED


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
async def test_a_failed_wait_is_reported_and_keys_typed_meanwhile_are_dropped(
    hasty: DataDirectory, other_locks: Locks, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    app = make_app(hasty, add_alice(hasty))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        other = other_locks(lock)
        typed = iter((("3", "j", "3"),))
        lines = written_to(app, monkeypatch, lambda: type_ahead(app, *next(typed, ())))
        await press(pilot, "space")
        assert [line.split("…")[1].split()[0] for line in lines] == ["esc", "1"]
        assert isinstance(app.screen, ErrorDialog)
        assert said(app.screen, ".message").endswith("nothing was changed. What you typed while waiting was dropped.")
        other.execute("ROLLBACK")
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)
        assert run(app) == (SessionState.PLANNED, None)
        await press(pilot, "space", "4")
        assert run(app) == (SessionState.DONE, 4)


GIVEN_UP = "You gave up waiting; nothing was changed."


def last_change(app: HabitosApp) -> UndoEntry | None:
    """Return what undo would take back."""
    assert app.workspace is not None
    return app.workspace.history.last()


@pytest.mark.parametrize(
    ("before", "key"),
    [
        ((), "space"),
        (("space", "down"), "u"),
        (("2",), "p"),
        (("x", *"ill"), "ctrl+s"),
        (("3", "n", *"Yoga 3x week 20m"), "enter"),
    ],
    ids=["log", "undo", "lock a session", "reason", "line"],
)
async def test_escape_gives_up_whatever_was_to_be_changed(
    household: DataDirectory,
    other_locks: Locks,
    monkeypatch: pytest.MonkeyPatch,
    before: tuple[str, ...],
    key: str,
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *before)
        last, screens = last_change(app), list(app.screen_stack)
        app.clear_notifications()
        other = other_locks("IMMEDIATE")
        typed = iter((("3", "escape", "6", "d"),))
        lines = written_to(app, monkeypatch, lambda: type_ahead(app, *next(typed, ())))
        await press(pilot, key)
        assert "esc gives up" in lines[0]
        assert toasts(app) == [GIVEN_UP]
        assert app.screen in screens
        other.execute("ROLLBACK")
        assert last_change(app) == last
        await press(pilot, key)
        assert last_change(app) != last


async def test_a_refresh_given_up_is_made_up_for_without_a_wait(
    household: DataDirectory, other_locks: Locks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        other = other_locks("EXCLUSIVE")
        with monkeypatch.context() as patched:
            written_to(app, patched, lambda: type_ahead(app, "escape"))
            await press(pilot, "2")
        assert toasts(app) == ["You gave up waiting; not all that is shown may be up to date."]
        lines = written_to(app, monkeypatch, lambda: None)
        app.external_changes.check()
        await settle(pilot)
        assert len(app.screen_stack) == 1
        assert "13 sess" not in shown(app.screen)
        other.execute("ROLLBACK")
        app.external_changes.check()
        await settle(pilot)
        assert "13 sess" in shown(app.screen)
        assert lines == []


async def test_a_signal_ends_the_wait(
    household: DataDirectory, other_locks: Locks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        other_locks("EXCLUSIVE")
        lines = written_to(app, monkeypatch, lambda: setattr(app, "asked_to_end", True))
        await pilot.press("space")
    assert len(lines) == 1
    assert app.crash is None


async def test_the_key_that_leaves_works_at_once(
    household: DataDirectory, other_locks: Locks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        other_locks("EXCLUSIVE")
        lines = written_to(app, monkeypatch, lambda: type_ahead(app, "3", "ctrl+q"))
        await pilot.press("space")
    assert len(lines) == 1
    assert app.return_code == 0
    assert app.crash is None


async def test_reading_waits_too(household: DataDirectory, other_locks: Locks, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        other = other_locks("EXCLUSIVE")

        lines = written_to(app, monkeypatch, lambda: other.execute("ROLLBACK"))
        await press(pilot, "]")
        assert len(lines) == 1
        assert "Thursday 26 Nov" in shown(app.screen)


async def test_a_wait_in_a_thread_is_told_on_the_screen(
    household: DataDirectory, other_locks: Locks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        other = other_locks("IMMEDIATE")
        workspace = app.workspace
        assert workspace is not None
        app.run_worker(lambda: workspace.behaviors.archive("read"), thread=True)
        await until(pilot, lambda: toasts(app) == [f"{WAITING} ctrl+q leaves the app."])
        other.execute("ROLLBACK")
        await settle(pilot)
        assert "read" not in [behavior.id for behavior in workspace.behaviors.all()]


async def test_a_dialog_keeps_its_fields_after_a_failed_wait(hasty: DataDirectory, other_locks: Locks) -> None:
    app = make_app(hasty, add_alice(hasty))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        dialog = app.screen
        dialog.query_one("#note", Lines).text = "Rain"
        other = other_locks("IMMEDIATE")
        dialog.query_one("#save", Button).press()
        await settle(pilot)
        assert isinstance(app.screen, ErrorDialog)
        other.execute("ROLLBACK")
        await press(pilot, "enter")
        assert app.screen is dialog
        dialog.query_one("#save", Button).press()
        await settle(pilot)
        assert run(app) == (SessionState.DONE, None)


async def test_a_timer_whose_read_fails_does_not_end_the_app(hasty: DataDirectory, other_locks: Locks) -> None:
    app = make_app(hasty, add_alice(hasty))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        other = other_locks("EXCLUSIVE")
        assert isinstance(app.screen, TodayScreen)
        app.screen.set_timer(0.001, app.screen.refresh_view)
        await until(pilot, lambda: isinstance(app.screen, ErrorDialog))
        other.execute("ROLLBACK")
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)


async def test_an_answer_that_cannot_be_stored_does_not_end_the_app(hasty: DataDirectory, other_locks: Locks) -> None:
    app = make_app(hasty, add_alice(hasty))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        workspace = app.workspace
        assert workspace is not None
        app.push_screen(ErrorDialog(BusyError("Really?")), lambda _: workspace.behaviors.archive("read"))
        await settle(pilot)
        other = other_locks("IMMEDIATE")
        await press(pilot, "enter")
        assert isinstance(app.screen, ErrorDialog)
        assert "nothing was changed" in said(app.screen, ".message")
        other.execute("ROLLBACK")
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)
        assert "read" in [behavior.id for behavior in workspace.behaviors.all()]


async def test_what_was_stored_is_shown_even_if_it_cannot_be_named(
    hasty: DataDirectory, other_locks: Locks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(hasty, add_alice(hasty))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert app.workspace is not None

        def busy() -> None:
            raise BusyError("Somebody else is writing.")

        monkeypatch.setattr(app.workspace.history, "last", busy)
        await press(pilot, "space")
        assert isinstance(app.screen, ErrorDialog)
        await press(pilot, "enter")
        assert "1 of 4 done" in shown(app.screen)
