"""The plan that the Solve screen shows: the app's latest run, one from the history, or one of three plans."""

from datetime import date
from uuid import UUID

from habitos_tui.domain.model.agenda import Run
from habitos_tui.ui.kit.app_screen import HabitosScreen
from habitos_tui.ui.solve.alternatives_pane import PlansPane
from habitos_tui.ui.solve.questions import SolveQuestions
from habitos_tui.ui.solve.result_pane import Shown
from habitos_tui.ui.solve.result_presenter import ResultLine


class PlanOnShow:
    """Knows which plan is on show, and makes it the plan of its week."""

    def __init__(self, screen: HabitosScreen, plans: PlansPane, questions: SolveQuestions) -> None:
        """Begin with the app's latest run."""
        self._screen, self._plans, self._questions = screen, plans, questions
        self._opened: Run | None = None
        """A run from the history, or one of three plans that is shown in full."""

    @property
    def run(self) -> Run | None:
        """The run whose result is on show, or would be without the three plans."""
        state = self._screen.context.solver.state
        return None if state.running else self._opened or state.run

    @property
    def comparing(self) -> bool:
        """Whether three plans are on show, or being worked out."""
        return self._questions.comparing

    @property
    def acceptable(self) -> bool:
        """Whether there is a plan to accept."""
        if self.comparing:
            return self._plans.choice is not None
        return self.run is not None and self.run.plan.usable

    def open_run(self, run_id: UUID) -> None:
        """Show a run from the history."""
        self._open(self._screen.workspace.planning.run(run_id))

    def open_choice(self) -> None:
        """Keep the plan that is chosen of the three as a run, and show it in full."""
        if self._plans.choice is not None:
            problem, plan = self._plans.choice
            self._open(self._screen.workspace.planning.save(problem.week_start, problem, plan))

    def leave(self) -> None:
        """Show neither an earlier run nor three plans any more."""
        self._opened = None
        self._questions.leave()

    def accept(self) -> date | None:
        """Make the plan that of its week, and return the week; None when there is none."""
        planning, run = self._screen.workspace.planning, self.run
        if self.comparing:
            if self._plans.choice is None:
                return None
            problem, plan = self._plans.choice
            planning.adopt(problem, plan)
            return problem.week_start
        if run is None:
            return None
        planning.accept(run.summary.id)
        return run.problem.week_start

    def change(self, line: ResultLine) -> date | None:
        """Make the repair, or the room, that a line proposes; return the week that it is for."""
        run, space = self.run, self._screen.workspace
        if run is None or line.change is None:
            return None
        profile = space.repairs.apply(run.problem, line.change, line.label)
        if profile != space.profile:
            self._screen.context.preferences.use_profile(profile)
        return run.problem.week_start

    def shown(self, run: Run) -> Shown:
        """Return a run with what lies ahead in its week before and after accepting it."""
        if not run.plan.usable:
            return Shown(run)
        planning = self._screen.workspace.planning
        return Shown(run, planning.ahead(run.problem.week_start), planning.preview(run.problem, run.plan))

    def _open(self, run: Run) -> None:
        self.leave()
        self._opened = run
