"""The command palette: all commands, including those of other screens, all screens and all behaviors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from textual.app import ComposeResult
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from habitos_tui.text import clean
from habitos_tui.ui.app.features import known_commands
from habitos_tui.ui.kit.backdrop import quietened
from habitos_tui.ui.kit.commands import MODES
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import TooSmall

if TYPE_CHECKING:
    from rich.console import RenderableType

    from habitos_tui.ui.app.app import HabitosApp
    from habitos_tui.ui.settings.presenter import Setting


FOUND_BY: Final = 0.9
"""How well a word fits that a setting is looked for by, of a title that is just what was typed."""


class LowTrafficPalette(CommandPalette):
    """The command palette without a blinking cursor, which would send bytes while open."""

    def compose(self) -> ComposeResult:
        """Add the message for windows that are too small."""
        yield from super().compose()
        yield TooSmall()

    def render(self) -> RenderableType:
        """Draw the screen below it in one quiet colour, as dialogs do."""
        return quietened(super().render(), self.app.theme_variables)

    def on_mount(self) -> None:
        """Stop the cursor from blinking."""
        self.query_one(Input).cursor_blink = False


class HabitosCommands(Provider):
    """Lists commands available here, then other screens."""

    async def discover(self) -> Hits:
        """Yield every entry while nothing is typed."""
        for hit in self._entries():
            yield hit

    async def search(self, query: str) -> Hits:
        """Yield entries whose title or help matches."""
        matcher, settings = self.matcher(query), settings_words()
        for hit in self._entries():
            title, about = hit.text or "", hit.help or ""
            score = max(matcher.match(title), matcher.match(about) / 2)
            if _is_among(query, settings.get(title, "")):
                score = max(score, matcher.match(query) * FOUND_BY)
            if score > 0:
                _, found = matcher.fuzzy_search.match(query, title)
                yield Hit(score, _marked(title, found), hit.command, text=title, help=about)

    def _entries(self) -> Iterable[DiscoveryHit]:
        """Return every entry once, commands available here first."""
        hits: dict[str | None, DiscoveryHit] = {}
        for hit in (*self._here(), *self._on_other_screens()):
            hits.setdefault(hit.text, hit)
        return hits.values()

    def _here(self) -> Iterator[DiscoveryHit]:
        commands = known_commands()
        for active in self.screen.active_bindings.values():
            command = commands.get(active.binding.id or "")
            if command is not None and command.palette and active.enabled:
                run = partial(self.app.run_action, active.binding.action, active.node)
                yield _hit(command.title, command.help, run)

    def _on_other_screens(self) -> Iterator[DiscoveryHit]:
        app = cast("HabitosApp", self.app)
        yield _hit("Quit", "Leave the app; everything is saved already", app.action_quit)
        here = {active.binding.id for active in self.screen.active_bindings.values()}
        if "mode.today" not in here or app.workspace is None:
            return
        for mode in MODES:
            yield _hit(f"Go to {mode.title}", mode.help, partial(app.switch_mode, mode.id))
        for mode in MODES:
            for command in known_commands().values():
                if command.palette and command.id.startswith(f"{mode.id}.") and command.id not in here:
                    run = partial(app.navigation.press_on, mode.id, command.id)
                    yield _hit(f"{mode.title}: {command.title[:1].lower()}{command.title[1:]}", command.help, run)
        yield self._hints(app)
        for setting in known_settings():
            yield _hit(setting_title(setting), setting.help, partial(app.action_open_settings, setting.path))
        for behavior in app.workspace.behaviors.all():
            title = f"Behavior: {clean(behavior.name)}"
            yield _hit(title, "Show it on Behaviors", partial(app.navigation.show_behavior, behavior.id))

    def _hints(self, app: HabitosApp) -> DiscoveryHit:
        """Return the line that switches the hints of the first days on or off."""
        wanted = not app.workspace.profile.preferences.hints if app.workspace is not None else True
        switch = "on" if wanted else "off"
        about = "Of the first days: what is useful next, above the keys"
        return _hit(f"Switch hints {switch}", about, partial(app.preferences.show_hints, wanted))


def setting_title(setting: Setting) -> str:
    """Return the title of a setting among the entries."""
    return f"Setting: {setting.label}"


def settings_words() -> dict[str, str]:
    """Return by title the other words that settings are looked for by."""
    return {setting_title(setting): setting.found_by for setting in known_settings()}


def known_settings() -> tuple[Setting, ...]:
    """Return every setting."""
    from habitos_tui.ui.settings.presenter import BY_PATH  # it loads the models, which the first frame does without

    return tuple(BY_PATH.values())


def _is_among(query: str, words: str) -> bool:
    """Tell whether each word of a query begins one of some words."""
    known, wanted = words.casefold().split(), query.casefold().split()
    return bool(wanted) and all(any(word.startswith(each) for word in known) for each in wanted)


def _hit(title: str, about: str, run: Callable[[], object]) -> DiscoveryHit:
    """Return an entry: its title, a sentence about it, and the callback to run."""
    return DiscoveryHit(safe(title), run, text=clean(title), help=about)


def _marked(title: str, found: object) -> Content:
    """Return the title with the matched letters underlined; names in it are never read as markup."""
    content = safe(title)
    for place in cast("tuple[int, ...]", found):
        if place < len(content) and not content.plain[place].isspace():
            content = content.stylize("underline", place, place + 1)
    return content
