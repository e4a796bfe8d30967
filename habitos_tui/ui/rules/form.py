"""The form for a rule of any kind: shows the rule as a sentence during editing, and marks invalid fields.

The choice of a kind before it shows each with an example.
"""

from collections.abc import Iterator, Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label

from habitos_tui.domain.model.rule import RULE_TYPES, Rule, ScopedRule
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.text.phrasing import count, slot_label
from habitos_tui.domain.text.rule_phrasing import rule_line
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.workspace import Workspace
from habitos_tui.text import clean
from habitos_tui.ui.kit.checks import CheckList, WeekdayChecks
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.dialogs.base import Dialog
from habitos_tui.ui.kit.dialogs.form import FormDialog
from habitos_tui.ui.kit.fields import Choice, Field, FormRow, Tick, show_issues
from habitos_tui.ui.kit.line_list import Line, LineList
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.rules.commands import ChooseKind
from habitos_tui.ui.rules.form_model import UNTICKED, Picked, Picks, missing, rule_of, short_names
from habitos_tui.ui.rules.kinds import ALL, CATEGORY, ENERGY, KINDS, SOME, TAG, Part, Pick, Row, RuleKind


class RuleForm(FormDialog[Rule]):
    """Returns the rule once it is saved."""

    KEY_WIDGETS = frozenset({CheckList, Choice, Tick})

    def __init__(
        self,
        title: Content,
        kind: RuleKind,
        picks: Picks,
        workspace: Workspace,
        *,
        rule: Rule | None = None,
        like: Rule | None = None,
    ) -> None:
        """`picks` are shown first; saving changes `rule`, or adds a new rule, copied from `like` if given.

        Archived behaviors are offered only if the rule uses them.
        """
        super().__init__(title)
        self._kind, self._picks, self._rules, self._edited = kind, picks, workspace.rules, rule
        self._rule_id = workspace.rules.new_id() if rule is None else rule.id
        self._first_weekday = workspace.profile.preferences.week_start
        self._slots = [slot.name for slot in workspace.slots.all()]
        behaviors, archived = workspace.behaviors.all(), workspace.behaviors.archived()
        self._names = short_names((*behaviors, *archived))
        self._categories = {behavior.category: None for behavior in (*behaviors, *archived)}
        known = rule or like
        about = () if known is None else known.behavior_ids
        self._behaviors = {b.id: b.name for b in (*behaviors, *(b for b in archived if b.id in about))}
        if isinstance(known, ScopedRule) and known.scope.category is not None:
            self._categories[known.scope.category] = None  # no behavior may have it any more
        self._tags = dict.fromkeys(sorted({tag for behavior in (*behaviors, *archived) for tag in behavior.tags}))
        if isinstance(known, ScopedRule) and known.scope.tag is not None:
            self._tags[known.scope.tag] = None
        self._tried = False

    def compose_fields(self) -> ComposeResult:
        """Yield the rows of the kind."""
        for row in self._kind.rows:
            paths = {part.path: "" for part in row.parts}
            general = {"": ""} if self._kind.general_path in paths else {}
            yield FormRow(row.label, *self._widgets(row), paths=paths | general)

    def on_mount(self) -> None:
        """Begin with the limit that is filled in, which the first digits then replace."""
        super().on_mount()
        filled = next((part for part in self._kind.rows[0].parts if self._picks[part.path]), None)
        if filled is not None:
            self.set_focus(self.query_one(f"#{_id(filled)}"))

    def typed(self) -> dict[str, Picked]:
        """Return the picked values by part."""
        return {part.path: _value(self.query_one(f"#{_id(part)}")) for row in self._kind.rows for part in row.parts}

    def submit(self) -> Rule:
        """Save the rule."""
        self._tried = True
        rule = self._rule()
        return self._rules.add(rule) if self._edited is None else self._rules.update(rule)

    def explain(self) -> None:
        """Show the rule as a sentence, show the relevant rows, and mark invalid fields."""
        picks = self.typed()
        rows = list(self.query(FormRow))
        for row, shown in zip(self._kind.rows, rows, strict=True):
            shown.display = row.shown_for is None or picks[row.shown_for[0]] == row.shown_for[1]
        sentence, issues = self._checked()
        untouched = not self._tried and picks == self._before
        show_issues(rows, [issue for issue in issues if not (untouched and issue[0] in UNTICKED)])
        self._say(safe(sentence))

    def _checked(self) -> tuple[str, Sequence[Issue]]:
        """Return the sentence about the form as a whole, and the issues."""
        try:
            rule = self._rule()
        except InvalidInputError as error:
            return missing(error.issues), error.issues
        issues = self._rules.issues(rule)
        return (missing(issues) if issues else rule_line(rule, self._names, self._first_weekday)), issues

    def _rule(self) -> Rule:
        active = self._edited is None or self._edited.active
        return rule_of(self._kind, self.typed(), self._rule_id, active=active)

    def _widgets(self, row: Row) -> Iterator[Widget]:
        for part in row.parts:
            if part.lead:
                yield Label(part.lead, classes="form-lead", markup=False)
            yield self._widget(part)
            if part.lead:
                continue
            if word := part.word or (
                f"points per {RULE_TYPES[self._kind.type].violation_unit}" if part.path == "penalty" else ""
            ):
                yield Label(word, classes="form-note", markup=False)

    def _widget(self, part: Part) -> Widget:
        picked = self._picks[part.path]
        if isinstance(picked, tuple):
            if part.pick is Pick.DAYS:
                return WeekdayChecks([int(day) for day in picked], self._first_weekday, id=_id(part))
            entries = [(known, safe(clean(name, limit=48))) for known, name in self._behaviors.items()]
            return CheckList(entries, picked, id=_id(part))
        if options := self._options(part):
            return Choice(options, value=picked, id=_id(part))
        if part.pick is Pick.TEXT:
            return Field(picked, id=_id(part), placeholder=part.blank, max_length=200)
        return Field(picked, id=_id(part), placeholder=part.blank, max_length=8, classes="number")

    def _options(self, part: Part) -> list[tuple[Content, str]]:
        match part.pick:
            case Pick.OPTION:
                return [(Content(words), value) for value, words in part.options]
            case Pick.BEHAVIOR:
                return [(safe(name), known) for known, name in self._behaviors.items()]
            case Pick.SLOT:
                slots = [(safe(slot_label(slot)), slot) for slot in self._slots]
                return [(Content("any time of day"), ""), *slots]
            case Pick.SCOPE:
                categories = [(safe(f"everything in {name}"), CATEGORY + name) for name in self._categories]
                tags = [(safe(f"everything tagged {tag}"), TAG + tag) for tag in self._tags]
                some = [(Content("only these:"), SOME)] if self._behaviors else []
                demanding = (Content("only what costs energy, at least:"), ENERGY)
                return [(Content("all behaviors together"), ALL), *some, demanding, *categories, *tags]
        return []


