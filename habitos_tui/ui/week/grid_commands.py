"""Keys of the week grid itself; what is done with a session belongs to the screen around it."""

from typing import Final

from habitos_tui.ui.kit.command import Command


class GridUp(Command, id="grid.up", key="up,k", action="move('up')", label="Earlier", hidden=True):
    """Move to the step before, or to the session above."""


class GridDown(Command, id="grid.down", key="down,j", action="move('down')", label="Later", hidden=True):
    """Move to the next step, or to the session below."""


class GridLeft(Command, id="grid.left", key="left,h", action="move('left')", label="Day before", hidden=True):
    """Move to the day before."""


class GridRight(Command, id="grid.right", key="right,l", action="move('right')", label="Day after", hidden=True):
    """Move to the day after."""


class GridNextSession(
    Command, id="grid.next", key="J,shift+down", action="session('next')", label="Next session", hidden=True
):
    """Jump to the next session of the week."""


class GridPreviousSession(
    Command, id="grid.previous", key="K,shift+up", action="session('previous')", label="Session before", hidden=True
):
    """Jump to the session before."""


class GridPageUp(Command, id="grid.pageup", key="pageup", action="page(-1)", label="Page up", hidden=True):
    """Move a screenful earlier."""


class GridPageDown(Command, id="grid.pagedown", key="pagedown", action="page(1)", label="Page down", hidden=True):
    """Move a screenful later."""


class GridDayStart(Command, id="grid.start", key="home,g", action="edge(0)", label="Start of day", hidden=True):
    """Move to the beginning of the day."""


class GridDayEnd(Command, id="grid.end", key="end,G", action="edge(-1)", label="End of day", hidden=True):
    """Move to the end of the day."""


class GridFiner(
    Command, id="grid.finer", key="plus,equals_sign", action="zoom(-1)", label="Zoom in", key_display="+", footer=False
):
    """Show fewer minutes a row."""


class GridCoarser(
    Command, id="grid.coarser", key="minus", action="zoom(1)", label="Zoom out", key_display="-", footer=False
):
    """Show more minutes a row, up to the whole day at once."""


class GridOpen(Command, id="grid.open", key="enter", action="open", label="Details"):
    """Show the session under the cursor: what it is worth and how likely it is done."""


GRID_COMMANDS: Final = (
    GridUp,
    GridDown,
    GridLeft,
    GridRight,
    GridNextSession,
    GridPreviousSession,
    GridPageUp,
    GridPageDown,
    GridDayStart,
    GridDayEnd,
    GridFiner,
    GridCoarser,
    GridOpen,
)
