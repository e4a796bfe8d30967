"""The dialog that pauses a behavior, changes its pause, or takes it up again."""

from datetime import date

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.model.weeks import FROM_MONDAY, Weeks
from habitos_tui.domain.text.phrasing import count
from habitos_tui.domain.text.typed.days import ACCEPTED, Sense
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.pauses import BehaviorPauses
from habitos_tui.ui.kit.dialogs.base import ask
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Field, FormRow, Lines, Tick
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.session.log_dialog import DAY_LENGTH, day_field


def ask_pause(screen: HabitosScreen, behavior: Behavior, day: date) -> None:
    """Open the form for the pause of a behavior that includes `day`, or for a new one from that day on."""
    space = screen.workspace
    dialog = PauseDialog(space.pauses, behavior, day, space.tracking.today(), space.profile.weeks)
    ask(screen, dialog, lambda _: screen.context.committed())


class PauseDialog(FormDialog[bool]):
    """Returns True once a pause was added, changed, ended or deleted."""

    AUTO_FOCUS = "#last"
    KEY_WIDGETS = frozenset({Lines, Tick})

    def __init__(
        self, service: BehaviorPauses, behavior: Behavior, day: date, today: date, weeks: Weeks = FROM_MONDAY
    ) -> None:
        """Edits the pause that includes `day`; otherwise a new one begins there. Next week is that of `weeks`."""
        self._service, self._behavior = service, behavior
        self._day, self._today, self._weeks = day, today, weeks
        self._pause = service.on(behavior.id, day)
        verb = "Pause" if self._pause is None else "Change the pause of"
        super().__init__(safe(f"{verb} “{behavior.name}”"))

    def compose_fields(self) -> ComposeResult:
        """Yield the dates, the note, and what becomes of what is planned."""
        pause, hint = self._pause, "2026-12-24, 24 dec, tomorrow"
        first = self._day if pause is None else pause.first
        last = "" if pause is None or pause.last is None else pause.last.isoformat()
        yield FormRow("From", Field(first.isoformat(), id="first", placeholder=hint, max_length=DAY_LENGTH))
        yield FormRow("To", Field(last, id="last", placeholder="until resumed", max_length=DAY_LENGTH), note="included")
        yield FormRow("Note", Lines("" if pause is None else pause.note, id="note"))
        yield FormRow("Plan", Tick(Content("take its planned sessions out"), value=True, id="clear"))

    def compose_more_buttons(self) -> ComposeResult:
        """Yield what can be done with a pause that was entered."""
        if self._pause is not None:
            yield Button("Delete", id="remove", action="screen.take_back", compact=True)
            if self._pause.covers(self._today):
                yield Button("Resume today", id="resume", action="screen.resume", compact=True)

    def typed(self) -> tuple[object, ...]:
        """Return the form's values, as typed."""
        note = self.query_one("#note", Lines).answer
        return self.text_of("first"), self.text_of("last"), note, self._clear

    def meaning(self) -> str:
        """Return the length of the pause and its consequences."""
        issues: list[Issue] = []
        first, last = self._days(issues)
        if issues or first is None or (last is not None and last < first):
            return ""
        sessions = len(self._service.planned(self._behavior.id, first, last)) if self._clear else 0
        length = "Until resumed" if last is None else count((last - first).days + 1, "day")
        plan = f"; {count(sessions, 'session')} {'goes' if sessions == 1 else 'go'}" if sessions else ""
        return f"{length}: nothing is missed, no streak breaks{plan}."

    def submit(self) -> bool:
        """Commit the pause; InvalidInputError for invalid dates and overlapping pauses."""
        issues: list[Issue] = []
        first, last = self._days(issues)
        if first is None and not issues:
            issues.append(("first", f"must be {ACCEPTED}"))
        if issues or first is None:
            raise InvalidInputError("These are no days for a pause.", issues=tuple(issues))
        note = self.query_one("#note", Lines).answer
        if self._pause is None:
            self._service.add(self._behavior.id, first, last, note, clear=self._clear)
        else:
            changed = self._pause.model_copy(update={"first": first, "last": last, "note": note})
            self._service.edit(changed, clear=self._clear)
        return True

    def action_take_back(self) -> None:
        """Delete the pause, and close."""
        if self._pause is not None:
            self._service.remove(self._pause.id)
            self.dismiss(True)

    def action_resume(self) -> None:
        """End the pause before today, and close."""
        self._service.resume(self._behavior.id)
        self.dismiss(True)

    @property
    def _clear(self) -> bool:
        return self.query_one("#clear", Tick).value

    def _days(self, issues: list[Issue]) -> tuple[date | None, date | None]:
        """Return both days as typed; the last is None where it is open."""
        first, last = (self._day_of(name, self._today, issues) for name in ("first", "last"))
        if first is not None and last is not None and last < first:
            last = self._day_of("last", first, issues)  # "2 jan" is the one behind the first day
        return first, last

    def _day_of(self, name: str, today: date, issues: list[Issue]) -> date | None:
        return day_field(name, self.text_of(name), today, issues, sense=Sense.COMING, weeks=self._weeks)
