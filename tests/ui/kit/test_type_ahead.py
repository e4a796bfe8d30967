"""Keys that come in a bunch, or before there is a screen: each goes where the focus is once it is its turn."""

from threading import Event

import pytest
from textual.events import Key, Paste

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.profile import Profile
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.behaviors.form import BehaviorForm
from habitos_tui.ui.kit.fields import Field
from habitos_tui.ui.onboarding.wizard import WizardScreen
from tests.support.household import PASSWORD, add_alice
from tests.support.ui import go, make_app, settle, until
from tests.ui.app.test_startup import SlowDirectory

SIZE = (80, 24)


def bunch(app: HabitosApp, *keys: str) -> None:
    """Send keys as a terminal does that reads all of them at once."""
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))


def values(app: HabitosApp, *names: str) -> list[str]:
    return [app.screen.query_one(f"#{name}", Field).value for name in names]


async def test_a_password_typed_ahead_never_shows_up_in_the_name(household: DataDirectory) -> None:
    slow = SlowDirectory(household)
    app = make_app(slow)
    async with app.run_test(size=SIZE) as pilot:
        bunch(app, *"Ada", "tab", *"secret", "tab", *"secret")
        slow.let.set()
        await until(pilot, lambda: isinstance(app.screen, WizardScreen))
        await settle(pilot)
        assert values(app, "name", "password", "again") == ["Ada", "secret", "secret"]


@pytest.mark.parametrize("onward", ["tab", "enter"])
async def test_a_bunch_of_keys_goes_through_the_fields_of_the_first_run(household: DataDirectory, onward: str) -> None:
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WizardScreen))
        await settle(pilot)
        bunch(app, *"Ada", onward, *"secret", onward)
        app.post_message(Paste("secret\n"))
        bunch(app, "shift+tab", *"s3cret")
        await settle(pilot)
        assert values(app, "name", "password", "again") == ["Ada", "s3cret", "secret"]


async def test_keys_behind_one_that_opens_a_form_go_into_the_form(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        bunch(app, "3", "n", "tab", *"Piano", *["tab"] * 4, *"20")
        await settle(pilot)
        assert isinstance(app.screen, BehaviorForm)
        assert values(app, "name", "min_minutes") == ["Piano", "20"]
        bunch(app, "escape", "escape", "n", "tab", *"Cello", "ctrl+s", "4")
        await settle(pilot)
        assert app.workspace is not None
        assert "Cello" in {behavior.name for behavior in app.workspace.behaviors.all()}
        assert app.current_mode == "rules"


@pytest.mark.parametrize("place", [("3", "filter"), ("4", "filter"), ("f1", "search")])
async def test_no_letter_behind_the_key_of_a_filter_is_lost(place: tuple[str, str], household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, place[0])
        bunch(app, "slash", *"gap")
        await settle(pilot)
        assert values(app, place[1]) == ["gap"]


async def test_keys_typed_behind_a_password_wait_until_it_is_checked(household: DataDirectory) -> None:
    household.accounts.create("ada", PASSWORD)
    app = make_app(household)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        bunch(app, *"wrong", "enter", *PASSWORD, "enter", "3", "L", *PASSWORD, "enter", "4")
        await until(pilot, lambda: app.workspace is not None)
        await until(pilot, lambda: app.current_mode == "rules")


async def test_keys_go_on_after_a_password_that_took_long_to_check(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    household.accounts.create("ada", PASSWORD)
    app, right_away, checked = make_app(household), household.accounts.authenticate, Event()

    def slowly(name: str, password: str | None) -> Profile:
        checked.wait()
        return right_away(name, password)

    monkeypatch.setattr(household.accounts, "authenticate", slowly)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        bunch(app, *"wrong", "enter", *PASSWORD, "enter", "4")
        await until(pilot, lambda: app.type_ahead._held and app.type_ahead._check is None)
        checked.set()
        await until(pilot, lambda: app.workspace is not None)
        await until(pilot, lambda: app.current_mode == "rules")


async def test_keys_go_on_after_a_screen_that_was_left(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "3")
        bunch(app, "question_mark", "escape", "comma", "escape", "e", "escape", "slash", *"read", "enter", "4")
        await until(pilot, lambda: app.current_mode == "rules")
