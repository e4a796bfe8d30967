"""What the services of one person share: the profile, the clock and the repositories."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from habitos_tui.clock import Clock
from habitos_tui.domain.insight.evidence import Span
from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.model.undo_entry import Author, UndoKind
from habitos_tui.domain.model.week import local_day
from habitos_tui.domain.model.wishes import Wishes
from habitos_tui.services.wishes import note_wishes
from habitos_tui.storage.away import AwayRepository
from habitos_tui.storage.behaviors import BehaviorRepository
from habitos_tui.storage.calendar import CalendarRepository
from habitos_tui.storage.calendar_sources import CalendarSourceRepository
from habitos_tui.storage.completions import CompletionRepository
from habitos_tui.storage.database import Database
from habitos_tui.storage.dismissals import DismissalRepository
from habitos_tui.storage.journal import JournalRepository
from habitos_tui.storage.objectives import ObjectiveRepository
from habitos_tui.storage.offered_reviews import OfferedReviewRepository
from habitos_tui.storage.pauses import PauseRepository
from habitos_tui.storage.plans import PlanRepository
from habitos_tui.storage.promises import PromiseRepository
from habitos_tui.storage.rules import RuleRepository
from habitos_tui.storage.seen_days import SeenDayRepository
from habitos_tui.storage.statistics import StatisticsRepository
from habitos_tui.storage.wishes import WishRepository

COALESCE_WINDOW: Final = timedelta(seconds=5)
"""Between two presses of a key that are one change."""


@dataclass(slots=True)
class PendingChange:
    """What is being changed; its label and kind may become clear only on the way."""

    label: str
    kind: UndoKind = UndoKind.CHANGE


@dataclass(frozen=True, slots=True)
class Store:
    """One profile's data. Whatever a person changes, a service changes inside of `change`."""

    database: Database
    profile: Profile
    clock: Clock
    behaviors: BehaviorRepository
    objectives: ObjectiveRepository
    rules: RuleRepository
    calendar: CalendarRepository
    calendar_sources: CalendarSourceRepository
    plans: PlanRepository
    completions: CompletionRepository
    away: AwayRepository
    pauses: PauseRepository
    statistics: StatisticsRepository
    wishes: WishRepository
    dismissals: DismissalRepository
    seen_days: SeenDayRepository
    offered_reviews: OfferedReviewRepository
    promises: PromiseRepository
    journal: JournalRepository
    author: Author
    """Who makes the changes."""
    guest: bool
    """Whether that is somebody in restricted mode."""

    @classmethod
    def of(
        cls,
        database: Database,
        profile: Profile,
        clock: Clock,
        author: Author = Author.PERSON,
        *,
        guest: bool = False,
    ) -> "Store":
        """Return the data of `profile`, which `author` changes, a `guest` in restricted mode perhaps.

        Nothing in it reaches another profile.
        """
        return cls(
            database,
            profile,
            clock,
            BehaviorRepository(database, profile.id),
            ObjectiveRepository(database, profile.id),
            RuleRepository(database, profile.id),
            CalendarRepository(database, profile.id),
            CalendarSourceRepository(database, profile.id),
            PlanRepository(database, profile.id),
            CompletionRepository(database, profile.id),
            AwayRepository(database, profile.id),
            PauseRepository(database, profile.id),
            StatisticsRepository(database, profile.id),
            WishRepository(database, profile.id),
            DismissalRepository(database, profile.id),
            SeenDayRepository(database, profile.id),
            OfferedReviewRepository(database, profile.id),
            PromiseRepository(database, profile.id),
            JournalRepository(database, profile.id),
            author,
            guest,
        )

    @contextmanager
    def change(
        self,
        label: str = "",
        kind: UndoKind = UndoKind.CHANGE,
        *,
        coalesce: bool = False,
        from_now: bool = False,
    ) -> Iterator[PendingChange]:
        """One unit of work that is undone as one, under a label such as "Archived “Run”".

        Where a change calls for others they are all one, with label and kind of the outermost. With `coalesce`
        it is part of the change right before it, if that has the same label and was made a moment ago: as when a key is
        pressed several times in a row. What is wanted now is noted with it, as holding from the next week on, or
        `from_now` on; see `services/wishes.py`.
        """
        with self.database.unit():
            if coalesce:
                self.journal.coalesce(label, self.clock.now() - COALESCE_WINDOW, self.author)
            pending = PendingChange(label, kind)
            yield pending
            note_wishes(self, from_now=from_now)
            self.journal.label(pending.label, self.clock.now(), pending.kind, self.author)

    def day_of(self, moment: datetime) -> date:
        """Return the day that a local moment belongs to; days end when those of the person do."""
        return local_day(moment, self.profile.preferences.day_end)

    def today(self) -> date:
        """Return the day that it is."""
        return self.day_of(self.clock.now())

    def days_seen(self, span: Span) -> frozenset[date]:
        """Return the days of a span on which the person was there: see `SeenDayRepository.days_seen`."""
        return self.seen_days.days_seen(span)

    def all_wishes(self) -> Wishes:
        """Return everything that was ever wanted."""
        with self.database.reading():
            return self.database.once((self.profile.id, "wishes"), self._all_wishes)

    def _all_wishes(self) -> Wishes:
        return self.wishes.all(self.behaviors.all(), self.behaviors.all(archived=True))

    def names(self) -> dict[str, str]:
        """Return the name of every behavior by its id, archived ones included."""
        return {behavior.id: behavior.name for behavior in (*self.behaviors.all(), *self.behaviors.all(archived=True))}
