"""Today: the day's sessions by slot, to be marked done, rated, skipped and logged."""

from datetime import date, timedelta
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from habitos_tui.domain.insight.regularity import Streaks
from habitos_tui.domain.model.agenda import SessionState, WeekAgenda
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.ui.kit.app_screen import HabitosScreen
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.line_list import LineList
from habitos_tui.ui.kit.safe_text import announce, safe
from habitos_tui.ui.kit.screen import WIDE
from habitos_tui.ui.replan.action import replan_rest
from habitos_tui.ui.replan.commands import ReplanRest
from habitos_tui.ui.session.away import ask_away
from habitos_tui.ui.session.away_commands import BeAway
from habitos_tui.ui.session.detail import FactList
from habitos_tui.ui.session.log_dialog import CompleteDialog, CompletionEntry, entry_of, with_entry
from habitos_tui.ui.session.skip_dialog import SkipDialog
from habitos_tui.ui.session.view import session_view
from habitos_tui.ui.today.agenda_list import AgendaList
from habitos_tui.ui.today.commands import (
    BackToToday,
    DayAfter,
    DayBefore,
    LogUnplanned,
    MarkDone,
    RateAgain,
    SkipSession,
    TakeBack,
)
from habitos_tui.ui.today.day_summary import DaySummary
from habitos_tui.ui.today.presenter import ItemLine, TodayView, minute_of_night, today_view
from habitos_tui.ui.week.presenter import week_view

OPEN = {SessionState.PLANNED, SessionState.MISSED}


