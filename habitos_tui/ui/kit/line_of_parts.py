"""Lines of clickable parts, each drawn by one widget: navigation bar, tabs, and the keys at the bottom."""

import operator
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final, Generic, TypeVar

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from habitos_tui.text import cell_width, clean
from habitos_tui.ui.kit.app_context import context_of
from habitos_tui.ui.kit.commands import MODES, Help, KeyOf, Mode, OpenGuide
from habitos_tui.ui.kit.safe_text import MUTED, safe

Part = TypeVar("Part")

SHOW_KEYS: Final = Help.action
"""What leads to all keys, and stands last."""


class LineOfParts(Widget, Generic[Part], can_focus=False):
    """Subclasses define the parts that fit and the effect of a click."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "LineOfParts { height: 1; }"

    @abstractmethod
    def parts(self) -> Sequence[tuple[Part, Content]]:
        """Return the parts from left to right, as drawn."""

    @abstractmethod
    def clicked(self, part: Part) -> None:
        """React to a click on the part."""

    def render(self) -> Content:
        """Return the line."""
        return Content.assemble(*(drawn for _, drawn in self.parts()))

    def on_click(self, event: events.Click) -> None:
        """Find the part under the mouse."""
        x = 0
        for part, drawn in self.parts():
            x += drawn.cell_length
            if event.x < x:
                self.clicked(part)
                return


class NavBar(LineOfParts[Mode]):
    """The screens with their number keys; the current one stands out by colour, weight and brackets."""

    def __init__(self, mode: str, who: str, key_of: KeyOf) -> None:
        """`mode` is the id of the current screen, `who` the name of the profile, `key_of` returns a screen's key."""
        super().__init__()
        self._mode, self._who, self._key_of = mode, who, key_of

    def parts(self) -> Sequence[tuple[Mode, Content]]:
        """Return the screens, with a blank before each number if they fit."""
        keys = {mode: self._key_of(mode) for mode in MODES}
        wanted = sum(cell_width(f" {key} {mode.title} ") for mode, key in keys.items())
        lead = " " if wanted <= self.size.width else ""
        return [(mode, self._tab(lead, clean(key), mode)) for mode, key in keys.items()]

    def clicked(self, part: Mode) -> None:
        """Go to the screen."""
        context_of(self.app).navigation.go(part.id)

    def render(self) -> Content:
        """Return the line, as wide as the widget, with the name at its end if it fits."""
        tabs = super().render()
        room = self.size.width - tabs.cell_length - 2
        if room < 6:
            return tabs
        who = safe(clean(self._who, limit=room), MUTED)
        return Content.assemble(tabs, " " * (room - who.cell_length + 1), who, " ")

    def _tab(self, lead: str, key: str, mode: Mode) -> Content:
        if mode.id == self._mode:
            mark = lead and "▌"
            return Content.styled(
                f"{mark}{key} {clean(mode.title)} ", "bold $block-cursor-foreground on $block-cursor-background"
            )
        return Content.assemble((f"{lead}{key} ", "bold $accent"), (f"{clean(mode.title)} ", "$foreground"))


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key as shown, its label, the key itself, and whether it is enabled."""

    shown: str
    label: str
    key: str
    enabled: bool

    def drawn(self) -> Content:
        """Return key and label, with blanks."""
        key, label = ("bold $footer-key-foreground", "$footer-description-foreground")
        if not self.enabled:
            key = label = MUTED
        return Content.assemble((f" {self.shown} ", key), (f"{self.label} ", label))


class Footer(LineOfParts[KeyHint]):
    """Follows the bindings of its screen. If not all fit, the last, which lists all keys, is kept.

    Textual's own footer mounts a widget per key and lays out the screen again when the focus moves, which takes longer
    than all other effects of a key.
    """

    DEFAULT_CSS = "Footer { dock: bottom; background: $footer-background; }"

    def __init__(self) -> None:
        """Empty until the screen reports its bindings."""
        super().__init__()
        self._hints: Sequence[KeyHint] = ()

    def on_mount(self) -> None:
        """Subscribe to changes of the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def parts(self) -> Sequence[tuple[KeyHint, Content]]:
        """Return the hints that fit: all, or the first ones and the last."""
        hints = [(hint, hint.drawn()) for hint in self._hints]
        room = self.size.width
        if sum(drawn.cell_length for _, drawn in hints) <= room:
            return hints
        *first, last = hints
        ends = accumulate(drawn.cell_length for _, drawn in first)
        room -= last[1].cell_length
        return [*(hint for hint, end in zip(first, ends, strict=True) if end <= room), last]

    def clicked(self, part: KeyHint) -> None:
        """Press the key."""
        self.app.simulate_key(part.key)

    def _bindings_changed(self, screen: Screen[Any]) -> None:
        """Show a hint for each action, with its first key."""
        hints: dict[str, KeyHint] = {}
        label = getattr(screen, "key_label", operator.attrgetter("description"))
        active = screen.active_bindings  # asked once: it asks every action whether it is possible
        for _, binding, enabled, _ in active.values():
            if binding.show and binding.action not in hints:
                shown = self.app.get_key_display(binding)
                hints[binding.action] = KeyHint(shown, label(binding), binding.key, enabled)
        hinted = (*(hint for action, hint in hints.items() if action != SHOW_KEYS), *self._help(active, hints))
        if hinted != self._hints:
            self._hints = hinted
            self.refresh()

    def _help(self, active: Mapping[str, ActiveBinding], hints: Mapping[str, KeyHint]) -> Iterator[KeyHint]:
        """Yield the way to all keys; where `?` is typed that is the guide."""
        if SHOW_KEYS in hints:
            yield hints[SHOW_KEYS]
            return
        for _, binding, enabled, _ in active.values():
            if binding.action == OpenGuide.action:
                yield KeyHint(self.app.get_key_display(binding), binding.description, binding.key, enabled)
                return


