"""The dialogs for what is not done: days away, with dates, reason and note, and the reason of a skip."""

from collections.abc import Callable
from datetime import date

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Button, Static, TextArea

from habitos_tui.domain.model.away import AwayReason
from habitos_tui.domain.model.completion import MAX_NOTE
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.model.weeks import FROM_MONDAY, Weeks
from habitos_tui.domain.text.away_phrasing import away_question
from habitos_tui.domain.text.phrasing import count
from habitos_tui.domain.text.typed.days import ACCEPTED, Sense
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.away import TimeAway
from habitos_tui.services.away_question import UnseenDays
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import Dialog, ask
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import BAD, Choice, Field, FormRow, Lines
from habitos_tui.ui.kit.lines_keys import lines_keys
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.screen import HabitosScreen
from habitos_tui.ui.session.commands import SaveReason, WasAway, WasThere
from habitos_tui.ui.session.log_dialog import DAY_LENGTH, day_field

REASONS = {AwayReason.VACATION: "vacation", AwayReason.ILLNESS: "illness", AwayReason.OTHER: "something else"}


def ask_away(screen: HabitosScreen, day: date) -> None:
    """Open the form for the absence that includes `day`, or for a new one from that day on."""
    space = screen.workspace
    dialog = AwayDialog(space.away, day, space.tracking.today(), space.profile.weeks)
    ask(screen, dialog, lambda _: screen.context.committed())


class AwayDialog(FormDialog[bool]):
    """Returns True once days away were added, changed or removed."""

    AUTO_FOCUS = "#last"
    KEY_WIDGETS = frozenset({Choice, Lines})

    def __init__(self, service: TimeAway, day: date, today: date, weeks: Weeks = FROM_MONDAY) -> None:
        """Edits the absence that includes `day`; otherwise a new one begins there. Next week is that of `weeks`."""
        self._service, self._day, self._today, self._weeks = service, day, today, weeks
        self._away = service.on(day)
        super().__init__(Content("Be away" if self._away is None else "Change the days away"))

    def compose_fields(self) -> ComposeResult:
        """Yield the dates, then reason and note."""
        away, hint = self._away, "2026-12-24, 24 dec, tomorrow"
        first = self._day if away is None else away.first
        last = "" if away is None else away.last.isoformat()
        yield FormRow("From", Field(first.isoformat(), id="first", placeholder=hint, max_length=DAY_LENGTH))
        yield FormRow("To", Field(last, id="last", placeholder="that day only", max_length=DAY_LENGTH), note="included")
        options = [(safe(words), reason.value) for reason, words in REASONS.items()]
        reason = AwayReason.VACATION if away is None else away.reason
        yield FormRow("Why", Choice(options, value=reason.value, id="reason"))
        yield FormRow("Note", Lines("" if away is None else away.note, id="note"))

    def compose_more_buttons(self) -> ComposeResult:
        """Yield the button that removes days that were entered."""
        if self._away is not None:
            yield Button("Not away after all", id="remove", action="screen.take_back", compact=True)

    def typed(self) -> tuple[str, ...]:
        """Return the form's values, as typed."""
        note, reason = self.query_one("#note", Lines).answer, self.query_one("#reason", Choice).chosen
        return self.text_of("first"), self.text_of("last"), note, reason

    def meaning(self) -> str:
        """Return the length of the absence and its consequences."""
        first, last = self._days([])
        if first is None or last is None or last < first:
            return ""
        days = count((last - first).days + 1, "day")
        return f"{days} without a plan: nothing is missed, no streak breaks."

    def submit(self) -> bool:
        """Commit the absence; InvalidInputError for invalid dates and overlapping absences."""
        issues: list[Issue] = []
        first, last = self._days(issues)
        if first is None and not issues:
            issues.append(("first", f"must be {ACCEPTED}"))
        if issues or first is None or last is None:
            raise InvalidInputError("These are no days to be away on.", issues=tuple(issues))
        *_, note, chosen = self.typed()
        reason = AwayReason(chosen)
        if self._away is None:
            self._service.add(first, last, reason, note)
        else:
            fields = {"first": first, "last": last, "reason": reason, "note": note}
            self._service.edit(self._away.model_copy(update=fields))
        return True

    def action_take_back(self) -> None:
        """Remove the days, and close."""
        if self._away is not None:
            self._service.remove(self._away.id)
            self.dismiss(True)

    def _days(self, issues: list[Issue]) -> tuple[date | None, date | None]:
        first, last = (self._day_of(name, self._today, issues) for name in ("first", "last"))
        if first is not None and last is not None and last < first:
            last = self._day_of("last", first, issues)  # "2 jan" is the one behind the first day
        return first, last if self.text_of("last") else first

    def _day_of(self, name: str, today: date, issues: list[Issue]) -> date | None:
        return day_field(name, self.text_of(name), today, issues, sense=Sense.COMING, weeks=self._weeks)


