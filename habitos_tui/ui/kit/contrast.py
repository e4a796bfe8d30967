"""How well a colour can be told from its ground, as the Web Content Accessibility Guidelines measure it."""

from functools import lru_cache
from typing import Final

from textual.color import BLACK, WHITE, Color

TEXT: Final = 4.5
"""The least ratio at which letters can be read by people who see little."""
SIGN: Final = 3.0
"""The least ratio for bars, lines and other signs."""

_STEPS: Final = 20


def contrast_ratio(one: Color, other: Color) -> float:
    """Return the ratio of the luminances of two opaque colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=1024)
def readable(colour: Color, ground: Color, least: float = TEXT) -> Color:
    """Return the colour, brought as far towards black or white as `least` needs on this ground."""
    end = max((BLACK, WHITE), key=lambda extreme: contrast_ratio(extreme, ground))
    mixed = (colour.blend(end, step / _STEPS) for step in range(_STEPS))
    return next((shade for shade in mixed if contrast_ratio(shade, ground) >= least), end)


@lru_cache(maxsize=64)
def at_ratio(ink: Color, ground: Color, ratio: float) -> Color:
    """Return the shade of `ink` that has about this ratio to its ground: paler than it, or beyond it."""
    if contrast_ratio(ink, ground) < ratio:
        return readable(ink, ground, ratio)
    steps = 2 * _STEPS
    return next(
        shade
        for shade in (ground.blend(ink, step / steps) for step in range(steps + 1))
        if contrast_ratio(shade, ground) >= ratio
    )


def _luminance(colour: Color) -> float:
    red, green, blue = (_linear(part) for part in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
