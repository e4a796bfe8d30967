"""What the log says at a glance: each of the last weeks in figures, and this week behavior by behavior."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Final

from habitos_tui.domain.agenda import AgendaItem, DayAgenda, SessionState
from habitos_tui.domain.behavior import Behavior
from habitos_tui.text import clean
from habitos_tui.ui.presenters.marks import Mark, mark_of

WEEKS: Final = 4
"""Weeks looked back on, the present one included."""

DAYS_A_WEEK: Final = 7

NOTHING_YET: Final = "Nothing logged in the last four weeks. Press 1 to see today and mark a session done with space."


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week in figures: sessions done of those that counted (not skipped, not away), minutes, and the mean rating."""

    start: date
    done: int
    counted: int
    skipped: int
    missed: int
    minutes: int
    rating: float | None
    """None without a single rating."""


@dataclass(frozen=True, slots=True)
class BehaviorLine:
    """How often a behavior was done this week, against its target."""

    id: str
    name: str
    mark: Mark
    done: int
    target: int
    minutes: int
    last: date | None
    """When it was done last, within the weeks looked back on."""


@dataclass(frozen=True, slots=True)
class InsightsView:
    """Everything the Insights screen draws."""

    today: date
    weeks: tuple[WeekLine, ...]
    """The present week first."""
    behaviors: tuple[BehaviorLine, ...]

    EMPTY: ClassVar["InsightsView"]

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to say yet."""
        return not any(week.counted or week.skipped for week in self.weeks)


InsightsView.EMPTY = InsightsView(date.min, (), ())


def first_day(this_week: date) -> date:
    """Return the first of the days looked back on, for the first day of the present week."""
    return this_week - timedelta(days=DAYS_A_WEEK * (WEEKS - 1))


def insights_view(days: Sequence[DayAgenda], behaviors: Sequence[Behavior], today: date) -> InsightsView:
    """Return the view of whole weeks of `days`, oldest first, the last of them the present one."""
    weeks = [days[begin : begin + DAYS_A_WEEK] for begin in range(0, len(days), DAYS_A_WEEK)]
    present = weeks[-1] if weeks else ()
    lines = [_behavior_line(behavior, present, days) for behavior in behaviors]
    return InsightsView(today, tuple(_week_line(week) for week in reversed(weeks)), tuple(lines))


def _week_line(days: Sequence[DayAgenda]) -> WeekLine:
    items = [item for day in days for item in day.items]
    done = [item for item in items if item.state is SessionState.DONE]
    skipped = sum(item.state is SessionState.SKIPPED for item in items)
    away = sum(item.state is SessionState.AWAY for item in items)
    ratings = [item.completion.rating for item in done if item.completion is not None and item.completion.rating]
    return WeekLine(
        start=days[0].day,
        done=len(done),
        counted=len(items) - skipped - away,
        skipped=skipped,
        missed=sum(item.state is SessionState.MISSED for item in items),
        minutes=sum(item.minutes for item in done),
        rating=sum(ratings) / len(ratings) if ratings else None,
    )


def _behavior_line(behavior: Behavior, week: Sequence[DayAgenda], days: Sequence[DayAgenda]) -> BehaviorLine:
    done = [item for day in week for item in day.items if _is_done(item, behavior)]
    lived = (day.day for day in days if any(_is_done(item, behavior) for item in day.items))
    return BehaviorLine(
        id=behavior.id,
        name=clean(behavior.name),
        mark=mark_of(behavior.category),
        done=len(done),
        target=behavior.target_per_week,
        minutes=sum(item.minutes for item in done),
        last=max(lived, default=None),
    )


def _is_done(item: AgendaItem, behavior: Behavior) -> bool:
    return item.state is SessionState.DONE and item.behavior.id == behavior.id
