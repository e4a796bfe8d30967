"""The form for a completion: minutes, rating, time, energy, tags and a note."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Label

from habitos_tui.clock import existing
from habitos_tui.domain.model.amount import Counted
from habitos_tui.domain.model.base import format_clock
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion
from habitos_tui.domain.model.tag import parse_tags
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.model.weeks import FROM_MONDAY, Weeks
from habitos_tui.domain.text.amount_phrasing import amount_done, amount_number, read_amount, typed_amount
from habitos_tui.domain.text.phrasing import duration
from habitos_tui.domain.text.typed.days import ACCEPTED, Sense, typed_day
from habitos_tui.domain.text.typed.times import typed_time
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.workspace import Workspace
from habitos_tui.text import clean
from habitos_tui.ui.kit.dates import from_to
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Choice, Field, FormRow, Lines
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.session.rating import ENERGY, Rating

MAX_MINUTES = 1440
MAX_TYPED = 12
"""Characters of an amount."""
TAGS_NAMED = 4
TIME_LENGTH = 9
DAY_LENGTH = 30


@dataclass(frozen=True, slots=True)
class CompletionEntry:
    """The values of the form. `minutes` None: as planned; `start` (after midnight of the day) None: ended just now.

    `day` None: the form does not ask for it.
    """

    behavior: str
    minutes: int | None = None
    rating: int | None = None
    start: int | None = None
    energy_before: int | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    day: date | None = None
    amount: float | None = None
    """None: the usual one where it is logged, none where it is changed."""
    unit: str | None = None
    """What the amount was counted in; None: what the behavior is counted in."""


def entry_of(completion: Completion) -> CompletionEntry:
    """Return the form's values for a completion."""
    return CompletionEntry(
        behavior=completion.behavior,
        minutes=completion.minutes,
        rating=completion.rating,
        start=completion.start,
        energy_before=completion.context.energy_before,
        tags=completion.context.tags,
        note=completion.note,
        day=completion.day,
        amount=completion.amount,
        unit=completion.unit,
    )


def with_entry(completion: Completion, entry: CompletionEntry) -> Completion:
    """Return the completion with the form's values; empty fields keep minutes and start."""
    context = completion.context.model_copy(update={"energy_before": entry.energy_before, "tags": entry.tags})
    given = {"day": entry.day, "minutes": entry.minutes, "start": entry.start}
    changed = {name: value for name, value in given.items() if value is not None}
    return completion.model_copy(update=changed | {"rating": entry.rating, "note": entry.note, "context": context})


def log_entry(space: Workspace, entry: CompletionEntry, day: date, session: UUID | None = None) -> Completion:
    """Log an entry on a day, for a planned session or besides the plan."""
    return space.tracking.done(
        entry.behavior,
        minutes=entry.minutes,
        rating=entry.rating,
        at=None if entry.start is None else existing(space.clock, day, entry.start),
        day=day,
        note=entry.note,
        energy_before=entry.energy_before,
        tags=entry.tags,
        amount=entry.amount,
        session=session,
    )


def edit_dialog(space: Workspace, title: Content, completion: Completion, today: date | None = None) -> "LogDialog":
    """Return the form that changes a completion; with `today` its day too."""

    def save(entry: CompletionEntry) -> Completion:
        return space.tracking.edit(space.tracking.with_amount(with_entry(completion, entry), entry.amount or 0))

    tags, behavior = space.tracking.tags(), space.behaviors.get(completion.behavior)
    return LogDialog(
        title,
        entry_of(completion),
        save,
        [behavior],
        today=today,
        save_label="Save",
        known_tags=tags,
        usual_amount=False,
    )


