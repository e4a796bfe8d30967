"""The lists of the settings and of the keys."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Final

from textual.content import Content
from textual.reactive import reactive

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe
from habitos_tui.ui.settings.commands import ChangeSetting
from habitos_tui.ui.settings.keymap import KnownKey, keys_of, short_key, usable
from habitos_tui.ui.settings.presenter import USUAL, ChosenSettings, Setting, is_usual, matching, offered, words_of

LABEL_CELLS: Final = 20
LESS, MORE = "◂", "▸"
"""Surround a value that the left and right arrows change."""
KEY_CELLS, ID_CELLS = 20, 22
FEW_KEY_CELLS, FEW_ID_CELLS = 13, 19
"""Widths in a narrow list."""
_MIN_HELP = 20
_WIDE = 96
CLASH: Final = "✗"


class SettingsList(LineList):
    """Every setting under the title of its group; changed values are bold."""

    BINDINGS = bindings(ChangeSetting)

    chosen: reactive[ChosenSettings] = reactive(USUAL, init=False, layout=False, repaint=False)
    words: reactive[Mapping[str, str]] = reactive({}, init=False, layout=False, repaint=False)
    """Text for settings without a plain value, by path."""

    restricted: bool = False
    """Whether those of the machine are left out."""

    wanted: reactive[str] = reactive("", init=False, layout=False, repaint=False)
    """What is looked for."""

    watch_chosen = watch_words = watch_wanted = LineList.watch_view

    def build(self, width: int, height: int) -> Iterator[Line]:
        """Yield the lines."""
        groups = matching(self.wanted, self.words, offered(restricted=self.restricted))
        if not groups:
            yield Line(safe(f" No setting has “{self.wanted}”. Escape shows all of them.", MUTED))
        for number, group in enumerate(groups):
            if number:
                yield Line(Content(""))
            holds_for = safe(f"  for {group.holds_for}", MUTED)
            yield Line(Content.assemble(safe(f" {group.title}", "bold $primary"), holds_for))
            for setting in group.settings:
                yield self._line(setting, width - 2 - LABEL_CELLS)

    def _line(self, setting: Setting, room: int) -> Line:
        words = self.words.get(setting.path) or words_of(setting.path, self.chosen)
        value = f"{LESS} {words} {MORE}" if setting.choices else words
        own = setting.path not in self.words and not is_usual(setting.path, self.chosen)
        return Line(
            Content.assemble(
                "  ", fit(setting.label, LABEL_CELLS), safe(fit(value, max(room, 0)), "bold $primary" if own else "")
            ),
            setting.path,
        )


@dataclass(frozen=True, slots=True)
class KeysView:
    """The commands shown, the custom keys, and the ids of clashing commands."""

    commands: tuple[KnownKey, ...]
    own: Mapping[str, str]
    clashing: frozenset[str]

    EMPTY: ClassVar["KeysView"]


KeysView.EMPTY = KeysView((), {}, frozenset())


class KeyList(LineList):
    """Commands by area."""

    BINDINGS = bindings(ChangeSetting)

    view: reactive[KeysView] = reactive(KeysView.EMPTY, init=False, layout=False, repaint=False)

    def build(self, width: int, height: int) -> Iterator[Line]:
        """Yield the lines."""
        view = self.view
        for where, commands in groupby(view.commands, key=lambda command: command.where):
            yield Line(safe(f" {where.capitalize()}", "bold $primary"))
            for command in commands:
                yield Line(_key_line(command, view, width), command.id)


def _key_line(command: KnownKey, view: KeysView, width: int) -> Content:
    own = usable(view.own)
    keys, ids = (KEY_CELLS, ID_CELLS) if width >= _WIDE else (FEW_KEY_CELLS, FEW_ID_CELLS)
    room = max(width - 4 - keys - ids, 0)
    text = command.help if room >= _MIN_HELP else command.label
    shown = "  ".join(short_key(key) for key in keys_of(command, own))
    return Content.assemble(
        "  ",
        (f"{CLASH if command.id in view.clashing else ' '} ", "bold $text-error"),
        safe(fit(shown, keys), "bold $primary" if command.id in own else "$accent"),
        safe(fit(command.id, ids), MUTED),
        safe(fit(text, room)),
    )
