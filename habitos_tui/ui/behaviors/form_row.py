"""A row of the behavior form, made from its description."""

from textual.widget import Widget
from textual.widgets import Label

from habitos_tui.domain.text.phrasing import capital, slot_label
from habitos_tui.text import clean
from habitos_tui.ui.behaviors.fields.part import Part, Pick, Row, Values
from habitos_tui.ui.behaviors.pickers import Surroundings, fill, picked_of, picker
from habitos_tui.ui.kit.fields import FormRow


class BehaviorRow(FormRow):
    """The widgets of a row; their values are taken and set together."""

    def __init__(self, row: Row, values: Values, around: Surroundings) -> None:
        """`values` are shown first."""
        self.row = row
        self._pickers = {part.path: picker(part, values[part.path], around) for part in row.parts}
        widgets: list[Widget] = [Label(row.lead, classes="form-lead", markup=False)] if row.lead else []
        for part in row.parts:
            widgets.append(self._pickers[part.path])
            if part.word and part.pick is not Pick.TICK:
                widgets.append(Label(part.word, classes="form-note", markup=False))
        several = len(row.parts) > 1
        names = {path: name for part in row.parts for path, name in _named(part, around, several=several).items()}
        super().__init__(row.label, *widgets, paths=names)

    def show_for(self, typed: Values) -> None:
        """Show the row, or hide it, as the value says on which that depends."""
        self.display = not self.row.shown_for or self.row.shown_when(typed[self.row.shown_for])

    @property
    def values(self) -> Values:
        """The values of its parts, as typed."""
        return {path: picked_of(widget) for path, widget in self._pickers.items()}

    def fill(self, values: Values) -> None:
        """Show the values of those of its parts that have one."""
        for path, widget in self._pickers.items():
            if path in values:
                fill(widget, values[path])


def _named(part: Part, around: Surroundings, *, several: bool) -> dict[str, str]:
    """Return the paths of a part's fields, with the words that name them in errors."""
    if part.pick is Pick.IMPACTS:
        return {f"{part.path}.{name}": clean(slot_label(name), limit=30) for name in around.objectives}
    return dict.fromkeys((part.path, *part.also), capital(part.word) if several and part.word else "")
