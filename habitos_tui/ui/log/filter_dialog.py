"""The filter of the log."""

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult

from habitos_tui.domain.model.agenda import LogFilter
from habitos_tui.domain.model.validation import Issue
from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Choice, Field, FormRow
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.session.log_dialog import DAY_LENGTH, day_field
from habitos_tui.ui.session.rating import ANY_RATING, Rating

ANY = ""


class LogFilterDialog(FormDialog[LogFilter]):
    """Returns the filter; empty fields do not restrict it."""

    AUTO_FOCUS = "#text"
    KEY_WIDGETS = frozenset({Rating, Choice})
    SAVE_LABEL = "Show"

    def __init__(
        self, values: LogFilter, behaviors: Sequence[tuple[str, str]], tags: Sequence[str], today: date
    ) -> None:
        """`behaviors` are (id, name) pairs, archived ones included; `tags` are the tags to choose from."""
        super().__init__(safe("Filter the log"))
        self._values, self._behaviors, self._today = values, behaviors, today
        self._tags = list(dict.fromkeys([*([values.tag] if values.tag else []), *tags]))

    def compose_fields(self) -> ComposeResult:
        """Yield the rows, the most used first."""
        values = self._values
        yield FormRow("Text", Field(values.text, id="text", placeholder="in a name, note or reason"))
        options = [(safe("all behaviors"), ANY), *((safe(name), known) for known, name in self._behaviors)]
        behavior = values.behavior if values.behavior in {known for known, _ in self._behaviors} else None
        yield FormRow("Behavior", Choice(options, value=behavior or ANY, id="behavior"))
        yield FormRow("Rating", Rating(values.rating, ANY_RATING, id="rating"))
        tags = [(safe("any or none"), ANY), *((safe(tag), tag) for tag in self._tags)]
        yield FormRow("Tag", Choice(tags, value=values.tag or ANY, id="tag"))
        for name, label, day in (("first", "From", values.first), ("last", "To", values.last)):
            shown = "" if day is None else day.isoformat()
            field = Field(shown, id=name, placeholder="2026-11-23, 23 nov, last mon", max_length=DAY_LENGTH)
            yield FormRow(label, field)

    def typed(self) -> None:
        """Return None, so that closing needs no confirmation."""

    def meaning(self) -> str:
        """Return how to continue."""
        return "Enter shows what matches; empty fields are ignored."

    def submit(self) -> LogFilter:
        """Return the filter; InvalidInputError for invalid days, or a last day before the first."""
        issues: list[Issue] = []
        first, last = (day_field(name, self.text_of(name), self._today, issues) for name in ("first", "last"))
        if first is not None and last is not None and first > last:
            issues.append(("last", "must not come before the first day"))
        if issues:
            raise InvalidInputError("These are no days to look for.", issues=tuple(issues))
        return LogFilter(
            first=first,
            last=last,
            behavior=self.query_one("#behavior", Choice).chosen or None,
            rating=self.query_one("#rating", Rating).value,
            text=self.text_of("text"),
            tag=self.query_one("#tag", Choice).chosen or None,
        )

    def entered(self) -> None:
        """Apply the filter on enter, since most filters are a single word."""
        self.action_save()
