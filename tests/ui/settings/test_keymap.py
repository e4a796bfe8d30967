"""Keys of the user's own: each command can have one, and what goes wrong with them is told."""

from itertools import combinations

import pytest

from habitos_tui.ui.app.features import all_screens, known_commands
from habitos_tui.ui.kit.commands import MODES
from habitos_tui.ui.settings.keymap import (
    RENAMED,
    KnownKey,
    clashes,
    current_ids,
    key_problems,
    keys_of,
    matching,
    may_meet,
    normal,
    refusal,
    short_key,
    usable,
)
from tests.support.keys import KNOWN

RATINGS = {frozenset({f"today.rate{digit}", f"mode.{mode.id}"}) for digit in range(1, 6) for mode in MODES}
"""Right after a session is done the digits rate it instead of leading to screens."""
NOBODY_IN = {frozenset({"app.lock", "paint.selectright"})}
"""Busy time is painted in the first run, when there is nothing to lock yet."""
PINNED = {frozenset({"login.leave", "login.other"})}
"""An app for one profile has no list to go back to: it is left."""

INNER = {
    frozenset({outer, inner})
    for outer, inners in {
        "app.back": ("today.rate_later", "hand.give_up", "choice.close"),
        "wizard.back": ("choice.close",),
        "form.above": ("ticks.up", "paint.up"),
        "form.below": ("ticks.down", "paint.down"),
    }.items()
    for inner in inners
}
"""The same verb of a screen and of what is on it, which comes first: out of the session in hand, up in the list."""


def test_every_command_can_have_another_key() -> None:
    assert set(known_commands()) == set(KNOWN)
    assert [command.id for command in KNOWN.values() if not command.places] == []
    assert [command.id for command in KNOWN.values() if not command.label] == []
    for command in KNOWN.values():
        assert usable({command.id: "ctrl+f8"}) == {command.id: "ctrl+f8"}
        assert refusal(command.id, "ctrl+f8") == ""
        assert keys_of(command, {command.id: "ctrl+f8"}) == ("ctrl+f8",)


def test_no_two_usual_keys_of_a_screen_get_in_each_others_way() -> None:
    # Enter belongs to whatever has the focus: a list opens its line, a tick is ticked. Verbs that are the same in two
    # places do the same in both.
    found = {
        frozenset({one.id, other.id})
        for one, other in combinations(KNOWN.values(), 2)
        if one.id.partition(".")[2] != other.id.partition(".")[2]
        and (set(normal(one.usual)) & set(normal(other.usual))) - {"enter"}
        and may_meet(one, other)
    }
    assert found - RATINGS - NOBODY_IN - PINNED - INNER == set()


def test_two_commands_meet_where_a_screen_has_both_or_a_widget_on_it_that_is_stated() -> None:
    one, other = KNOWN["today.skip"], KNOWN["list.down"]
    assert may_meet(one, other)
    assert may_meet(other, one)
    assert not may_meet(KNOWN["rating.more"], KNOWN["tick.pick"])  # of two widgets the inner one wins
    assert not may_meet(one, KNOWN["grid.down"])
    assert not may_meet(KNOWN["app.jump"], KNOWN["session.lock"])  # a dialog keeps the keys of the app to itself,
    assert may_meet(KNOWN["app.quit"], KNOWN["session.lock"])  # but for those that work everywhere


def test_every_place_is_on_a_screen_of_the_table() -> None:
    places = {place for command in KNOWN.values() for place in command.places}
    assert {place.screen for place in places} == set(all_screens())
    assert {(place.screen, place.widget) for place in places if place.widget} == {
        (screen, widget) for screen, widgets in all_screens().items() for widget in widgets
    }


def test_usual_keys_are_keys() -> None:
    assert [command.id for command in KNOWN.values() if refusal(command.id, command.usual)] == []


def test_keys_are_told_in_the_way_that_is_typed_or_pressed() -> None:
    assert normal("?, [,/") == ("question_mark", "left_square_bracket", "slash")
    assert normal("ctrl+e,J") == ("ctrl+e", "J")
    assert normal(" , ") == ()


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        ({"nope.none": "x"}, "keys: there is no command “nope.none”; it is kept."),
        ({"week.lock": "cotrol+x"}, "keys: week.lock keeps its usual key: “cotrol+x” is not the name of a key."),
        ({"app.quit": "x"}, "keys: app.quit keeps its usual key: “x” would be missed in every text"),
        ({"app.quit": "space"}, "keys: app.quit keeps its usual key: “space” would be missed"),
        ({"today.skip": "t"}, "keys: today.skip shares a key with today.now (Today)."),
        ({"today.skip": "j"}, "keys: today.skip shares a key with list.down (Down)."),
        ({"behaviors.new": "k"}, "keys: behaviors.new shares a key with list.up (Up)."),
        ({"app.help": "n"}, "keys: app.help shares a key with"),
    ],
)
def test_what_is_wrong_with_a_key_is_told(own: dict[str, str], sentence: str) -> None:
    assert any(said.startswith(sentence) for said in key_problems(KNOWN, own)), key_problems(KNOWN, own)


def test_two_commands_may_change_places_and_screens_do_not_disturb_each_other() -> None:
    assert key_problems(KNOWN, {"today.skip": "t", "today.now": "s"}) == ()
    assert key_problems(KNOWN, {"today.skip": "p"}) == ()  # p locks on another screen
    assert set(clashes(KNOWN, {"today.skip": "x", "today.now": "x"})) == {"today.skip", "today.now"}


def test_what_cannot_be_used_is_left_out() -> None:
    assert usable({"app.quit": "x", "week.lock": "cotrol+x", "today.skip": "x", "a.b": "ctrl+f1"}) == {
        "today.skip": "x",
        "a.b": "ctrl+f1",
    }


def test_commands_are_found_by_id_help_and_key() -> None:
    def found(wanted: str) -> set[str]:
        commands: tuple[KnownKey, ...] = tuple(KNOWN.values())
        return {command.id for command in matching(commands, wanted, {"today.skip": "ctrl+y"})}

    assert "week.lock" in found("WEEK.lock")
    assert found("ctrl+y") == {"today.skip"}
    assert "behaviors.archive" in found("archived one back")


def test_keys_given_under_an_earlier_id_hold_for_the_command_of_now() -> None:
    assert current_ids({"table.down": "n", "today.skip": "x"}) == {"list.down": "n", "today.skip": "x"}
    assert current_ids({"list.up": "p", "table.up": "b"}) == {"list.up": "p"}
    assert set(RENAMED.values()) <= set(KNOWN)
    assert not set(RENAMED) & set(KNOWN)


def test_keys_are_shown_as_they_are_written_on_the_keyboard() -> None:
    names = ("number_sign", "question_mark", "left", "space", "enter", "ctrl+s", "A")
    assert [short_key(name) for name in names] == ["#", "?", "←", "space", "enter", "ctrl+s", "A"]
