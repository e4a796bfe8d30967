"""Find the best week: options, a run under way, its result or three plans to choose from, and the runs before."""

from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import ContentSwitcher, Input, Static

from habitos_tui.domain.model.agenda import Run
from habitos_tui.domain.model.problem import STABILITY_WHEN_REPLANNING
from habitos_tui.domain.text.phrasing import count
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import LineList
from habitos_tui.ui.kit.messages import SolveRequested, WeekWanted
from habitos_tui.ui.kit.safe_text import announce
from habitos_tui.ui.kit.solve_state import SolveState, Stage
from habitos_tui.ui.replan.progress_pane import SolveProgressPane
from habitos_tui.ui.replan.solve_progress import progress_view
from habitos_tui.ui.solve.commands import SOLVE_COMMANDS
from habitos_tui.ui.solve.options_pane import SolveOptionsPane, Wish
from habitos_tui.ui.solve.plan_cards import PlanCards
from habitos_tui.ui.solve.presenter import failure_note, history_rows
from habitos_tui.ui.solve.questions import STOPPED, SolveQuestions
from habitos_tui.ui.solve.result_pane import Shown, SolveResultPane
from habitos_tui.ui.solve.run_list import RunList

SHOWN_STAGES: Final = frozenset({Stage.RUNNING, Stage.FAILED, Stage.CANCELLED})
"""Stages that have something to say; a finished one says it through its run."""
SECONDS_BETWEEN_PAINTS: Final = 0.5
RUNS_ON_A_PAGE: Final = 50
ONE_AT_A_TIME: Final = "Still at work on this week: c stops it, then s solves another one."
_TITLES: Final = {"progress": "Solving", "result": "Result", "plans": "Three plans", "note": "Solve"}


