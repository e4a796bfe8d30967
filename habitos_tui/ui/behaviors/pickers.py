"""The widgets of the behavior form, and the values they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.containers import Horizontal, ItemGrid
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label

from habitos_tui.domain.text.phrasing import slot_label
from habitos_tui.text import clean
from habitos_tui.ui.behaviors.fields.often import kinds_with
from habitos_tui.ui.behaviors.fields.part import Part, Pick, Picked, days_in, names_in, texts_in
from habitos_tui.ui.kit.checks import WeekdayChecks
from habitos_tui.ui.kit.fields import Choice, Field, Tick
from habitos_tui.ui.kit.safe_text import safe

_LONG: Final = 200
"""Most characters of a text."""
_CLASSES: Final = {Pick.NUMBER: "number", Pick.WORD: "word"}
"""The styles of fields with others beside them."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a profile has that fields choose from."""

    slots: tuple[str, ...]
    objectives: tuple[str, ...]
    categories: tuple[str, ...]
    first_weekday: int


class SlotTicks(ItemGrid):
    """A checkbox for each slot."""

    def __init__(self, slots: Sequence[str], ticked: Picked, name: str) -> None:
        """The ids of the checkboxes begin with `name`."""
        self._ticks = {
            slot: Tick(safe(clean(slot_label(slot), limit=16)), value=slot in names_in(ticked), id=f"{name}-{at}")
            for at, slot in enumerate(slots)
        }
        super().__init__(*self._ticks.values(), min_column_width=17, classes="ticks")

    @property
    def ticked(self) -> tuple[str, ...]:
        """The slots that are ticked."""
        return tuple(slot for slot, tick in self._ticks.items() if tick.value)

    def tick(self, ticked: Picked) -> None:
        """Tick other slots."""
        for slot, tick in self._ticks.items():
            tick.value = slot in names_in(ticked)


class ImpactFields(ItemGrid):
    """A short field for each objective."""

    def __init__(self, objectives: Sequence[str], typed: Picked, name: str) -> None:
        """The ids of the fields begin with `name`."""
        self._fields = {
            objective: Field(
                texts_in(typed).get(objective, ""), id=f"{name}-{at}", placeholder="0", max_length=5, classes="number"
            )
            for at, objective in enumerate(objectives)
        }
        lines = [
            Horizontal(field, Label(safe(clean(slot_label(objective), limit=16)), classes="impact-label"))
            for objective, field in self._fields.items()
        ]
        for line in lines:
            line.add_class("impact")
        super().__init__(*lines, min_column_width=24, classes="ticks")

    @property
    def typed(self) -> dict[str, str]:
        """The texts by objective, without those left empty."""
        return {name: field.value for name, field in self._fields.items() if field.value.strip()}

    def fill(self, texts: Picked) -> None:
        """Show other texts; what has none is emptied."""
        for name, field in self._fields.items():
            field.value = texts_in(texts).get(name, "")


def picker(part: Part, picked: Picked, around: Surroundings) -> Widget:
    """Return the widget of a part, with a first value."""
    match part.pick:
        case Pick.TICK:
            return Tick(Content(part.word), value=bool(picked), id=part.widget_id)
        case Pick.CATEGORY | Pick.RHYTHM:
            return Choice(_options(part.pick, str(picked), around), value=str(picked), id=part.widget_id)
        case Pick.DAYS:
            return WeekdayChecks(days_in(picked), around.first_weekday, id=part.widget_id)
        case Pick.SLOTS:
            return SlotTicks(around.slots, picked, part.widget_id)
        case Pick.IMPACTS:
            return ImpactFields(around.objectives, picked, part.widget_id)
    classes = _CLASSES.get(part.pick, "")
    most = part.length if classes else _LONG
    return Field(str(picked), id=part.widget_id, placeholder=part.blank, max_length=most, classes=classes)


def _options(pick: Pick, picked: str, around: Surroundings) -> list[tuple[Content, str]]:
    """Return the labels and values of a choice, the one that is picked among them."""
    if pick is Pick.RHYTHM:
        return [(Content(words), kind) for kind, words in kinds_with(picked).items()]
    return [(safe(name), name) for name in dict.fromkeys((*around.categories, picked))]


def picked_of(widget: Widget) -> Picked:
    """Return the value that a widget of `picker` holds."""
    match widget:
        case Field():
            return widget.answer
        case Tick():
            return widget.value
        case Choice():
            return widget.chosen
        case WeekdayChecks():
            return widget.days
        case SlotTicks():
            return widget.ticked
        case ImpactFields():
            return widget.typed
    raise TypeError(f"{type(widget).__name__} picks nothing")


def fill(widget: Widget, picked: Picked) -> None:
    """Show another value in a widget of `picker`."""
    match widget:
        case Field():
            widget.value = str(picked)
        case Tick():
            widget.value = bool(picked)
        case Choice():
            if picked in {value for _, value in widget.choices}:
                widget.value = str(picked)
        case WeekdayChecks():
            widget.tick(days_in(picked))
        case SlotTicks():
            widget.tick(picked)
        case ImpactFields():
            widget.fill(picked)
