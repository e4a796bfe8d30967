"""Today: the day's sessions by slot, to mark done, rate, skip and log."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from habitos_tui.domain.insight.regularity import Streaks
from habitos_tui.domain.model.agenda import SessionState
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import OpenReview
from habitos_tui.ui.kit.dates import week_title
from habitos_tui.ui.kit.line_list import LineList
from habitos_tui.ui.kit.named_keys import with_keys
from habitos_tui.ui.kit.safe_text import announce, safe
from habitos_tui.ui.kit.screen import HIGH, HabitosScreen
from habitos_tui.ui.replan.action import plan_next_week, replan_rest
from habitos_tui.ui.session.dialogs import ask_away
from habitos_tui.ui.session.pause_dialog import ask_pause
from habitos_tui.ui.today.agenda_list import AgendaList
from habitos_tui.ui.today.commands import SCREEN_COMMANDS, BackToToday, LogInFull
from habitos_tui.ui.today.day_panes import DaySummary, DetailPane
from habitos_tui.ui.today.log_entries import LogEntries
from habitos_tui.ui.today.presenter import ItemLine, TodayView, today_view
from habitos_tui.ui.today.tomorrow_pane import ROOMY, TomorrowPane

OPEN = {SessionState.PLANNED, SessionState.MISSED}


class TodayScreen(HabitosScreen):
    """One day. Space marks done; the digits then rate, until the cursor moves on."""

    MODE = "today"
    AUTO_FOCUS = "AgendaList"
    REFRESHES_EVERY_MINUTE = True
    BINDINGS = bindings(*SCREEN_COMMANDS)
    KEY_WIDGETS = frozenset({AgendaList})

    agenda = getters.query_one(AgendaList)
    summary = getters.query_one(DaySummary)
    detail = getters.query_one(DetailPane)
    tomorrow = getters.query_one(TomorrowPane)

    def __init__(self) -> None:
        """Start with today."""
        super().__init__()
        self._day: date | None = None
        """The day on show; None follows the clock."""
        self._entries = LogEntries(self, self._day_has_come)
        self._offered: SessionState | None = None
        """Line state that the footer was built for."""

    @property
    def view(self) -> TodayView:
        """The displayed day."""
        return self.agenda.view

    def compose_body(self) -> ComposeResult:
        """Lay out the summary, the sessions, and the hint of an empty day."""
        yield DaySummary()
        yield Static("", id="offer", classes="muted", markup=False)
        with Horizontal(id="split"):
            with Vertical(id="day", classes="pane"):
                yield AgendaList(id="agenda")
                yield Static("", id="empty", classes="empty", markup=False)
            with Vertical(id="aside"):
                yield DetailPane()
                yield TomorrowPane()

    def refresh_view(self) -> None:
        """Read the day and show it."""
        space = self.workspace
        day = self._day or space.tracking.today()
        planned = bool(space.planning.sessions(space.planning.week_of(day)))
        here, after = space.tracking.days(day, 2)
        busy = space.busy_time.on_days(day, 2)
        view_of = partial(
            today_view, slots=space.slots.all(), now=space.clock.now(), day_end=space.profile.preferences.day_end
        )
        view = view_of(
            here,
            planned=planned,
            behaviors=bool(space.behaviors.all()),
            streaks=Streaks.EMPTY if day > space.tracking.today() else space.insights.streaks(day=day),
            to_next_week="" if planned else self._to_next_week(day),
            busy=busy[0],
            following=view_of(after, planned=True, behaviors=True, busy=busy[1]),
        )
        view = replace(view, hint=with_keys(view.hint, self.context.preferences.key_named))
        for widget in (self.summary, self.agenda, self.tomorrow):
            widget.view = view
        logged, self._entries.just_logged = self._entries.just_logged, None
        if logged is not None:
            self.agenda.select(logged)
        self.detail.forget_week()
        self._show_hint()
        self._show_offer()
        self._turn_to_line()

    def _show_hint(self) -> None:
        """Say what to do on an empty day; where it is drawn as an axis, the axis does."""
        empty = not self.view.lines and self.size.height < HIGH
        self.query_one("#day").set_class(empty, "-empty")
        if empty:
            self.query_one("#empty", Static).update(safe(self.view.hint))

    def _to_next_week(self, day: date) -> str:
        """Return the keys that show the next week's plan, if it has one and `day` is in this week."""
        planning = self.workspace.planning
        week = planning.this_week()
        following = planning.turned(week, 1)
        if planning.week_of(day) != week or not planning.sessions(following):
            return ""
        shown = self.context.navigation.week_on_show == following
        return "{mode.week} shows it" if shown else "{mode.week} and then {week.after} show it"

    def _show_offer(self) -> None:
        """Offer the review of the last week, while nobody has looked at it."""
        week, offer = self.workspace.review_offer.week(), self.query_one("#offer", Static)
        offer.display = week is not None
        if week is not None:
            key = self.context.preferences.names_of(OpenReview)
            offer.update(safe(f"{week_title(week, self.workspace.planning.last_day(week))} is over: {key} reviews it."))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable only what the line under the cursor allows."""
        state = self._state() if self.is_mounted else None
        allowed = {
            "mark_done": state is not None,
            "pause_behavior": state is not None,
            "skip_session": state in OPEN,
            "take_back": state in {SessionState.DONE, SessionState.SKIPPED},
            "rate_again": state is SessionState.DONE,
        }
        return allowed[action] if action in allowed else super().check_action(action, parameters)

    # Actions

    def action_mark_done(self) -> None:
        """Log the session as planned and wait for a rating; a completed one is only rated."""
        line = self._line()
        if line is None:
            return
        if line.item.state is not SessionState.DONE:
            if not self._day_has_come():
                return
            done = self.workspace.tracking.done(line.item.behavior.id, day=self.view.day, session=line.session)
            key = self._entries.just_logged = str(done.session or done.id)
            change = f", {self.context.preferences.key_named(LogInFull.id)} changes the amount"
            self.context.committed(f"1-5 rates it{'' if done.unit is None else change}")
            self.agenda.rating_key = key
        else:
            self.agenda.rating_key = line.key

    def action_rate_again(self) -> None:
        """Wait for a rating of a completed session."""
        if self._state() is SessionState.DONE:
            self.agenda.rating_key = self.agenda.cursor

    def action_log_unplanned(self) -> None:
        """Log something that was not planned."""
        self._entries.log_unplanned(self.view)

    def action_skip_session(self) -> None:
        """Ask for the reason, then skip the session."""
        line = self._line()
        if line is not None and line.item.state in OPEN:
            self._entries.skip(self.view, line)

    def action_take_back(self) -> None:
        """Remove the completion or the skip."""
        line = self._line()
        if line is None:
            return
        if line.item.completion is not None:
            self.workspace.tracking.remove(line.item.completion.id)
        elif line.item.skip is not None:
            self.workspace.tracking.unskip(line.item.skip.id)
        else:
            return
        self.context.committed()

    def action_turn_day(self, days: int) -> None:
        """Show another day."""
        self._day = self.view.day + timedelta(days=days)
        self.refresh_view()

    def action_show_today(self) -> None:
        """Show today and follow the clock."""
        self._day = None
        self.refresh_view()

    def action_plan_next_week(self) -> None:
        """Let Solve plan the week to come."""
        plan_next_week(self)

    def action_replan_rest(self) -> None:
        """Re-plan the rest of the displayed day's week, and show the changes."""
        replan_rest(self, self.workspace.planning.week_of(self.view.day))

    def action_be_away(self) -> None:
        """Add an absence from the displayed day on, or edit the one it is in."""
        ask_away(self, self.view.day)

    def action_pause_behavior(self) -> None:
        """Pause the behavior under the cursor from the displayed day on, or edit the pause it is in."""
        if (line := self._line()) is not None:
            ask_pause(self, line.item.behavior, self.view.day)

    def on_line_list_opened(self) -> None:
        """Log the session under the cursor in full, or edit its completion."""
        line = self._line()
        if line is not None and self._day_has_come():
            self._entries.log(self.view, line)

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """Show details and keys of the new line."""
        event.stop()
        self._turn_to_line()

    def on_resize(self) -> None:
        """Show the details if they fit, and the day after beside them or below."""
        self.set_class(self.size.width >= ROOMY, "-roomy")
        self._show_hint()
        self.detail.show(self.workspace, self.view.day, self._line())

    def on_agenda_list_rated(self, event: AgendaList.Rated) -> None:
        """Store the rating."""
        line = self.view.line(event.key)
        if line is not None and line.item.completion is not None:
            self.workspace.tracking.rate(line.item.completion.id, event.rating)
            self.context.committed()

    def _day_has_come(self) -> bool:
        """True if the displayed day has begun; otherwise a toast says so."""
        if self.view.future:
            back = self.context.preferences.names_of(BackToToday)
            announce(self, f"That day is still to come. {back} goes back to today.", severity="warning")
        return not self.view.future

    def _turn_to_line(self) -> None:
        """Show details and keys of the line under the cursor; the footer is redrawn only on a change."""
        self.detail.show(self.workspace, self.view.day, self._line())
        if self._state() is not self._offered:
            self._offered = self._state()
            self.refresh_bindings()

    def _line(self) -> ItemLine | None:
        return self.view.line(self.agenda.cursor)

    def _state(self) -> SessionState | None:
        line = self._line()
        return None if line is None else line.item.state