Tabs = tuple[tuple[str, str], ...]
"""Id and title of each tab."""


class TabBar(LineOfParts[str]):
    """Draws one line; if not all titles fit, those far from the active one are omitted."""

    tabs: reactive[Tabs] = reactive(())
    active: reactive[str] = reactive("")

    @dataclass
    class Chosen(Message):
        """A tab was clicked."""

        tab: str

    def turned(self, by: int) -> str:
        """Return the id of the tab `by` places on, wrapping around."""
        ids = [tab for tab, _ in self.tabs]
        return ids[(ids.index(self.active) + by) % len(ids)] if self.active in ids else ""

    def parts(self) -> Sequence[tuple[str, Content]]:
        """Return all tabs, or those around the active one if not all fit."""
        parts = [(tab, self._drawn(tab, title)) for tab, title in self.tabs]
        while len(parts) > 1 and sum(drawn.cell_length for _, drawn in parts) > self.size.width:
            last = parts[-1][0]
            parts.pop(0 if last == self.active else -1)
        return parts

    def clicked(self, part: str) -> None:
        """Post the clicked tab."""
        self.post_message(self.Chosen(part))

    def _drawn(self, tab: str, title: str) -> Content:
        if tab == self.active:
            return Content.assemble(("▐", "$primary"), safe(title, "bold reverse $primary"), ("▌", "$primary"))
        return Content.assemble(" ", safe(title, MUTED), " ")


class LetterTabBar(TabBar):
    """Marks in each title the letter that is its key; titles are moved closer together if that makes all fit."""

    def __init__(self, *, id: str, places: Mapping[str, int]) -> None:  # noqa: A002 - Textual's own name for it
        """`places` say by the id of a tab which letter of its title that is."""
        super().__init__(id=id)
        self._places = places

    def _drawn(self, tab: str, title: str) -> Content:
        close = sum(cell_width(clean(other)) + 2 for _, other in self.tabs) > self.size.width
        if tab == self.active:
            return Content.assemble(" ", safe(title, "bold reverse $primary")) if close else super()._drawn(tab, title)
        key = self._places.get(tab, 0)
        lit = safe(title, MUTED).stylize("bold $accent", key, key + 1)
        return Content.assemble(" ", lit, "" if close else " ")
