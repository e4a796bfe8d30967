"""Solve: options, the current run, its result or plans to choose from, and earlier runs."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical
from textual.widgets import Input

from habitos_tui.domain.model.problem import EVOLVE
from habitos_tui.domain.planning.overview import PlanOverview
from habitos_tui.errors import OutdatedError
from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import ListOpen
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.fields import Choice
from habitos_tui.ui.kit.line_list import LineList
from habitos_tui.ui.kit.messages import PlanWanted, SolveRequested, SolveState, Stage
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.replan.action import NOTHING_DESCRIBED, plan_next_week
from habitos_tui.ui.replan.commands import PlanNextWeek
from habitos_tui.ui.solve.commands import solve
from habitos_tui.ui.solve.front import MIN_OBJECTIVES, TOO_FEW, objectives_to_choose
from habitos_tui.ui.solve.options_pane import PlanRequest, SolveOptionsPane, usual_request
from habitos_tui.ui.solve.pages import SHOWN_STAGES, Page, SolvePages
from habitos_tui.ui.solve.plan_choices import FrontCurve, PlanCards, PlanChoices
from habitos_tui.ui.solve.plan_on_show import PlanOnShow, SolveQuestions
from habitos_tui.ui.solve.result_pane import ResultList, SolveResultPane
from habitos_tui.ui.solve.result_view import PRICES
from habitos_tui.ui.solve.run_history import RunHistory

ONE_AT_A_TIME: Final = "Still at work on this week: c stops it, then s solves another one."


class SolveScreen(HabitosScreen):
    """Shows the app's solve, or an earlier run that was opened from the history."""

    MODE = "solve"
    AUTO_FOCUS = "#history"
    BINDINGS = bindings(*solve, PlanNextWeek)
    KEY_WIDGETS = frozenset({RunHistory, Choice, SolveOptionsPane, SolveResultPane, ResultList, PlanCards, FrontCurve})

    _left = getters.query_one("#left", Vertical)
    _options_pane = getters.query_one(SolveOptionsPane)
    _history = getters.query_one(RunHistory)

    def __init__(self) -> None:
        """Starts with the app's current state."""
        super().__init__()
        self.pages = SolvePages()
        self._questions = SolveQuestions(self, self.pages.result, self.pages.plans, self._offer_keys)
        self._plan = PlanOnShow(self, self.pages.plans, self._questions)
        self._overviews = BackgroundQuery(self)
        self._offered: object = None
        self._begins_with: date | None = None
        """The week that the options began with."""

    def compose_body(self) -> ComposeResult:
        """Lay out options and history above or beside the pages."""
        with Container(id="split"):
            with Vertical(id="left"):
                yield SolveOptionsPane(self._usual, self.workspace.profile.weeks)
                yield RunHistory(
                    lambda most, skip: self.workspace.planning.runs(most, skip=skip), self.workspace.clock.local
                )
            yield self.pages

    def on_mount(self) -> None:
        """Follow the app's run."""
        self.pages.progress.follow(self.context.solver)
        self.context.solver.follow(self, self._solve_changed)
        if not self._state.running:
            self.context.solver.prepare()

    def refresh_view(self) -> None:
        """Show the run, the result or the history."""
        self._options_pane.show_defaults(self._usual, self.workspace.profile.weeks)
        if (week := self.workspace.planning.week_to_plan()) != self._begins_with:
            self._begins_with = week
            self._options_pane.choose(week)
        self._history.reload()
        self._show_page()
        self._look_over()

    def on_plan_wanted(self, message: PlanWanted) -> None:
        """Choose the week requested by another screen."""
        if self._state.running:
            announce(self, ONE_AT_A_TIME, severity="warning", timeout=4)
        else:
            self._options_pane.choose(message.week)
            self.action_start_solve()

    def on_resize(self) -> None:
        """Resize the panes."""
        self._show_page()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable only the actions possible now."""
        state, asking = self._state, self._questions.running
        shows_something = self.pages.plans.comparing or self._plan.run is not None or state.stage in SHOWN_STAGES
        possible = {
            "start_solve": not state.running and not asking,
            "plan_next_week": not state.running and not asking,
            "cancel_solve": (state.running and not state.stopping) or asking,
            "accept_plan": self._plan.acceptable,
            "discard_plan": not state.running and shows_something,
            "show_plans": not state.running and not asking and not self.pages.plans.comparing,
            "show_front": not state.running and not asking and not self.pages.plans.comparing,
            "show_options": not state.running,
            "show_history": not state.running,
        }
        return possible.get(action, super().check_action(action, parameters))

    # Actions

    def action_start_solve(self) -> None:
        """Ask the app for a run with the options shown."""
        if not self.workspace.behaviors.all():
            announce(self, NOTHING_DESCRIBED, severity="warning", timeout=4)
            return
        request = self._options_pane.request()
        if request is None:
            self.action_show_history()
            return
        self._plan.leave()
        self.set_focus(None)  # digits switch screens again instead of being typed
        self.pages.expect_another()
        self.post_message(SolveRequested(request.week, request.options, rest=True, settings=request.settings))

    def action_plan_next_week(self) -> None:
        """Let Solve plan the week to come."""
        plan_next_week(self)

    def action_cancel_solve(self) -> None:
        """Stop the run and keep the incumbent, or stop the query."""
        if self._state.running:
            self.context.solver.cancel()
        else:
            self._questions.stop()

    def action_accept_plan(self) -> None:
        """Accept the plan and show its week."""
        try:
            week = self._plan.accept()
        except OutdatedError:
            self._show_page()  # with its changes against the current week
            raise
        if week is None:
            return
        self._plan.leave()
        self.context.solver.dismiss()
        self.context.committed(*(["1 shows today"] if week == self.workspace.planning.this_week() else []))
        self.context.navigation.show_week(week)

    def action_discard_plan(self) -> None:
        """Go back: from the plans to the previous page, else to the history."""
        if self.pages.plans.comparing:
            self._questions.leave()
            self._show_page()
        else:
            self.action_show_history()

    def key_label(self, binding: Binding) -> str:
        """Say that enter on a run opens its plan."""
        return "Open" if binding.id == ListOpen.id else super().key_label(binding)

    @property
    def is_inside(self) -> bool:
        """Whether a plan is on show or an option has the focus; a run is left by stopping it."""
        inside = self.focused is not None and self._options_pane in self.focused.ancestors
        return not self._state.running and (inside or bool(self.check_action("discard_plan", ())))

    def step_outside(self) -> None:
        """Leave the plan, or the options; the run stays in the history."""
        self.action_discard_plan()

    def action_show_plans(self) -> None:
        """Compute three plans of the week whose result is shown, else of the week chosen in the options."""
        if (request := self._request()) is not None:
            self._compare(request)

    def action_show_front(self) -> None:
        """Ask for two objectives and compute the front between them, for the same week as `action_show_plans`."""
        if (request := self._request()) is None:
            return
        problem = self.workspace.planning.problem_for(request.week, rest=True, settings=request.settings)
        names = objectives_to_choose(problem)
        if len(names) < MIN_OBJECTIVES:
            announce(self, TOO_FEW, severity="warning", timeout=6)
            return
        from habitos_tui.ui.solve.dialogs import FrontDialog

        whole = request.options.engine == EVOLVE
        ask(self, FrontDialog(names, whole=whole), lambda two: self._compare(request, two))

    def action_show_options(self) -> None:
        """Focus the options; on a small screen this closes the result."""
        if not self._options_pane.display or self.has_class("-narrow"):
            self.action_show_history()
        self.query_one("#week").focus()

    def action_show_history(self) -> None:
        """Close the result, which stays in the history, and show the history."""
        self._plan.leave()
        self.context.solver.dismiss()
        self._show_page()
        self._history.focus()

    # Messages of the panes

    @on(Choice.Changed, "#week")
    def _other_week(self) -> None:
        """Show the plan of the week that was chosen."""
        self._look_over()

    @on(Input.Submitted)
    def _options_typed(self) -> None:
        """Enter in a field does the same as s."""
        if self.check_action("start_solve", ()):
            self.action_start_solve()

    @on(LineList.Opened)
    def _open_run(self, event: LineList.Opened) -> None:
        if not self._state.running:
            self._plan.open_run(UUID(event.key))
            self._show_page()

    @on(PlanChoices.PlanOpened)
    def _open_plan(self) -> None:
        """Save the chosen plan as a run, and show it."""
        self._plan.open_choice()
        self._show_page()
        self._history.reload()

    @on(SolveResultPane.LineChosen)
    def _line_chosen(self, event: SolveResultPane.LineChosen) -> None:
        """Make the line's change and solve again, or answer its question."""
        run, line = self._plan.run, event.line
        if run is None or line.key is None:
            return
        if line.change is not None:
            profile = self.workspace.repairs.apply(run.problem, line.change, line.label)
            if profile != self.workspace.profile:
                self.context.preferences.use_profile(profile)
            self.context.committed("Solving again")
            self._options_pane.choose(run.problem.week_start)
            self.action_start_solve()
        elif line.key == PRICES:
            self._questions.ask_prices(run)
        elif line.why is not None:
            self._questions.ask_why(run, line.key, line.why)

    # Helpers

    @property
    def _usual(self) -> PlanRequest:
        return usual_request(self.workspace, self.context.preferences.solver_defaults())

    @property
    def _state(self) -> SolveState:
        return self.context.solver.state

    def _request(self) -> PlanRequest | None:
        """Return what the options ask for, for the week whose result is shown, if one is; None if it is invalid."""
        request, run = self._options_pane.request(), self._plan.run
        if request is None:
            self.action_show_history()
            return None
        return request if run is None else replace(request, week=run.problem.week_start)

    def _compare(self, request: PlanRequest, between: tuple[str, str] | None = None) -> None:
        self._plan.compare_with(request.week)
        self._questions.ask_plans(request.week, request.settings, between)
        self._show_page()

    def _offer_keys(self) -> None:
        """Update the available keys, and focus the plans once they are shown."""
        if self.pages.plans.comparing and self.pages.plans.choice is not None and self.is_current:
            self.pages.plans.choices.focus()
        self.refresh_bindings()

    def _solve_changed(self, old: SolveState, new: SolveState) -> None:
        if old.stage is not new.stage or old.stopping is not new.stopping:
            self._show_page()
            self._ask_for_maxima(new)

    def _ask_for_maxima(self, state: SolveState) -> None:
        """Ask once, with the first plan, whether behaviors without a maximum may exceed their target."""
        run, options = state.run, state.options
        if state.stage is not Stage.FINISHED or run is None or not run.plan.usable:
            return
        if not (self.is_current and self.workspace.maximum_question.is_open()):
            return
        from habitos_tui.ui.solve.dialogs import MaximumDialog

        def answered(welcome: bool) -> None:
            self.context.preferences.use_profile(self.workspace.maximum_question.answer(welcome=welcome))
            self.context.committed()
            if welcome:
                self.action_start_solve()

        ask(self, MaximumDialog(self.workspace, run, options), answered)

    def _show_page(self) -> None:
        """Show the page that fits the state, in one repaint."""
        with self.app.batch_update():
            self.pages.show(self._state, self._plan)
            self._share_room()
            offered = (self.pages.page, self._plan.run, self._state.stopping)
            if offered != self._offered:  # this rebuilds the footer, so only on a change
                self._offered = offered
                self.pages.focus_page()
                self._look_over()
                self.refresh_bindings()

    def _look_over(self) -> None:
        """Read, in a thread, what is known of the plan of the chosen week, and show it where nothing else is."""
        overviews, week = self.workspace.plan_overviews, self._options_pane.week

        def show(overview: PlanOverview) -> None:
            self.pages.idle.view = overview

        if self.pages.page is Page.IDLE and self.is_current:
            self._overviews.run(lambda _: overviews.of(week), show)

    def _share_room(self) -> None:
        """Hide panes that do not fit: plans, and on a narrow screen any page, take all the room."""
        idle = self.pages.page is Page.IDLE
        wide, runs = self.has_class("-wide"), not self._history.empty
        self._left.display = self.pages.page is not Page.PLANS and (wide or idle)
        self._left.set_class(not wide, "-short")
        self._history.display = runs or wide
