"""The form of a calendar: where it lies and what of it counts. What it takes is shown before it is kept."""

from pathlib import Path
from typing import Final

from textual.app import ComposeResult
from textual.content import Content

from habitos_tui.domain.model.calendar_source import CalendarSource
from habitos_tui.errors import HabitosError, InvalidInputError
from habitos_tui.services.calendars import BusyDelta, CalendarPreview, Calendars
from habitos_tui.ui.busy.calendar_dialogs import CalendarAnswer, CalendarDialog
from habitos_tui.ui.kit.background_query import BackgroundQuery
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Field, FormRow, Tick
from habitos_tui.ui.kit.path_field import PathField
from habitos_tui.ui.kit.safe_text import safe

READING: Final = "Reading …"
_WORDS: Final = ("calendars", "titles", "without")

Look = tuple[CalendarPreview, BusyDelta | None]


class CalendarForm(FormDialog[CalendarSource]):
    """Returns a calendar that was kept, after a look at what it takes."""

    SAVE_LABEL = "Look"
    KEY_WIDGETS = frozenset({Tick})

    def __init__(self, calendars: Calendars, source: CalendarSource | None = None, trouble: str = "") -> None:
        """It is kept among these: a new one, or in the place of `source`, which may have `trouble` at its path."""
        super().__init__(Content("Add a calendar") if source is None else safe(f"The calendar “{source.name}”"))
        self._calendars, self._source, self._trouble = calendars, source, trouble
        self._query = BackgroundQuery(self, failed=self._refused)

    def compose_fields(self) -> ComposeResult:
        """Yield where it lies, then what of it counts."""
        old = self._source
        name, location = ("", "") if old is None else (old.name, old.location)
        words = dict.fromkeys(_WORDS, "") if old is None else {each: ", ".join(getattr(old, each)) for each in _WORDS}
        hints = {"calendars": "of several: Work, Family", "titles": "words in titles: Sam, school"}
        hints["without"] = "words in titles: Lunch, hold"
        yield FormRow(
            "Path", PathField(location, id="location", placeholder="~/.calendars/work, or team.ics", ending=".ics")
        )
        yield FormRow("Name", Field(name, id="name", placeholder="that of the file or folder", max_length=100))
        for each, label in zip(_WORDS, ("Only from", "Only with", "Without"), strict=True):
            yield FormRow(label, Field(words[each], id=each, placeholder=hints[each], max_length=500))
        whole = old is not None and old.whole_days
        yield FormRow("All-day", Tick(Content("events of whole days take time, too"), value=whole, id="whole_days"))

    def on_mount(self) -> None:
        """Say at the path what came of reading it."""
        if self._trouble:
            self.call_after_refresh(self.show_issues, (("location", self._trouble),))

    def typed(self) -> tuple[str, ...]:
        """Return the texts, and whether whole days count."""
        texts = (self.text_of(name) for name in ("location", "name", *_WORDS))
        return (*texts, "yes" if self.query_one(Tick).value else "")

    def submit(self) -> CalendarSource | None:
        """Read the calendar in a thread, and show what it takes; InvalidInputError where it cannot be one.

        One that gets another name and nothing else need not be read.
        """
        source, old = self._described(), self._source
        if old is not None and source == old.model_copy(update={"name": source.name}):
            return source if source == old else self._calendars.rename(source)
        self._say(safe(READING))
        self._query.run(lambda _: self._read(source), self._look)
        return None

    def meaning(self) -> str:
        """Say what comes next."""
        return "What it takes of these eight weeks is shown before it is kept."

    def _described(self) -> CalendarSource:
        location, name, *texts, whole_days = self.typed()
        if not location:
            issue = ("location", "must be the path of a file or folder")
            raise InvalidInputError("There is no path.", issues=(issue,))
        words = {each: self._words(each, text) for each, text in zip(_WORDS, texts, strict=True)}
        if self._source is None:
            return self._calendars.new(Path(location), name=name, whole_days=bool(whole_days), **words)
        fields = {"name": name or Path(location).stem, "whole_days": bool(whole_days)}
        return self._calendars.edited(self._source, Path(location), **fields, **words)

    def _words(self, field: str, text: str) -> tuple[str, ...]:
        """Return the words of a field; those that were not touched as they are, for one may have a comma in it."""
        kept: tuple[str, ...] = () if self._source is None else getattr(self._source, field)
        return kept if text == ", ".join(kept) else words_of(text)

    def _read(self, source: CalendarSource) -> Look:
        preview = self._calendars.preview(source)
        return preview, None if self._source is None else self._calendars.effect(preview)

    def _look(self, found: Look) -> None:
        self.explain()
        preview, delta = found

        def answered(answer: CalendarAnswer | None) -> None:
            if answer is CalendarAnswer.KEEP:
                self._keep(preview)

        self.app.push_screen(CalendarDialog(preview, keeps=True, delta=delta), answered)

    def _keep(self, preview: CalendarPreview) -> None:
        try:
            source = self._calendars.add(preview) if self._source is None else self._calendars.replace(preview)
        except InvalidInputError as error:
            self._refused(error)
        else:
            self.dismiss(source)

    def _refused(self, error: HabitosError) -> None:
        """Show at its field why the calendar cannot be read or kept; what was typed stays."""
        self.explain()
        issues = error.issues if isinstance(error, InvalidInputError) else ()
        self.show_issues(issues or (("location", sentence_of(error)),))


def sentence_of(error: HabitosError) -> str:
    """Return what went wrong, and what to do about it."""
    return " ".join(part for part in (error.message, error.hint) if part)


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words that were typed with commas between them."""
    return tuple(word for word in map(str.strip, typed.split(",")) if word)
