"""A person: the unit of privacy and of planning."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from habitos_tui.domain.model.app_settings import AppSettings
from habitos_tui.domain.model.base import Day, DayEnd, FrozenModel, Name
from habitos_tui.domain.model.problem import Budget, Notice, PlanSettings
from habitos_tui.domain.model.weeks import Weeks

DEFAULT_ENERGY_BUDGET = (12.0, 12.0, 12.0, 12.0, 12.0, 16.0, 16.0)
"""By weekday, Monday first."""


class Preferences(FrozenModel):
    """How a profile's weeks are cut and planned, and what the app is like for it."""

    week_start: Day = 0
    """Weekday that weeks begin on, Monday = 0; after a change those from the one after next on, see `Profile.weeks`."""
    day_end: DayEnd = 0
    """Until when the day before goes on; "HH:MM" in files."""
    grid_minutes: Literal[5, 10, 15] = 5
    transition_minutes: Annotated[int, Field(ge=0, le=240)] = 5
    notice_minutes: Notice = 15
    """How soon from now a plan begins something new at the earliest."""
    energy_budget: Annotated[tuple[Budget | None, ...], Field(min_length=7, max_length=7)] = DEFAULT_ENERGY_BUDGET
    """Energy points a day by weekday, Monday first; None sets no budget."""
    learning: bool = True
    """Whether plans use the chances that the log shows."""
    settings: PlanSettings = PlanSettings()
    app: AppSettings = AppSettings()
    """What the app looks like and does."""
    hints: bool = True
    """Whether a line tells, in the first days, what there is."""
    maximum_undecided: bool = False
    """Whether it is still to be asked if behaviors without a maximum are welcome more often than they are wanted.

    Once they were planned as often as they paid.
    """


class Profile(FrozenModel):
    """Who is logged in; `protected` tells whether a password is set."""

    id: UUID
    name: Name
    protected: bool
    preferences: Preferences = Preferences()
    weeks: Weeks = Weeks()
    """Which days are a week: past ones stay as they were when the preferences say another first weekday."""
