"""A year of history for a profile: planned week by week, and done, skipped and missed as a person would.

Everybody follows their own hidden habits, which depend on nothing but the names of their behaviors and of their slots:
how likely each is done where, how long it really takes, how good it feels. They get steadier over the year, have good
and bad days, find Fridays hard, do one thing more easily after another of its kind, and go on vacation once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta
from random import Random
from typing import Final
from uuid import UUID

from habitos_tui.clock import Clock
from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.away import Away, AwayReason
from habitos_tui.domain.model.base import DAYS
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion, Context, Skip
from habitos_tui.domain.model.profile import Profile
from habitos_tui.domain.model.week import Slot, on_grid, slot_at
from habitos_tui.services.store import Store
from habitos_tui.services.workspace import open_workspace
from habitos_tui.storage.database import Database

WEEKS: Final = 52
VACATION: Final = range(31, 33)
"""Weeks, counted from the first, spent away."""
FRIDAY: Final = 4
GOOD_NOTES: Final = ("Felt great", "Easier than last week", "In the zone", "Good company", "Worth getting up for")
BAD_NOTES: Final = ("Tired", "Cut short", "Hard to begin", "Too much noise", "Mind was elsewhere")
REASONS: Final = ("Too tired", "A cold", "Work ran late", "Visitors", "")


@dataclass(slots=True)
class SimulatedLog:
    """What was planned and what became of it."""

    sessions: list[PlannedSession] = field(default_factory=list)
    completions: list[Completion] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    absences: list[Away] = field(default_factory=list)


def live_demo_year(database: Database, profile: Profile, clock: Clock, weeks: int = WEEKS) -> None:
    """Fill the weeks before the present one of a profile that has behaviors and slots, and nothing in those weeks."""
    store = Store.of(database, profile, clock)
    with database.unit():
        today = open_workspace(database, profile, clock).tracking.today()
        first = profile.weeks.away(today, -weeks)
        record = _Year(store, Random(f"{profile.name} {first}")).live(first, weeks)  # noqa: S311 - no secret
        store.plans.change_sessions(added=record.sessions, changed=(), removed=())
        store.completions.add_all(record.completions)
        store.completions.add_skips(record.skips)
        for absence in record.absences:
            store.away.add(absence)
        store.journal.forget()


class _Year:
    """Simulates the weeks in order."""

    def __init__(self, store: Store, random: Random) -> None:
        self.clock = store.clock
        self.random = random
        self.grid = store.profile.preferences.grid_minutes
        self.pause = store.profile.preferences.transition_minutes
        self.slots = store.calendar.slots()
        self.busy = store.calendar.busy()
        self.habits = [_Habit(behavior, self.slots) for behavior in store.behaviors.all()]
        self.record = SimulatedLog()

    def live(self, first: date, weeks: int) -> SimulatedLog:
        """Return what was planned and done in so many weeks from `first` on."""
        for number in range(weeks):
            if number not in VACATION:
                planned = sorted(self.plan(first + timedelta(weeks=number)), key=lambda s: (s.day, s.start))
                self.record.sessions += planned
                self.do(planned, progress=number / weeks)
        if weeks >= VACATION.stop:
            away = [first + timedelta(weeks=number) for number in (VACATION.start, VACATION.stop)]
            self.record.absences.append(
                Away(id=self.new_id(), first=away[0], last=away[1] - timedelta(days=1), reason=AwayReason.VACATION)
            )
        return self.record

    def plan(self, week: date) -> Iterator[PlannedSession]:
        """Yield the sessions of a week, mostly in the slots that behaviors prefer, none over another."""
        taken = {week + timedelta(days=day): self.busy_on(week + timedelta(days=day)) for day in DAYS}
        for habit in self.habits:
            behavior = habit.behavior
            days = [day for day in taken if day.weekday() in behavior.weekdays]
            for day in sorted(self.random.sample(days, min(behavior.target_per_week, len(days)))):
                minutes = on_grid(behavior.typical_minutes, self.grid)
                place = self.place(habit, minutes, taken[day])
                if place is not None:
                    slot, start = place
                    taken[day].append((start - self.pause, start + minutes + self.pause))
                    yield PlannedSession(
                        id=self.new_id(), behavior=behavior.id, day=day, slot=slot.name, start=start, minutes=minutes
                    )

    def busy_on(self, day: date) -> list[tuple[int, int]]:
        """Return what is taken of a day from the outset."""
        return [(block.start, block.end) for block in self.busy if block.weekday == day.weekday()]

    def place(self, habit: "_Habit", minutes: int, taken: Sequence[tuple[int, int]]) -> tuple[Slot, int] | None:
        """Return a slot and a start where there is room, None where there is none."""
        wanted = [slot for slot in self.slots if slot.name in habit.behavior.preferred_slots]
        others = [] if habit.behavior.strict_slots else [slot for slot in self.slots if slot not in wanted]
        self.random.shuffle(others)
        order = [*wanted, *others] if self.random.random() < 0.75 else [*others, *wanted]
        for slot in order:
            for start in range(on_grid(slot.start, self.grid), slot.end - minutes + 1, self.grid):
                if all(start + minutes <= begin or end <= start for begin, end in taken):
                    return slot, start
        return None

    def do(self, planned: Sequence[PlannedSession], progress: float) -> None:
        """Do, skip or miss the sessions of a week; `progress` is how much of the year is over, 0 to 1."""
        by_id = {habit.behavior.id: habit for habit in self.habits}
        day, mood, begun = date.min, 0.0, dict[str, bool]()
        for session in planned:
            if session.day != day:
                day, mood, begun = session.day, self.random.gauss(0, 0.08), {}
            habit = by_id[session.behavior]
            kind = habit.behavior.category
            drawn_along = {True: 0.15, False: -0.3, None: 0.0}[begun.get(kind)]
            chance = habit.chance(session) + mood + 0.12 * (progress - 0.5) + drawn_along
            begun[kind] = self.random.random() < min(0.97, chance)
            if begun[kind]:
                self.record.completions.append(self.completion(habit, session, mood))
            elif self.random.random() < 0.25:
                self.record.skips.append(self.skip(session))

    def completion(self, habit: "_Habit", session: PlannedSession, mood: float) -> Completion:
        """Return how a session went."""
        start = session.start + self.random.choice((-5, 0, 0, 0, 5, 10, 20))
        minutes = round(session.minutes * habit.slowness * self.random.lognormvariate(0, 0.15))
        slot = slot_at(self.slots, start)
        felt = habit.joy(slot) + 6 * mood + self.random.gauss(0, 0.7)
        rating = min(5, max(1, round(felt))) if self.random.random() < 0.7 else None
        return Completion(
            id=self.new_id(),
            behavior=session.behavior,
            day=session.day,
            done_at=self.clock.at(session.day, start).astimezone(UTC),
            start=start,
            minutes=minutes,
            rating=rating,
            note=self.note(felt),
            session=session.id,
            context=Context(
                slot=slot,
                weekday=session.day.weekday(),
                planned_minutes=session.minutes,
                planned_start=session.start,
                energy_before=self.random.choice((None, None, None, 2, 3, 3, 4, 5)),
            ),
        )

    def skip(self, session: PlannedSession) -> Skip:
        """Return the skip of a session."""
        return Skip(
            id=self.new_id(),
            behavior=session.behavior,
            day=session.day,
            recorded_at=self.clock.at(session.day, session.start).astimezone(UTC),
            reason=self.random.choice(REASONS),
            session=session.id,
        )

    def note(self, felt: float) -> str:
        """Return a remark, mostly none."""
        if self.random.random() > 0.1:
            return ""
        return self.random.choice(GOOD_NOTES if felt > 3.5 else BAD_NOTES)

    def new_id(self) -> UUID:
        """Return the next id."""
        return UUID(int=self.random.getrandbits(128), version=4)


class _Habit:
    """The hidden habits of a person with one behavior."""

    def __init__(self, behavior: Behavior, slots: Sequence[Slot]) -> None:
        nature = Random(behavior.id)  # noqa: S311 - no secret
        self.behavior = behavior
        self.reliability = nature.uniform(0.7, 0.95)
        self.slowness = nature.choice((0.85, 0.95, 1.0, 1.05, 1.2, 1.35))
        self.weekend = nature.uniform(-0.15, 0.1)
        self.ease = {
            slot.name: nature.uniform(-0.05, 0.1) if behavior.prefers(slot.name) else nature.uniform(-0.45, 0.05)
            for slot in slots
        }
        self.pleasure = nature.uniform(3.0, 4.2)

    def chance(self, session: PlannedSession) -> float:
        """Return how likely a session gets done on an ordinary day."""
        weekday = session.day.weekday()
        effect = self.weekend if weekday > FRIDAY else -0.12 if weekday == FRIDAY else 0.0
        return self.reliability + self.ease.get(session.slot or "", 0.0) + effect

    def joy(self, slot: str | None) -> float:
        """Return how good it feels in a slot, on the scale of the ratings."""
        return self.pleasure + 3 * self.ease.get(slot or "", 0.0)
