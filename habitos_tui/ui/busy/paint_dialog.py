"""Weekly busy time to paint, saved as a whole."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from habitos_tui.ui.busy.paint_grid import PaintGrid
from habitos_tui.ui.busy.painting import Painting, taken_text
from habitos_tui.ui.kit.dialogs.form import FormDialog

WAYS = "Arrows move, with shift they select (or HJKL); w paints work, s sleep, m meals, x frees, space does it again."


class PaintDialog(FormDialog[Painting]):
    """Returns what is painted, once `save` has accepted it."""

    AUTO_FOCUS = "PaintGrid"

    def __init__(self, painting: Painting, first_weekday: int, save: Callable[[Painting], object]) -> None:
        """`painting` is there at first; the week begins on `first_weekday` (Monday = 0)."""
        super().__init__(Content("Paint the busy time"))
        self._start, self._first_weekday, self._commit = painting, first_weekday, save

    def compose_fields(self) -> ComposeResult:
        """Yield the grid under its keys."""
        yield Static(WAYS, id="ways", markup=False)
        yield PaintGrid(self._start, first_weekday=self._first_weekday)

    def typed(self) -> Painting:
        """Return what is painted."""
        return self.query_one(PaintGrid).painting

    def submit(self) -> Painting:
        """Save what is painted."""
        self._commit(self.typed())
        return self.typed()

    def meaning(self) -> str:
        """Say how much is taken."""
        return taken_text(self.typed())

    def on_paint_grid_changed(self) -> None:
        """Take note of a stroke."""
        self.changed()
