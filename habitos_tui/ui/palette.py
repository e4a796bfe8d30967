"""The command palette: every command that can be used on the screen underneath, and every screen."""

from collections.abc import Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from habitos_tui.ui.commands import Command
from habitos_tui.ui.modes import MODES


def known_commands() -> dict[str, type[Command]]:
    """Return every command by its id."""
    return {command.id: command for command in Command.__subclasses__()}


class HabitosCommands(Provider):
    """Offers what the bindings of the screen offer, in the words of its commands."""

    def _entries(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Yield title, help and what to run."""
        commands = known_commands()
        for active in self.screen.active_bindings.values():
            command = commands.get(active.binding.id or "")
            if command is not None and command.palette and active.enabled:
                run = partial(self.app.run_action, active.binding.action, active.node)
                yield command.title or command.label, command.help, run
        if self.screen.check_action("go", ()) and "mode.today" in {
            active.binding.id for active in self.screen.active_bindings.values()
        }:
            for mode in MODES:
                yield f"Go to {mode.title}", mode.help, partial(self.app.switch_mode, mode.id)
        yield "Quit", "Leave the app; everything is saved already", self.app.action_quit

    async def discover(self) -> Hits:
        """Offer everything while nothing is typed."""
        for title, help_text, run in self._unique():
            yield DiscoveryHit(title, run, help=help_text)

    async def search(self, query: str) -> Hits:
        """Offer what matches in title or help."""
        matcher = self.matcher(query)
        for title, help_text, run in self._unique():
            score = max(matcher.match(title), matcher.match(help_text) / 2)
            if score > 0:
                yield Hit(score, matcher.highlight(title), run, help=help_text)

    def _unique(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        seen: set[str] = set()
        for entry in self._entries():
            if entry[0] not in seen:
                seen.add(entry[0])
                yield entry
