"""The command palette: every command, those of other screens too, every screen, and every behavior."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from habitos_tui.text import clean
from habitos_tui.ui.app.features import known_commands
from habitos_tui.ui.kit.modes import MODES
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import TooSmall

if TYPE_CHECKING:
    from habitos_tui.ui.app.app import HabitosApp


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One line of the palette: what it is called, in a sentence what it does, and what to run."""

    title: str
    help: str
    run: Callable[[], object]


class LowTrafficPalette(CommandPalette):
    """The command palette without a blinking cursor, which costs bytes for as long as it is open."""

    def compose(self) -> ComposeResult:
        """Add the sentence for windows that are too small."""
        yield from super().compose()
        yield TooSmall()

    def on_mount(self) -> None:
        """Stop the cursor from blinking."""
        self.query_one(Input).cursor_blink = False


class HabitosCommands(Provider):
    """Offers what the bindings of the screen offer, in the words of its commands, and ways to everything else."""

    async def discover(self) -> Hits:
        """Offer everything while nothing is typed."""
        for entry in self._entries():
            yield DiscoveryHit(safe(entry.title), entry.run, text=clean(entry.title), help=entry.help)

    async def search(self, query: str) -> Hits:
        """Offer what matches in title or help."""
        matcher = self.matcher(query)
        for entry in self._entries():
            score = max(matcher.match(entry.title), matcher.match(entry.help) / 2)
            if score > 0:
                _, found = matcher.fuzzy_search.match(query, clean(entry.title))
                yield Hit(score, _marked(entry.title, found), entry.run, text=clean(entry.title), help=entry.help)

    def _entries(self) -> Iterator[PaletteEntry]:
        """Yield every entry once, what can be done here first."""
        titles: set[str] = set()
        for entry in (*self._here(), *self._on_other_screens()):
            if entry.title not in titles:
                titles.add(entry.title)
                yield entry

    def _here(self) -> Iterator[PaletteEntry]:
        commands = known_commands()
        for active in self.screen.active_bindings.values():
            command = commands.get(active.binding.id or "")
            if command is not None and command.palette and active.enabled:
                run = partial(self.app.run_action, active.binding.action, active.node)
                yield PaletteEntry(command.title, command.help, run)

    def _on_other_screens(self) -> Iterator[PaletteEntry]:
        app = cast("HabitosApp", self.app)
        yield PaletteEntry("Quit", "Leave the app; everything is saved already", app.action_quit)
        here = {active.binding.id for active in self.screen.active_bindings.values()}
        if "mode.today" not in here or app.workspace is None:
            return
        for mode in MODES:
            yield PaletteEntry(f"Go to {mode.title}", mode.help, partial(app.switch_mode, mode.id))
        for mode in MODES:
            for command in known_commands().values():
                if command.palette and command.id.startswith(f"{mode.id}.") and command.id not in here:
                    run = partial(app.navigation.press_on, mode.id, command.id)
                    yield PaletteEntry(
                        f"{mode.title}: {command.title[:1].lower()}{command.title[1:]}", command.help, run
                    )
        for behavior in app.workspace.behaviors.all():
            title = f"Behavior: {clean(behavior.name)}"
            yield PaletteEntry(title, "Show it on Behaviors", partial(app.navigation.show_behavior, behavior.id))


def _marked(title: str, found: object) -> Content:
    """Return the title with the letters that matched underlined; a name in it is never markup."""
    content = safe(title)
    for place in cast("tuple[int, ...]", found):
        if place < len(content) and not content.plain[place].isspace():
            content = content.stylize("underline", place, place + 1)
    return content
