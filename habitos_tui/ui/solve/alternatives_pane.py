"""Three plans of a week, as cards to choose from; and what is said until they are worked out."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from habitos_tui.domain.model.plan import Plan, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.why import NamedPlan
from habitos_tui.domain.text.phrasing import count
from habitos_tui.ui.kit.dates import week_title
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.solve.alternatives import plan_cards
from habitos_tui.ui.solve.plan_cards import PlanCards

_WAITING: Final = "Working out the week as weighted, more balanced, and with less change …"
_STOPPING: Final = "Stopping: what is found by now is kept …"
_NOTHING: Final = "No plan was found: s solves the week and says why."
_TO_STOP: Final = Content.assemble(("c", "bold $accent"), " stops and shows what is found by then")
_TO_LEAVE: Final = Content.assemble(("n", "bold $accent"), " goes back")
_TO_CHOOSE: Final = Content.assemble(
    *(("y", "bold $accent"), " accepts the chosen one   ", ("enter", "bold $accent"), " shows it in full   "),
    *(("n", "bold $accent"), " goes back"),
)


class PlansPane(Vertical):
    """Shows plans."""

    def __init__(self) -> None:
        """Without plans until `show`."""
        super().__init__(id="plans")
        self.cards = PlanCards()
        self._problem: Problem | None = None
        self._plans: tuple[NamedPlan, ...] = ()
        self._current: tuple[Session, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out a headline, keys, and the cards."""
        yield Static("", id="plans-headline", markup=False)
        yield Static("", id="plans-keys", markup=False)
        yield self.cards

    @property
    def choice(self) -> tuple[Problem, Plan] | None:
        """The plan that is chosen, with the problem that it solves; None while there are none."""
        place = self.cards.chosen
        return (self._problem, self._plans[place].plan) if self._problem and place < len(self._plans) else None

    def wait(self, problem: Problem, current: tuple[Session, ...]) -> None:
        """Say that the plans of a week that has `current` ahead are being worked out."""
        self._problem, self._plans, self._current = problem, (), current
        self.cards.show(())
        self._say(_WAITING, _TO_STOP)

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
            self._say(f"{count(len(plans), 'plan')} for {week_title(self._problem.week_start)}{missing}", _TO_CHOOSE)
        else:
            self._say(_NOTHING, _TO_LEAVE)

    def give_up(self, *sentences: str) -> None:
        """Say why there are none."""
        self._say(" ".join(sentence for sentence in sentences if sentence), _TO_LEAVE)

    def leave(self) -> None:
        """Forget the plans."""
        self._problem, self._plans = None, ()

    def _say(self, sentence: str, keys: Content) -> None:
        self.query_one("#plans-headline", Static).update(safe(sentence, "bold"))
        self.query_one("#plans-keys", Static).update(keys)
