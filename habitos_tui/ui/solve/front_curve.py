"""Widgets for the best plans between two objectives: a curve to move along, and a card for the chosen plan."""

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from habitos_tui.ui.solve.front import FrontView, curve_lines
from habitos_tui.ui.solve.plan_choices import Card, PlanChoices


class Curve(Widget):
    """The points and the lines between them."""

    view: reactive[FrontView | None] = reactive(None)
    chosen: reactive[int] = reactive(0)

    def render(self) -> Content:
        """Return its lines."""
        if self.view is None:
            return Content("")
        return Content("\n").join(curve_lines(self.view, self.chosen, *self.content_size))


class FrontCurve(PlanChoices):
    """The plans along a front, from the most of the second objective to the most of the first."""

    _picked = False

    def compose(self) -> ComposeResult:
        """Yield the curve over, or beside, the card of the chosen plan."""
        yield Curve()
        yield Card(classes="card -chosen")

    def show(self, view: FrontView) -> None:
        """Show these plans; a chosen plan stays chosen when others are added, else the best one is chosen."""
        curve = self.query_one(Curve)
        before = curve.view.spots[self.chosen] if self._picked and curve.view is not None else None
        self.amount = len(view.spots)
        self.chosen = view.spots.index(before) if before in view.spots else view.best
        curve.view = view
        self.mark()

    def choose(self, place: int) -> None:
        """Choose the plan at this index; it stays chosen when others are added."""
        self._picked = True
        super().choose(place)

    def clear(self) -> None:
        """Clear the plans."""
        self.amount = self.chosen = 0
        self._picked = False
        self.query_one(Curve).view = self.query_one(Card).view = None

    def mark(self) -> None:
        """Mark the chosen point and show its card."""
        curve, card = self.query_one(Curve), self.query_one(Card)
        curve.chosen, card.chosen = self.chosen, True
        card.view = curve.view.cards[self.chosen] if curve.view is not None and self.amount else None