def _id(part: Part) -> str:
    """Return the widget id of a part."""
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


class KindList(LineList):
    """Two lines per kind: its title, and an example or why it is unavailable."""

    BINDINGS = bindings(ChooseKind)

    def __init__(self, behaviors: int) -> None:
        super().__init__(id="kinds")
        self._behaviors = behaviors

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Return the kinds."""
        lines: list[Line] = []
        for kind in KINDS:
            lacking = kind.behaviors > self._behaviors
            title = safe(f"  {kind.title}", MUTED if lacking else "bold")
            text = f"needs {count(kind.behaviors, 'behavior')}: make them on screen 3" if lacking else kind.example
            lines += [Line(title, None if lacking else kind.type), Line(Content.styled(f"    {text}", MUTED))]
        return lines


class RuleKindDialog(Dialog[str]):
    """Returns the chosen rule type."""

    BOX_CLASSES = "-kinds"
    KEY_WIDGETS = frozenset({KindList})

    def __init__(self, behaviors: int) -> None:
        """`behaviors` is their number; kinds that need more cannot be chosen."""
        super().__init__(Content("New rule: what should it say?"))
        self._kinds = KindList(behaviors)

    def compose_box(self) -> ComposeResult:
        """Show the kinds."""
        yield self._kinds

    @on(LineList.Opened)
    def _chosen(self, message: LineList.Opened) -> None:
        self.dismiss(message.key)
