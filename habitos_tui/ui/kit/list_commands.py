"""Keys of a list drawn line by line."""

from typing import Final

from habitos_tui.ui.kit.command import Command


class ListUp(Command, id="list.up", key="up,k", action="step(-1)", label="Up", hidden=True):
    """Move to the line above."""


class ListDown(Command, id="list.down", key="down,j", action="step(1)", label="Down", hidden=True):
    """Move to the line below."""


class ListPageUp(Command, id="list.pageup", key="pageup", action="page(-1)", label="Page up", hidden=True):
    """Move a screenful up."""


class ListPageDown(Command, id="list.pagedown", key="pagedown", action="page(1)", label="Page down", hidden=True):
    """Move a screenful down."""


class ListTop(Command, id="list.top", key="home,g", action="edge(0)", label="Top", hidden=True):
    """Move to the first line."""


class ListBottom(Command, id="list.bottom", key="end,G", action="edge(-1)", label="Bottom", hidden=True):
    """Move to the last line."""


class ListOpen(Command, id="list.open", key="enter", action="open", label="Details", palette=False):
    """Open the line under the cursor."""


LIST_COMMANDS: Final = (ListUp, ListDown, ListPageUp, ListPageDown, ListTop, ListBottom, ListOpen)
