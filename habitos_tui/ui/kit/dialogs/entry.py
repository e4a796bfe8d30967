"""A small form of text fields, weekdays and a checkbox, described by its rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from textual.app import ComposeResult
from textual.content import Content

from habitos_tui.errors import InvalidInputError
from habitos_tui.ui.kit.checks import WeekdayChecks
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Choice, Field, FormRow, Tick
from habitos_tui.ui.kit.holds_from import chosen_now, holds_from_row

R = TypeVar("R")

Typed = Mapping[str, str]
"""The typed texts by path of their row, stripped."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A text field: `path` is the path of the model field, `blank` the meaning of an empty field."""

    label: str
    path: str
    value: str
    note: str = ""
    blank: str = ""
    length: int = 100
    """Most characters; a small number gets a short field."""


@dataclass(frozen=True, slots=True)
class EntryTick:
    """A checkbox; `typed` holds "yes" or an empty text under its path."""

    label: str
    path: str
    words: str
    value: bool
    note: str = ""


YES: Final = "yes"
FROM_NOW: Final = "from_now"
"""Path of the choice from when it holds; "yes" for now."""


class EntryDialog(FormDialog[R]):
    """Returns the result of `save` for the typed texts and weekdays; `meaning` describes them in a sentence."""

    KEY_WIDGETS = frozenset({Tick, Choice})

    def __init__(
        self,
        title: Content,
        rows: Sequence[EntryRow],
        save: Callable[[Typed, tuple[int, ...]], R],
        meaning: Callable[[Typed, tuple[int, ...]], str] = lambda typed, days: "",
        *,
        days: Sequence[int] | None = None,
        first_weekday: int = 0,
        tick: EntryTick | None = None,
        judged: bool = False,
    ) -> None:
        """Issues of an InvalidInputError of `save` are shown at their rows; `meaning` may raise one to show nothing.

        `days` are the weekdays (Monday = 0, path `days`) ticked initially; None shows no weekdays. Where something is
        `judged` by the entry, it can be chosen from when; `typed` holds that under `FROM_NOW`.
        """
        super().__init__(title)
        self._rows, self._save, self._meaning = rows, save, meaning
        self._days, self._first_weekday, self._tick, self._judged = days, first_weekday, tick, judged

    def compose_fields(self) -> ComposeResult:
        """Yield a field per row, then the weekdays, the checkbox, and from when it holds."""
        for row in self._rows:
            short = "number" if row.length <= 5 else "time" if row.length < 10 else ""
            field = Field(row.value, id=row.path, placeholder=row.blank, max_length=row.length, classes=short)
            yield FormRow(row.label, field, note=row.note)
        if self._days is not None:
            yield FormRow("Days", WeekdayChecks(self._days, self._first_weekday, id="days"))
        if (tick := self._tick) is not None:
            box = Tick(Content(tick.words), value=tick.value, id=tick.path)
            yield FormRow(tick.label, box, note=tick.note)
        if self._judged:
            yield holds_from_row()

    def typed(self) -> tuple[Typed, tuple[int, ...]]:
        """Return the texts by path, and the weekdays."""
        texts = {row.path: self.query_one(f"#{row.path}", Field).answer for row in self._rows}
        if (tick := self._tick) is not None:
            texts[tick.path] = YES if self.query_one(f"#{tick.path}", Tick).value else ""
        texts[FROM_NOW] = YES if chosen_now(self) else ""
        return texts, self.query_one(WeekdayChecks).days if self._days is not None else ()

    def submit(self) -> R:
        """Commit the entry."""
        return self._save(*self.typed())

    def meaning(self) -> str:
        """Return the sentence about the entry, once complete."""
        try:
            return self._meaning(*self.typed())
        except InvalidInputError:
            return ""
