"""The app without colours, as `NO_COLOR` asks for; what stands out by its ground is reversed instead."""

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter, Monochrome, NoColor

if TYPE_CHECKING:
    from textual.app import App
    from textual.color import Color as TextualColor

_DARKEST_TINT: Final = 0.45
"""The least luminance of a ground that only groups: it is on a white page, and where letters stand out it is darker."""
_KEPT: Final = ("bold", "dim", "italic", "underline", "strike")


def without_color(env: Mapping[str, str]) -> bool:
    """True if NO_COLOR is set and not empty."""
    return bool(env.get("NO_COLOR"))


class WithoutColor(LineFilter):
    """Takes every colour out of what is drawn in a theme with a white page."""

    def apply(self, segments: list[Segment], background: "TextualColor") -> list[Segment]:
        """Return the segments without colours."""
        return [Segment(text, None if style is None else _plain(style), control) for text, style, control in segments]


def follow(app: "App[Any]") -> None:
    """Replace what Textual does about NO_COLOR, which sends shades of grey, and does so for an empty one too."""
    app.no_color = without_color(os.environ)
    others = [each for each in app._filters if not isinstance(each, Monochrome | NoColor)]
    app._filters[:] = [*others, WithoutColor()] if app.no_color else others


@lru_cache(maxsize=4096)
def _plain(style: Style) -> Style:
    attributes = {name: getattr(style, name) for name in _KEPT}
    return Style(reverse=bool(style.reverse) is not _is_solid(style.bgcolor), meta=style.meta or None, **attributes)


def _is_solid(ground: Color | None) -> bool:
    """Tell whether a ground makes its text stand out, and is not the page or a tint of it."""
    if ground is None or ground.type is ColorType.DEFAULT:
        return False
    red, green, blue = (part / 255 for part in ground.get_truecolor())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < _DARKEST_TINT
