"""The form for a behavior: explains the values during typing, and marks invalid fields."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, ItemGrid
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label, Select

from habitos_tui.domain.model.base import ALL_DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import CATEGORIES
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.text.phrasing import capital, slot_label
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.demo.catalogue import CATALOGUE
from habitos_tui.services.workspace import Workspace
from habitos_tui.text import clean
from habitos_tui.ui.behaviors.form_model import TYPED, BehaviorValues, adapted, behavior_of, meaning, values_of
from habitos_tui.ui.kit.checks import WeekdayChecks
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Choice, Field, FormRow, Tick, show_issues
from habitos_tui.ui.kit.holds_from import chosen_now, holds_from_row
from habitos_tui.ui.kit.safe_text import MUTED, safe

_OWN: Final = "own"
_BLANK: Final = {
    "min_per_week": "none",
    "max_per_week": "same",
    "min_gap_days": "none",
    "energy_cost": "0",
    "ideal_time": "any",
}
"""Meaning of an empty field."""


class BehaviorForm(FormDialog[Behavior]):
    """Returns the behavior once it is saved."""

    AUTO_FOCUS = "#name"
    KEY_WIDGETS = frozenset({Tick})

    def __init__(
        self,
        title: Content,
        values: BehaviorValues,
        workspace: Workspace,
        weights: Mapping[str, float],
        old: Behavior | None = None,
    ) -> None:
        """`values` are shown first; saving changes `old`, or adds a new behavior; `weights` sum to 1."""
        super().__init__(title)
        self._values, self._workspace, self._objective_weights, self._old = values, workspace, weights, old
        self._slots = [slot.name for slot in workspace.slots.all()]
        behaviors = (*workspace.behaviors.all(), *workspace.behaviors.archived())
        self._categories = list(dict.fromkeys((*CATEGORIES, *(behavior.category for behavior in behaviors))))
        self._ready_made = {} if old or values.name else {behavior.id: behavior for behavior in CATALOGUE}
        self._judged = old is not None and workspace.behaviors.has_history(old.id)
        """Whether there is something to judge by what is wanted: it was planned, done or skipped."""
        self._tried = False

    def compose_fields(self) -> ComposeResult:
        """Yield the rows, the most important first."""
        values = self._values
        if self._ready_made:
            known = self._ready_made.values()
            starts = [(safe(start.name) + safe(f"  {start.category}", MUTED), start.id) for start in known]
            own = (Content("nothing: describe your own"), _OWN)
            yield FormRow("Start from", Choice([own, *starts], value=_OWN, id="start"), paths={})
        yield FormRow("Name", Field(values.name, id="name", max_length=200))
        categories = [(safe(name), name) for name in self._categories]
        yield FormRow("Category", Choice(categories, value=values.category, id="category"))
        yield self._numbers("Minutes", min_minutes="least", typical_minutes="usual", max_minutes="most")
        yield self._numbers("Times a week", target_per_week="wanted", min_per_week="least", max_per_week="welcome")
        yield self._numbers("Times a day", max_per_day="at most", min_gap_days="days between")
        yield self._numbers("Energy", energy_cost="points a session; negative gives some back")
        days = WeekdayChecks(values.weekdays, self._workspace.profile.preferences.week_start, id="day")
        yield FormRow("Days", days, paths={"weekdays": ""})
        if self._judged:
            yield holds_from_row()
        yield FormRow("Best in", self._slot_ticks("slot", values.preferred_slots), paths={"preferred_slots": ""})
        other = Tick(Content("other parts of the day"), value=values.weekend_slots is not None, id="weekend")
        yield FormRow("At weekends", other, paths={})
        row = FormRow("", self._slot_ticks("weekend-slot", values.weekend_slots or ()), paths={"weekend_slots": ""})
        row.id = "weekend-slots"
        yield row
        strict = Tick(Content("nowhere else"), value=values.strict_slots, id="strict")
        yield FormRow("", strict, paths={"strict_slots": ""})
        yield self._numbers("Begins best", ideal_time="such as 06:15")
        learning = Tick(Content("plans learn from the log where it works"), value=values.learning, id="learning")
        yield FormRow("Learning", learning, paths={})
        scale = Label("each of these, from \N{MINUS SIGN}100 to 100", classes="form-lead", markup=False)
        yield FormRow("Worth for", scale, paths={})
        impacts = ItemGrid(*self._impact_fields(), min_column_width=24, classes="ticks")
        names = {f"impacts.{name}": clean(slot_label(name), limit=30) for name in self._objective_weights}
        yield FormRow("", impacts, paths=names)

    def typed(self) -> BehaviorValues:
        """Return the form's values, as typed."""
        texts = {name: self.query_one(f"#{name}", Field).answer for name in ("name", *TYPED)}
        impacts = self._impact_inputs()
        return BehaviorValues(
            **texts,
            category=self.query_one("#category", Choice).chosen,
            impacts={name: field.value for name, field in impacts.items() if field.value.strip()},
            weekdays=self.query_one(WeekdayChecks).days,
            preferred_slots=self._ticked("slot"),
            weekend_slots=self._ticked("weekend-slot") if self.query_one("#weekend", Tick).value else None,
            strict_slots=self.query_one("#strict", Tick).value,
            learning=self.query_one("#learning", Tick).value,
        )

    def submit(self) -> Behavior:
        """Save the behavior."""
        self._tried = True
        typed, behaviors = self.typed(), self._workspace.behaviors
        if self._old is None:
            return behaviors.add(behavior_of(typed, behaviors.new_id(typed.name)), learning=typed.learning)
        behavior = behavior_of(typed, self._old.id, self._old)
        return behaviors.update(behavior, learning=typed.learning, from_now=chosen_now(self))

    def meaning(self) -> str:
        """Return worth and weekly time."""
        return meaning(self.typed(), self._objective_weights, self._workspace.profile.preferences.settings.variety)

    def explain(self) -> None:
        """Show the meaning, and mark invalid fields; a missing name only after an attempt to save."""
        super().explain()
        self.query_one("#weekend-slots").display = self.query_one("#weekend", Tick).value
        show_issues(self.query(FormRow), self._issues())

    def _issues(self) -> Iterator[Issue]:
        try:
            behavior_of(self.typed(), "new")
        except InvalidInputError as error:
            yield from (issue for issue in error.issues if self._tried or issue[0] != "name")

    @on(Select.Changed, "#start")
    def _start_from(self, event: Select.Changed) -> None:
        if (chosen := self._ready_made.get(str(event.value))) is not None:
            self._show(adapted(values_of(chosen), self._slots, self._objective_weights))

    def _show(self, values: BehaviorValues) -> None:
        for name in ("name", *TYPED):
            self.query_one(f"#{name}", Field).value = getattr(values, name)
        if values.category in self._categories:
            self.query_one("#category", Choice).value = values.category
        for name, field in self._impact_inputs().items():
            field.value = values.impacts.get(name, "")
        for day in ALL_DAYS:
            self.query_one(f"#day-{day}", Tick).value = day in values.weekdays
        self.query_one("#weekend", Tick).value = values.weekend_slots is not None
        for at, slot in enumerate(self._slots):
            self.query_one(f"#slot-{at}", Tick).value = slot in values.preferred_slots
            self.query_one(f"#weekend-slot-{at}", Tick).value = slot in (values.weekend_slots or ())
        self.query_one("#strict", Tick).value = values.strict_slots

    def _numbers(self, label: str, **words: str) -> FormRow:
        """Return a row of short fields, each followed by its word."""
        fields: list[Widget] = []
        for name, word in words.items():
            blank, text = _BLANK.get(name, ""), getattr(self._values, name)
            fields.append(Field(text, id=name, placeholder=blank, max_length=5, classes="number"))
            fields.append(Label(word, classes="form-note", markup=False))
        several = len(words) > 1
        return FormRow(label, *fields, paths={name: capital(word) if several else "" for name, word in words.items()})

    def _slot_ticks(self, name: str, ticked: Sequence[str]) -> ItemGrid:
        """Return a checkbox for each slot."""
        labels = {slot: safe(clean(slot_label(slot), limit=16)) for slot in self._slots}
        ticks = [Tick(labels[slot], value=slot in ticked, id=f"{name}-{at}") for at, slot in enumerate(labels)]
        return ItemGrid(*ticks, min_column_width=17, classes="ticks")

    def _ticked(self, name: str) -> tuple[str, ...]:
        slots = enumerate(self._slots)
        return tuple(slot for at, slot in slots if self.query_one(f"#{name}-{at}", Tick).value)

    def _impact_fields(self) -> Iterator[Horizontal]:
        for at, name in enumerate(self._objective_weights):
            label = Label(safe(clean(slot_label(name), limit=16)), classes="impact-label")
            typed = self._values.impacts.get(name, "")
            field = Field(typed, id=f"impact-{at}", placeholder="0", max_length=5, classes="number")
            yield Horizontal(field, label, classes="impact")

    def _impact_inputs(self) -> dict[str, Field]:
        return {name: self.query_one(f"#impact-{at}", Field) for at, name in enumerate(self._objective_weights)}
