"""The hint line of the first days: what is told when, and that it names keys and commands that are there."""

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.domain.model.first_days import FIRST_DAYS, Deed, FirstDays
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.app.features import known_commands
from habitos_tui.ui.kit.commands import MODES
from habitos_tui.ui.kit.hint_line import ANYWHERE, HINTS, HintLine, hint_content, next_hint
from habitos_tui.ui.kit.named_keys import COMMAND_NAMED
from tests.support.household import add_alice
from tests.support.ui import AppPilot, make_app, press, settle, shown

WIDTH = 80
PLANNED = frozenset({Deed.PLANNED})


def told(screen: str, *deeds: Deed, days: int = 1) -> str:
    hint = next_hint(screen, FirstDays(days, frozenset(deeds)))
    return "" if hint is None else hint.text


@pytest.mark.parametrize(
    ("screen", "deeds", "begins"),
    [
        ("today", (Deed.PLANNED,), "{today.done} marks"),
        ("today", (Deed.PLANNED, Deed.LOGGED), "{today.rate} rates"),
        ("today", (Deed.PLANNED, Deed.LOGGED, Deed.RATED), "{today.unplanned} logs"),
        ("today", (Deed.LOGGED, Deed.RATED, Deed.UNPLANNED), "{today.skip} leaves"),
        ("today", (Deed.LOGGED, Deed.RATED, Deed.UNPLANNED, Deed.SKIPPED), "{plan.rest} plans"),
        ("today", tuple(Deed), "{app.help} shows"),
        ("week", (Deed.PLANNED,), "{week.lock} keeps"),
        ("behaviors", (), "{behaviors.new} adds"),
        ("behaviors", (Deed.DESCRIBED,), "{app.help} shows"),
        ("solve", (), "{solve.start} looks"),
        ("log", (Deed.LOGGED,), "{log.add} logs"),
        ("insights", (), "{app.help} shows"),
    ],
)
def test_each_hint_goes_when_the_person_has_done_it(screen: str, deeds: tuple[Deed, ...], begins: str) -> None:
    assert told(screen, *deeds).startswith(begins)


@pytest.mark.parametrize(("days", "more"), [(0, False), (1, True), (FIRST_DAYS, True), (FIRST_DAYS + 1, False)])
def test_hints_are_told_in_the_first_days_only(days: int, more: bool) -> None:
    assert bool(told("behaviors", days=days)) is more


def test_the_general_hint_goes_after_two_days() -> None:
    assert told("insights", days=2)
    assert not told("insights", days=3)


@pytest.mark.parametrize("hint", HINTS, ids=lambda hint: hint.text)
def test_every_hint_fits_a_small_terminal_and_names_commands_that_its_screen_has(hint: object) -> None:
    (found,) = (each for each in HINTS if each is hint)
    commands = known_commands()
    for name in COMMAND_NAMED.findall(found.text):
        assert name in commands
        assert name.partition(".")[0] in {found.screen, "app", "plan"}
    assert found.screen in {ANYWHERE, *(mode.id for mode in MODES)}
    assert hint_content(found, lambda name: "space").cell_length <= WIDTH


def new_app(household: DataDirectory, *, planned: bool = True) -> HabitosApp:
    profile = add_alice(household, planned=planned)
    household.open_workspace(profile).away_question.note_use()
    return make_app(household, profile)


def workspace(pilot: AppPilot) -> Workspace:
    assert isinstance(pilot.app, HabitosApp)
    assert pilot.app.workspace is not None
    return pilot.app.workspace


async def test_the_line_stands_above_the_keys_and_goes_step_by_step(household: DataDirectory) -> None:
    app = new_app(household)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        lines = shown(app.screen).splitlines()
        assert lines[-2].startswith("  Hint  n logs what was not planned")
        assert "Done" in lines[-1]
        await press(pilot, "n", *"friends 1h", "enter")
        assert shown(app.screen).splitlines()[-2].startswith("  Hint  R plans what is left")
        await press(pilot, "3")
        assert "Hint" not in shown(app.screen)  # her behaviors are her own


async def test_hints_can_be_switched_off_for_good_in_the_palette(household: DataDirectory) -> None:
    app = new_app(household)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p", *"switch hints off")
        await pilot.pause(0.5)
        await press(pilot, "enter")
        assert "Hint " not in shown(app.screen)
        assert not app.screen.query_one(HintLine).display
        assert not workspace(pilot).profile.preferences.hints
        again = household.accounts.profiles()[0]
        assert not again.preferences.hints


async def test_who_has_been_there_for_long_sees_no_hint(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not app.screen.query_one(HintLine).display


def test_nothing_is_told_that_cannot_be_done_yet() -> None:
    assert told("today", days=3) == told("log", days=3) == told("week", days=3) == ""
