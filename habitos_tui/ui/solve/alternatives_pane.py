"""Three plans of a week, as cards to choose from; and a sentence until they are worked out.

The cards stand side by side where there is room, one under the other where there is not.
"""

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from habitos_tui.domain.model.plan import Plan, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.why import NamedPlan
from habitos_tui.domain.text.phrasing import count
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dates import week_title
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.text_layout import key_hints
from habitos_tui.ui.solve.alternatives import PlanCard, card_lines, plan_cards
from habitos_tui.ui.solve.commands import ChooseFirstPlan, ChooseLastPlan, ChoosePlanAfter, ChoosePlanBefore, OpenPlan

_WAITING: Final = "Working out the week as weighted, more balanced, and with less change …"
_STOPPING: Final = "Stopping: what is found by now is kept …"
_NOTHING: Final = "No plan was found: s solves the week and says why."
_STOP_KEYS: Final = key_hints(("c", "stops and shows what is found by then"))
_LEAVE_KEYS: Final = key_hints(("n", "goes back"))
_CHOOSE_KEYS: Final = key_hints(("y", "accepts the chosen one"), ("enter", "shows it in full"), ("n", "goes back"))
MAX_CARDS: Final = 3
"""Plans that are ever shown at once."""


class Card(Widget):
    """One plan; empty while there are fewer."""

    view: reactive[PlanCard | None] = reactive(None, layout=True)
    chosen: reactive[bool] = reactive(False, toggle_class="-chosen")

    def render(self) -> Content:
        """Return its lines."""
        beside = self.screen.has_class("-wide")
        return self._drawn(self.content_size.width, self.content_size.height if beside else None)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it has; only asked where the cards lie one under the other."""
        return self._drawn(width, None).plain.count("\n") + 1

    def watch_view(self) -> None:
        """Take no room without a plan."""
        self.display = self.view is not None

    def _drawn(self, width: int, height: int | None) -> Content:
        if self.view is None or width <= 0:
            return Content("")
        return Content("\n").join(card_lines(self.view, width, height, chosen=self.chosen))


class PlanCards(Container, can_focus=True):
    """Up to three plans, one of them chosen."""

    BINDINGS = bindings(ChoosePlanBefore, ChoosePlanAfter, ChooseFirstPlan, ChooseLastPlan, OpenPlan)

    class PlanOpened(Message):
        """The chosen plan is to be shown in full."""

    def __init__(self) -> None:
        """Without plans until `show`."""
        super().__init__(id="cards")
        self._amount = 0
        self.chosen = 0
        """Place of the chosen plan."""

    def compose(self) -> ComposeResult:
        """Yield the cards."""
        yield from (Card(classes="card") for _ in range(MAX_CARDS))

    def show(self, cards: Sequence[PlanCard]) -> None:
        """Show these plans, the first one chosen."""
        self._amount, self.chosen = len(cards), 0
        for place, card in enumerate(self.query(Card)):
            card.view = cards[place] if place < len(cards) else None
        self._mark()

    def action_choose(self, by: int) -> None:
        """Choose the next plan, or the one before."""
        self._choose(min(max(self.chosen + by, 0), self._amount - 1))

    def action_edge(self, place: int) -> None:
        """Choose the first (0) or the last (-1) plan."""
        if self._amount:
            self._choose(place % self._amount)

    def action_open(self) -> None:
        """See the chosen plan in full."""
        self.post_message(self.PlanOpened())

    def on_click(self, event: events.Click) -> None:
        """Choose the plan that was clicked; a second click opens it."""
        for place, card in enumerate(self.query(Card)):
            if event.widget is card:
                self._choose(place)
                if event.chain == 2:
                    self.action_open()

    def _choose(self, place: int) -> None:
        if place != self.chosen and self._amount:
            self.chosen = place
            self._mark()

    def _mark(self) -> None:
        for place, card in enumerate(self.query(Card)):
            card.chosen = place == self.chosen
            if card.chosen:
                card.scroll_visible(animate=False)


class AlternativesPane(Vertical):
    """Shows the plans under a headline and the keys for them."""

    def __init__(self) -> None:
        """Without plans until `show`."""
        super().__init__(id="plans")
        self.cards = PlanCards()
        self._problem: Problem | None = None
        """The week whose plans are on show or being worked out."""
        self._plans: tuple[NamedPlan, ...] = ()
        self._current: tuple[Session, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out a headline, keys, and the cards."""
        yield Static("", id="plans-headline", markup=False)
        yield Static("", id="plans-keys", markup=False)
        yield self.cards

    @property
    def comparing(self) -> bool:
        """Whether plans are on show, or being worked out."""
        return self._problem is not None

    @property
    def choice(self) -> tuple[Problem, Plan] | None:
        """The plan that is chosen, with the problem that it solves; None while there are none."""
        place = self.cards.chosen
        return (self._problem, self._plans[place].plan) if self._problem and place < len(self._plans) else None

    def wait(self, problem: Problem, current: tuple[Session, ...]) -> None:
        """Say that the plans of a week that has `current` ahead are being worked out."""
        self._problem, self._plans, self._current = problem, (), current
        self.cards.show(())
        self._say(_WAITING, _STOP_KEYS)

    def finish_early(self) -> None:
        """Say that the plans found by now will do."""
        self._say(_STOPPING, Content(""))

    def show(self, plans: tuple[NamedPlan, ...]) -> None:
        """Show the plans that were found."""
        if self._problem is None:
            return
        self._plans = plans
        self.cards.show(plan_cards(self._problem, plans, self._current))
        if plans:
            missing = "" if len(plans) >= (3 if self._current else 2) else ": another one was not found in time"
            self._say(f"{count(len(plans), 'plan')} for {week_title(self._problem.week_start)}{missing}", _CHOOSE_KEYS)
        else:
            self._say(_NOTHING, _LEAVE_KEYS)

    def give_up(self, reason: str, hint: str) -> None:
        """Say why there are none, and what to do about it."""
        self._say(f"{reason} {hint}".strip(), _LEAVE_KEYS)

    def leave(self) -> None:
        """Forget the plans."""
        self._problem, self._plans = None, ()

    def _say(self, sentence: str, keys: Content) -> None:
        self.query_one("#plans-headline", Static).update(safe(sentence, "bold"))
        self.query_one("#plans-keys", Static).update(keys)
