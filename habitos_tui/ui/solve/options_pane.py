"""Solve options: week, engine, time limit, gap, and the factors of a good week."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input

from habitos_tui.domain.model.base import PERCENT
from habitos_tui.domain.model.problem import STABILITY_WHEN_REPLANNING, PlanSettings
from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.planning.options import SolveOptions, engine_named
from habitos_tui.domain.text.phrasing import exact, number
from habitos_tui.domain.text.result_phrasing import ENGINES
from habitos_tui.services.workspace import Workspace
from habitos_tui.ui.kit.command import bindings
from habitos_tui.ui.kit.commands import FieldAbove, FieldBelow
from habitos_tui.ui.kit.dates import week_title
from habitos_tui.ui.kit.field_walk import step_row
from habitos_tui.ui.kit.fields import Choice, Field, FormRow, focus_issue, show_issues

_HIGHEST_FACTOR: Final = 1000
_NUMBERS: Final = {
    "time-limit": ("At most", "seconds", 0.1, 3600),
    "gap": ("Gap", "% below the best", 0, PERCENT),
    "slack": ("Keep free", "% of free time", 0, 99),
    "variety": ("Variety", "each thing once", 0, 0.7),
    "balance": ("Balance", "lift the weakest", 0, _HIGHEST_FACTOR),
    "routine": ("Routine", "same time of day", 0, _HIGHEST_FACTOR),
    "stability": ("Stability", "keep the plan", 0, _HIGHEST_FACTOR),
}
"""Label, note, minimum and maximum of each number by its id; an empty time limit means no limit."""
_FACTORS: Final = ("variety", "balance", "routine", "stability")
"""Numbers stored unchanged in the settings; the slack is shown in percent."""


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """The week to solve, with engine, limits and settings."""

    week: date
    options: SolveOptions
    settings: PlanSettings


def usual_request(workspace: Workspace, options: SolveOptions) -> PlanRequest:
    """Return the default options: this week with the user's settings, staying close to an existing plan."""
    settings = workspace.profile.preferences.settings
    stability = max(settings.stability, STABILITY_WHEN_REPLANNING)
    return PlanRequest(workspace.planning.this_week(), options, settings.model_copy(update={"stability": stability}))


class SolveOptionsPane(Container):
    """The options as fields; `request` reads them."""

    BINDINGS = bindings(FieldAbove, FieldBelow)

    def __init__(self, defaults: PlanRequest, weeks: Weeks) -> None:
        """`defaults`, for the current one of `weeks`, are shown first."""
        super().__init__(id="options", classes="pane")
        self.border_title = "Options"
        self._defaults, self._calendar = defaults, weeks
        self._other: date | None = None
        """A week besides this and the next, offered too."""
        self._issues: list[Issue] = []
        """Errors shown at the fields."""

    def compose(self) -> ComposeResult:
        """Yield one row per field."""
        yield FormRow("Week", Choice(self._week_options(), value="this", id="week"), paths={})
        engines = [(Content(label), name) for name, label in ENGINES.items()]
        yield FormRow("Engine", Choice(engines, value=self._defaults.options.engine, id="engine"), paths={})
        for name, text in _typed(self._defaults).items():
            label, note, *_ = _NUMBERS[name]
            yield FormRow(label, Field(text, id=name, max_length=5, classes="number"), paths={name: ""}, note=note)

    def action_step_row(self, by: int) -> None:
        """Go to the option above or below."""
        step_row(self.screen, by)

    def show_defaults(self, defaults: PlanRequest, weeks: Weeks) -> None:
        """Reset to new defaults; keep typed values if the defaults are unchanged."""
        before, self._defaults = self._defaults, defaults
        other_weeks, self._calendar = weeks != self._calendar, weeks
        if other_weeks or before.week != defaults.week:  # the app has been open since last week
            self._other = None
            self._offer("this")
        if (before.options, before.settings) != (defaults.options, defaults.settings):
            self.query_one("#engine", Choice).value = defaults.options.engine
            for name, text in _typed(defaults).items():
                self.query_one(f"#{name}", Field).value = text

    def choose(self, week: date) -> None:
        """Choose `week`, and add it to the list."""
        if week not in self._weeks().values():
            self._other = week
        self._offer(next(name for name, offered in self._weeks().items() if offered == week))

    @property
    def week(self) -> date:
        """The first day of the chosen week."""
        return self._weeks()[self.query_one("#week", Choice).chosen]

    def request(self) -> PlanRequest | None:
        """Return the request; None if fields are invalid, with errors at those fields.

        The first invalid field gets the focus.
        """
        request = self._read()
        focus_issue(self.query(FormRow), self._issues)
        return request

    def _read(self) -> PlanRequest | None:
        self._issues = []
        seconds = self._number("time-limit") if self._text("time-limit") else None
        gap, slack = self._number("gap") / PERCENT, self._number("slack") / PERCENT
        settings = {"slack": slack, **{name: self._number(name) for name in _FACTORS}}
        show_issues(self.query(FormRow), self._issues)
        if self._issues:
            return None
        options = SolveOptions(
            engine=engine_named(self.query_one("#engine", Choice).chosen), gap=gap, time_limit=seconds
        )
        return PlanRequest(self.week, options, self._defaults.settings.model_copy(update=settings))

    @on(Input.Changed)
    def _check_again(self) -> None:
        """Validate again as soon as an invalid field changes."""
        if self._issues:
            self._read()

    def _weeks(self) -> dict[str, date]:
        near = {"this": self._defaults.week, "next": self._calendar.after(self._defaults.week)}
        return near if self._other is None else {**near, "other": self._other}

    def _week_options(self) -> list[tuple[Content, str]]:
        words = {"this": "This: ", "next": "Next: "}
        return [
            (Content(words.get(name, "") + week_title(week, self._calendar.last(week)).partition(" · ")[2]), name)
            for name, week in self._weeks().items()
        ]

    def _offer(self, name: str) -> None:
        """List the weeks again, with `name` chosen."""
        choice = self.query_one("#week", Choice)
        choice.set_options(self._week_options())
        choice.value = "this" if name != "this" else "next"  # a Select shows new labels only when its value changes
        choice.value = name

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Field).value.strip()

    def _number(self, name: str) -> float:
        """Return the typed number; 0, with an issue, if it is not a number within its limits."""
        _, _, lowest, highest = _NUMBERS[name]
        try:
            value = float(self._text(name).replace(",", "."))
        except ValueError:
            self._issues.append((name, "must be a number"))
            return 0
        if not lowest <= value <= highest:
            self._issues.append((name, f"must lie between {lowest:g} and {highest}"))
        return value


def _typed(request: PlanRequest) -> dict[str, str]:
    """Return the field texts for a request, in order."""
    limit, settings = request.options.time_limit, request.settings
    return {
        "time-limit": "" if limit is None else number(limit),
        "gap": number(request.options.gap * PERCENT, 3),
        "slack": number(settings.slack * PERCENT, 3),
        **{name: exact(getattr(settings, name)) for name in _FACTORS},
    }