class LogDialog(FormDialog[CompletionEntry]):
    """Returns the entry once `save` has accepted it.

    With `choose` one of the `behaviors` is asked for; else it is `values.behavior`. With `today` the day is asked for;
    without, it is the day in view. An amount is asked for while the behavior has a unit.
    """

    AUTO_FOCUS = "#behavior, #amount, #minutes"
    KEY_WIDGETS = frozenset({Rating, Choice, Lines})

    def __init__(
        self,
        title: Content,
        values: CompletionEntry,
        save: Callable[[CompletionEntry], object],
        behaviors: Sequence[Behavior],
        *,
        choose: bool = False,
        today: date | None = None,
        start_hint: str = "",
        minutes_hint: str = "as usual",
        known_tags: Sequence[str] = (),
        save_label: str = "Log it",
        usual_amount: bool = True,
    ) -> None:
        """`save` commits the entry; its errors are shown at the fields. Hints explain empty fields.

        `usual_amount` tells that an empty amount stands for the usual one.
        """
        super().__init__(title)
        self._values, self._commit, self._today = values, save, today
        self._behaviors, self._choose, self._usual = {b.id: b for b in behaviors}, choose, usual_amount
        self.SAVE_LABEL = save_label
        self._start_hint, self._minutes_hint = start_hint, minutes_hint
        known = ", ".join(clean(tag) for tag in known_tags[:TAGS_NAMED])
        self._tags_hint = f"such as {known}" if known else "tags, separated by commas"

    def compose_fields(self) -> ComposeResult:
        """Yield the rows, the most important first."""
        values = self._values
        if self._choose:
            options = [(safe(behavior.name), behavior.id) for behavior in self._behaviors.values()]
            yield FormRow("What", Choice(options, value=values.behavior, id="behavior"))
        if self._counts:
            yield self._amount_row()
        minutes = "" if values.minutes is None else str(values.minutes)
        yield FormRow("Minutes", Field(minutes, id="minutes", placeholder=self._minutes_hint, max_length=4))
        yield FormRow("Rating", Rating(values.rating, id="rating"))
        if self._today is not None:
            day = (values.day or self._today).isoformat()
            yield FormRow("Day", Field(day, id="day", max_length=DAY_LENGTH), note="or yesterday, last fri")
        start = "" if values.start is None else format_clock(values.start)
        begun = Field(start, id="start", placeholder=self._start_hint, max_length=TIME_LENGTH)
        yield FormRow("Begun at", begun, paths={"start": "", "done_at": ""})
        energy = Rating(values.energy_before, ENERGY, id="energy")
        yield FormRow("Energy before", energy, paths={"context.energy_before": ""})
        tags = Field(", ".join(values.tags), id="tags", placeholder=self._tags_hint, max_length=500)
        yield FormRow("Tags", tags, paths={"context.tags": "", "tags": ""})
        yield FormRow("Note", Lines(values.note, id="note"))

    def typed(self) -> tuple[object, ...]:
        """Return the form's values, as typed."""
        names = ["minutes", "start", "tags"]
        names += ["day"] * (self._today is not None) + ["amount"] * self._counts
        texts = [self.query_one(f"#{name}", Field).value for name in names]
        scales = [self.query_one(f"#{name}", Rating).value for name in ("rating", "energy")]
        return (self._behavior(), *texts, *scales, self.query_one("#note", Lines).answer)

    def meaning(self) -> str:
        """Return start and end, once both are known, and the amount beside the usual one."""
        ignored: list[Issue] = []
        minutes, start = _minutes(self.text_of("minutes"), ignored), _clock(self.text_of("start"), ignored)
        parts = [self._amount_meaning()]
        if minutes is not None and start is not None:
            parts.insert(0, f"{duration(minutes)}, {from_to(start, start + minutes)}")
        elif parts[0] and minutes is None:
            parts.append(f"minutes {self._minutes_hint}")
        return "; ".join(part for part in parts if part)

    def explain(self) -> None:
        """Show the meaning, and ask for an amount only of a behavior with a unit."""
        super().explain()
        if self._counts:
            unit = self._unit
            self.query_one("#amount-row").display = unit is not None
            self.query_one("#unit", Label).update(safe(clean(unit or "")))
            self.query_one("#amount", Field).placeholder = self._amount_hint()

    def submit(self) -> CompletionEntry:
        """Commit and return the entry; InvalidInputError for invalid values."""
        issues: list[Issue] = []
        entry = CompletionEntry(
            behavior=self._behavior(),
            minutes=_minutes(self.text_of("minutes"), issues),
            rating=self.query_one("#rating", Rating).value,
            start=_clock(self.text_of("start"), issues),
            energy_before=self.query_one("#energy", Rating).value,
            tags=parse_tags(self.text_of("tags")),
            note=self.query_one("#note", Lines).answer,
            day=None if self._today is None else day_field("day", self.text_of("day"), self._today, issues),
            amount=_amount(self._amount_typed, issues),
        )
        if issues:
            raise InvalidInputError("The entry is not complete.", issues=tuple(issues))
        self._commit(entry)
        return entry

    def on_rating_changed(self) -> None:
        """Tell the form that a rating changed."""
        self.changed()

    def _behavior(self) -> str:
        return self.query_one("#behavior", Choice).chosen if self._choose else self._values.behavior

    @property
    def _counts(self) -> bool:
        """Whether anything but minutes may be counted of what is logged."""
        return self._values.unit is not None or any(behavior.unit for behavior in self._behaviors.values())

    @property
    def _unit(self) -> str | None:
        """What an amount is counted in; the entry keeps the unit it was counted in."""
        behavior = self._behaviors.get(self._behavior())
        return self._values.unit or (None if behavior is None else behavior.unit)

    @property
    def _amount_typed(self) -> str:
        return self.text_of("amount") if self._counts and self._unit is not None else ""

    def _amount_row(self) -> FormRow:
        values = self._values
        text = "" if values.amount is None else typed_amount(values.amount)
        field = Field(text, id="amount", max_length=MAX_TYPED, classes="word")
        row = FormRow("Amount", field, Label("", id="unit", classes="form-note"), paths={"amount": "", "unit": ""})
        row.id = "amount-row"
        return row

    def _amount_hint(self) -> str:
        usual = self._behaviors[self._behavior()].amount if self._usual else None
        return "none" if usual is None else f"{amount_number(usual)} as usual"

    def _amount_meaning(self) -> str:
        ignored: list[Issue] = []
        amount, unit = _amount(self._amount_typed, ignored), self._unit
        if not amount or unit is None:
            return ""
        return amount_done(Counted(amount, unit), self._behaviors[self._behavior()])


def day_field(
    path: str, text: str, today: date, issues: list[Issue], *, sense: Sense = Sense.PAST, weeks: Weeks = FROM_MONDAY
) -> date | None:
    """Return the typed day, None if empty; an invalid one is added to `issues` under `path`."""
    day = typed_day(text, today, sense, weeks) if text else None
    if text and day is None:
        issues.append((path, f"must be {ACCEPTED}"))
    return day


def _minutes(text: str, issues: list[Issue]) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MAX_MINUTES):
        issues.append(("minutes", "must be a whole number from 1 to 1440"))
        return None
    return int(text)


def _amount(text: str, issues: list[Issue]) -> float | None:
    if not text:
        return None
    try:
        return read_amount(text)
    except ValueError as error:
        issues.append(("amount", str(error)))
        return None


def _clock(text: str, issues: list[Issue]) -> int | None:
    if not text:
        return None
    try:
        return typed_time(text)
    except ValueError as error:
        issues.append(("start", str(error)))
        return None