class TodayScreen(HabitosScreen):
    """One day. Space marks done; the digits then rate, until one moves on."""

    MODE = "today"
    AUTO_FOCUS = "AgendaList"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            MarkDone,
            SkipSession,
            LogUnplanned,
            RateAgain,
            TakeBack,
            DayBefore,
            DayAfter,
            BackToToday,
            ReplanRest,
            BeAway,
        )
    ]

    agenda = getters.query_one(AgendaList)
    summary = getters.query_one(DaySummary)

    def __init__(self) -> None:
        """Start with today."""
        super().__init__()
        self._just_logged: str | None = None
        """Key of the line of what was just logged, for the cursor to go to."""
        self._day: date | None = None
        """None follows the clock."""
        self._week: WeekAgenda | None = None
        """The week around the day, read when there is room to tell of a session in full."""
        self._offered: SessionState | None = None
        """State of the line that the footer's keys are for."""

    @property
    def view(self) -> TodayView:
        """What is on show."""
        return self.agenda.view

    def compose_body(self) -> ComposeResult:
        """Lay out the summary, the sessions, and what to do when there are none."""
        yield DaySummary()
        with Horizontal(id="split"):
            with Vertical(id="day", classes="pane"):
                yield AgendaList(id="agenda")
                yield Static("", id="empty", classes="empty", markup=False)
            with Vertical(id="detail", classes="pane"):
                yield FactList(id="facts")

    def refresh_view(self) -> None:
        """Read the day and show it."""
        space = self.workspace
        day = self._day or space.tracking.today()
        view = today_view(
            space.tracking.day(day),
            space.calendar.slots(),
            space.clock.now(),
            space.profile.preferences.day_end,
            planned=bool(space.planning.sessions(space.planning.week_of(day))),
            behaviors=bool(space.behaviors.all()),
            streaks=Streaks.EMPTY if day > space.tracking.today() else space.insights.streaks(day=day),
        )
        self.summary.view = view
        self.agenda.view = view
        logged, self._just_logged = self._just_logged, None
        if logged is not None:
            self.agenda.select(logged)
        self._week = None
        if not view.lines:
            self.query_one("#empty", Static).update(safe(view.hint))
        self.query_one("#day").set_class(not view.lines, "-empty")
        self._turn_to_line()

    def on_mount(self) -> None:
        """Move the now-line once a minute."""
        self.set_interval(60, self._minute_passed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the line under the cursor allows."""
        item = self._item() if self.is_mounted else None
        state = None if item is None else item.state
        allowed = {
            "mark_done": item is not None,
            "skip_session": state in OPEN,
            "take_back": state in {SessionState.DONE, SessionState.SKIPPED},
            "rate_again": state is SessionState.DONE,
        }
        return allowed.get(action, True)

    # What keys do

    def action_mark_done(self) -> None:
        """Log the session as planned, and wait for a rating; what is done already is only rated."""
        item = self._item()
        if item is None:
            return
        if item.state is not SessionState.DONE:
            if not self._day_has_come():
                return
            self.workspace.tracking.done(item.behavior, day=self.view.day, session=item.session)
            self.context.committed("1-5 rates it")
        self.agenda.armed = item.key

    def action_rate_again(self) -> None:
        """Wait for a rating of what is done."""
        item = self._item()
        if item is not None and item.state is SessionState.DONE:
            self.agenda.armed = item.key

    def log_in_full(self) -> None:
        """Log everything about the session under the cursor, or change what was logged."""
        item = self._item()
        if item is None or not self._day_has_come():
            return
        if item.completion is not None:
            self._edit(item, item.completion)
        else:
            values = CompletionEntry(item.behavior, minutes=item.planned)
            self._log(item.name, values, item)

    def action_log_unplanned(self) -> None:
        """Log something that was not planned."""
        behaviors = self.workspace.behaviors.all()
        if not behaviors:
            self._tell("There is nothing to log yet: press 3 to describe what you do.")
        elif self._day_has_come():
            choices = [(behavior.id, behavior.name) for behavior in behaviors]
            self._log("", CompletionEntry(behaviors[0].id), None, choices)

    def action_skip_session(self) -> None:
        """Ask why, then leave the session out."""
        item = self._item()
        if item is None or item.state not in OPEN:
            return

        def save(reason: str) -> Skip:
            return self.workspace.tracking.skip(item.behavior, day=day, reason=reason, session=item.session)

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.context.committed()

        day = self.view.day
        self.app.push_screen(SkipDialog(safe(f"Skip “{item.name}”"), save), answered)

    def action_take_back(self) -> None:
        """Forget that the session was done or skipped."""
        item = self._item()
        if item is None:
            return
        if item.completion is not None:
            self.workspace.tracking.remove(item.completion.id)
        elif item.skip is not None:
            self.workspace.tracking.unskip(item.skip)
        else:
            return
        self.context.committed()

    def action_turn_day(self, days: int) -> None:
        """Show another day."""
        self._day = self.view.day + timedelta(days=days)
        self.refresh_view()

    def action_show_today(self) -> None:
        """Show today, whatever day that is by now."""
        self._day = None
        self.refresh_view()

    def action_replan_rest(self) -> None:
        """Plan what is left of the week around the day on show anew, and show what that changes."""
        replan_rest(self, self.workspace.planning.week_of(self.view.day))

    def action_be_away(self) -> None:
        """Enter days away from the day in view on, or change those it is in."""
        ask_away(self, self.view.day)

    def on_line_list_opened(self) -> None:
        """Enter opens the full log."""
        self.log_in_full()

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """Offer what the new line allows, and tell of it in full."""
        event.stop()
        self._turn_to_line()

    def on_resize(self) -> None:
        """Tell of the session in full where there is room."""
        self._show_detail()

    def on_agenda_list_rated(self, event: AgendaList.Rated) -> None:
        """Store the rating."""
        item = self.view.item(event.key)
        if item is not None and item.completion is not None:
            self.workspace.tracking.rate(item.completion.id, event.rating)
            self.context.committed()

    def _minute_passed(self) -> None:
        if self.is_current:
            self.refresh_view()

    def _turn_to_line(self) -> None:
        """Tell of the line under the cursor, and offer what it allows; the footer costs a line, so only on a change."""
        self._show_detail()
        item = self._item()
        state = None if item is None else item.state
        if state is not self._offered:
            self._offered = state
            self.refresh_bindings()

    def _show_detail(self) -> None:
        """Show the session under the cursor beside the list, on screens that are wide enough."""
        pane, item = self.query_one("#detail"), self._item()
        pane.display = item is not None and item.start is not None and self.size.width >= WIDE
        if item is None or not pane.display:
            return
        space = self.workspace
        # A session of last night is of last week's plan where the week began at midnight.
        first = space.planning.week_of(self.view.day + timedelta(days=item.days))
        if self._week is None or self._week.start != first:
            self._week = space.tracking.week(first)
        week = week_view(self._week, space.clock.now(), space.profile.preferences.day_end)
        block = week.block(item.key)
        if block is not None:
            session = session_view(self._week, block)
            self.query_one(FactList).view = session

    def _item(self) -> ItemLine | None:
        return self.view.item(self.agenda.cursor)

    def _day_has_come(self) -> bool:
        """Say so when nothing can have been done on the day in view."""
        if self.view.future:
            announce(self, "That day is still to come. t goes back to today.", severity="warning")
        return not self.view.future

    def _log(
        self, name: str, values: CompletionEntry, item: ItemLine | None, choices: list[tuple[str, str]] | None = None
    ) -> None:
        """Open the full log of something not done yet."""
        days = 0 if item is None else item.days
        day = self.view.day + timedelta(days=days)

        def save(entry: CompletionEntry) -> Completion:
            completion = self.workspace.tracking.done(
                entry.behavior,
                minutes=entry.minutes,
                rating=entry.rating,
                at=None if entry.start is None else self.workspace.clock.at(day, minute_of_night(entry.start, days)),
                day=day,
                note=entry.note,
                energy_before=entry.energy_before,
                tags=entry.tags,
                session=None if item is None else item.session,
            )
            self._just_logged = str(completion.session or completion.id)
            return completion

        planned = "as planned" if item is not None and item.session is not None else "usual time"
        start_hint = "just ended" if self.view.day == self.workspace.tracking.today() else planned
        title = safe(f"Log “{name}”" if name else "Log something unplanned")
        self.app.push_screen(
            CompleteDialog(
                title,
                values,
                save,
                choices=choices or (),
                start_hint=start_hint,
                known_tags=self.workspace.tracking.tags(),
            ),
            self._logged,
        )

    def _edit(self, item: ItemLine, completion: Completion) -> None:
        """Open the full log of something done."""

        def save(entry: CompletionEntry) -> Completion:
            return self.workspace.tracking.edit(with_entry(completion, entry))

        title = safe(f"What you logged for “{item.name}”")
        tags = self.workspace.tracking.tags()
        dialog = CompleteDialog(title, entry_of(completion), save, save_label="Save", known_tags=tags)
        self.app.push_screen(dialog, self._logged)

    def _logged(self, entry: CompletionEntry | None) -> None:
        if entry is not None:
            self.context.committed()

    def _tell(self, sentence: str) -> None:
        announce(self, sentence, timeout=4)
