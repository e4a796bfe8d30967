"""Plans to choose from, as cards or along a front, and moving among them with keys."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.solve.alternatives import PlanCard, card_lines
from habitos_tui.ui.solve.commands import ChooseFirstPlan, ChooseLastPlan, ChoosePlanAfter, ChoosePlanBefore, OpenPlan
from habitos_tui.ui.solve.front import FrontView, curve_lines
from habitos_tui.ui.solve.whole_front import WholeFrontView, parallel_lines

MAX_CARDS: Final = 3
"""Most cards shown at once."""


class Card(Widget):
    """One plan; empty if there are fewer plans."""

    view: reactive[PlanCard | None] = reactive(None, layout=True)
    chosen: reactive[bool] = reactive(False, toggle_class="-chosen")

    def render(self) -> Content:
        """Return its lines."""
        beside = self.screen.has_class("-wide")
        return self._drawn(self.content_size.width, self.content_size.height if beside else None)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of its lines; only used where cards are stacked."""
        return self._drawn(width, None).plain.count("\n") + 1

    def watch_view(self) -> None:
        """Take no room without a plan."""
        self.display = self.view is not None

    def _drawn(self, width: int, height: int | None) -> Content:
        if self.view is None or width <= 0:
            return Content("")
        return Content("\n").join(card_lines(self.view, width, height, chosen=self.chosen))


class PlanChoices(Container, can_focus=True):
    """Plans, one of them chosen."""

    BINDINGS = bindings(ChoosePlanBefore, ChoosePlanAfter, ChooseFirstPlan, ChooseLastPlan, OpenPlan)

    class PlanOpened(Message):
        """The user opened the chosen plan."""

    amount: int = 0
    chosen: int = 0
    """Index of the chosen plan."""

    def action_choose(self, by: int) -> None:
        """Choose the next or the previous plan."""
        self.choose(min(max(self.chosen + by, 0), self.amount - 1))

    def action_edge(self, place: int) -> None:
        """Choose the first (0) or the last (-1) plan."""
        if self.amount:
            self.choose(place % self.amount)

    def action_open(self) -> None:
        """Open the chosen plan."""
        self.post_message(self.PlanOpened())

    def choose(self, place: int) -> None:
        """Choose the plan at this index, if there is one."""
        if place != self.chosen and 0 <= place < self.amount:
            self.chosen = place
            self.mark()

    @abstractmethod
    def mark(self) -> None:
        """Show which plan is chosen."""


class PlanCards(PlanChoices):
    """Up to three plans as cards: side by side if they fit, else stacked."""

    def compose(self) -> ComposeResult:
        """Yield the cards."""
        yield from (Card(classes="card") for _ in range(MAX_CARDS))

    def show(self, cards: Sequence[PlanCard]) -> None:
        """Show these plans, the first one chosen."""
        self.amount, self.chosen = len(cards), 0
        for place, card in enumerate(self.query(Card)):
            card.view = cards[place] if place < len(cards) else None
        self.mark()

    def on_click(self, event: events.Click) -> None:
        """Choose the plan that was clicked; a second click opens it."""
        for place, card in enumerate(self.query(Card)):
            if event.widget is card:
                self.choose(place)
                if event.chain == 2:
                    self.action_open()

    def mark(self) -> None:
        """Mark the chosen card and scroll it into view."""
        for place, card in enumerate(self.query(Card)):
            card.chosen = place == self.chosen
            if card.chosen:
                card.scroll_visible(animate=False)


class Curve(Widget):
    """The points and the lines between them: between two objectives a curve, over all of them parallel lines."""

    view: reactive[FrontView | WholeFrontView | None] = reactive(None)
    chosen: reactive[int] = reactive(0)

    def render(self) -> Content:
        """Return its lines."""
        width, height = self.content_size
        match self.view:
            case None:
                return Content("")
            case WholeFrontView():
                lines = parallel_lines(self.view, self.chosen, width, height)
            case FrontView():
                lines = curve_lines(self.view, self.chosen, width, height)
        return Content("\n").join(lines)


class FrontCurve(PlanChoices):
    """The plans along a front, from the most of the second objective to the most of the first."""

    _picked = False

    def compose(self) -> ComposeResult:
        """Yield the curve over, or beside, the card of the chosen plan."""
        yield Curve()
        yield Card(classes="card -chosen")

    def show(self, view: FrontView | WholeFrontView) -> None:
        """Show these plans; a chosen plan stays chosen when others are added, else the best one is chosen."""
        curve = self.query_one(Curve)
        before = curve.view.spots[self.chosen] if self._picked and curve.view is not None else None
        spots: Sequence[tuple[float, ...]] = view.spots
        self.amount = len(spots)
        self.chosen = view.best if before is None or before not in spots else spots.index(before)
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
