"""Every command with its keys, and what is wrong with keys of the user's own.

Two commands clash when they share a key and can both be reached at one moment: they belong to one class, or to a screen
and a widget that its module knows. Of two widgets the inner one wins, and so it does where usual keys are shared.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from inspect import getmodule
from typing import Any, Final

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key, key_to_character
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from habitos_tui.ui.kit.commands import PRIORITY_IDS

RENAMED: Final[Mapping[str, str]] = {f"table.{name}": f"list.{name}" for name in ("up", "down", "top", "bottom")}
"""Ids of earlier versions, and of the commands that do the same now."""

_MODIFIERS: Final = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
_NAMED: Final = frozenset([key.value for key in Keys]).union(*KEY_NAME_REPLACEMENTS.items())


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A command that can have another key."""

    id: str
    label: str
    help: str
    usual: str
    """Textual's names of its keys, separated by commas."""
    owners: frozenset[type[DOMNode]]
    """The screens and widgets that offer it."""

    @property
    def where(self) -> str:
        """In a word where it works, from its id."""
        area = self.id.partition(".")[0]
        return "everywhere" if area in {"app", "mode"} else area


KnownKeys = Mapping[str, KnownKey]
"""Every command by its id."""


@cache
def known_keys(owners: Iterable[type[DOMNode]]) -> KnownKeys:
    """Return every command that the screens and widgets `owners` (a tuple) offer."""
    found: dict[str, tuple[Binding, set[type[DOMNode]]]] = {}
    for node in owners:
        for binding in node.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id:
                found.setdefault(binding.id, (binding, set()))[1].add(node)
    return {
        key: KnownKey(key, binding.description, binding.tooltip, binding.key, frozenset(owners))
        for key, (binding, owners) in found.items()
    }


def current_ids(own: Mapping[str, str]) -> dict[str, str]:
    """Return the user's keys by the ids that commands have now; one under the present id wins over one under an old."""
    renamed_first = sorted(own.items(), key=lambda item: item[0] not in RENAMED)
    return {RENAMED.get(command_id, command_id): keys for command_id, keys in renamed_first}


def normal(keys: str) -> tuple[str, ...]:
    """Return the names that Textual uses for keys separated by commas: "question_mark" for "?"."""
    names = (name for part in keys.split(",") if (name := part.strip()))
    return tuple(_character_to_key(name) if len(name) == 1 else KEY_NAME_REPLACEMENTS.get(name, name) for name in names)


def keys_of(command: KnownKey, own: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys that a command has under the user's `own`."""
    return normal(own.get(command.id) or command.usual)


def refusal(command_id: str, keys: str) -> str:
    """Return why `keys` cannot be those of a command, as the end of a sentence; nothing when they can."""
    for key in normal(keys):
        if not _is_key(key):
            return f"“{key}” is not the name of a key"
        if command_id in PRIORITY_IDS and _is_typed(key):
            return f"“{key}” would be missed in every text: this command works while you type"
    return "" if normal(keys) else "no key is named"


def usable(own: Mapping[str, str]) -> dict[str, str]:
    """Return those of the user's keys that can be used."""
    return {command_id: keys for command_id, keys in own.items() if not refusal(command_id, keys)}


def clashes(known: KnownKeys, own: Mapping[str, str]) -> dict[str, tuple[KnownKey, ...]]:
    """Return the commands that get in the way of each other because of the user's keys, by id."""
    own = usable(own)
    return {key: others for key in own if key in known and (others := _rivals(known, known[key], own))}


def key_problems(known: KnownKeys, own: Mapping[str, str]) -> tuple[str, ...]:
    """Return what is wrong with the user's keys, as sentences."""
    sentences = [f"keys: there is no command “{key}”; it is kept." for key in own if key not in known]
    for key, keys in own.items():
        if key in known and (why := refusal(key, keys)):
            sentences.append(f"keys: {key} keeps its usual key: {why}.")
    for key, others in clashes(known, own).items():
        names = ", ".join(f"{other.id} ({other.label})" for other in others)
        sentences.append(f"keys: {key} shares a key with {names}.")
    return tuple(sentences)


def may_meet(one: KnownKey, other: KnownKey) -> bool:
    """Tell whether both commands can be reached at one moment."""
    return any(_together(a, b) or _together(b, a) for a in one.owners for b in other.owners)


def _rivals(known: KnownKeys, command: KnownKey, own: Mapping[str, str]) -> tuple[KnownKey, ...]:
    mine, usual = set(keys_of(command, own)), set(normal(command.usual))
    return tuple(
        other
        for other in known.values()
        if other.id != command.id
        # What shares a usual key is meant to, as long as both still have it.
        and mine & set(keys_of(other, own)) - (usual & set(normal(other.usual)))
        and may_meet(command, other)
    )


def _together(outer: type[DOMNode], inner: type[DOMNode]) -> bool:
    """True if `inner` can be focused within `outer`, or is a subclass."""
    if issubclass(inner, outer):
        return True
    if issubclass(outer, App):
        return not issubclass(inner, ModalScreen)
    return issubclass(outer, Screen) and any(inner in _widgets_of(kind) for kind in (outer, *_kinds(outer)))


def _kinds(node: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for kind in node.__subclasses__():
        yield kind
        yield from _kinds(kind)


@cache
def _widgets_of(node: type[DOMNode]) -> frozenset[type[DOMNode]]:
    """Return the widgets of ours that the modules of a screen or widget know, and theirs, with their base classes."""
    found: set[type[DOMNode]] = set()
    waiting: list[type[Any]] = [kind for kind in node.__mro__ if _is_ours(kind)]
    while waiting:
        for value in vars(getmodule(waiting.pop())).values():
            if isinstance(value, type) and issubclass(value, Widget) and not issubclass(value, Screen):
                ours = [kind for kind in value.__mro__ if _is_ours(kind) and kind not in found]
                found.update(ours)
                waiting += ours
    return frozenset(found)


def _is_ours(node: type[Any]) -> bool:
    return node.__module__.startswith("habitos_tui.ui.")


def _is_typed(key: str) -> bool:
    """Tell whether a key writes something, or takes it away, where text is typed."""
    return "+" not in key and key != "tab" and not (key[:1] == "f" and key[1:].isdigit())


def _is_key(key: str) -> bool:
    *modifiers, base = key.split("+")
    return set(modifiers) <= _MODIFIERS and (base in _NAMED or key_to_character(base) is not None)


def matching(known: Iterable[KnownKey], wanted: str, own: Mapping[str, str]) -> tuple[KnownKey, ...]:
    """Return the commands whose id, label, help or keys contain `wanted`, whatever its case."""
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
    """Return a key as it is shown: "?" for "question_mark"."""
    *modifiers, base = key.split("+")
    return "+".join((*modifiers, _SHORT.get(base, base)))
