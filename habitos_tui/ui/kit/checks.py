"""Groups of checkboxes: for the weekdays, and for a list of entries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.text.phrasing import WEEKDAYS
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import CHECK_LIST_COMMANDS
from habitos_tui.ui.kit.fields import Tick
from habitos_tui.ui.kit.first_letters import letter_typed, next_beginning


class WeekdayChecks(Horizontal):
    """A checkbox for each weekday, beginning with the first of the week; their `Tick.Changed` bubbles."""

    DEFAULT_CSS = "WeekdayChecks { width: 1fr; height: 1; }"

    def __init__(self, days: Collection[int], first_weekday: int, *, id: str) -> None:  # noqa: A002 - Textual's word
        """`days` are the weekdays ticked at first, Monday = 0."""
        super().__init__(id=id)
        self._first = first_weekday
        self._start = days

    def compose(self) -> ComposeResult:
        """Yield the ticks."""
        for offset in ALL_DAYS:
            day = (self._first + offset) % 7
            yield Tick(Content(WEEKDAYS[day][:2]), value=day in self._start, id=f"{self.id}-{day}")

    @property
    def days(self) -> tuple[int, ...]:
        """The weekdays that are ticked, Monday = 0."""
        return tuple(day for day in ALL_DAYS if self.query_one(f"#{self.id}-{day}", Tick).value)

    def tick(self, days: Collection[int]) -> None:
        """Tick other weekdays."""
        for day in ALL_DAYS:
            self.query_one(f"#{self.id}-{day}", Tick).value = day in days


class CheckList(OptionList):
    """A list whose picked entries carry a mark; space or enter ticks, letters and arrows move."""

    BINDINGS = bindings(*CHECK_LIST_COMMANDS)

    @dataclass
    class Changed(Message):
        """An entry was ticked or unticked."""

        check_list: "CheckList"

        @property
        def control(self) -> "CheckList":
            """The list it happened in."""
            return self.check_list

    def __init__(self, entries: Sequence[tuple[str, Content]], ticked: Sequence[str], *, id: str) -> None:  # noqa: A002
        """`entries` are (value, what is shown) pairs; `ticked` are the values picked at first."""
        self._entries = dict(entries)
        self._ticked = set(ticked)
        super().__init__(*(Option(self._prompt(value), id=value) for value in self._entries), id=id, compact=True)

    def on_key(self, event: events.Key) -> None:
        """Go to the next entry that begins with what is typed in a dialog."""
        if letter := letter_typed(self, event):
            prompts = [str(option.prompt) for option in self.options]
            found = next_beginning(prompts, letter, -1 if self.highlighted is None else self.highlighted)
            if found is not None:
                event.stop()
                self.highlighted = found

    @property
    def ticked(self) -> tuple[str, ...]:
        """The values that are picked, in the order of the list."""
        return tuple(value for value in self._entries if value in self._ticked)

    def _prompt(self, value: str) -> Content:
        mark = ("✓", "bold $success") if value in self._ticked else " "
        return Content.assemble(" [", mark, "] ", self._entries[value])

    @on(OptionList.OptionSelected)
    def _toggle(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        value = event.option_id or ""
        self._ticked ^= {value}
        self.replace_option_prompt(value, self._prompt(value))
        self.post_message(self.Changed(self))
