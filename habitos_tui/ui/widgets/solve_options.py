"""How to solve: which week, with which engine, for how long, how close to the best."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from habitos_tui.domain.plan import SolveOptions
from habitos_tui.domain.sentences import Issue
from habitos_tui.ui.presenters.dates import week_title
from habitos_tui.ui.widgets.fields import Choice, Field, FormRow, show_issues

LONGEST_SECONDS: Final = 3600
WIDEST_PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Wish:
    """What to solve and how."""

    week: date
    options: SolveOptions


class SolveOptionsPane(Container):
    """The options as fields; `wish` reads them."""

    def __init__(self, this_week: date) -> None:
        """`this_week` is the first day of the present week."""
        super().__init__(id="options", classes="pane")
        self._this_week = this_week
        self._other: date | None = None

    def compose(self) -> ComposeResult:
        """Yield one row a field."""
        self.border_title = "Options"
        yield FormRow("Week", Choice(self._week_options(), value="this", id="week"), paths={})
        engines = [(Content("HiGHS"), "highs"), (Content("CBC"), "cbc")]
        yield FormRow("Engine", Choice(engines, value="highs", id="engine"), paths={})
        time = Field("60", id="time-limit", max_length=5, classes="number")
        yield FormRow("At most", time, paths={"time": ""}, note="seconds")
        gap = Field("0.5", id="gap", max_length=5, classes="number")
        yield FormRow("Gap", gap, paths={"gap": ""}, note="% below the best")

    def show_weeks(self, this_week: date) -> None:
        """Offer the weeks from `this_week` on; the app may have been open for longer than a week."""
        if this_week != self._this_week:
            self._this_week, self._other = this_week, None
            self._offer("this")

    def choose(self, week: date) -> None:
        """Put the choice on `week`, which is offered from now on."""
        near = next((name for name, known in self._near().items() if known == week), None)
        if near is None:
            self._other = week
        self._offer(near or "other")

    def wish(self) -> Wish | None:
        """Return what is asked for; None, with sentences at the fields, when that makes no sense."""
        issues: list[Issue] = []
        seconds = self._number("#time-limit", "time", LONGEST_SECONDS, issues)
        gap = self._number("#gap", "gap", WIDEST_PERCENT, issues)
        show_issues(self.query(FormRow), issues)
        if issues:
            return None
        engine: Literal["highs", "cbc"] = "cbc" if self.query_one("#engine", Choice).chosen == "cbc" else "highs"
        week = self._weeks()[self.query_one("#week", Choice).chosen]
        return Wish(week, SolveOptions(engine=engine, gap=gap / 100, time_limit=seconds))

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
        """Write out the weeks anew, with this one chosen."""
        choice = self.query_one("#week", Choice)
        choice.set_options(self._week_options())
        choice.value = "this" if name != "this" else "next"  # only another value makes a Select show its new words
        choice.value = name

    def _number(self, selector: str, path: str, most: float, issues: list[Issue]) -> float:
        text = self.query_one(selector, Field).value.strip().replace(",", ".")
        try:
            value = float(text)
        except ValueError:
            issues.append((path, "must be a number"))
            return 0
        lowest = 0 if path == "gap" else 0.1
        if not lowest <= value <= most:
            issues.append((path, f"must lie between {lowest:g} and {most}"))
        return value
