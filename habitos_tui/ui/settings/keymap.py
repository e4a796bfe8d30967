"""Every command with its keys, and the problems of custom keys.

Two commands clash when they share a key and can both be reached at one moment: a screen offers both, or one of them and
a widget on it the other, or one widget both. Of two widgets the inner one wins, and so it does where usual keys are
shared.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, REPLACED_KEYS, Keys, _character_to_key, key_to_character
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from habitos_tui.ui.kit.command import Command
from habitos_tui.ui.kit.commands import PRIORITY_IDS

RENAMED: Final[Mapping[str, str]] = {
    **{f"table.{name}": f"list.{name}" for name in ("up", "down", "top", "bottom")},
    **dict.fromkeys(("behaviors.all", "rules.all", "log.all", "solve.back"), "app.back"),
}
"""Command ids of earlier versions, mapped to the present ids."""

_MODIFIERS: Final = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
_NAMED: Final = frozenset([key.value for key in Keys]).union(*KEY_NAME_REPLACEMENTS.items())


class KeyScope(NamedTuple):
    """Where a command is offered: by a screen, or by a widget on it."""

    screen: type[Screen[Any]]
    widget: type[Widget] | None = None

    def meets(self, other: "KeyScope") -> bool:
        """Whether keys of both are looked up at one moment, without one being inside of the other as a widget."""
        return self.screen is other.screen and (None in {self.widget, other.widget} or self.widget is other.widget)


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A command whose keys can be changed."""

    id: str
    label: str
    help: str
    usual: str
    """Its default keys in Textual's names, separated by commas."""
    places: frozenset[KeyScope]
    """The screens and widgets that bind it."""

    @property
    def where(self) -> str:
        """Its area, from its id."""
        area = self.id.partition(".")[0]
        return "everywhere" if area in {"app", "mode"} else area


KnownKeys = Mapping[str, KnownKey]
"""Every command by its id."""


def known_keys(
    commands: Iterable[Command], app: type[App[Any]], screens: Mapping[type[Screen[Any]], frozenset[type[Widget]]]
) -> KnownKeys:
    """Return every command with its places in an app; `screens` have the widgets on them that bind keys."""
    places: defaultdict[str, set[KeyScope]] = defaultdict(set)
    for screen, widgets in screens.items():
        everywhere = bound_ids(app) & PRIORITY_IDS if issubclass(screen, ModalScreen) else bound_ids(app)
        for command_id in bound_ids(screen) | everywhere:
            places[command_id].add(KeyScope(screen))
        for widget in widgets:
            for command_id in bound_ids(widget):
                places[command_id].add(KeyScope(screen, widget))
    return {
        each.id: KnownKey(each.id, each.label, each.help, each.key, frozenset(places[each.id])) for each in commands
    }


def bound_ids(node: type[DOMNode]) -> frozenset[str]:
    """Return the ids of the commands that an app, screen or widget binds, with those that it inherits."""
    kinds = [kind for kind in node.__mro__ if issubclass(kind, DOMNode)]
    last = next((at for at, kind in enumerate(kinds) if not kind._inherit_bindings), len(kinds))
    bound = (each for kind in kinds[: last + 1] for each in kind.__dict__.get("BINDINGS", ()))
    return frozenset(each.id for each in bound if isinstance(each, Binding) and each.id)


def current_ids(own: Mapping[str, str]) -> dict[str, str]:
    """Return the custom keys by present command ids; an entry under the present id overrides one under an old id."""
    renamed_first = sorted(own.items(), key=lambda item: item[0] not in RENAMED)
    return {RENAMED.get(command_id, command_id): keys for command_id, keys in renamed_first}


def normal(keys: str) -> tuple[str, ...]:
    """Return comma-separated keys in Textual's names: "question_mark" for "?"."""
    names = (name for part in keys.split(",") if (name := part.strip()))
    return tuple(_character_to_key(name) if len(name) == 1 else KEY_NAME_REPLACEMENTS.get(name, name) for name in names)


def keys_of(command: KnownKey, own: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of a command with the custom keys `own`."""
    return normal(own.get(command.id) or command.usual)


def refusal(command_id: str, keys: str) -> str:
    """Return why `keys` are invalid for a command, as the end of a sentence; empty if valid."""
    for key in normal(keys):
        if not _is_key(key):
            return f"“{key}” is not the name of a key"
        if command_id in PRIORITY_IDS and _is_typed(key):
            return f"“{key}” would be missed in every text: this command works while you type"
    return "" if normal(keys) else "no key is named"


def usable(own: Mapping[str, str]) -> dict[str, str]:
    """Return the valid custom keys."""
    return {command_id: keys for command_id, keys in own.items() if not refusal(command_id, keys)}


def clashes(known: KnownKeys, own: Mapping[str, str]) -> dict[str, tuple[KnownKey, ...]]:
    """Return the commands that clash because of custom keys, by id."""
    own = usable(own)
    return {key: others for key in own if key in known and (others := _rivals(known, known[key], own))}


def key_problems(known: KnownKeys, own: Mapping[str, str]) -> tuple[str, ...]:
    """Return the problems of the custom keys, as sentences."""
    sentences = [f"keys: there is no command “{key}”; it is kept." for key in own if key not in known]
    for key, keys in own.items():
        if key in known and (why := refusal(key, keys)):
            sentences.append(f"keys: {key} keeps its usual key: {why}.")
    for key, others in clashes(known, own).items():
        names = ", ".join(f"{other.id} ({other.label})" for other in others)
        sentences.append(f"keys: {key} shares a key with {names}.")
    return tuple(sentences)


def may_meet(one: KnownKey, other: KnownKey) -> bool:
    """True if both commands are reachable at the same time."""
    return any(place.meets(another) for place in one.places for another in other.places)


def _rivals(known: KnownKeys, command: KnownKey, own: Mapping[str, str]) -> tuple[KnownKey, ...]:
    mine, usual = set(keys_of(command, own)), set(normal(command.usual))
    return tuple(
        other
        for other in known.values()
        if other.id != command.id
        # Shared default keys are intended, as long as both commands keep them.
        and mine & set(keys_of(other, own)) - (usual & set(normal(other.usual)))
        and may_meet(command, other)
    )


def _is_typed(key: str) -> bool:
    """True if a key inserts or deletes text in a field."""
    return "+" not in key and key != "tab" and not (key[:1] == "f" and key[1:].isdigit())


def _is_key(key: str) -> bool:
    *modifiers, base = key.split("+")
    return set(modifiers) <= _MODIFIERS and (base in _NAMED or key_to_character(base) is not None)


def matching(known: Iterable[KnownKey], wanted: str, own: Mapping[str, str]) -> tuple[KnownKey, ...]:
    """Return the commands whose id, label, help or keys contain `wanted`, ignoring case."""
    text = wanted.casefold().strip()
    return tuple(
        key for key in known if text in f"{key.id} {key.label} {key.help} {' '.join(keys_of(key, own))}".casefold()
    )


_SHORT: Final[Mapping[str, str]] = {
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "slash": "/",
    "comma": ",",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "full_stop": ".",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def short_key(key: str) -> str:
    """Return a key as shown: "?" for "question_mark"."""
    *modifiers, base = key.split("+")
    character = key_to_character(REPLACED_KEYS.get(base, base))
    shown = character if character is not None and character.isprintable() and character != " " else base
    return "+".join((*modifiers, _SHORT.get(base, shown)))
