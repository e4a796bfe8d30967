"""The form for a rule of any kind: it says what the rule asks while one picks, and marks what does not fit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label

from habitos_tui.domain.model.rule import RULE_TYPES, Rule
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.text.phrasing import slot_label
from habitos_tui.errors import InvalidInputError
from habitos_tui.text import clean
from habitos_tui.ui.kit.check_list import CheckList
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Choice, Field, FormRow, show_issues
from habitos_tui.ui.kit.safe_text import safe
from habitos_tui.ui.kit.weekday_checks import WeekdayChecks
from habitos_tui.ui.rules.form_model import UNTICKED, Picked, Picks, missing, rule_of
from habitos_tui.ui.rules.kinds import ALL, CATEGORY, ENERGY, SOME, Part, Pick, Row, RuleKind


@dataclass(frozen=True, slots=True)
class RuleOffers:
    """What the pickers offer, and the services' word on what was picked."""

    behaviors: Mapping[str, str]
    """Names by id."""
    categories: tuple[str, ...]
    slots: tuple[str, ...]
    first_weekday: int
    line: Callable[[Rule], str]
    """What a rule says, with its strictness."""
    issues: Callable[[Rule], Sequence[Issue]]
    """What would keep it from being stored."""


class RuleForm(FormDialog[Rule]):
    """Returns the rule once `save` has accepted it."""

    def __init__(
        self,
        title: Content,
        kind: RuleKind,
        picks: Picks,
        offers: RuleOffers,
        save: Callable[[Rule], Rule],
        *,
        rule_id: str,
        active: bool = True,
    ) -> None:
        """`picks` are shown at first; the rule gets `rule_id` and is switched on if it is `active`."""
        super().__init__(title)
        self._kind, self._picks, self._offers, self._commit = kind, picks, offers, save
        self._rule_id, self._active = rule_id, active
        self._tried = False

    def compose_fields(self) -> ComposeResult:
        """Yield the rows of the kind."""
        for row in self._kind.rows:
            yield FormRow(row.label, *self._widgets(row), paths=self._paths(row))

    def typed(self) -> dict[str, Picked]:
        """Return what is picked, by part."""
        return {part.path: _value(self.query_one(f"#{_id(part)}")) for row in self._kind.rows for part in row.parts}

    def submit(self) -> Rule:
        """Save what was picked."""
        self._tried = True
        return self._commit(self._rule())

    def explain(self) -> None:
        """Say what the rule asks, show the rows that matter for it, and mark what does not fit."""
        picks = self.typed()
        rows = list(self.query(FormRow))
        for row, shown in zip(self._kind.rows, rows, strict=True):
            shown.display = row.shown_for is None or picks[row.shown_for[0]] == row.shown_for[1]
        sentence, issues = self._checked()
        untouched = not self._tried and picks == self._before
        show_issues(rows, [issue for issue in issues if not (untouched and issue[0] in UNTICKED)])
        self._say(safe(sentence))

    def _checked(self) -> tuple[str, Sequence[Issue]]:
        """Return the sentence about the form as a whole, and what does not fit."""
        try:
            rule = self._rule()
        except InvalidInputError as error:
            return missing(error.issues), error.issues
        issues = self._offers.issues(rule)
        return (missing(issues) if issues else self._offers.line(rule)), issues

    def _rule(self) -> Rule:
        return rule_of(self._kind, self.typed(), self._rule_id, active=self._active)

    @on(CheckList.Changed)
    def _ticks_changed(self) -> None:
        self.changed()

    def _paths(self, row: Row) -> dict[str, str]:
        paths = {part.path: "" for part in row.parts}
        return paths | {"": ""} if self._kind.catch in paths else paths

    def _widgets(self, row: Row) -> Iterator[Widget]:
        for part in row.parts:
            yield self._widget(part)
            if word := part.word or (
                f"points per {RULE_TYPES[self._kind.type].violation_unit}" if part.path == "penalty" else ""
            ):
                yield Label(word, classes="form-note", markup=False)

    def _widget(self, part: Part) -> Widget:
        picked = self._picks[part.path]
        if isinstance(picked, tuple):
            if part.pick is Pick.DAYS:
                return WeekdayChecks([int(day) for day in picked], self._offers.first_weekday, id=_id(part))
            entries = [(known, safe(clean(name, limit=48))) for known, name in self._offers.behaviors.items()]
            return CheckList(entries, picked, id=_id(part))
        if options := self._options(part):
            return Choice(options, value=picked, id=_id(part))
        if part.pick is Pick.TEXT:
            return Field(picked, id=_id(part), placeholder=part.blank, max_length=200)
        return Field(picked, id=_id(part), placeholder=part.blank, max_length=8, classes="number")

    def _options(self, part: Part) -> list[tuple[Content, str]]:
        offers = self._offers
        match part.pick:
            case Pick.OPTION:
                return [(Content(words), value) for value, words in part.options]
            case Pick.BEHAVIOR:
                return [(safe(name), known) for known, name in offers.behaviors.items()]
            case Pick.SLOT:
                slots = [(safe(slot_label(slot)), slot) for slot in offers.slots]
                return [(Content("any time of day"), ""), *slots]
            case Pick.SCOPE:
                categories = [(safe(f"everything in {name}"), CATEGORY + name) for name in offers.categories]
                some = [(Content("only these:"), SOME)] if offers.behaviors else []
                demanding = (Content("only what costs energy, at least:"), ENERGY)
                return [(Content("all behaviors together"), ALL), *some, demanding, *categories]
        return []


def _id(part: Part) -> str:
    """Return the id of the widget that picks a part."""
    return part.path.replace(".", "-")


def _value(widget: Widget) -> Picked:
    match widget:
        case Choice():
            return widget.chosen
        case CheckList():
            return widget.ticked
        case WeekdayChecks():
            return tuple(map(str, widget.days))
        case Field():
            return widget.answer
    raise TypeError(f"{type(widget).__name__} picks nothing")
