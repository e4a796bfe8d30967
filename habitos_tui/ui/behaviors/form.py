"""The form for a behavior: explains the values during typing, and marks invalid fields.

Which fields there are is said in `fields`; what is seldom needed is folded, unless something is set there.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Select, Static

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import CATEGORIES
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.text.phrasing import capital
from habitos_tui.domain.text.rhythm_phrasing import NEVER_DUE, SHOWN, dues_sentence
from habitos_tui.domain.text.unit_phrasing import kept_units
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.demo.catalogue import CATALOGUE
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.behaviors.fields.minutes import USUAL, around
from habitos_tui.ui.behaviors.fields.more import LEARNING
from habitos_tui.ui.behaviors.fields.often import KIND, OFTEN_TEXT, SINCE, TODAY, WEEK, is_once
from habitos_tui.ui.behaviors.fields.part import Row, Values
from habitos_tui.ui.behaviors.fields.worth import IMPACTS, texts_of, typed_impacts
from habitos_tui.ui.behaviors.form_model import (
    ROWS,
    START,
    adapted,
    behavior_of,
    meaning,
    refilled,
    unfolded,
    values_of,
)
from habitos_tui.ui.behaviors.form_row import BehaviorRow
from habitos_tui.ui.behaviors.pickers import Surroundings
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import ToggleMore
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Choice, FormRow, Tick, show_issues
from habitos_tui.ui.kit.fold import Fold, FoldHead
from habitos_tui.ui.kit.holds_from import chosen_now, holds_from_row
from habitos_tui.ui.kit.safe_text import MUTED, safe

_OWN: Final = "own"
_MORE: Final = "days, parts of the day, season, limits, amounts, tags, energy, learning"


class BehaviorForm(FormDialog[Behavior]):
    """Returns the behavior once it is saved."""

    AUTO_FOCUS = "#name"
    BINDINGS = bindings(ToggleMore)
    KEY_WIDGETS = frozenset({Tick, Choice, FoldHead})

    def __init__(
        self,
        title: Content,
        workspace: Workspace,
        weights: Mapping[str, float],
        values: Values = START,
        *,
        old: Behavior | None = None,
        like: Behavior | None = None,
    ) -> None:
        """`values` are shown first; saving changes `old`, or adds a new behavior; `weights` sum to 1.

        What the form has no field for is that of `old`, or else of `like`.
        """
        super().__init__(title)
        self._workspace, self._objective_weights, self._old, self._like = workspace, weights, old, old or like
        behaviors = (*workspace.behaviors.all(), *workspace.behaviors.archived())
        self._around = Surroundings(
            slots=tuple(slot.name for slot in workspace.slots.all()),
            objectives=tuple(weights),
            categories=tuple(dict.fromkeys((*CATEGORIES, *(behavior.category for behavior in behaviors)))),
            first_weekday=workspace.profile.preferences.week_start,
        )
        self._values, self._category = dict(values), str(values["category"])
        self._suggested: Mapping[str, str] | None = None
        """The impacts filled in for the category; None where the person, or a ready-made behavior, gave its own."""
        usual = self._usual_impacts(self._category)
        if old is None and typed_impacts(values) in ({}, usual):
            self._values[IMPACTS] = self._suggested = usual
        self._ready_made = {} if old or values["name"] else {behavior.id: behavior for behavior in CATALOGUE}
        self._judged = old is not None and workspace.behaviors.has_history(old.id)
        """Whether there is something to judge by what is wanted: it was planned, done or skipped."""
        lengths = around(str(values[USUAL]))
        followed = old is None and all(values[path] == lengths[path] for path in lengths)
        self._lengths: Values = lengths if followed else {}
        """Least and most as they followed from the usual minutes; none where the behavior has its own."""
        self._tried = False
        self._rows: list[BehaviorRow] = []
        self._dues = ""

    def compose_fields(self) -> ComposeResult:
        """Yield the rows, the most important first and the others folded."""
        if self._ready_made:
            known = self._ready_made.values()
            starts = [(safe(start.name) + safe(f"  {start.category}", MUTED), start.id) for start in known]
            own = (Content("nothing: describe your own"), _OWN)
            yield FormRow("Start from", Choice([own, *starts], value=_OWN, id="start"), paths={})
        for row in (row for row in ROWS if not row.folded):
            yield self._row(row)
            if any(part.path == SINCE for part in row.parts):
                dues = Static("", id="dues", markup=False)
                dues.display = False
                yield dues
        if self._judged:
            yield holds_from_row()
        folded = [self._row(row) for row in ROWS if row.folded]
        yield Fold("More", f"ctrl+t  {_MORE}", *folded, unfolded=unfolded(self._values))

    def typed(self) -> Values:
        """Return the form's values, as typed."""
        parts = {path: value for row in self._rows for path, value in row.values.items()}
        return {**parts, TODAY: self._workspace.tracking.today().isoformat()}

    def submit(self) -> Behavior:
        """Save the behavior."""
        self._tried = True
        typed, behaviors = self.typed(), self._workspace.behaviors
        learning = bool(typed[LEARNING])
        if self._old is None:
            new_id = behaviors.new_id(str(typed["name"]))
            return behaviors.add(behavior_of(typed, new_id, self._like), learning=learning)
        behavior = behavior_of(typed, self._old.id, self._old)
        return behaviors.update(behavior, learning=learning, from_now=chosen_now(self))

    def meaning(self) -> str:
        """Return worth and weekly time, and what becomes of amounts in another unit."""
        typed, variety = self.typed(), self._workspace.profile.preferences.settings.variety
        said = (meaning(typed, self._objective_weights, variety, self._like), self._kept_units(typed))
        return " ".join(sentence for sentence in said if sentence)

    def explain(self) -> None:
        """Show the meaning, and mark invalid fields; a missing name only after an attempt to save."""
        super().explain()
        typed = self.typed()
        for row in self._rows:
            row.show_for(typed)
        self._show_dues(typed)
        show_issues(self._rows, self._issues(typed))

    def _show_dues(self, typed: Values) -> None:
        """Say when it is due the next times, where that is not every week of the year."""
        sentence = ""
        with suppress(InvalidInputError):
            behavior = behavior_of({**typed, "name": typed["name"] or "?"}, self._behavior_id, self._like)
            if behavior.rhythm is not None or behavior.season is not None:
                dues = self._workspace.dues.coming([behavior], SHOWN)[behavior.id]
                sentence = capital(dues_sentence(dues, self._workspace.tracking.today())) or NEVER_DUE
        if sentence != self._dues:
            self._dues = sentence
            line = self.query_one("#dues", Static)
            line.update(sentence)
            line.display = bool(sentence)

    @property
    def _behavior_id(self) -> str:
        return "new" if self._old is None else self._old.id

    def action_toggle_more(self) -> None:
        """Unfold the other fields, or fold them again."""
        self.query_one(Fold).enter()

    def _issues(self, typed: Values) -> Iterator[Issue]:
        """Yield what keeps the behavior from being saved, as far as it is to be told yet."""
        try:
            behavior = behavior_of(typed, self._behavior_id, self._like)
            issues = tuple(self._workspace.behaviors.issues(behavior, self._old))
        except InvalidInputError as error:
            issues = error.issues
        yield from (issue for issue in issues if self._tried or issue[0] != "name")

    @on(Select.Changed, "#start")
    def _start_from(self, event: Select.Changed) -> None:
        if (chosen := self._ready_made.get(str(event.value))) is not None:
            values = adapted(values_of(chosen), self._around.slots, self._around.objectives)
            self._suggested, self._lengths = None, {}
            self._fill(values)
            self.query_one(Fold).unfolded |= unfolded(values)

    @on(Select.Changed, "#category")
    def _category_chosen(self, event: Select.Changed) -> None:
        """Fill in what a behavior of that category is usually worth, where nothing else was typed."""
        category, typed = str(event.value), typed_impacts(self.typed())
        if category != self._category and (self._suggested is not None or not typed):
            usual = self._usual_impacts(category)
            self._fill({IMPACTS: refilled(typed, self._suggested or {}, usual)})
            self._suggested = usual
        self._category = category

    @on(Select.Changed, f"#{KIND}")
    def _kind_chosen(self, event: Select.Changed) -> None:
        """Take a number of times for no due day, and begin with the usual number where none is there."""
        often = str(self.typed()[OFTEN_TEXT]).strip()
        if is_once(str(event.value)) and often.isdecimal():
            self._fill({OFTEN_TEXT: ""})
        elif event.value == WEEK and not often:
            self._fill({OFTEN_TEXT: START[OFTEN_TEXT]})

    @on(Input.Changed, f"#{USUAL}")
    def _usual_typed(self, event: Input.Changed) -> None:
        """Let least and most of a new behavior follow the usual minutes as long as they were not typed."""
        typed, lengths = self.typed(), around(event.value)
        if self._lengths and all(typed[path] == self._lengths[path] for path in self._lengths) and lengths:
            self._lengths = lengths
            self._fill(lengths)

    def _kept_units(self, typed: Values) -> str:
        unit = str(typed["unit"]).strip() or None
        if self._old is None or unit == self._old.unit:
            return ""
        return kept_units(self._workspace.tracking.units(self._old.id), unit)

    def _usual_impacts(self, category: str) -> dict[str, str]:
        return texts_of(self._workspace.behaviors.usual_impacts(category))

    def _fill(self, values: Values) -> None:
        for row in self._rows:
            row.fill(values)

    def _row(self, row: Row) -> BehaviorRow:
        self._rows.append(BehaviorRow(row, self._values, self._around))
        return self._rows[-1]
