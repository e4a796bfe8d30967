"""Each setting: what it shows, what it takes and what it refuses."""

import pytest

from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.text.settings_words import WORDS
from habitos_tui.errors import InvalidInputError
from habitos_tui.settings import LookSettings, Settings
from habitos_tui.ui.settings.lists import LABEL_CELLS
from habitos_tui.ui.settings.meanings import in_full, in_short
from habitos_tui.ui.settings.presenter import (
    BACKUPS,
    BY_PATH,
    GROUPS,
    KEYS,
    MEALS,
    PASSWORD,
    THEME,
    USUAL,
    ChosenSettings,
    changed,
    is_usual,
    matching,
    meals_words,
    turned,
    value_of,
    words_of,
)

PLAIN = sorted(set(BY_PATH) - {KEYS, PASSWORD, MEALS, BACKUPS})


@pytest.mark.parametrize(
    ("path", "typed", "value", "words"),
    [
        ("look.theme", "nord", "nord", "nord"),
        ("terminal.remote", "on", "on", "on"),
        ("profile.week_start", "6", "6", "Sunday"),
        ("profile.day_end", "3:30", "03:30", "03:30"),
        ("profile.grid_minutes", "15", "15", "15 minutes"),
        ("profile.transition_minutes", "0", "0", "0 minutes"),
        ("profile.notice_minutes", "30", "30", "30 minutes from now"),
        ("plan.balance", "0,35", "0.35", "0.35"),
        ("plan.routine", "0", "0", "0"),
        ("plan.stability", "1", "1", "1"),
        ("solver.engine", "cbc", "cbc", "CBC"),
        ("solver.time_limit", "12.5", "12.5", "12.5 s"),
        ("solver.gap", "0", "0", "0 % below the best"),
        ("lock.idle_minutes", "10", "10", "10 minutes"),
        ("lock.exit_minutes", "0", "0", "never"),
        ("lock.exit_minutes", "auto", "auto", "automatic"),
        ("backup.automatic", "off", "off", "off"),
        ("plan.slack", "30", "30", "30 % of each day's free time"),
        ("plan.variety", "0,3", "0.3", "0.3"),
        ("plan.pause_beside_busy", "False", "False", "without a break"),
    ],
)
def test_a_value_that_fits_is_taken(path: str, typed: str, value: str, words: str) -> None:
    chosen = changed(path, USUAL, typed)
    assert value_of(path, chosen) == value
    assert words_of(path, chosen) == words
    others = [other for other in PLAIN if other != path]
    assert all(is_usual(other, chosen) for other in others)


@pytest.mark.parametrize(
    ("path", "typed", "sentence"),
    [
        ("terminal.remote", "yes", "must be auto, on or off"),
        ("profile.day_end", "07:00", "must lie between 00:00 and 06:00"),
        ("profile.day_end", "later", "must be a time such as 7:30"),
        ("profile.grid_minutes", "7", "must be one of"),
        ("profile.transition_minutes", "-5", "must be a whole number"),
        ("profile.transition_minutes", "999", "must be at most 240"),
        ("profile.notice_minutes", "1441", "must be at most 1440"),
        ("plan.balance", "much", "must be a number"),
        ("plan.slack", "100", "must lie between 0 and 99"),
        ("plan.variety", "0.8", "must be at most 0.7"),
        ("plan.balance", "nan", "must be a finite number"),
        ("solver.time_limit", "0", "must be a number of seconds from 0.1 to 3600"),
        ("solver.gap", "", "must be a number of percent from 0 to 100"),
        ("lock.idle_minutes", "1.5", "must be auto, or a whole number of minutes from 0 (never) to 1440"),
    ],
)
def test_a_value_that_does_not_fit_is_a_sentence(path: str, typed: str, sentence: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        changed(path, USUAL, typed)
    [(field, said)] = caught.value.issues
    assert field == "value"
    assert said.startswith(sentence)


def test_every_plain_setting_is_usual_at_first_and_takes_its_usual_value() -> None:
    for path in PLAIN:
        assert is_usual(path, USUAL)
        assert changed(path, USUAL, value_of(path, USUAL)) == USUAL


def test_choices_go_round() -> None:
    assert turned("terminal.remote", USUAL, 1) == "on"
    assert turned("terminal.remote", USUAL, -1) == "off"
    assert turned("profile.week_start", USUAL, -1) == "6"
    assert turned("lock.idle_minutes", USUAL, 1) is None


def test_an_unknown_theme_is_shown_as_it_was_written() -> None:
    chosen = ChosenSettings(Settings(look=LookSettings(theme="[b]mine")), Preferences())
    assert words_of(THEME, chosen) == "[b]mine"
    assert words_of(THEME, USUAL) == "automatic"


def test_the_command_line_has_the_same_words() -> None:
    named = {setting.path.partition(".")[2]: setting for setting in BY_PATH.values()}
    for field, words in WORDS.items():
        setting = named[field.removeprefix("settings.")]
        assert (setting.label, setting.help) == (words.name, words.meaning)


def test_meals_are_told_in_a_line() -> None:
    assert meals_words({"Breakfast": "", "Lunch": "12:30-13:15 daily"}) == "Lunch 12:30-13:15 daily"
    assert meals_words({"Lunch": ""}) == "no time kept"


@pytest.mark.parametrize("path", BY_PATH)
def test_every_setting_says_all_about_itself(path: str) -> None:
    full = in_full(path, USUAL, BY_PATH[path].help, "as it is", 80).plain
    assert full.startswith(f"{BY_PATH[path].label}\n\n{BY_PATH[path].help}\n")
    assert "\nNow         as it is\n" in full
    assert "\nHolds       " in full
    assert "\nFor         " in full
    assert ("\nUsually     the same\n" in full) == (path not in {KEYS, PASSWORD, MEALS, BACKUPS})
    assert len(BY_PATH[path].label) < LABEL_CELLS
    assert len(in_short(path, USUAL, BY_PATH[path].help).wrap(76)) <= 4  # lines there are at 80x24


def test_a_changed_setting_says_what_is_usual() -> None:
    chosen = changed("profile.notice_minutes", USUAL, "30")
    full = in_full("profile.notice_minutes", chosen, "Notice.", "30 minutes", 80).plain
    assert "\nUsually     15 minutes from now\nIt may be   minutes from 0 on\n" in full
    assert "\nUsually 15 minutes from now. Holds " in in_short("profile.notice_minutes", chosen, "Notice.").plain


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("lunch", [MEALS]),
        ("THEME", [THEME]),
        ("mouse line", ["terminal.remote", "terminal.mouse"]),
        ("solver.gap", ["solver.gap"]),
    ],
)
def test_settings_are_found_by_what_they_are_about(wanted: str, found: list[str]) -> None:
    assert [setting.path for group in matching(wanted, {}) for setting in group.settings] == found


def test_nothing_is_looked_for_in_all_settings() -> None:
    assert matching(" ", {}) == GROUPS
    assert matching("zzz", {}) == ()
