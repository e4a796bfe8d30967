"""The pages of the first run: person, objectives, behaviors and busy times."""

from abc import abstractmethod
from collections.abc import Collection, Sequence
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, Static

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.text.phrasing import WEEKDAYS, minutes_range, slot_label
from habitos_tui.ui.busy.paint_grid import PaintGrid
from habitos_tui.ui.kit.checks import CheckList
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import OpenChoice
from habitos_tui.ui.kit.dates import clock
from habitos_tui.ui.kit.field_walk import FieldScroll
from habitos_tui.ui.kit.fields import Choice, Field, FormRow
from habitos_tui.ui.kit.safe_text import MUTED, safe
from habitos_tui.ui.kit.themes import category_variable
from habitos_tui.ui.onboarding.commands import NextStep
from habitos_tui.ui.onboarding.presenter import (
    DAY_ENDS,
    NEXT,
    OBJECTIVES,
    REST,
    WizardValues,
    first_days_text,
    may_choose_week,
    person_issues,
    picked_text,
    share_text,
    shares,
    time_issues,
    time_text,
    weight_issues,
)


class WizardPage(Vertical):
    """One page: fills in and validates its part of the values."""

    TITLE = ""
    INTRODUCTION = ""

    def compose(self) -> ComposeResult:
        """Lay out the introduction over the page's own fields."""
        yield Static(self.INTRODUCTION, classes="introduction", markup=False)
        with FieldScroll(classes="page-fields"):
            yield from self.compose_fields()

    def compose_fields(self) -> ComposeResult:
        """Yield the fields."""
        yield from ()

    @abstractmethod
    def typed(self) -> dict[str, object]:
        """Return this page's part of WizardValues by field name."""

    def issues(self, values: WizardValues) -> list[Issue]:
        """Return the issues of this page's part of `values`."""
        return []

    def explain(self, values: WizardValues) -> None:
        """Explain this page's part of `values`."""

    def text(self, name: str) -> str:
        """Return the text of the field with this id."""
        return self.query_one(f"#{name}", Field).value


class PageChoice(Choice, inherit_bindings=False):
    """A choice that space or a letter opens, since enter goes on as on every page."""

    BINDINGS = bindings(OpenChoice)


class PersonPage(WizardPage):
    """Name, password, first weekday and day end."""

    TITLE = "You"
    INTRODUCTION = (
        "habitos-tui plans your week: you say what you want to do and what for, and it finds the best times. "
        "Four short pages, then your first week. Enter goes on, esc goes back; tab moves between fields."
    )

    def __init__(self, taken: Collection[str]) -> None:
        """`taken` holds the names of existing profiles."""
        super().__init__()
        self._taken = taken

    def compose_fields(self) -> ComposeResult:
        """Yield the fields."""
        yield FormRow("Your name", Field(id="name", max_length=64))
        note = Field(id="password", password=True, placeholder="optional; for a computer that you share")
        yield FormRow("Password", note)
        yield FormRow("Repeat password", Field(id="again", password=True))
        days = [(Content(name), str(day)) for day, name in enumerate(WEEKDAYS)]
        yield FormRow("Week begins", PageChoice(days, value="0", id="week-start"), paths={})
        ends = [(Content(clock(end) if end else "midnight"), str(end)) for end in DAY_ENDS]
        yield FormRow("Day ends at", PageChoice(ends, value="0", id="day-end"), paths={})

    def typed(self) -> dict[str, object]:
        """Return name, passwords and first weekday."""
        week_start = int(self.query_one("#week-start", Choice).chosen)
        day_end = int(self.query_one("#day-end", Choice).chosen)
        texts = {name: self.text(name) for name in ("name", "password", "again")}
        return {**texts, "week_start": week_start, "day_end": day_end}

    def issues(self, values: WizardValues) -> list[Issue]:
        """Return the issues of name and passwords."""
        return person_issues(values, self._taken)


class ObjectivesPage(WizardPage):
    """The objectives and their weights."""

    TITLE = "Goals"
    INTRODUCTION = (
        "What do you want more of? Give each of these objectives a weight from 0 to 10. Only the proportions count; "
        "0 leaves one out."
    )

    def compose_fields(self) -> ComposeResult:
        """Yield rows of a weight and its share."""
        weights = WizardValues().weights
        for name in OBJECTIVES:
            field = Field(weights[name], id=f"weight-{name}", max_length=4, classes="number")
            share = Label("", id=f"share-{name}", classes="share", markup=False)
            yield FormRow(slot_label(name).capitalize(), field, share, paths={f"weights.{name}": ""})
        yield FormRow("", paths={"weights": ""})

    def typed(self) -> dict[str, object]:
        """Return the weights."""
        return {"weights": {name: self.text(f"weight-{name}") for name in OBJECTIVES}}

    def issues(self, values: WizardValues) -> list[Issue]:
        """Return the issues of the weights."""
        return weight_issues(values)

    def explain(self, values: WizardValues) -> None:
        """Show each share."""
        for name, share in shares(values.weights).items():
            self.query_one(f"#share-{name}", Label).update(Content(share_text(share)))


