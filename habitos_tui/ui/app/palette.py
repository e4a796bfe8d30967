"""The command palette: all commands, including those of other screens, with their keys; screens, settings, behaviors
and the sections of the guide."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, cast

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import (
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
    SearchIcon,
)
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import LoadingIndicator

from habitos_tui.text import clean
from habitos_tui.ui.app.features import known_commands
from habitos_tui.ui.app.palette_match import fit, found_in
from habitos_tui.ui.kit.app_context import OUTWARD
from habitos_tui.ui.kit.backdrop import quietened
from habitos_tui.ui.kit.commands import MODES, Quit
from habitos_tui.ui.kit.fields import harmless
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import TooSmall, is_open

if TYPE_CHECKING:
    from rich.console import RenderableType

    from habitos_tui.ui.app.app import HabitosApp
    from habitos_tui.ui.kit.command import Command
    from habitos_tui.ui.settings.presenter import Setting


SCREEN_OF_AREA: Final = {"plan": "week", "away": "today", "pause": "behaviors"}
"""Of commands that several screens have: the screen where they are carried out from elsewhere."""


class PaletteInput(CommandInput):
    """Does not have the whole screen laid out for each character, and shows no control characters, as `Field` does."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def validate_value(self, value: str) -> str:
        """Remove control characters, which a paste may hold: the terminal would do what they say."""
        return harmless(value)


