"""Keys of the week grid itself; what is done with a session belongs to the screen around it."""

from typing import Final

from habitos_tui.ui.kit.command import Command


class GridUp(Command):
    """One step earlier."""

    id, key, action, label = "grid.up", "up,k", "move('up')", "Earlier"
    help = "Move to the step before, or to the session above"
    footer, palette = False, False


class GridDown(Command):
    """One step later."""

    id, key, action, label = "grid.down", "down,j", "move('down')", "Later"
    help = "Move to the next step, or to the session below"
    footer, palette = False, False


class GridLeft(Command):
    """The day before."""

    id, key, action, label = "grid.left", "left,h", "move('left')", "Day before"
    help = "Move to the day before"
    footer, palette = False, False


class GridRight(Command):
    """The day after."""

    id, key, action, label = "grid.right", "right,l", "move('right')", "Day after"
    help = "Move to the day after"
    footer, palette = False, False


class GridNextSession(Command):
    """Jump to the next session."""

    id, key, action, label = "grid.next", "J,shift+down", "session('next')", "Next session"
    help = "Jump to the next session of the week"
    footer, palette = False, False


class GridPreviousSession(Command):
    """Jump to the session before."""

    id, key, action, label = "grid.previous", "K,shift+up", "session('previous')", "Session before"
    help = "Jump to the session before"
    footer, palette = False, False


class GridPageUp(Command):
    """A screenful earlier."""

    id, key, action, label = "grid.pageup", "pageup", "page(-1)", "Page up"
    help = "Move a screenful earlier"
    footer, palette = False, False


class GridPageDown(Command):
    """A screenful later."""

    id, key, action, label = "grid.pagedown", "pagedown", "page(1)", "Page down"
    help = "Move a screenful later"
    footer, palette = False, False


class GridDayStart(Command):
    """The first row."""

    id, key, action, label = "grid.start", "home,g", "edge(0)", "Start of day"
    help = "Move to the beginning of the day"
    footer, palette = False, False


class GridDayEnd(Command):
    """The last row."""

    id, key, action, label = "grid.end", "end,G", "edge(-1)", "End of day"
    help = "Move to the end of the day"
    footer, palette = False, False


class GridFiner(Command):
    """Zoom in."""

    id, key, action, label = "grid.finer", "plus,equals_sign", "zoom(-1)", "Zoom in"
    key_display = "+"
    help = "Show fewer minutes a row"
    footer = False


class GridCoarser(Command):
    """Zoom out."""

    id, key, action, label = "grid.coarser", "minus", "zoom(1)", "Zoom out"
    key_display = "-"
    help = "Show more minutes a row, up to the whole day at once"
    footer = False


class GridOpen(Command):
    """Show the session under the cursor."""

    id, key, action, label = "grid.open", "enter", "open", "Details"
    help = "Show the session under the cursor: what it is worth and how likely it is done"


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
