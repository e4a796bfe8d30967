"""Undo and redo, on every screen."""

from habitos_tui.ui.kit.command import Area

history = Area("history")
Undo = history.palette_only("undo", "u", "app.undo", "Undo", "Undo the last change").does(
    "Take back your last change, today's or an older one"
)
Redo = history.palette_only("redo", "ctrl+r", "app.redo", "Redo", "Redo what was undone").does(
    "Do again what you took back last"
)
