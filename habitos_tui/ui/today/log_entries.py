"""The forms on Today: log a session in full, log something unplanned, and give the reason of a skip."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from textual.screen import Screen

from habitos_tui.domain.model.base import ONE_DAY
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.domain.text.typed.moments import days_to_time
from habitos_tui.text import clean
from habitos_tui.ui.kit.dates import moment_of
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.dialogs.quick import ask_quick
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.session.dialogs import SkipDialog
from habitos_tui.ui.session.entry_line import EntryLine
from habitos_tui.ui.session.log_dialog import CompletionEntry, LogDialog, edit_dialog, log_entry
from habitos_tui.ui.today.presenter import ItemLine, TodayView, minute_of_night


class LogEntries:
    """Opens the logging forms for the day that a screen shows, and stores the entries."""

    def __init__(self, screen: HabitosScreen, day_has_come: Callable[[], bool]) -> None:
        """`day_has_come` tells whether something can be logged on that day, or says in a toast that it cannot."""
        self._screen, self._day_has_come = screen, day_has_come
        self.just_logged: str | None = None
        """Key of the entry just logged; the cursor goes there."""

    def log(self, view: TodayView, line: ItemLine) -> None:
        """Log everything about a session, or change what was logged."""
        if line.item.completion is not None:
            self._edit(clean(line.item.behavior.name), line.item.completion)
        else:
            planned = line.item.session is not None or line.item.due is not None
            minutes = line.item.minutes if planned else None
            behavior = line.item.behavior
            self._add(view, clean(behavior.name), CompletionEntry(behavior.id, minutes=minutes), line, [behavior])

    def log_unplanned(self, view: TodayView) -> None:
        """Log something that was not planned."""
        behaviors = self._screen.workspace.behaviors.all()
        if not behaviors:
            key = self._screen.context.preferences.key_named("mode.behaviors")
            self._screen.hint(f"There is nothing to log yet: press {key} to describe what you do.")
        elif self._day_has_come():
            self._ask_unplanned(view, behaviors)

    def skip(self, view: TodayView, line: ItemLine) -> None:
        """Ask for the reason, then skip the session."""
        tracking = self._screen.workspace.tracking

        def save(reason: str) -> Skip:
            return tracking.skip(line.item.behavior.id, day=view.day, reason=reason, session=line.session)

        self._open(SkipDialog(safe(f"Skip “{clean(line.item.behavior.name)}”"), save))

    def _ask_unplanned(self, view: TodayView, behaviors: Sequence[Behavior]) -> None:
        """Ask in one line for something done today, and in the form for what was done on another day in view."""
        space, today = self._screen.workspace, self._screen.workspace.tracking.today()
        title, usual = safe("Log something unplanned"), CompletionEntry(behaviors[0].id)

        def save(entry: CompletionEntry) -> Completion:
            completion = log_entry(space, entry, entry.day or self._day_of(entry, view))
            self.just_logged = str(completion.id)
            return completion

        def form(draft: CompletionEntry | None) -> LogDialog:
            other = draft is not None and draft.day not in {None, view.day}
            return LogDialog(
                title,
                draft or usual,
                save,
                behaviors,
                choose=True,
                today=today if other else None,
                start_hint="just ended" if view.day == today else "usual time",
                known_tags=space.tracking.tags(),
            )

        if view.day == today:
            ask_quick(self._screen, title, EntryLine(space, usual.behavior, save), form, lambda _: self._kept())
        else:
            self._open(form(None))

    def _day_of(self, entry: CompletionEntry, view: TodayView) -> date:
        """Return the day in view; of a time that was today only a few hours ago, before midnight, the day before."""
        space = self._screen.workspace
        today, minute = moment_of(space.clock.now(), space.profile.preferences.day_end)
        if entry.start is None or view.day != today or days_to_time(entry.start, minute) >= 0:
            return view.day
        return view.day - ONE_DAY

    def _add(
        self,
        view: TodayView,
        name: str,
        values: CompletionEntry,
        line: ItemLine,
        behaviors: Sequence[Behavior],
    ) -> None:
        """Log a new completion of `line`."""
        space = self._screen.workspace
        session, days = line.session, line.days

        def save(entry: CompletionEntry) -> Completion:
            start = None if entry.start is None else minute_of_night(entry.start, days)
            completion = log_entry(space, replace(entry, start=start), view.day + timedelta(days=days), session)
            self.just_logged = str(completion.session or completion.id)
            return completion

        planned = "usual time" if session is None else "as planned"
        start_hint = "just ended" if view.day == space.tracking.today() else planned
        title, tags = safe(f"Log “{name}”"), space.tracking.tags()
        self._open(LogDialog(title, values, save, behaviors, start_hint=start_hint, known_tags=tags))

    def _edit(self, name: str, completion: Completion) -> None:
        self._open(edit_dialog(self._screen.workspace, safe(f"What you logged for “{name}”"), completion))

    def _open(self, dialog: Screen[Any]) -> None:
        ask(self._screen, dialog, lambda _: self._kept())

    def _kept(self) -> None:
        self._screen.context.committed()
