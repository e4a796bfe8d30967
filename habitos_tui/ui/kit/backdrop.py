"""What a dialog leaves in sight of the screen below it: all in one quiet colour, so that only the dialog stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from textual.screen import Screen


class QuietScreen:
    """A screen drawn in two styles, without links; colours blended with the ground could not be read any more."""

    def __init__(self, screen: Screen[object], words: Style, signs: Style) -> None:
        """`words` is for letters and figures, `signs` for what has none, such as borders."""
        self._screen, self._words, self._signs = screen, words, signs

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the segments of the screen, restyled."""
        segments: Iterable[Segment] = console.render(self._screen._compositor, options)
        for text, _, control in segments:
            style = self._words if any(map(str.isalnum, text)) else self._signs
            yield Segment(text, None if control else style, control)


def quietened(rendered: RenderableType | BackgroundScreen, variables: dict[str, str]) -> RenderableType:
    """Return what a screen draws below its widgets, with a screen that shows through in the muted colour of a theme.

    The terminal's own colours cannot be mixed; there the screen below keeps its look.
    """
    if not isinstance(rendered, BackgroundScreen):
        return rendered
    ground, *inks = (Color.parse(variables[name]) for name in ("background", "foreground-muted", "border-blurred"))
    if any(color.ansi is not None for color in (ground, *inks)):
        return rendered
    styles = (Style(color=(ground + ink).rich_color, bgcolor=ground.rich_color) for ink in inks)
    return QuietScreen(rendered.screen, *styles)
