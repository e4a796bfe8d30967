"""Everything one person can do, in one place. Each service is loaded when it is first asked for something."""
# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from habitos_tui.domain.model.undo_entry import Author
from habitos_tui.services.store import Store

if TYPE_CHECKING:
    from habitos_tui.clock import Clock
    from habitos_tui.domain.model.profile import Profile
    from habitos_tui.services.advice import Advice
    from habitos_tui.services.away import TimeAway
    from habitos_tui.services.away_question import AwayQuestion
    from habitos_tui.services.behaviors import Behaviors
    from habitos_tui.services.busy_time import BusyTime
    from habitos_tui.services.calendar_export import CalendarExport
    from habitos_tui.services.calendars import Calendars
    from habitos_tui.services.dues import Dues
    from habitos_tui.services.first_days import FirstDaysOfUse
    from habitos_tui.services.history import History
    from habitos_tui.services.insights import Insights
    from habitos_tui.services.learning import LearningFromLog
    from habitos_tui.services.maximum_question import MaximumQuestion
    from habitos_tui.services.objectives import Objectives
    from habitos_tui.services.pauses import BehaviorPauses
    from habitos_tui.services.plan_editing import PlanEditing
    from habitos_tui.services.plan_overviews import PlanOverviews
    from habitos_tui.services.planning import Planning
    from habitos_tui.services.questions import Questions
    from habitos_tui.services.reminders import Reminders
    from habitos_tui.services.repairs import Repairs
    from habitos_tui.services.review import WeekReviews
    from habitos_tui.services.review_offer import ReviewOffer
    from habitos_tui.services.rules import Rules
    from habitos_tui.services.slots import Slots
    from habitos_tui.services.table_import import TableImport
    from habitos_tui.services.tags import Tags
    from habitos_tui.services.tasks import Tasks
    from habitos_tui.services.tracker_import import TrackerImport
    from habitos_tui.services.tracking import Tracking
    from habitos_tui.storage.database import Database


