"""The first frame: what it shows, what becomes of keys pressed before anything is loaded, and of what goes wrong."""

from threading import Event

import pytest
from textual.worker import WorkerFailed

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.errors import DamagedDatabaseError
from habitos_tui.ui.app.startup import OpeningScreen
from habitos_tui.ui.onboarding.login import LoginScreen
from tests.support.household import CHEAP, PASSWORD, add_alice
from tests.support.ui import make_app, said, settle, shown, until

SIZE = (80, 24)


class SlowDirectory(DataDirectory):
    """Is opened when it is let."""

    def __init__(self, known: DataDirectory) -> None:
        super().__init__(known.paths, known.clock, CHEAP)
        self.let = Event()

    def open(self) -> None:
        assert self.let.wait(10)
        super().open()


async def test_the_first_frame_names_no_profile(household: DataDirectory) -> None:
    add_alice(household)
    slow = SlowDirectory(household)
    app = make_app(slow)
    async with app.run_test(size=SIZE) as pilot:
        frame = app.screen
        assert isinstance(frame, OpeningScreen)
        first, *rest = shown(frame).splitlines()
        assert "1 Today" in first
        assert "".join(rest).strip() == ""
        assert await pilot.click("NavBar", offset=(12, 0))
        assert app.screen is frame
        slow.let.set()
        await settle(pilot)
        assert "alice" in shown(app.screen)


async def test_what_is_typed_too_early_is_done_in_order_on_the_screen_that_follows(household: DataDirectory) -> None:
    add_alice(household)
    slow = SlowDirectory(household)
    app = make_app(slow)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("7", "3", "question_mark")
        slow.let.set()
        await settle(pilot)
        await until(pilot, lambda: "Say a new behavior" in shown(app.screen))
        assert app.current_mode == "behaviors"


async def test_a_password_typed_too_early_logs_in(household: DataDirectory) -> None:
    household.accounts.create("ada", PASSWORD)
    slow = SlowDirectory(household)
    app = make_app(slow)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*PASSWORD, "enter")
        slow.let.set()
        await until(pilot, lambda: app.workspace is not None)
        await settle(pilot)  # the day is still being laid out, and would be left in the middle of it


async def test_the_key_that_leaves_is_not_kept(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = SlowDirectory(household)
    app = make_app(slow)
    async with app.run_test(size=SIZE) as pilot:
        monkeypatch.setattr(app, "exit", slow.let.set)
        await pilot.press("ctrl+q")
        assert slow.let.is_set()
        await settle(pilot)  # the first screen is still being laid out, and would be left in the middle of it


async def test_what_goes_wrong_while_opening_ends_the_app_with_that_error(household: DataDirectory) -> None:
    household.paths.database.write_bytes(b"no database at all" * 100)
    slow = SlowDirectory(household)
    slow.let.set()
    app = make_app(slow)
    with pytest.raises(WorkerFailed):
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
    assert isinstance(app.crash, DamagedDatabaseError)


async def test_the_requested_profile_is_asked_for_its_password(household: DataDirectory) -> None:
    household.accounts.create("ada", PASSWORD)
    household.accounts.create("bob", PASSWORD)
    slow = SlowDirectory(household)
    slow.let.set()
    app = make_app(slow, name="Bob")
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LoginScreen))
        await settle(pilot)
        assert "Password of bob" in said(app.screen, "#greeting")
