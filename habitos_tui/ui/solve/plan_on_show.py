"""The plan that the Solve screen shows: the app's latest run, one from the history, or one of three plans."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from habitos_tui.domain.model.agenda import PlannedSession, Run
from habitos_tui.domain.model.away import ReducedTarget
from habitos_tui.domain.model.plan import Session
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.solve.alternatives_pane import AlternativesPane
from habitos_tui.ui.solve.questions import SolveQuestions


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

    def _open(self, run: Run) -> None:
        self.leave()
        self._opened = run
