"""Plans of a week to choose from: three, or a front between two objectives; a message until they are found."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from habitos_tui.domain.model.plan import Plan, Session
from habitos_tui.domain.model.problem import Problem
from habitos_tui.domain.planning.alternatives import Front, NamedPlan, WholeFront
from habitos_tui.domain.text.phrasing import count, listed, slot_label
from habitos_tui.ui.kit.dates import week_title
from habitos_tui.ui.kit.safe_text import key_hints, safe
from habitos_tui.ui.solve.alternatives import plan_cards
from habitos_tui.ui.solve.front import ALL, front_view
from habitos_tui.ui.solve.plan_choices import FrontCurve, PlanCards, PlanChoices
from habitos_tui.ui.solve.whole_front import whole_front_view

THREE_PLANS: Final = "Three plans"
BETWEEN_TWO: Final = "Between two objectives"
OVER_ALL: Final = "Over all objectives"
_BREEDING: Final = "Breeding weeks between all objectives at once …"
_WAITING: Final = "Working out the week as weighted, more balanced, and with less change …"
_STOPPING: Final = "Stopping: what is found by now is kept …"
EMPTY_TEXT: Final = "No plan was found: s solves the week and says why."
_STOP_KEYS: Final = key_hints(("c", "stops and shows what is found by then"))
_LEAVE_KEYS: Final = key_hints(("n", "goes back"))
_CHOOSE_KEYS: Final = key_hints(("y", "accepts the chosen one"), ("enter", "shows it in full"), ("n", "goes back"))


class AlternativesPane(Vertical):
    """Shows plans to choose from, three cards or a front between two objectives, under a headline and their keys."""

    def __init__(self) -> None:
        """Empty until `show`."""
        super().__init__(id="plans")
        self.cards, self.curve = PlanCards(id="cards"), FrontCurve(id="curve")
        self._problem: Problem | None = None
        """The week whose plans are shown or being computed."""
        self._plans: tuple[Plan, ...] = ()
        self._current: tuple[Session, ...] = ()
        self.title = ""

    def compose(self) -> ComposeResult:
        """Lay out a headline, keys, and the cards."""
        yield Static("", id="plans-headline", markup=False)
        yield Static("", id="plans-keys", markup=False)
        yield self.cards
        yield self.curve

    @property
    def comparing(self) -> bool:
        """Whether plans are shown or being computed."""
        return self._problem is not None

    @property
    def choice(self) -> tuple[Problem, Plan] | None:
        """The chosen plan with its problem; None while there are none."""
        place = self.choices.chosen
        return (self._problem, self._plans[place]) if self._problem and place < len(self._plans) else None

    @property
    def choices(self) -> PlanChoices:
        """The visible widget: cards or curve."""
        return self.curve if self.curve.display else self.cards

    def wait(self, problem: Problem, current: tuple[Session, ...], between: tuple[str, str] | None = None) -> None:
        """Announce the search for plans of a week with `current` ahead: three, or those `between` two objectives.

        With ALL as the second one, they are over all objectives at once.
        """
        self._problem, self._plans, self._current = problem, (), current
        self.cards.display, self.curve.display = between is None, between is not None
        whole = between is not None and between[1] == ALL
        self.title = THREE_PLANS if between is None else OVER_ALL if whole else BETWEEN_TWO
        self.cards.show(())
        self.curve.clear()
        if whole:
            self._say(_BREEDING, _STOP_KEYS)
            return
        names = [slot_label(name) for name in between or ()]
        self._say(f"Working out the best weeks between {listed(names)} …" if names else _WAITING, _STOP_KEYS)

    def finish_early(self) -> None:
        """Announce that the search stops with the plans found so far."""
        self._say(_STOPPING, Content(""))

    def show(self, plans: tuple[NamedPlan, ...]) -> None:
        """Show the plans found."""
        if self._problem is None:
            return
        self._plans = tuple(named.plan for named in plans)
        self.cards.show(plan_cards(self._problem, plans, self._current))
        wanted = 3 if self._current else 2
        self._conclude("" if len(plans) >= wanted else ": another one was not found in time")

    def show_more(self, front: Front | WholeFront) -> None:
        """Show the part of the front found so far."""
        if self._problem is not None:
            self._plans = tuple(point.plan for point in front.points)
            if isinstance(front, WholeFront):
                self.curve.show(whole_front_view(self._problem, front, self._current))
            else:
                self.curve.show(front_view(self._problem, front, self._current))

    def show_front(self, front: Front | WholeFront) -> None:
        """Show all of the front that was found."""
        self.show_more(front)
        if isinstance(front, WholeFront):
            self._conclude(": not proved")
            return
        alone = len(front.points) == 1 and front.points[0].proved
        self._conclude(": it does most for both" if alone else "")

    def _conclude(self, remark: str) -> None:
        """Report the plans found and the keys for them."""
        if self._problem is None:
            return
        if self._plans:
            week = week_title(self._problem.week_start, self._problem.week_end)
            self._say(f"{count(len(self._plans), 'plan')} for {week}{remark}", _CHOOSE_KEYS)
        else:
            self._say(EMPTY_TEXT, _LEAVE_KEYS)

    def give_up(self, reason: str, hint: str) -> None:
        """Explain why there are none, and what to do about it."""
        self._say(f"{reason} {hint}".strip(), _LEAVE_KEYS)

    def leave(self) -> None:
        """Clear the plans."""
        self._problem, self._plans = None, ()

    def _say(self, sentence: str, keys: Content) -> None:
        self.query_one("#plans-headline", Static).update(safe(sentence, "bold"))
        self.query_one("#plans-keys", Static).update(keys)