class LowTrafficPalette(CommandPalette):
    """The command palette without a blinking cursor, which would send bytes while open."""

    def compose(self) -> ComposeResult:
        """Lay out the line that is typed into over what is found, and the message for windows that are too small."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield SearchIcon()
                field = PaletteInput(placeholder=self._placeholder, select_on_focus=False)
                field.cursor_blink = False
                yield field
            with Vertical(id="--results"):
                yield CommandList()
                yield LoadingIndicator()
        yield TooSmall()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close the palette; nothing where it is closed already."""
        return super().dismiss(result) if is_open(self) else AwaitComplete()

    def _watch__list_visible(self) -> None:
        """Show or hide what is found; a search that ends when the palette is being taken apart finds no list."""
        if self.query(CommandList):
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        """Show or hide that it searches, where there is still something to show that with."""
        if self.query(CommandList):
            await super()._watch__show_busy()

    def render(self) -> RenderableType:
        """Draw the screen below it in one quiet colour, as dialogs do."""
        return quietened(super().render(), self.app.theme_variables)

    def on_key(self, event: events.Key) -> None:
        """Go to the first or last entry, as in every list; the field has no use for these keys."""
        if event.key in {"home", "end"}:
            event.stop()
            event.prevent_default()
            entries = self.query_one(CommandList)
            (entries.action_first if event.key == "home" else entries.action_last)()


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be picked: a title, a sentence about it, other words for it, the keys that do it, and what it does."""

    title: str
    about: str
    run: Callable[[], object]
    also: str = ""
    keys: str = ""

    def hit(self, score: float, typed: str) -> Hit:
        """Return it as found by what was typed."""
        found = found_in(typed, self.title)
        return Hit(score, self._drawn(found), self.run, text=clean(self.title), help=self.about)

    def discovered(self) -> DiscoveryHit:
        """Return it as listed while nothing is typed."""
        return DiscoveryHit(self._drawn(()), self.run, text=clean(self.title), help=self.about)

    def _drawn(self, found: tuple[int, ...]) -> Content:
        """Return title and keys, the letters found underlined; names in it are never read as markup."""
        content = safe(self.title)
        for place in found:
            if place < len(content) and not content.plain[place].isspace():
                content = content.stylize("underline", place, place + 1)
        return Content.assemble(content, "  ", safe(self.keys, "bold $accent")) if self.keys else content


class HabitosCommands(Provider):
    """Lists commands available here, then other screens."""

    _asked = ""
    """What was looked for last."""

    async def discover(self) -> Hits:
        """Yield every entry while nothing is typed."""
        for entry in self._entries:
            yield entry.discovered()

    async def search(self, query: str) -> Hits:
        """Yield entries that what was typed fits; a longer text fits none that its beginning does not."""
        known = self._found if query.startswith(self._asked) else self._entries
        scored = [(entry, fit(query, entry.title, entry.also, entry.about)) for entry in known]
        found = [(entry, score) for entry, score in scored if score > 0]
        self._asked, self._found = query, tuple(entry for entry, _ in found)
        for entry, score in found:
            yield entry.hit(score, query)

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        """Every entry once, commands available here first; gathered once, since nothing is typed below the palette."""
        entries: dict[str, Entry] = {}
        for entry in (*self._here(), *self._on_other_screens()):
            entries.setdefault(entry.title, entry)
        return tuple(entries.values())

    @cached_property
    def _found(self) -> tuple[Entry, ...]:
        """The entries that fit what was looked for last."""
        return self._entries

    def _here(self) -> Iterator[Entry]:
        commands = known_commands()
        for active in self.screen.active_bindings.values():
            command = commands.get(active.binding.id or "")
            if command is not None and command.palette and active.enabled:
                run = partial(self.app.run_action, active.binding.action, active.node)
                yield Entry(command.title, command.help, run, command.also, self._keys(command))

    def _on_other_screens(self) -> Iterator[Entry]:
        app = cast("HabitosApp", self.app)
        yield Entry("Quit", Quit.help, app.action_quit, Quit.also, self._keys(Quit))
        here = {active.binding.id for active in self.screen.active_bindings.values()}
        if "mode.today" not in here or app.workspace is None:
            return
        for mode in MODES:
            key = app.preferences.mode_key(mode)
            yield Entry(f"Go to {mode.title}", mode.help, partial(app.navigation.go, mode.id), "show open screen", key)
        for mode in MODES:
            for command in known_commands().values():
                if self._offered(command) and command.id.startswith(f"{mode.id}.") and command.id not in here:
                    run = partial(app.navigation.press_on, mode.id, command.id)
                    title = f"{mode.title}: {command.title[:1].lower()}{command.title[1:]}"
                    keys = f"{app.preferences.mode_key(mode)} {self._keys(command)}"
                    yield Entry(title, command.help, run, command.also, keys)
        yield from self._of_several_screens(app, here)
        yield self._hints(app)
        yield from self._backups(app)
        for setting in known_settings(restricted=bool(app.restricted_by)):
            show = partial(app.action_open_settings, setting.path)
            yield Entry(f"Setting: {setting.label}", setting.help, show, f"{setting.found_by} preferences options")
        for title, words in guide_sections().items():
            read = partial(app.action_open_guide, title)
            yield Entry(f"Guide: {title}", "Read about it in the guide", read, f"{words} help how")
        for behavior in app.workspace.behaviors.all():
            title = f"Behavior: {clean(behavior.name)}"
            yield Entry(title, "Show it on Behaviors", partial(app.navigation.show_behavior, behavior.id))

    def _offered(self, command: Command) -> bool:
        """Tell whether the palette offers a command of another screen."""
        restricted = cast("HabitosApp", self.app).restricted_by
        return command.palette and not (restricted and command.action in OUTWARD)

    def _of_several_screens(self, app: HabitosApp, here: Collection[str | None]) -> Iterator[Entry]:
        """Yield commands that several screens have, as what one of them does."""
        modes = {mode.id: mode for mode in MODES}
        for area, screen in SCREEN_OF_AREA.items():
            for command in known_commands().values():
                if self._offered(command) and command.area == area and command.id not in here:
                    run = partial(app.navigation.press_on, screen, command.id)
                    keys = f"{app.preferences.mode_key(modes[screen])} {self._keys(command)}"
                    yield Entry(command.title, command.help, run, command.also, keys)

    def _hints(self, app: HabitosApp) -> Entry:
        """Return the line that switches the hints of the first days on or off."""
        wanted = not app.workspace.profile.preferences.hints if app.workspace is not None else True
        about = "Of the first days: what is useful next, above the keys"
        run = partial(app.preferences.show_hints, wanted)
        return Entry(f"Switch hints {'on' if wanted else 'off'}", about, run, "tips help tutorial hide show")

    def _backups(self, app: HabitosApp) -> Iterator[Entry]:
        """Yield what leads to the backups, which are of every profile."""
        if app.restricted_by:
            return
        make = partial(app.action_open_backups, make=True)
        yield Entry("Make a backup", "Copy everything, of every profile", make, "back up save copy")
        about = "Look into the backups and put one back"
        yield Entry("Restore a backup", about, app.action_open_backups, "back up recover earlier copies")

    def _keys(self, command: Command) -> str:
        return cast("HabitosApp", self.app).preferences.names_of(command).partition(" ")[0]


def known_settings(*, restricted: bool) -> tuple[Setting, ...]:
    """Return every setting; in restricted mode those of the person."""
    from habitos_tui.ui.settings.presenter import offered  # it loads the models, which the first frame does without

    return tuple(setting for group in offered(restricted=restricted) for setting in group.settings)


def guide_sections() -> dict[str, str]:
    """Return the titles of the guide's sections, each with other words for what it tells."""
    from habitos_tui.ui.help.presenter import sections  # read from a file, which the first frame does without

    return {section.title: section.found_by for section in sections()}
