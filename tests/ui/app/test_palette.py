"""The palette: what it finds by the words people use, in which order, and how it shows it."""

from typing import Any

import pytest
from textual.command import CommandList
from textual.events import Paste
from textual.widgets import Input

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.ui.app.app import HabitosApp
from habitos_tui.ui.app.palette import Entry, LowTrafficPalette
from habitos_tui.ui.app.palette_match import fit, found_in
from tests.support.household import MONDAY, add_alice
from tests.support.ui import AppPilot, Script, go, make_app, press, settle, until


def drawn(entry: Entry, typed: str) -> list[tuple[int, int]]:
    """Return the underlined places of an entry."""
    shown = entry.hit(1, typed).match_display
    return [(span.start, span.end) for span in shown.spans if "underline" in str(span.style)]  # type: ignore[union-attr]  # it is styled text


def test_letters_that_match_are_underlined_and_blanks_are_not() -> None:
    assert drawn(Entry("Go on", "", print), "o o") == [(1, 2), (3, 4)]


def test_a_name_is_neither_markup_nor_steers_the_terminal() -> None:
    hit = Entry("Behavior: [b]Run\x1b[2J", "Show it", print).discovered()
    assert hit.text == "Behavior: [b]Run"
    assert str(hit.display) == hit.text


def test_the_key_stands_behind_the_title() -> None:
    assert str(Entry("Be away", "", print, keys="v").discovered().display) == "Be away  v"


def test_the_better_something_fits_the_further_up_it_stands() -> None:
    fits = [
        fit("away", "Away"),
        fit("away", "Away for some days"),
        fit("some days", "Be away", "off for some days"),
        fit("away", "Be away"),
        fit("vac", "Be away", "vacation holiday"),
        fit("illness", "Be away", "vacation", "Enter days away (vacation, illness)"),
        fit("wa", "Be away"),
        fit("bay", "Be away"),
        fit("zzz", "Be away", "vacation"),
        fit(" ", "Be away"),
    ]
    assert fits[:-1] == sorted(fits[:-1], reverse=True)
    assert len(set(fits[:-2])) == len(fits) - 2
    assert fits[-2:] == [0, 0]


def test_letters_are_found_as_one_piece_or_one_by_one() -> None:
    assert found_in("way", "Be away") == (4, 5, 6)
    assert found_in("bay", "Be away") == (0, 3, 6)
    assert found_in("yb", "Be away") == ()


WORDS = {
    "vacation": "Be away for some days",
    "holiday": "Be away for some days",
    "skip": "Skip",
    "erase": "Behaviors: delete",
    "dark": "Setting: Theme",
    "password": "Setting: Password",
    "remap": "Setting: Keys",
    "backup": "Make a backup",
    "export": "Guide: Files and backups",
    "help": "Keys",
    "rest of the week": "Re-plan the rest of the week",
    "quit": "Quit",
    "new behavior": "Behaviors: new",
    "injury": "Pause a behavior",
}


def first_found(app: HabitosApp) -> str:
    entries = app.screen.query_one(CommandList)
    return str(entries.get_option_at_index(0).prompt).splitlines()[0]


async def test_words_that_people_use_find_their_command(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        found = {}
        for words in WORDS:
            await search(pilot, words)
            found[words] = first_found(app)
        assert {words: title for words, title in WORDS.items() if not found[words].startswith(title)} == {}, found


async def test_what_several_screens_do_is_found_and_done_from_every_other(household: DataDirectory) -> None:
    script = Script()
    app = make_app(household, add_alice(household), script=script)
    async with app.run_test(size=(80, 24)) as pilot:
        for mode, words, title in (
            ("6", "re-plan", "Re-plan the rest of the week"),
            ("4", "be away", "Be away for some days"),
            ("7", "pause a behavior", "Pause a behavior"),
            ("3", "plan next week", "Plan next week"),
        ):
            await go(pilot, mode)
            await press(pilot, "ctrl+p")
            await search(pilot, words)
            assert first_found(app).startswith(title)
            await press(pilot, "escape" if mode != "3" else "enter")
        await until(pilot, lambda: bool(script.problems))
        assert script.problems[0].week_start > MONDAY


async def search(pilot: AppPilot, words: str) -> None:
    pilot.app.screen.query_one(Input).value = words
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_keys_are_shown_as_they_are_mapped(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    settings = app.preferences.settings
    app.preferences.change_settings(settings.current.__class__(keys={"away.enter": "f4"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        await search(pilot, "vacation")
        assert first_found(app) == "Be away for some days  f4"
        await search(pilot, "week: why")
        assert first_found(app) == "Week: why not here?  2 w"


@pytest.mark.parametrize(("key", "place"), [("end", -1), ("home", 0)])
async def test_home_and_end_go_to_the_edges(household: DataDirectory, key: str, place: int) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "3")
        await press(pilot, "ctrl+p", "down", key)
        entries = app.screen.query_one(CommandList)
        assert entries.highlighted == range(entries.option_count)[place]


async def test_a_further_letter_looks_only_at_what_was_found_and_lays_nothing_out(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    laid_out: list[bool] = []

    def noted(typed: str, title: str, also: str = "", about: str = "") -> float:
        asked.append(typed)
        return fit(typed, title, also, about)

    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        monkeypatch.setattr("habitos_tui.ui.app.palette.fit", noted)
        await press(pilot, "q", "q", "q")
        assert asked.count("q") > 20 > asked.count("qq") > asked.count("qqq") == 0
        lay_out = app.screen._refresh_layout

        def laying_out(*args: Any, **options: Any) -> None:
            laid_out.append(True)
            lay_out(*args, **options)

        monkeypatch.setattr(app.screen, "_refresh_layout", laying_out)
        await press(pilot, "q")
        assert laid_out == []
        await press(pilot, "backspace", "backspace", "backspace", "u")
        assert laid_out
        assert first_found(app).startswith("Quit")


@pytest.mark.parametrize("keys", [("ctrl+p",), ("question_mark",)], ids=["palette", "dialog"])
async def test_what_is_closed_already_closes_nothing_else(household: DataDirectory, keys: tuple[str, ...]) -> None:
    """A click does not wait for the key before it."""
    app = make_app(household, add_alice(household))
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, ",", *keys)
        settings, above = app.screen_stack[-2:]
        above.dismiss()
        above.dismiss()
        await settle(pilot)
        assert app.screen is settings


async def test_what_is_pasted_into_the_palette_does_not_steer_the_terminal(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test() as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        field = app.screen.query_one(Input)
        field.post_message(Paste("go \x1b[2J\u202eto\x9b31m"))
        await settle(pilot)
        assert field.value == "go [2Jto31m"


async def test_a_search_that_ends_when_the_palette_is_taken_apart_says_nothing(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        palette = app.screen
        assert isinstance(palette, LowTrafficPalette)
        entries = palette.query_one(CommandList)
        palette._list_visible = False
        await palette.query("#--container").remove()
        palette._show_busy = True
        palette._refresh_command_list(entries, [], clear_current=True)
        palette._list_visible = True
        palette._show_busy = False
        await settle(pilot)
        await press(pilot, "ctrl+q")
    assert app.return_code == 0


async def test_it_opens_anew_while_the_one_before_is_still_being_taken_apart(household: DataDirectory) -> None:
    app = make_app(household, add_alice(household))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.action_command_palette()
        await settle(pilot)
        assert not app.screen.query_one(Input).cursor_blink
        app.pop_screen()
        app.action_command_palette()
        await settle(pilot)
        assert isinstance(app.screen, LowTrafficPalette)
