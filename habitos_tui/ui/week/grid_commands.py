"""Keys of the week grid itself; what is done with a session belongs to the screen around it."""

from typing import Final

from habitos_tui.ui.kit.command import Area

grid = Area("grid")
GridUp = grid.hidden("up", "up,k", "move('up')", "Earlier").does("Move to the step before, or to the session above")
GridDown = grid.hidden("down", "down,j", "move('down')", "Later").does("Move to the next step, or to the session below")
GridLeft = grid.hidden("left", "left,h", "move('left')", "Day before").does("Move to the day before")
GridRight = grid.hidden("right", "right,l", "move('right')", "Day after").does("Move to the day after")
GridNextSession = grid.hidden("next", "J,shift+down", "session('next')", "Next session").does(
    "Jump to the next session of the week"
)
GridPreviousSession = grid.hidden("previous", "K,shift+up", "session('previous')", "Session before").does(
    "Jump to the session before"
)
GridPageUp = grid.hidden("pageup", "pageup", "page(-1)", "Page up").does("Move a screenful earlier")
GridPageDown = grid.hidden("pagedown", "pagedown", "page(1)", "Page down").does("Move a screenful later")
GridDayStart = grid.hidden("start", "home,g", "edge(0)", "Start of day").does("Move to the beginning of the day")
GridDayEnd = grid.hidden("end", "end,G", "edge(-1)", "End of day").does("Move to the end of the day")
GridFiner = grid.palette_only("finer", "plus,equals_sign", "zoom(-1)", "Zoom in", key_display="+").does(
    "Show fewer minutes a row"
)
GridCoarser = grid.palette_only("coarser", "minus", "zoom(1)", "Zoom out").does(
    "Show more minutes a row, up to the whole day at once"
)
GridOpen = grid.command("open", "enter", "open", "Details").does(
    "Show the session under the cursor: what it is worth and how likely it is done"
)

GRID_COMMANDS: Final = tuple(grid)
