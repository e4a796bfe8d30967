"""The plan that Solve shows (the latest run, one from the history or one of three plans), and questions about it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from threading import Event
from typing import Final, TypeVar
from uuid import UUID

from habitos_tui.domain.model.agenda import PlannedSession, Run
from habitos_tui.domain.model.away import ReducedTarget
from habitos_tui.domain.model.plan import Session
from habitos_tui.domain.model.problem import PlanSettings, Problem
from habitos_tui.domain.model.task_state import TaskTooLong
from habitos_tui.domain.planning.alternatives import Front, WholeFront
from habitos_tui.domain.planning.why import Explanation
from habitos_tui.errors import HabitosError
from habitos_tui.services.calendars import Refreshed
from habitos_tui.ui.busy.calendars import any_trouble, told
from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.solve.alternatives_pane import AlternativesPane
from habitos_tui.ui.solve.front import ALL
from habitos_tui.ui.solve.result_pane import SolveResultPane
from habitos_tui.ui.solve.result_view import PRICES, WhySubject

Answer = TypeVar("Answer")

STOPPED_READING: Final = "Stopped before a plan was found."


class SolveQuestions:
    """Queries the planner and shows its answers in the result pane and the alternatives pane."""

    def __init__(
        self, screen: HabitosScreen, result: SolveResultPane, plans: AlternativesPane, changed: Callable[[], None]
    ) -> None:
        """`changed` is called when a query starts or ends, to update the available keys."""
        self._screen, self._result, self._plans, self._changed = screen, result, plans, changed
        self._query = BackgroundQuery(screen, failed=self._show_error)
        self._narrowing = False
        """An answer is shown, and its price is being narrowed."""

    @property
    def running(self) -> bool:
        """Whether a query is running."""
        return self._query.running

    def ask_plans(self, week: date, settings: PlanSettings, between: tuple[str, str] | None = None) -> None:
        """Compute three plans of a week, or the front `between` two objectives, shown as it is found.

        Calendars are read again first, as before every plan.
        """
        calendars = self._screen.workspace.calendars
        self._result.give_up()
        if not calendars.all():
            self._find_plans(week, settings, between)
            return

        def read(answer: tuple[tuple[Refreshed, ...], bool]) -> None:
            results, stopped = answer
            if said := told(results):
                announce(self._screen, said, severity="warning" if any_trouble(results) else "information")
            if stopped:
                self._plans.give_up(STOPPED_READING, "")
            else:
                self._find_plans(week, settings, between)

        self._plans.wait(*self._problem_of(week, settings), between)
        self._ask(lambda stop: (calendars.refresh_all(), stop.is_set()), read)

    def _problem_of(self, week: date, settings: PlanSettings) -> tuple[Problem, tuple[Session, ...]]:
        """Return the problem of a week, and the sessions of it that are ahead now."""
        planning = self._screen.workspace.planning
        problem = planning.problem_for(week, rest=True, settings=settings)
        return problem, problem.without_fixed(planning.ahead(week))

    def _find_plans(self, week: date, settings: PlanSettings, between: tuple[str, str] | None) -> None:
        questions = self._screen.workspace.questions
        problem, current = self._problem_of(week, settings)
        self._plans.wait(problem, current, between)
        if between is None:
            self._ask(lambda cancel: questions.named_plans(problem, current, cancel), self._plans.show)
            return

        def question(stop: Event) -> Front | WholeFront:
            def found(front: Front | WholeFront) -> None:
                self._query.report(stop, partial(self._plans.show_more, front))

            if between[1] == ALL:
                return questions.whole_front(problem, current, found, stop)
            return questions.front(problem, between, current, found, stop)

        self._ask(question, self._plans.show_front)

    def ask_why(self, run: Run, key: str, subject: WhySubject) -> None:
        """Find out why a behavior is, or is not, at a place of the plan; the line `key` shows the answer."""
        problem, sessions, questions = run.problem, run.plan.sessions, self._screen.workspace.questions
        behavior, day, slot = subject.behavior, subject.day, subject.slot
        self._result.wait(key)
        if behavior not in problem.behavior_by_id:
            self._result.give_up("It is no longer one of the behaviors of this week.")
            return
        name, bound = problem.behavior_by_id[behavior].name, run.plan.bound

        def show(explanation: Explanation) -> None:
            self._narrowing = explanation.narrowing
            self._result.explain(key, explanation, name)
            self._changed()

        def question(cancel: Event, closer: Callable[[Explanation], None]) -> Explanation:
            return questions.explain(
                problem, sessions, behavior, day, slot, bound=bound, cancel=cancel, on_answer=closer
            )

        self._narrowing = False
        self._query.run_in_steps(question, show)
        self._changed()

    def ask_prices(self, run: Run) -> None:
        """Compute the price of each limit of the week."""
        problem, plan, questions = run.problem, run.plan, self._screen.workspace.questions
        self._result.wait(PRICES)
        self._ask(lambda cancel: questions.prices(problem, plan.sessions, cancel, bound=plan.bound), self._result.price)

    def stop(self) -> None:
        """Stop the query: keep plans found so far and a price as far as it is known, drop any other answer."""
        if self._plans.comparing:
            self._screen.workspace.calendars.stop()
            self._query.finish_early()
            self._plans.finish_early()
        elif self._narrowing:
            self._query.finish_early()
        else:
            self._query.cancel()
            self._result.give_up()
        self._changed()

    def leave(self) -> None:
        """Cancel the running query and close the plans."""
        self._query.cancel()
        self._result.give_up()
        self._plans.leave()

    def _ask(self, question: Callable[[Event], Answer], show: Callable[[Answer], None]) -> None:
        self._narrowing = False

        def answered(answer: Answer) -> None:
            show(answer)
            self._changed()

        self._query.run(question, answered)
        self._changed()

    def _show_error(self, error: HabitosError) -> None:
        """Show the error in place of the answer."""
        (self._plans.give_up if self._plans.comparing else self._result.give_up)(error.message, error.hint)
        self._changed()


class PlanOnShow:
    """Tracks the displayed plan, and accepts it."""

    def __init__(self, screen: HabitosScreen, plans: AlternativesPane, questions: SolveQuestions) -> None:
        """Begin with the app's latest run."""
        self._screen, self._plans, self._questions = screen, plans, questions
        self._opened: Run | None = None
        """A run opened from the history, or an opened one of three plans."""
        self._baseline_week: tuple[PlannedSession, ...] = ()
        """Baseline week for the comparison."""

    @property
    def run(self) -> Run | None:
        """The run whose result is shown, or would be if the three plans were closed."""
        state = self._screen.context.solver.state
        return None if state.running else self._opened or state.run

    @property
    def acceptable(self) -> bool:
        """Whether there is a plan to accept."""
        if self._plans.comparing:
            return self._plans.choice is not None
        return self.run is not None and self.run.plan.usable

    def open_run(self, run_id: UUID) -> None:
        """Show a run from the history."""
        self._open(self._screen.workspace.planning.run(run_id))

    def open_choice(self) -> None:
        """Save the chosen plan as a run, and show it."""
        if self._plans.choice is not None:
            problem, plan = self._plans.choice
            self._open(self._screen.workspace.planning.save(problem.week_start, problem, plan))

    def leave(self) -> None:
        """Close the earlier run and the three plans."""
        self._opened = None
        self._questions.leave()

    def compare_with(self, week: date) -> None:
        """Store the current week as the baseline for the comparison."""
        self._baseline_week = self._screen.workspace.planning.sessions(week)

    def accept(self) -> date | None:
        """Accept the plan and return its week; None without a plan.

        OutdatedError if the week has changed since the comparison.
        """
        planning, run = self._screen.workspace.planning, self.run
        if self._plans.choice is not None:
            problem, plan = self._plans.choice
            planning.adopt(problem, plan, compared_with=self._baseline_week)
        elif run is not None and not self._plans.comparing:
            problem = run.problem
            planning.accept(run.summary.id, compared_with=self._baseline_week)
        else:
            return None
        return problem.week_start

    def ahead(self, run: Run) -> tuple[Sequence[Session], Sequence[Session]]:
        """Return the sessions ahead in the run's week, now and after accepting it."""
        if not run.plan.usable:
            return (), ()
        planning = self._screen.workspace.planning
        self.compare_with(run.problem.week_start)
        return planning.ahead(run.problem.week_start), planning.preview(run.problem, run.plan)

    def reduced(self, run: Run) -> Sequence[ReducedTarget]:
        """Return the behaviors whose target is reduced in the run's week."""
        return self._screen.workspace.planning.reduced_targets(run.problem) if run.plan.usable else ()

    def too_long(self, run: Run) -> Sequence[TaskTooLong]:
        """Return the tasks that the run's week is the last one for and has no room for."""
        return self._screen.workspace.planning.tasks_too_long(run.problem) if run.plan.usable else ()

    def _open(self, run: Run) -> None:
        self.leave()
        self._opened = run
