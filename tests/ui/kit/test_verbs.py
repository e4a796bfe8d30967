"""One table of keys: each has one meaning, and where a screen has another under it, the table says so and why."""

import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from textual.keys import format_key

from habitos_tui.ui.app.features import known_commands
from habitos_tui.ui.help.presenter import sections
from habitos_tui.ui.kit import verbs
from habitos_tui.ui.kit.command import Command
from habitos_tui.ui.kit.verbs import SHARED, Verb
from habitos_tui.ui.settings.keymap import may_meet
from tests.support.keys import KNOWN

TABLE = {name: value for name, value in vars(verbs).items() if isinstance(value, Verb)}
STAND_INS = {name: verb for name, verb in TABLE.items() if verb.instead_of is not None}
ONE_AT_A_TIME = {
    ("hand.put_down", "grid.open"),  # a session is in hand, or none
    ("paint.selectright", "app.lock"),  # the lock needs somebody logged in, who is not asked for busy time by a wizard
    ("login.other", "login.leave"),  # there are several profiles, or one
}
"""On one screen, but never both enabled."""
PLAIN = [verb for verb in TABLE.values() if verb.instead_of is None]


def test_no_key_has_two_meanings() -> None:
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for verb in PLAIN:
        for key in verb.keys.split(","):
            owners[key].append(verb.name)
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize("name", STAND_INS)
def test_what_stands_in_for_a_verb_has_its_key_and_a_reason(name: str) -> None:
    verb = STAND_INS[name]
    assert verb.instead_of is not None
    assert verb.keys in verb.instead_of.keys.split(",")
    assert verb.because


def commands_with(verb: Verb | None) -> list[Command]:
    return [command for command in known_commands().values() if verb in command.verbs]


@pytest.mark.parametrize("name", STAND_INS)
def test_no_screen_offers_a_verb_and_what_stands_in_for_it(name: str) -> None:
    verb = STAND_INS[name]
    both = [(one.id, other.id) for one in commands_with(verb) for other in commands_with(verb.instead_of)]
    assert {(one, other) for one, other in both if may_meet(KNOWN[one], KNOWN[other])} <= ONE_AT_A_TIME


def test_every_command_takes_its_keys_from_the_table() -> None:
    known = set(TABLE.values())
    own = {command.id: verb for command in known_commands().values() for verb in command.verbs if verb not in known}
    shown = {verb for verb in own.values() if verb in {verbs.number(verb.keys, verb.means), letter_of(verb)}}
    assert set(own.values()) == shown


def letter_of(verb: Verb) -> Verb:
    return verbs.letter(verb.keys, verb.means)


def test_no_letter_of_a_pane_means_something_else_on_most_screens() -> None:
    panes = {command.key for command in known_commands().values() if ".go_" in command.id}
    assert panes.isdisjoint({verb.keys for verb in (verbs.REPLAN, verbs.PLAN_NEXT, verbs.REVIEW, verbs.LOCK)})
    assert panes.isdisjoint(verbs.LAST.keys.split(","))


def test_no_two_commands_of_one_screen_have_one_key_by_chance() -> None:
    shared = {
        (one.id, other.id)
        for one, other in combinations(known_commands().values(), 2)
        if one.key == other.key and one.area == other.area and may_meet(KNOWN[one.id], KNOWN[other.id])
    }
    assert shared <= ONE_AT_A_TIME


README = Path(__file__).parents[3] / "README.md"
NAMED = re.compile(r"`(ctrl\+\w|f\d|[^`\w\s]|[A-Za-z])`")


def test_the_readme_and_the_guide_name_keys_that_there_are() -> None:
    prose = re.sub(r"(?s)<!-- keys:begin -->.*<!-- keys:end -->", "", README.read_text("utf-8"))
    told = {format_key(key) for command in known_commands().values() for key in command.key.split(",")}
    assert set(NAMED.findall(prose)) - told == set()
    guide = " ".join(paragraph for section in sections() for paragraph in section.paragraphs)
    listed = re.search(r"A key means the same on every screen: (.*?)\.", guide)
    assert listed is not None
    pairs = [part.partition(" ") for part in listed[1].replace(" is ", " ").replace("enter", "⏎").split(", ")]
    wanted = {verb.name: format_key(verb.keys.split(",")[0]) for verb in SHARED}
    assert {name: key for key, _, name in pairs if wanted.get(name) != key} == {}