class Workspace:
    """The services of the person logged in. Preferences are those of `profile`: open a new one when they change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.profile: Profile = store.profile
        self.clock: Clock = store.clock

    @cached_property
    def behaviors(self) -> Behaviors:
        """What the person wants to do."""
        from habitos_tui.services.behaviors import Behaviors

        return Behaviors(self._store)

    @cached_property
    def dues(self) -> Dues:
        """When behaviors with a rhythm are due next."""
        from habitos_tui.services.dues import Dues

        return Dues(self._store)

    @cached_property
    def first_days(self) -> FirstDaysOfUse:
        """What was used of the app so far."""
        from habitos_tui.services.first_days import FirstDaysOfUse

        return FirstDaysOfUse(self._store)

    @cached_property
    def objectives(self) -> Objectives:
        """What it is good for."""
        from habitos_tui.services.objectives import Objectives

        return Objectives(self._store)

    @cached_property
    def rules(self) -> Rules:
        """What a week must keep to."""
        from habitos_tui.services.rules import Rules

        return Rules(self._store)

    @cached_property
    def slots(self) -> Slots:
        """Named parts of every day."""
        from habitos_tui.services.slots import Slots

        return Slots(self._store)

    @cached_property
    def busy_time(self) -> BusyTime:
        """What is taken already."""
        from habitos_tui.services.busy_time import BusyTime

        return BusyTime(self._store)

    @cached_property
    def maximum_question(self) -> MaximumQuestion:
        """Whether more is welcome of behaviors without a maximum."""
        from habitos_tui.services.maximum_question import MaximumQuestion

        return MaximumQuestion(self._store)

    @cached_property
    def planning(self) -> Planning:
        """Plans and the weeks they are for."""
        from habitos_tui.services.planning import Planning

        return Planning(self._store)

    @cached_property
    def plan_overviews(self) -> PlanOverviews:
        """What a plan reaches and lacks, without solving."""
        from habitos_tui.services.plan_overviews import PlanOverviews

        return PlanOverviews(self._store, self.planning)

    @cached_property
    def plan_editing(self) -> PlanEditing:
        """Changing a plan by hand."""
        from habitos_tui.services.plan_editing import PlanEditing

        return PlanEditing(self._store, self.planning, self.questions)

    @cached_property
    def questions(self) -> Questions:
        """Why a plan is as it is, and what else there could be."""
        from habitos_tui.services.questions import Questions

        return Questions()

    @cached_property
    def tracking(self) -> Tracking:
        """Logging what was done."""
        from habitos_tui.services.tracking import Tracking

        return Tracking(self._store, self.planning)

    @cached_property
    def tasks(self) -> Tasks:
        """What is to be done once."""
        from habitos_tui.services.tasks import Tasks

        return Tasks(self._store, self.tracking, self.planning)

    @cached_property
    def away(self) -> TimeAway:
        """Days of absence."""
        from habitos_tui.services.away import TimeAway

        return TimeAway(self._store)

    @cached_property
    def reminders(self) -> Reminders:
        """What is next or due."""
        from habitos_tui.services.reminders import Reminders

        return Reminders(self.clock, self.tracking, self.behaviors, self.dues)

    @cached_property
    def calendar_export(self) -> CalendarExport:
        """The plan for other programs' calendars."""
        from habitos_tui.services.calendar_export import CalendarExport

        return CalendarExport(self.profile, self.clock, self.tracking)

    @cached_property
    def tracker_import(self) -> TrackerImport:
        """What other habit trackers have kept."""
        from habitos_tui.services.quick_lines import context_of
        from habitos_tui.services.tracker_import import TrackerImport

        return TrackerImport(self._store, self.behaviors, lambda: context_of(self))

    @cached_property
    def table_import(self) -> TableImport:
        """Tables of what was done, made in a spreadsheet or written by an export."""
        from habitos_tui.services.quick_lines import context_of
        from habitos_tui.services.table_import import TableImport

        return TableImport(self._store, self.behaviors, lambda: context_of(self))

    @cached_property
    def calendars(self) -> Calendars:
        """Calendars that busy time is read from."""
        from habitos_tui.services.calendars import Calendars

        return Calendars(self._store)

    @cached_property
    def pauses(self) -> BehaviorPauses:
        """Days on which single behaviors rest."""
        from habitos_tui.services.pauses import BehaviorPauses

        return BehaviorPauses(self._store)

    @cached_property
    def away_question(self) -> AwayQuestion:
        """Whether days on which nobody looked were days away."""
        from habitos_tui.services.away_question import AwayQuestion

        return AwayQuestion(self._store, self.away)

    @cached_property
    def insights(self) -> Insights:
        """What the log says."""
        from habitos_tui.services.insights import Insights

        return Insights(self._store, self.tracking, self.planning)

    @cached_property
    def advice(self) -> Advice:
        """What might work better."""
        from habitos_tui.services.advice import Advice

        return Advice(self._store, self.tracking, self.insights)

    @cached_property
    def reviews(self) -> WeekReviews:
        """Looking back on a week that is over."""
        from habitos_tui.services.review import WeekReviews

        return WeekReviews(self._store, self.planning, self.advice)

    @cached_property
    def tags(self) -> Tags:
        """Words of the person's own."""
        from habitos_tui.services.tags import Tags

        return Tags(self._store)

    @cached_property
    def review_offer(self) -> ReviewOffer:
        """Whether to offer a look back."""
        from habitos_tui.services.review_offer import ReviewOffer

        return ReviewOffer(self.reviews)

    @cached_property
    def learning(self) -> LearningFromLog:
        """What plans learn from the log."""
        from habitos_tui.services.learning import LearningFromLog

        return LearningFromLog(self._store)

    @cached_property
    def repairs(self) -> Repairs:
        """Making an impossible week possible."""
        from habitos_tui.services.repairs import Repairs

        return Repairs(self._store, self.planning)

    @cached_property
    def history(self) -> History:
        """Undo and redo."""
        from habitos_tui.services.history import History

        return History(self._store)


def open_workspace(
    database: Database, profile: Profile, clock: Clock, author: Author = Author.PERSON, *, guest: bool = False
) -> Workspace:
    """Return the services of `profile`; `author` is who makes the changes, a `guest` one in restricted mode."""
    return Workspace(Store.of(database, profile, clock, author, guest=guest))
