"""Adding calendars, looking at what one takes, and reading all of them again, for the screen they are listed on."""

from collections.abc import Callable
from threading import Event
from typing import Any

from textual.screen import Screen

from habitos_tui.domain.model.calendar_source import CalendarSource
from habitos_tui.errors import HabitosError
from habitos_tui.services.calendars import CalendarPreview, Calendars, Refreshed
from habitos_tui.ui.busy.calendar_dialogs import CalendarAnswer, CalendarDialog
from habitos_tui.ui.busy.calendar_form import READING, CalendarForm, sentence_of
from habitos_tui.ui.busy.calendars import any_trouble, told
from habitos_tui.ui.kit.app_context import context_of, refuse
from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.safe_text import announce

NO_CALENDARS = "There is no calendar to read: i adds one."
NOTHING_NEW = "Nothing new in your calendars."


class CalendarDesk:
    """Reads in a thread, one thing at a time, and tells on the screen what came of it."""

    def __init__(self, screen: Screen[Any], calendars: Callable[[], Calendars]) -> None:
        """`calendars` returns those of the person logged in."""
        self._screen, self._calendars = screen, calendars
        self._query = BackgroundQuery(screen)

    def add(self, then: Callable[[CalendarSource], object]) -> None:
        """Ask for a calendar and what of it counts; `then` gets it once it is kept."""
        refuse(context_of(self._screen.app), "A file of your choice")
        ask(self._screen, CalendarForm(self._calendars()), then)

    def look(self, source: CalendarSource, then: Callable[[CalendarSource], object]) -> None:
        """Show what a calendar takes and what it leaves out; `then` gets it if it was changed.

        One that cannot be read is shown in its form, with the reason at its path.
        """
        calendars = self._calendars()

        def change(trouble: str = "") -> None:
            ask(self._screen, CalendarForm(calendars, source, trouble), then)

        def answered(answer: CalendarAnswer | None) -> None:
            if answer is CalendarAnswer.CHANGE:
                change()

        def read(_: Event) -> CalendarPreview | HabitosError:
            try:
                return calendars.preview(source)
            except HabitosError as error:
                return error

        def show(found: CalendarPreview | HabitosError) -> None:
            if isinstance(found, HabitosError):
                change(sentence_of(found))
            else:
                self._screen.app.push_screen(CalendarDialog(found, keeps=False), answered)

        announce(self._screen, READING, timeout=2)
        self._query.run(read, show)

    def read_again(self, show: Callable[[], str]) -> None:
        """Read all calendars, `show` them, and say what has changed; with what `show` says of a plan that is older."""

        def tell(results: tuple[Refreshed, ...]) -> None:
            context_of(self._screen.app).show_changes()
            said = told(results, plan_again=show()) or NOTHING_NEW
            announce(self._screen, said, severity="warning" if any_trouble(results) else "information")

        calendars = self._calendars()
        if not calendars.all():
            announce(self._screen, NO_CALENDARS, timeout=4)
            return
        announce(self._screen, READING, timeout=2)
        self._query.run(lambda _: calendars.refresh_all(), tell)
