"""The lines of the key settings: a command, its keys, and where it works."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Final

from textual.content import Content
from textual.reactive import reactive

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.text_layout import fit
from habitos_tui.ui.settings.commands import ChangeSetting
from habitos_tui.ui.settings.keymap import KnownKey, keys_of, short_key, usable

KEY_CELLS, ID_CELLS = 20, 22
FEW_KEY_CELLS, FEW_ID_CELLS = 13, 19
"""What a narrow list leaves for them."""
_HELP_LEAST = 20
_WIDE = 96


@dataclass(frozen=True, slots=True)
class KeysView:
    """Which commands are shown, the keys of the user's own, and the ids of those that are in each other's way."""

    commands: tuple[KnownKey, ...]
    own: Mapping[str, str]
    clashing: frozenset[str]

    EMPTY: ClassVar["KeysView"]


KeysView.EMPTY = KeysView((), {}, frozenset())

CLASH: Final = "✗"


class KeyList(LineList):
    """Commands by where they work."""

    BINDINGS = bindings(ChangeSetting)

    view: reactive[KeysView] = reactive(KeysView.EMPTY, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines."""
        return tuple(self._drawn(width))

    def _drawn(self, width: int) -> Iterator[Line]:
        view = self.view
        for where, commands in groupby(view.commands, key=lambda command: command.where):
            yield Line(safe(f" {where.capitalize()}", "bold $primary"))
            for command in commands:
                yield Line(_line(command, view, width), command.id)


def keys_shown(command: KnownKey, own: Mapping[str, str]) -> str:
    """Return the keys of a command as they are shown."""
    return "  ".join(short_key(key) for key in keys_of(command, usable(own)))


def _line(command: KnownKey, view: KeysView, width: int) -> Content:
    changed = command.id in usable(view.own)
    keys, ids = (KEY_CELLS, ID_CELLS) if width >= _WIDE else (FEW_KEY_CELLS, FEW_ID_CELLS)
    room = max(width - 4 - keys - ids, 0)
    text = command.help if room >= _HELP_LEAST else command.label
    return Content.assemble(
        "  ",
        (f"{CLASH if command.id in view.clashing else ' '} ", "bold $text-error"),
        safe(fit(keys_shown(command, view.own), keys), "bold $primary" if changed else "$accent"),
        safe(fit(command.id, ids), MUTED),
        safe(fit(text, room)),
    )
