"""Keeps the app small however long it is open.

Textual keeps things of widgets that are gone, which grow with every dialog that is closed.
"""

import gc
from functools import lru_cache, partial

from textual.dom import DOMNode
from textual.widget import Widget

from habitos_tui.free_memory import give_back_free_memory
from habitos_tui.ui.runtime.textual_parts import clear_lines, lines_are_kept, stores_of_colors


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


def forget_lines(screen: DOMNode) -> None:
    """Forget the painted lines of a screen when another takes its place.

    Each keeps seven stores of pieces of itself: the lines of all main screens would take 10 MB. To paint one anew takes
    some hundredths of a second.
    """
    if lines_are_kept():
        for widget in screen.walk_children(Widget, with_self=True):
            clear_lines(widget)


def forget_toasts(screen: DOMNode) -> None:
    """Remove what held a toast that another one has replaced: Textual takes away the toast alone.

    All of them would be laid out anew with every toast.
    """
    for holder in screen.query("ToastHolder"):
        if not holder.children:
            holder.remove()


def clear_up() -> None:
    """Find what nobody uses any more, and give the system what is free; takes some hundredths of a second."""
    gc.collect()
    give_back_free_memory()
