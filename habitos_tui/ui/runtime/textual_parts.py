"""What is used of Textual to save memory that it promises nobody: whether this version of it has that, as we know it.

Where it does not, memory is not saved, and everything else works.
"""

import inspect
from functools import lru_cache
from importlib import import_module
from typing import Any

from textual.geometry import Size
from textual.widget import Widget


def stores_of_colors() -> type[Any] | None:
    """Return the class that remembers which styles two colours give, for whichever object asked; None if none does."""
    try:
        stores: type[Any] = import_module("textual._styles_cache").StylesCache
        asked = list(inspect.signature(stores.get_inner_outer.__wrapped__).parameters)
    except (ImportError, AttributeError, TypeError, ValueError):
        return None
    return stores if asked[1:] == ["base_background", "background"] else None


@lru_cache(1)
def lines_are_kept() -> bool:
    """Tell whether widgets keep painted lines where we look for them, and paint them anew when told to."""
    widget = Widget()
    try:
        clear_lines(widget)
    except (AttributeError, TypeError):
        return False
    return bool(widget._dirty_regions) and not widget._render_cache.lines


def clear_lines(widget: Widget) -> None:
    """Let go of the painted lines that a widget keeps; it paints them anew when it is next shown."""
    widget._styles_cache.clear()
    widget._render_cache = type(widget._render_cache)(Size(0, 0), [])
    widget._dirty_regions.add(widget.outer_size.region)
