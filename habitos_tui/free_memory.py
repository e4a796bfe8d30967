"""Free memory: the C library of Linux is told to keep little of it, and gives it back to the system when asked.

It keeps an area for each of many threads, and what became free in them; a solve uses some dozens of MB for seconds.
"""

import ctypes
from typing import Final

MOST_AREAS: Final = -8
"""M_ARENA_MAX of malloc.h."""
AREAS: Final = 1
LARGE: Final = -3
"""M_MMAP_THRESHOLD: what is larger gets an area of its own, which the system gets back with it."""
LARGE_BYTES: Final = 256 * 1024
MOST_FREE: Final = -1
"""M_TRIM_THRESHOLD: how much may be free at the end of an area. Both would grow with what a solve takes."""
MOST_FREE_BYTES: Final = 512 * 1024


def keep_little() -> None:
    """Let all threads share one area, and little be kept that is free, where the system library can be told so.

    That is the GNU one of Linux.
    """
    if (library := _gnu_library()) is not None:
        library.mallopt(MOST_AREAS, AREAS)
        library.mallopt(LARGE, LARGE_BYTES)
        library.mallopt(MOST_FREE, MOST_FREE_BYTES)


def give_back_free_memory() -> None:
    """Give the system what is free at present, where its library would keep it; takes a few milliseconds."""
    if (library := _gnu_library()) is not None:
        library.malloc_trim(0)


def _gnu_library() -> ctypes.CDLL | None:
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
