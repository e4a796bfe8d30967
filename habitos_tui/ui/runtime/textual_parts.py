"""What is used of Textual to save memory that it promises nobody: whether this version of it has that, as we know it.

Where it does not, memory is not saved, and everything else works.
"""

import inspect
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

from textual.strip import Strip
from textual.widget import Widget

PIECES: Final = (
    "_crop_cache",
    "_crop_extend_cache",
    "_divide_cache",
    "_filter_cache",
    "_offsets_cache",
    "_style_cache",
)
"""What a painted line keeps of parts of itself."""


def stores_of_colors() -> type[Any] | None:
    """Return the class that remembers which styles two colours give, for whichever object asked; None if none does."""
    try:
        stores: type[Any] = import_module("textual._styles_cache").StylesCache
        asked = list(inspect.signature(stores.get_inner_outer.__wrapped__).parameters)
    except (ImportError, AttributeError, TypeError, ValueError):
        return None
    return stores if asked[1:] == ["base_background", "background"] else None


@lru_cache(1)
def lines_keep_pieces() -> bool:
    """Tell whether widgets keep painted lines, and those the pieces they were cut into, where we look for them."""
    line = Strip([])
    try:
        for piece in PIECES:
            getattr(line, piece).clear()
        list(lines_of(Widget()))
    except (AttributeError, TypeError):
        return False
    return True


def lines_of(widget: Widget) -> Iterator[Strip]:
    """Yield the painted lines that a widget keeps."""
    yield from widget._styles_cache._cache.values()
    yield from widget._render_cache.lines
