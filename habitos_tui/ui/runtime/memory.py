"""Lets go of what Textual keeps of widgets that are gone, which grows with every dialog that is closed."""

from functools import lru_cache, partial

from textual._styles_cache import StylesCache
from textual.dom import DOMNode

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