class SolveScreen(SolveQuestions):
    """Shows `app.solve`, or an earlier run that was opened from the history."""

    MODE = "solve"
    AUTO_FOCUS = "#history"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(*SOLVE_COMMANDS),
        Binding("escape", "go_back", show=False, id="solve.back", tooltip="Go back to the list of runs"),
    ]

    def __init__(self) -> None:
        """Start with whatever the app is doing."""
        super().__init__()
        self._opened: Run | None = None
        self._skipped = 0
        """Runs newer than those on the page of the history."""
        self._newest = ""
        """Id of the newest run when the history was shown last: the cursor goes to a newer one."""
        self._more = False
        """There are older runs than those on the page."""
        self._offered: object = None
        self._in_front = "note"
        self._noted = Content("")
        self._titled = self._pages = ""
        self._ticker: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out options above or beside the stage."""
        with Container(id="split"):
            with Vertical(id="left"):
                yield SolveOptionsPane(self.workspace.planning.this_week(), self._defaults())
                with Vertical(id="earlier", classes="pane") as earlier:
                    earlier.border_title = "Earlier runs"
                    yield RunList()
            with Vertical(id="stage", classes="pane"), ContentSwitcher(initial="note"):
                yield SolveProgressPane()
                yield self.result
                yield self.plans
                yield Static("", id="note", markup=False)

    def on_mount(self) -> None:
        """Follow the app's run; a timer paints it, and only while there is one."""
        self._ticker = self.set_interval(SECONDS_BETWEEN_PAINTS, self._paint_progress, pause=True)
        self.context.solver.follow(self, self._solve_changed)
        if not self.context.solver.state.running:
            self.context.solver.prepare()

    def refresh_view(self) -> None:
        """Show the run, the result or the history."""
        options = self.query_one(SolveOptionsPane)
        options.show_weeks(self.workspace.planning.this_week())
        options.show_defaults(self._defaults())
        self._fill_history()
        self._show_stage(self.context.solver.state)

    def on_week_wanted(self, message: WeekWanted) -> None:
        """Begin with the week that another screen asked for."""
        if self.context.solver.state.running:
            announce(self, ONE_AT_A_TIME, severity="warning", timeout=4)
        else:
            self.query_one(SolveOptionsPane).choose(message.week)
            self.action_start_solve()

    def on_resize(self) -> None:
        """Share the room anew."""
        self._show_stage(self.context.solver.state)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        state = self.context.solver.state
        idle = not state.running and not self.asking
        possible = {
            "start_solve": idle,
            "cancel_solve": (state.running and not state.stopping) or self.asking,
            "accept_plan": self._acceptable,
            "discard_plan": not state.running
            and (self.comparing or self.run_on_show is not None or state.stage in SHOWN_STAGES),
            "go_back": not state.running,
            "show_plans": idle and not self.comparing,
            "show_options": not state.running,
            "show_history": not state.running,
        }
        return possible.get(action, super().check_action(action, parameters))

    # What keys do

    def action_start_solve(self) -> None:
        """Ask the app for a run with the options shown."""
        wish = self.query_one(SolveOptionsPane).wish()
        if wish is None:
            self.action_show_history()
            return
        self._leave_result()
        self.set_focus(None)  # numbers lead to screens again, not into a field
        self._in_front = ""  # A run can be over before its progress was ever shown.
        self.post_message(SolveRequested(wish.week, wish.options, rest=True, settings=wish.settings))

    def action_cancel_solve(self) -> None:
        """Stop and keep the best plan; or stop working out an answer."""
        if self.context.solver.state.running:
            self.context.solver.cancel()
        else:
            self.stop_answer()

    def action_accept_plan(self) -> None:
        """Make the plan shown the one that is lived, and go to see it."""
        plans, run = self.plans, self.run_on_show
        if self.comparing:
            if plans.chosen is not None and plans.problem is not None:
                self.workspace.planning.adopt(plans.problem, plans.chosen.plan)
                self._accepted(plans.problem.week_start)
        elif run is not None:
            self.workspace.planning.accept(run.summary.id)
            self._accepted(run.problem.week_start)

    def action_discard_plan(self) -> None:
        """Go back: from the plans to what was there before, else to the history."""
        if self.comparing:
            self._leave_plans()
            self._show_stage(self.context.solver.state)
        else:
            self.action_show_history()

    def action_go_back(self) -> None:
        """Do the same, and leave the fields of the options too."""
        self.action_discard_plan()

    def action_show_plans(self) -> None:
        """Work out three plans of the week whose result is on show, else of the week chosen in the options."""
        wish, run = self.query_one(SolveOptionsPane).wish(), self.run_on_show
        if wish is None:
            self.action_show_history()
            return
        self.ask_plans(wish.week if run is None else run.problem.week_start, wish.settings)
        self._show_stage(self.context.solver.state)

    def action_show_options(self) -> None:
        """Go to the options; where there is no room for both, the result makes way."""
        if not self.query_one(SolveOptionsPane).display or self.has_class("-narrow"):
            self.action_show_history()
        self.query_one("#week").focus()

    def action_show_history(self) -> None:
        """Leave the result on show; it stays in the history."""
        self._leave_result()
        self.context.solver.dismiss()
        self._show_stage(self.context.solver.state)
        self.query_one(RunList).focus()

    # Inside

    @property
    def run_on_show(self) -> Run | None:
        """The run whose result is on show."""
        return None if self.context.solver.state.running else self._opened or self.context.solver.state.run

    @property
    def _acceptable(self) -> bool:
        """Tell whether there is a plan on show."""
        if self.comparing:
            return self.plans.chosen is not None
        return self.run_on_show is not None and self.run_on_show.plan.usable

    def _defaults(self) -> Wish:
        """Return what the options begin with."""
        settings = self.workspace.profile.preferences.settings
        stability = max(settings.stability, STABILITY_WHEN_REPLANNING)
        settings = settings.model_copy(update={"stability": stability})
        return Wish(self.workspace.planning.this_week(), self.context.preferences.solver_defaults(), settings)

    def _accepted(self, week: date) -> None:
        self._leave_result()
        self.context.week = week
        self.context.solver.dismiss()
        self.context.committed("1 shows today")
        self.app.switch_mode("week")

    def _leave_result(self) -> None:
        self._opened = None
        self._leave_plans()

    def _leave_plans(self) -> None:
        self.stop_asking()
        self.result.give_up(STOPPED)
        self.comparing = False
        self.plans.leave()

    @on(Input.Submitted)
    def _options_typed(self) -> None:
        """Enter in a field is as good as s."""
        if self.check_action("start_solve", ()):
            self.action_start_solve()

    @on(LineList.Opened)
    def _open_run(self, event: LineList.Opened) -> None:
        if not self.context.solver.state.running:
            self._open(self.workspace.planning.run(UUID(event.key)))

    @on(PlanCards.Opened)
    def _open_plan(self) -> None:
        """Keep the chosen plan as a run, and show it in full."""
        plans = self.plans
        if plans.chosen is not None and plans.problem is not None:
            self._open(self.workspace.planning.save(plans.problem.week_start, plans.problem, plans.chosen.plan))
            self._fill_history()

    def _open(self, run: Run) -> None:
        self._leave_result()
        self._opened = run
        self._show_stage(self.context.solver.state)

    @on(SolveResultPane.Proposed)
    def _make_change(self, event: SolveResultPane.Proposed) -> None:
        """Make a repair, or the room that was priced, and solve again at once."""
        run, line, space = self.run_on_show, event.line, self.workspace
        if run is None or line.change is None:
            return
        profile = space.repairs.apply(run.problem, line.change, line.label)
        if profile != space.profile:
            self.context.preferences.use_profile(profile)
        self.context.committed("Solving again")
        self.query_one(SolveOptionsPane).choose(run.problem.week_start)
        self.action_start_solve()

    @on(RunList.Turned)
    def _turn_history(self, event: RunList.Turned) -> None:
        skipped = max(self._skipped + event.pages * RUNS_ON_A_PAGE, 0)
        if skipped != self._skipped and (event.pages < 0 or self._more):
            self._skipped = skipped
            self._fill_history()

    def offer_keys(self) -> None:
        """Show the keys that make sense now, and lead keys to the plans once they are there."""
        if self.comparing and self.plans.chosen is not None and self.is_current:
            self.plans.cards.focus()
        self.refresh_bindings()

    def _solve_changed(self, old: SolveState, new: SolveState) -> None:
        if old.stage is not new.stage or old.stopping is not new.stopping:
            self._show_stage(new)

    def _show_stage(self, state: SolveState) -> None:
        """Bring the part to the front that fits the state, in one go."""
        with self.app.batch_update():
            self._bring_to_front(self._page(state), state)

    def _bring_to_front(self, page: str, state: SolveState) -> None:
        if page == "progress":
            self._paint_progress()
        elif page == "result":
            self._show_result()
        elif page == "note":
            self._show_note(self._note(state))
        self.query_one(ContentSwitcher).current = page
        if page != self._titled:  # the pane is painted anew each time
            self._titled = page
            self.query_one("#stage").border_title = _TITLES[page]
        self._share_room(page, idle=page == "note" and state.stage not in SHOWN_STAGES)
        if self._ticker is not None:
            (self._ticker.resume if state.running else self._ticker.pause)()
        offered = (page, self.run_on_show, state.stopping)
        if offered != self._offered:  # the footer is built anew each time, so only when it says something else
            self._offered = offered
            self._focus_on(page)
            self.refresh_bindings()

    def _page(self, state: SolveState) -> str:
        if state.running:
            return "progress"
        if self.comparing:
            return "plans"
        return "note" if self.run_on_show is None else "result"

    def _share_room(self, page: str, *, idle: bool) -> None:
        """Give room to what matters: three plans take all of it, and on a narrow screen so does what is on show."""
        wide, runs = self.has_class("-wide"), self.query_one(RunList).row_count > 0
        self.query_one("#left").display = page != "plans" and (wide or idle)
        self.query_one("#earlier").display = wide or runs
        self.query_one("#left").set_class(not (wide or runs), "-short")
        self.query_one("#stage").display = wide or not (idle and runs)

    def _focus_on(self, page: str) -> None:
        """Let keys reach what came to the front."""
        if page != self._in_front:
            self._in_front = page
            target = {"result": "#result-list", "plans": "#cards", "note": "#history"}.get(page)
            # The history gives its room away on a narrow screen; what is not there gets no keys.
            reached = [widget for widget in self.focus_chain if target == f"#{widget.id}"]
            self.set_focus(reached[0] if reached else None)

    def _show_result(self) -> None:
        run, planning = self.run_on_show, self.workspace.planning
        if run is None:
            return
        week = run.problem.week_start
        if run.plan.usable:
            shown = Shown(run, planning.ahead(week), planning.preview(run.problem, run.plan))
        else:
            shown = Shown(run)
        self.result.show(shown)

    def _paint_progress(self) -> None:
        state = self.context.solver.state
        if state.running and self.is_current:
            elapsed = self.context.solver.elapsed
            view = progress_view(state.progress, state.options, elapsed=elapsed, stopping=state.stopping)
            self.query_one(SolveProgressPane).view = view

    def _fill_history(self) -> None:
        runs = self.workspace.planning.runs(RUNS_ON_A_PAGE + 1, skip=self._skipped)
        if not runs and self._skipped:
            self._skipped = 0
            runs = self.workspace.planning.runs(RUNS_ON_A_PAGE + 1)
        self._more = len(runs) > RUNS_ON_A_PAGE
        rows = history_rows(runs[:RUNS_ON_A_PAGE], self.workspace.clock.now().tzinfo)
        newest = rows[0].id if rows and not self._skipped else ""
        self.query_one(RunList).fill(rows, start=newest if newest != self._newest else None)
        self._newest = newest
        several = self._more or self._skipped
        page = f"{self._skipped + 1}-{self._skipped + len(rows)}  [ newer  ] older" if several else ""
        if page != self._pages:
            self._pages = page
            self.query_one("#earlier").border_subtitle = Content(page)

    def _show_note(self, note: Content) -> None:
        if not note.is_same(self._noted):  # the screen is laid out anew each time
            self._noted = note
            self.query_one("#note", Static).update(note)

    def _advice(self) -> Content:
        behaviors = len(self.workspace.behaviors.all())
        if not behaviors:
            return Content("There is nothing to plan yet.\nPress 3 to describe what you want to do.")
        keys = (
            ("s", f"plans the week with your {count(behaviors, 'behavior')}"),
            ("t", "works out three plans side by side"),
            ("o", "goes to the options: which week, how long, how balanced"),
        )
        return Content("\n").join(Content.assemble((key, "bold $accent"), f"  {text}") for key, text in keys)

    def _note(self, state: SolveState) -> Content:
        """Return what to say while there is neither a run under way nor a result."""
        if state.stage in {Stage.FAILED, Stage.CANCELLED}:
            return failure_note(state.error, stopped=state.stopping)
        return self._advice()
