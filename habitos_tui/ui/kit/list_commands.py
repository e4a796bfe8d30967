"""Keys of a list drawn line by line."""

from typing import Final

from habitos_tui.ui.kit.command import Command


class ListUp(Command):
    """The line above."""

    id, key, action, label = "list.up", "up,k", "step(-1)", "Up"
    help = "Move to the line above"
    footer, palette = False, False


class ListDown(Command):
    """The line below."""

    id, key, action, label = "list.down", "down,j", "step(1)", "Down"
    help = "Move to the line below"
    footer, palette = False, False


class ListPageUp(Command):
    """A screenful up."""

    id, key, action, label = "list.pageup", "pageup", "page(-1)", "Page up"
    help = "Move a screenful up"
    footer, palette = False, False


class ListPageDown(Command):
    """A screenful down."""

    id, key, action, label = "list.pagedown", "pagedown", "page(1)", "Page down"
    help = "Move a screenful down"
    footer, palette = False, False


class ListTop(Command):
    """The first line."""

    id, key, action, label = "list.top", "home,g", "edge(0)", "Top"
    help = "Move to the first line"
    footer, palette = False, False


class ListBottom(Command):
    """The last line."""

    id, key, action, label = "list.bottom", "end,G", "edge(-1)", "Bottom"
    help = "Move to the last line"
    footer, palette = False, False


class ListOpen(Command):
    """Open the line under the cursor."""

    id, key, action, label = "list.open", "enter", "open", "Details"
    help = "Open the line under the cursor"
    palette = False


LIST_COMMANDS: Final = (ListUp, ListDown, ListPageUp, ListPageDown, ListTop, ListBottom, ListOpen)
