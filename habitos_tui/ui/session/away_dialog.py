"""Days away: from when to when, why, and a note."""

from collections.abc import Callable
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Button

from habitos_tui.domain.model.away import Away, AwayReason
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.text.phrasing import count
from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Choice, Field, FormRow, Lines
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.session.log_dialog import typed_day

REASONS = {AwayReason.VACATION: "vacation", AwayReason.ILLNESS: "illness", AwayReason.OTHER: "something else"}

Save = Callable[[date, date, AwayReason, str], object]
"""Commits first and last day, reason and note; what it refuses is shown at the fields."""


class AwayDialog(FormDialog[bool]):
    """Returns True once something was committed: new days, changed ones, or that there are none after all."""

    AUTO_FOCUS = "#last"

    def __init__(
        self,
        day: date,
        today: date,
        save: Save,
        *,
        away: Away | None = None,
        remove: Callable[[], object] | None = None,
    ) -> None:
        """`away` is what is to be changed, None for new days from `day` on; `remove` takes it back."""
        super().__init__(safe("Change the days away" if away is not None else "Be away"))
        self._away, self._day, self._today = away, day, today
        self._commit, self._remove = save, remove

    def compose_fields(self) -> ComposeResult:
        """Yield the days, then why."""
        away, hint = self._away, "2026-12-24, today, tomorrow"
        first = self._day if away is None else away.first
        last = "" if away is None else away.last.isoformat()
        yield FormRow(
            "From", Field(first.isoformat(), id="first", placeholder=hint, max_length=10), paths={"first": ""}
        )
        yield FormRow(
            "To",
            Field(last, id="last", placeholder="that day only", max_length=10),
            paths={"last": ""},
            note="included",
        )
        options = [(safe(words), reason.value) for reason, words in REASONS.items()]
        reason = AwayReason.VACATION if away is None else away.reason
        yield FormRow("Why", Choice(options, value=reason.value, id="reason"), paths={"reason": ""})
        note = "" if away is None else away.note
        yield FormRow("Note", Lines(note, id="note"), paths={"note": ""})

    def compose_more_buttons(self) -> ComposeResult:
        """Yield the button that removes days that were entered."""
        if self._remove is not None:
            yield Button("Not away after all", id="remove", action="screen.take_back", compact=True)

    def typed(self) -> tuple[str, ...]:
        """Return the form's values, as typed."""
        return (
            *(self._text(name) for name in ("first", "last")),
            self.query_one("#note", Lines).answer,
            self.query_one("#reason", Choice).chosen,
        )

    def meaning(self) -> str:
        """Say how long that is and what it means."""
        first, last = self._days([])
        if first is None or last is None or last < first:
            return ""
        days = count((last - first).days + 1, "day")
        return f"{days} without a plan: nothing is missed, no streak breaks."

    def submit(self) -> bool:
        """Commit the days; InvalidInputError for what is no day, or is taken already."""
        issues: list[Issue] = []
        first, last = self._days(issues)
        if first is None and not issues:
            issues.append(("first", "must be today, tomorrow or a date such as 2026-12-24"))
        if issues or first is None or last is None:
            raise InvalidInputError("These are no days to be away on.", issues=tuple(issues))
        self._commit(
            first, last, AwayReason(self.query_one("#reason", Choice).chosen), self.query_one("#note", Lines).answer
        )
        return True

    def action_take_back(self) -> None:
        """Leave without the days."""
        if self._remove is not None:
            self._remove()
            self.dismiss(True)

    def _days(self, issues: list[Issue]) -> tuple[date | None, date | None]:
        first, last = (typed_day(name, self._text(name), self._today, issues) for name in ("first", "last"))
        return first, first if not self._text("last") else last

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Field).answer.strip()
