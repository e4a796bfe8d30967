"""Keeps the app small however long it is open.

Textual keeps things of widgets that are gone, which grow with every dialog that is closed. The memory manager of Linux
keeps an area for each of many threads, and what became free in them; a solve uses some dozens of MB for seconds.
"""

import ctypes
import gc
from functools import lru_cache, partial
from typing import Final

from textual.dom import DOMNode
from textual.widget import Widget

from habitos_tui.ui.runtime.textual_parts import PIECES, lines_keep_pieces, lines_of, stores_of_colors

MOST_AREAS: Final = -8
"""M_ARENA_MAX of malloc.h."""
AREAS: Final = 2
LARGE: Final = -3
"""M_MMAP_THRESHOLD: what is larger gets an area of its own, which the system gets back with it."""
LARGE_BYTES: Final = 256 * 1024
MOST_FREE: Final = -1
"""M_TRIM_THRESHOLD: how much may be free at the end of an area. Both would grow with what a solve takes."""
MOST_FREE_BYTES: Final = 512 * 1024


def remember_colors_alone() -> None:
    """Let Textual remember by two colours alone which styles they give.

    It remembers them for the last thousand widgets, by their stores of painted lines: those of every dialog that was
    closed stay with it, 70 KB each.
    """
    if (stores := stores_of_colors()) is not None:
        alone = lru_cache(1024)(partial(stores.get_inner_outer.__wrapped__, None))
        stores.get_inner_outer = staticmethod(alone)  # called the same way


def stop_watching(watcher: DOMNode, watched: DOMNode) -> None:
    """Forget what a widget that goes watches of another; Textual does when the other changes next, if ever."""
    for watchers in getattr(watched, "__watchers", {}).values():
        watchers[:] = [(each, callback) for each, callback in watchers if each is not watcher]


def forget_pieces(screen: DOMNode) -> None:
    """Forget the pieces into which the lines of a screen were cut, when others cover it: they outweigh the lines."""
    if lines_keep_pieces():
        for widget in screen.walk_children(Widget, with_self=True):
            for line in lines_of(widget):
                for piece in PIECES:
                    getattr(line, piece).clear()


def keep_little() -> None:
    """Let threads share two areas of memory, and little be kept that is free, where the system library can be told so.

    That is the GNU one of Linux.
    """
    if (library := _gnu_library()) is not None:
        library.mallopt(MOST_AREAS, AREAS)
        library.mallopt(LARGE, LARGE_BYTES)
        library.mallopt(MOST_FREE, MOST_FREE_BYTES)


def clear_up() -> None:
    """Find what nobody uses any more, and give the system what is free; takes some hundredths of a second."""
    gc.collect()
    give_back_free_memory()


def give_back_free_memory() -> None:
    """Give the system what is free at present, where its library would keep it; takes a few milliseconds."""
    if (library := _gnu_library()) is not None:
        library.malloc_trim(0)


def _gnu_library() -> ctypes.CDLL | None:
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
