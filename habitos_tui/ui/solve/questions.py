"""What the Solve screen asks and has answered in a thread: why, what more room is worth, three plans to choose from."""

from abc import abstractmethod
from datetime import date

from textual import on

from habitos_tui.domain.model.agenda import Run
from habitos_tui.domain.model.problem import PlanSettings
from habitos_tui.domain.planning.why import Explanation, LimitPrices, NamedPlan
from habitos_tui.errors import HabitosError
from habitos_tui.ui.kit.app_screen import HabitosScreen
from habitos_tui.ui.kit.background_query import AskingScreen
from habitos_tui.ui.solve.alternatives_pane import PlansPane
from habitos_tui.ui.solve.result_pane import SolveResultPane
from habitos_tui.ui.solve.result_presenter import PRICES

STOPPED = "Stopped."


class SolveQuestions(HabitosScreen, AskingScreen[None]):
    """Hands questions of its panes to the services, and what comes of them back."""

    def __init__(self) -> None:
        """Nothing is asked yet."""
        super().__init__()
        self.result, self.plans = SolveResultPane(), PlansPane()
        self.comparing = False
        """The three plans are on show, or being worked out."""

    @property
    @abstractmethod
    def run_on_show(self) -> Run | None:
        """The run that questions are about."""

    @abstractmethod
    def offer_keys(self) -> None:
        """Show the keys that make sense now that something is asked, or answered."""

    def ask_plans(self, week: date, settings: PlanSettings) -> None:
        """Work out three plans of a week."""
        planning = self.workspace.planning
        problem, current = planning.problem_for(week, rest=True, settings=settings), planning.ahead(week)
        self.comparing = True
        self.result.give_up(STOPPED)
        self.plans.wait(problem, current)

        def found(plans: tuple[NamedPlan, ...]) -> None:
            self.plans.show(plans)
            self.offer_keys()

        self.ask(lambda cancel: planning.named_plans(problem, current, cancel), found)

    def stop_answer(self) -> None:
        """Wait no longer: keep the plans found by now, do without any other answer."""
        if self.comparing:
            self.hurry()
            self.plans.hurry()
        else:
            self.stop_asking()
            self.result.give_up(STOPPED)
        self.offer_keys()

    def no_answer(self, error: HabitosError) -> None:
        """Say why in the place of the answer."""
        (self.plans.give_up if self.comparing else self.result.give_up)(error.message, error.hint)
        self.offer_keys()

    @on(SolveResultPane.WhyAsked)
    def _ask_why(self, event: SolveResultPane.WhyAsked) -> None:
        run, place, planning = self.run_on_show, event.place, self.workspace.planning
        behavior = None if run is None else run.problem.behavior_by_id.get(place.behavior)
        self.result.wait(event.key)
        if run is None or behavior is None:
            self.result.give_up("It is no longer one of the behaviors of this week.")
            return
        problem, sessions = run.problem, run.plan.sessions

        def answered(explanation: Explanation) -> None:
            self.result.explain(event.key, explanation, behavior.name)
            self.offer_keys()

        self.ask(
            lambda cancel: planning.explain(problem, sessions, place.behavior, place.day, place.slot, cancel=cancel),
            answered,
        )
        self.offer_keys()

    @on(SolveResultPane.PricesAsked)
    def _ask_prices(self) -> None:
        run, planning = self.run_on_show, self.workspace.planning
        if run is None:
            return
        self.result.wait(PRICES)
        problem, sessions = run.problem, run.plan.sessions

        def answered(prices: LimitPrices) -> None:
            self.result.price(prices)
            self.offer_keys()

        self.ask(lambda cancel: planning.prices(problem, sessions, cancel), answered)
        self.offer_keys()
