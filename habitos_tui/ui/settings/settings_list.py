"""The lines of the settings: what can be set, and what it is set to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from textual.content import Content
from textual.reactive import reactive

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.text_layout import fit
from habitos_tui.ui.settings.commands import ChangeSetting
from habitos_tui.ui.settings.presenter import GROUPS, USUAL, ChosenSettings, Setting, is_usual, words_of

LABEL_CELLS: Final = 20
LESS, MORE = "◂", "▸"
"""Stand around what left and right arrow change."""


class SettingsList(LineList):
    """Every setting under the title of its group; a value of the user's own is bold."""

    BINDINGS = bindings(ChangeSetting)

    chosen: reactive[ChosenSettings] = reactive(USUAL, init=False, layout=False, repaint=False)
    words: reactive[Mapping[str, str]] = reactive({}, init=False, layout=False, repaint=False)
    """Words for what is not a plain value, by path."""

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the lines."""
        return tuple(self._drawn(width))

    watch_chosen = watch_words = LineList.watch_view

    def _drawn(self, width: int) -> Iterator[Line]:
        for number, group in enumerate(GROUPS):
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
