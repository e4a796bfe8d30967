"""The form for a completion: minutes, rating, time, energy, tags and a note."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from textual.app import ComposeResult
from textual.content import Content

from habitos_tui.clock import existing
from habitos_tui.domain.model.base import format_clock
from habitos_tui.domain.model.completion import Completion
from habitos_tui.domain.model.tag import parse_tags
from habitos_tui.domain.model.validation import Issue
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
        session=session,
    )


def edit_dialog(space: Workspace, title: Content, completion: Completion, today: date | None = None) -> "LogDialog":
    """Return the form that changes a completion; with `today` its day too."""

    def save(entry: CompletionEntry) -> Completion:
        return space.tracking.edit(with_entry(completion, entry))

    tags = space.tracking.tags()
    return LogDialog(title, entry_of(completion), save, today=today, save_label="Save", known_tags=tags)


class LogDialog(FormDialog[CompletionEntry]):
    """Returns the entry once `save` has accepted it.

    With `choices`, (id, name) pairs, the behavior is asked for; without, it is `values.behavior`. With `today` the
    day is asked for; without, it is the day in view.
    """

    AUTO_FOCUS = "#behavior, #minutes"
    KEY_WIDGETS = frozenset({Rating, Lines})

    def __init__(
        self,
        title: Content,
        values: CompletionEntry,
        save: Callable[[CompletionEntry], object],
        *,
        choices: Sequence[tuple[str, str]] = (),
        today: date | None = None,
        start_hint: str = "",
        minutes_hint: str = "as usual",
        known_tags: Sequence[str] = (),
        save_label: str = "Log it",
    ) -> None:
        """`save` commits the entry; its errors are shown at the fields. Hints explain empty fields."""
        super().__init__(title)
        self._values, self._commit, self._choices, self._today = values, save, choices, today
        self.SAVE_LABEL = save_label
        self._start_hint, self._minutes_hint = start_hint, minutes_hint
        known = ", ".join(clean(tag) for tag in known_tags[:TAGS_NAMED])
        self._tags_hint = f"such as {known}" if known else "words to find it by, with commas between"

    def compose_fields(self) -> ComposeResult:
        """Yield the rows, the most important first."""
        values = self._values
        if self._choices:
            options = [(safe(name), known) for known, name in self._choices]
            yield FormRow("What", Choice(options, value=values.behavior, id="behavior"))
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
        names = ("minutes", "start", "tags", *(["day"] if self._today is not None else []))
        texts = [self.query_one(f"#{name}", Field).value for name in names]
        scales = [self.query_one(f"#{name}", Rating).value for name in ("rating", "energy")]
        return (self._behavior(), *texts, *scales, self.query_one("#note", Lines).answer)

    def meaning(self) -> str:
        """Return start and end, once both are known."""
        ignored: list[Issue] = []
        minutes, start = _minutes(self.text_of("minutes"), ignored), _clock(self.text_of("start"), ignored)
        if minutes is None or start is None:
            return ""
        return f"{duration(minutes)}, {from_to(start, start + minutes)}"

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
        )
        if issues:
            raise InvalidInputError("The entry is not complete.", issues=tuple(issues))
        self._commit(entry)
        return entry

    def on_rating_changed(self) -> None:
        """Tell the form that a rating changed."""
        self.changed()

    def _behavior(self) -> str:
        return self.query_one("#behavior", Choice).chosen if self._choices else self._values.behavior


def day_field(
    path: str, text: str, today: date, issues: list[Issue], *, sense: Sense = Sense.PAST, first_weekday: int = 0
) -> date | None:
    """Return the typed day, None if empty; an invalid one is added to `issues` under `path`."""
    day = typed_day(text, today, sense, first_weekday) if text else None
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


def _clock(text: str, issues: list[Issue]) -> int | None:
    if not text:
        return None
    try:
        return typed_time(text)
    except ValueError as error:
        issues.append(("start", str(error)))
        return None
