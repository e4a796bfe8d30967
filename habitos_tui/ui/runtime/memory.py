"""Keeps the app small however long it is open.

Textual keeps things of widgets that are gone, which grow with every dialog that is closed. The memory manager of Linux
keeps an area for each of many threads, and what became free in them; a solve uses some dozens of MB for seconds.
"""

import ctypes
from functools import lru_cache, partial
from typing import Final

from textual._styles_cache import StylesCache
from textual.dom import DOMNode
from textual.widget import Widget

MOST_AREAS: Final = -8
"""M_ARENA_MAX of malloc.h."""
AREAS: Final = 2

_colors_of = StylesCache.get_inner_outer.__wrapped__


def remember_colors_alone() -> None:
    """Let Textual remember by two colours alone which styles they give.

    It remembers them for the last thousand widgets, by their stores of painted lines: those of every dialog that was
    closed stay with it, 70 KB each.
    """
    alone = lru_cache(1024)(partial(_colors_of, None))
    StylesCache.get_inner_outer = staticmethod(alone)  # type: ignore[assignment, method-assign]  # called the same way


def stop_watching(watcher: DOMNode, watched: DOMNode) -> None:
    """Forget what a widget that goes watches of another; Textual does when the other changes next, if ever."""
    for watchers in getattr(watched, "__watchers", {}).values():
        watchers[:] = [(each, callback) for each, callback in watchers if each is not watcher]


def forget_pieces(screen: DOMNode) -> None:
    """Forget the pieces into which the lines of a screen were cut, when others cover it: they outweigh the lines."""
    for widget in screen.walk_children(Widget, with_self=True):
        for line in (*widget._styles_cache._cache.values(), *widget._render_cache.lines):
            line._crop_cache.clear()
            line._crop_extend_cache.clear()
            line._divide_cache.clear()
            line._filter_cache.clear()
            line._offsets_cache.clear()
            line._style_cache.clear()


def share_memory_areas() -> None:
    """Let threads share two areas of memory, where the system library can be told so: the GNU one of Linux."""
    if (library := _gnu_library()) is not None:
        library.mallopt(MOST_AREAS, AREAS)


def give_back_free_memory() -> None:
    """Give the system what is free at present, where its library would keep it; takes a few milliseconds."""
    if (library := _gnu_library()) is not None:
        library.malloc_trim(0)


def _gnu_library() -> ctypes.CDLL | None:
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
