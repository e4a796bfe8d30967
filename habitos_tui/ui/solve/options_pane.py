"""How to solve: which week, with which engine, for how long, how close to the best, and what a good week is like."""

from datetime import date, timedelta
from typing import Final, Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input

from habitos_tui.domain.model.validation import Issue
from habitos_tui.domain.planning.options import SolveOptions
from habitos_tui.domain.text.phrasing import exact, number
from habitos_tui.ui.kit.dates import week_title
from habitos_tui.ui.kit.fields import Choice, Field, FormRow, focus_issue, show_issues
from habitos_tui.ui.solve.plan_request import PlanRequest

LONGEST_SECONDS: Final = 3600
WIDEST_PERCENT: Final = 100
HIGHEST_FACTOR: Final = 1000
NO_LIMIT: Final = ""
"""What is typed for as many seconds as it takes."""

_FACTORS: Final = (
    ("variety", "each thing once"),
    ("balance", "lift the weakest"),
    ("routine", "same time of day"),
    ("stability", "keep the plan"),
)
"""Field of the settings, and what more of it does."""
MOST_VARIETY: Final = 0.7
MOST_FREE: Final = 99
"""Percent of a day's free time that can be kept free."""


class SolveOptionsPane(Container):
    """The options as fields; `request` reads them."""

    def __init__(self, this_week: date, defaults: PlanRequest) -> None:
        """`this_week` is the first day of the present week; `defaults` are shown at first."""
        super().__init__(id="options", classes="pane")
        self._this_week = this_week
        self._defaults = defaults
        self._other: date | None = None
        self._issues: list[Issue] = []
        """Errors that are shown at the fields."""

    def compose(self) -> ComposeResult:
        """Yield one row a field."""
        self.border_title = "Options"
        typed = _typed(self._defaults)
        yield FormRow("Week", Choice(self._week_options(), value="this", id="week"), paths={})
        engines = [(Content("HiGHS"), "highs"), (Content("CBC"), "cbc")]
        yield FormRow("Engine", Choice(engines, value=self._defaults.options.engine, id="engine"), paths={})
        time = Field(typed["time-limit"], id="time-limit", max_length=5, classes="number")
        yield FormRow("At most", time, paths={"time": ""}, note="seconds")
        gap = Field(typed["gap"], id="gap", max_length=5, classes="number")
        yield FormRow("Gap", gap, paths={"gap": ""}, note="% below the best")
        free = Field(typed["slack"], id="slack", max_length=5, classes="number")
        yield FormRow("Keep free", free, paths={"slack": ""}, note="% of free time")
        for name, note in _FACTORS:
            field = Field(typed[name], id=name, max_length=5, classes="number")
            yield FormRow(name.capitalize(), field, paths={name: ""}, note=note)

    def show_weeks(self, this_week: date) -> None:
        """Offer the weeks from `this_week` on; the app may have been open for longer than a week."""
        if this_week != self._this_week:
            self._this_week, self._other = this_week, None
            self._offer("this")

    def show_defaults(self, defaults: PlanRequest) -> None:
        """Begin with these from now on; what was typed is kept unless they are other ones than before."""
        before, self._defaults = self._defaults, defaults
        if (before.options, before.settings) != (defaults.options, defaults.settings):
            self.query_one("#engine", Choice).value = defaults.options.engine
            for name, text in _typed(defaults).items():
                self.query_one(f"#{name}", Field).value = text

    def choose(self, week: date) -> None:
        """Choose `week`, and offer it from now on."""
        near = next((name for name, known in self._near().items() if known == week), None)
        if near is None:
            self._other = week
        self._offer(near or "other")

    def request(self) -> PlanRequest | None:
        """Return what is asked for; None, with sentences at the fields, when that makes no sense.

        The first of them gets the focus.
        """
        request = self._read()
        focus_issue(self.query(FormRow), self._issues)
        return request

    def _read(self) -> PlanRequest | None:
        issues: list[Issue] = []
        typed = self.query_one("#time-limit", Field).value.strip()
        seconds = self._number("time-limit", "time", LONGEST_SECONDS, issues) if typed != NO_LIMIT else None
        gap = self._number("gap", "gap", WIDEST_PERCENT, issues)
        factors = {name: self._number(name, name, _highest(name), issues) for name, _ in _FACTORS}
        factors["slack"] = self._number("slack", "slack", MOST_FREE, issues) / 100
        show_issues(self.query(FormRow), issues)
        self._issues = issues
        if issues:
            return None
        engine: Literal["highs", "cbc"] = "cbc" if self.query_one("#engine", Choice).chosen == "cbc" else "highs"
        week = self._weeks()[self.query_one("#week", Choice).chosen]
        options = SolveOptions(engine=engine, gap=gap / 100, time_limit=seconds)
        return PlanRequest(week, options, self._defaults.settings.model_copy(update=factors))

    @on(Input.Changed)
    def _mended(self) -> None:
        """Check again as soon as something wrong is changed."""
        if self._issues:
            self._read()

    def _near(self) -> dict[str, date]:
        return {"this": self._this_week, "next": self._this_week + timedelta(days=7)}

    def _weeks(self) -> dict[str, date]:
        return self._near() if self._other is None else {**self._near(), "other": self._other}

    def _week_options(self) -> list[tuple[Content, str]]:
        words = {"this": "This: ", "next": "Next: "}
        return [
            (Content(words.get(name, "") + week_title(week).partition(" · ")[2]), name)
            for name, week in self._weeks().items()
        ]

    def _offer(self, name: str) -> None:
        """List the weeks again, with this one chosen."""
        choice = self.query_one("#week", Choice)
        choice.set_options(self._week_options())
        choice.value = "this" if name != "this" else "next"  # only another value makes a Select show its new words
        choice.value = name

    def _number(self, field: str, path: str, most: float, issues: list[Issue]) -> float:
        text = self.query_one(f"#{field}", Field).value.strip().replace(",", ".")
        try:
            value = float(text)
        except ValueError:
            issues.append((path, "must be a number"))
            return 0
        lowest = 0.1 if path == "time" else 0
        if not lowest <= value <= most:
            issues.append((path, f"must lie between {lowest:g} and {most}"))
        return value


def _highest(factor: str) -> float:
    return MOST_VARIETY if factor == "variety" else HIGHEST_FACTOR


def _typed(request: PlanRequest) -> dict[str, str]:
    """Return what stands in the fields for a request."""
    limit, settings = request.options.time_limit, request.settings
    return {
        "time-limit": NO_LIMIT if limit is None else number(limit),
        "gap": number(request.options.gap * 100, 3),
        "slack": number(settings.slack * 100, 3),
        **{name: exact(getattr(settings, name)) for name, _ in _FACTORS},
    }