class Picks(CheckList):
    """Ready-made behaviors: space picks, and enter goes on as on every page."""

    BINDINGS = bindings(NextStep)


class BehaviorsPage(WizardPage):
    """Ready-made behaviors to choose from."""

    TITLE = "Activities"
    INTRODUCTION = (
        "What would you like to do? Space picks a behavior, or drops it. All of them can be changed later, and you can "
        "add your own."
    )

    def __init__(self, ready_made: Sequence[Behavior], starters: Collection[str]) -> None:
        """`starters` are the ids picked initially."""
        super().__init__()
        self._ready_made, self._starters = ready_made, starters

    def compose(self) -> ComposeResult:
        """Lay out a scrolling list."""
        yield Static(self.INTRODUCTION, classes="introduction", markup=False)
        entries = [(behavior.id, _picture(behavior)) for behavior in self._ready_made]
        yield Picks(entries, tuple(self._starters), id="picks")
        yield Static("", id="picked", markup=False)

    def typed(self) -> dict[str, object]:
        """Return the picked ids."""
        return {"behaviors": self.query_one(CheckList).ticked}

    def explain(self, values: WizardValues) -> None:
        """Show how much time they take."""
        self.query_one("#picked", Static).update(Content(picked_text(self._ready_made, values.behaviors)))


def _picture(behavior: Behavior) -> Content:
    return Content.assemble(
        safe(behavior.name.ljust(28)),
        safe(behavior.category.ljust(14), f"${category_variable(behavior.category)}"),
        (f"{behavior.target_per_week} a week  {minutes_range(behavior)} min", MUTED),
    )


class TimesPage(WizardPage):
    """Work and sleep, which stay free of sessions, and limits on planned time."""

    TITLE = "Busy times"
    INTRODUCTION = (
        "Nothing is planned into work, sleep and meals. Arrows move, with shift they select; w paints work, s sleep, "
        "m meals, x frees the time again."
    )

    def __init__(self, now: datetime) -> None:
        """`now` decides whether the first week can be chosen."""
        super().__init__()
        self._now = now

    def compose_fields(self) -> ComposeResult:
        """Yield the grid, the hours and, late in the week, the choice of the first week."""
        values = WizardValues()
        yield PaintGrid(values.busy, id="busy")
        yield FormRow(
            "Planned time",
            Label("at most", classes="form-lead", markup=False),
            Field(values.work_day_hours, id="work_day_hours", max_length=4, classes="number"),
            Label("h on work days", classes="form-note", markup=False),
            Field(values.free_day_hours, id="free_day_hours", max_length=4, classes="number"),
            Label("h on free days", classes="form-note", markup=False),
            paths={"work_day_hours": "Work days:", "free_day_hours": "Free days:", "busy": ""},
        )
        weeks = [(Content("next week"), NEXT), (Content("the rest of this week"), REST)]
        days = Label("", id="first-days", classes="form-note", markup=False)
        row = FormRow("Plan first", PageChoice(weeks, value=NEXT, id="first-week"), days, paths={})
        row.id = "first-week-row"
        yield row
        yield Static("", id="free", markup=False)

    def typed(self) -> dict[str, object]:
        """Return the painted times, the hours and the first week."""
        hours = {name: self.text(name) for name in ("work_day_hours", "free_day_hours")}
        week = self.query_one("#first-week", Choice).chosen
        return {"busy": self.query_one(PaintGrid).painting, "first_week": week, **hours}

    def issues(self, values: WizardValues) -> list[Issue]:
        """Return the issues of the hours."""
        return time_issues(values)

    def explain(self, values: WizardValues) -> None:
        """Show how much time is free, with the weekdays in the chosen order."""
        self.query_one(PaintGrid).first_weekday = values.week_start
        self.query_one("#first-week-row").display = may_choose_week(values, self._now)
        self.query_one("#first-days", Label).update(Content(first_days_text(values, self._now)))
        bad = time_issues(values)
        self.query_one("#free", Static).update(Content("" if bad else time_text(values)))