class AwayQuestionDialog(Dialog[bool]):
    """Asks about days on which nobody looked: True if the person was away, False if they were there.

    Nothing has the focus: it comes unasked, and space or enter may have been meant for what was there before.
    """

    AUTO_FOCUS = ""
    BINDINGS = bindings(WasAway, WasThere)

    def __init__(self, days: UnseenDays) -> None:
        """`days` are those the question is about."""
        super().__init__(Content("Were you away?"))
        self._days = days

    def compose_box(self) -> ComposeResult:
        """Show the question over its answers."""
        yield Static(safe(away_question(self._days.first, self._days.last, self._days.sessions)), classes="message")
        with Horizontal(classes="buttons"):
            yield Button("Not now  esc", id="later", action="screen.close", compact=True)
            yield Button("No, missed  m", id="missed", action="screen.dismiss(False)", compact=True)
            yield Button("Yes, away  y", id="away", action="screen.dismiss(True)", variant="primary", compact=True)


class ReasonLines(Lines):
    """A reason that may be left out: enter with nothing typed goes on, and begins a new line only after a first one."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and not self.text:
            event.prevent_default().stop()
            await self.run_action("screen.save")


class SkipDialog(Dialog[str]):
    """Returns the reason, which may be empty, or None if the user cancels the skip."""

    AUTO_FOCUS = "#reason"
    BINDINGS = bindings(SaveReason)
    KEY_WIDGETS = frozenset({ReasonLines})

    DEFAULT_CSS = "SkipDialog #said { height: 1; }"

    def __init__(self, title: Content, save: Callable[[str], object], reason: str | None = None) -> None:
        """`save` commits a reason; its errors are shown over the dialog, which keeps the typed text.

        `reason` is the previous one; None for a session that is not skipped yet.
        """
        super().__init__(title)
        self._new, self._reason, self._commit = reason is None, reason or "", save
        self._warned = False

    def compose_box(self) -> ComposeResult:
        """Lay out the field and the buttons."""
        why = "Why do you skip it?" if self._new else "Why did you skip it?"
        yield Static(safe(f"It counts neither as done nor as missed. {why}"), classes="message")
        yield ReasonLines(self._reason, id="reason", placeholder="optional, such as: ill, visitors, too tired")
        yield Static("", id="said", markup=False)
        with Horizontal(classes="buttons"):
            keep, skip = ("Keep it  esc", "Skip it  ctrl+s") if self._new else ("Cancel  esc", "Save  ctrl+s")
            yield Button(keep, id="keep", action="screen.close", compact=True)
            yield Button(skip, id="skip", action="screen.save", variant="primary", compact=True)

    def action_save(self) -> None:
        """Return the reason, unless it is too long to be stored."""
        reason = self.query_one("#reason", Lines).answer
        if len(reason) > MAX_NOTE:
            self.say(f"{BAD}At most {MAX_NOTE} characters can be kept; these are {len(reason)}.", "$text-error")
        else:
            self._commit(reason)
            self.dismiss(reason)

    def action_close(self) -> None:
        """Close; if something was typed, only at the second press."""
        if self._warned or self.query_one("#reason", Lines).answer == self._reason:
            self.dismiss(None)
            return
        self._warned = True
        self.say("Not saved yet: ctrl+s saves, escape once more leaves.", "$text-warning")

    @on(TextArea.Changed)
    @on(DescendantFocus)
    def _changed(self) -> None:
        self._warned = False
        empty = isinstance(self.focused, ReasonLines) and not self.focused.text
        enter = f"enter {'skips' if self._new else 'saves'} without a reason"
        self.say(enter if empty else lines_keys(self), MUTED)
