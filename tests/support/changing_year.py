"""A year in which what is wanted changes every month, lived through the services with a clock moved from day to day.

Beside each change it notes, by the words of the glossary, from when it holds, so that `tests/support/recount.py` can
count again without a look at how wishes are stored.
"""

import random
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from habitos_tui.domain.model.agenda import PlannedSession
from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rhythm import Season
from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.errors import HabitosError
from tests.support.household import BEHAVIORS, accept_now, hand_made, make_behavior, make_household, placed, set_clock
from tests.support.noted import DAY, Calendar, Done, Planned, Record, Versions

BERLIN: Final = ZoneInfo("Europe/Berlin")
START: Final = date(2026, 9, 28)
"""Both changes of summer time, a year with 53 weeks and its end are in the year from here on."""
CHANGES: Final[tuple[dict[str, Any], ...]] = (
    {"target_per_week": 2},
    {"target_per_week": 5, "max_per_week": None},
    {"target_per_week": 7, "max_per_week": None, "min_gap_days": 0, "weekdays": tuple(range(7))},
    {"target_per_week": 14, "max_per_week": None, "min_gap_days": 0, "weekdays": tuple(range(7)), "max_per_day": 3},
    {"target_per_week": 3, "weekdays": (0, 1, 2, 3, 4)},
    {"target_per_week": 2, "weekdays": (1, 3, 5), "min_gap_days": 1},
    {"target_per_week": 0, "max_per_week": 7},
    {"min_minutes": 5, "typical_minutes": 20, "max_minutes": 40},
    {"min_minutes": 10, "typical_minutes": 60, "max_minutes": 120},
    {"energy_cost": 2.5},
    {"unit": "pages", "amount": 20},
    {"unit": "km", "amount": None},
    {"energy_cost": -1},
    {"impacts": {"health": 0.5, "social": -0.2}},
    {"impacts": {"productivity": 0.3, "learning": 0.8}},
    {"season": Season(first="10-10", last="02-29")},
    {"season": Season(first="03-15", last="10-20")},
    {"season": None},
)
STARTS: Final = ("05:15", "07:30", "12:15", "15:00", "18:30", "22:00")
BACKDATED_DAYS: Final = 9
DAY_END: Final = 2


class ChangingYear:
    """One person whose wishes change, and what an onlooker noted of it."""

    def __init__(self, directory: Path, seed: int, week_start: int = 0, change_every: int = 30) -> None:
        self.random = random.Random(seed)
        self.taste = random.Random(seed)
        """Of its own, so that ratings change nothing else of a life."""
        self.calendar = Calendar(Versions([(date.min, week_start)]))
        self.change_every = change_every
        self.household = make_household(directory, datetime.combine(START, time(7), BERLIN))
        preferences = Preferences(week_start=week_start, day_end=DAY_END * 60)
        self.space = self.household.open_workspace(self.household.accounts.create("alice", None, preferences))
        self.day = START - DAY
        self.sessions: tuple[PlannedSession, ...] = ()
        self.behaviors: dict[str, Versions] = {}
        self.made: dict[str, date] = {}
        self.archived: set[str] = set()
        for behavior in BEHAVIORS:
            counted = {"unit": "pages", "amount": 20} if behavior.id == "read" else {}
            self._add(behavior.model_copy(update={"strict_slots": False, **counted}))
        self.weights = {each.name: Versions([(date.min, each.weight)]) for each in self.space.objectives.all()}
        self.budgets = Versions([(date.min, preferences.energy_budget)])

    # Days

    def live(self, days: int) -> None:
        """Live so many days, each of them changed on, planned and logged on."""
        for _ in range(days):
            self.day += DAY
            self._live_a_day()

    def _live_a_day(self) -> None:
        self._at(6)
        number = (self.day - START).days
        place = number % self.change_every
        if self.calendar.begins(self.day):
            self._plan()
        if number % 29 == 17:
            self._go_away()
        if number % 11 == 5:
            self._rest()
        busy_month = 84 <= number < 112
        if place in {self.change_every // 2, self.change_every // 2 + 1} or (busy_month and number % 3 == 0):
            self._at(13)
            self._change_something()
        for behavior in list(self.behaviors):
            self._meet(behavior)
        self._at(23, 30)
        if self.random.random() < 0.1:
            self._back_date()
        if self.random.random() < 0.1:
            self._after_midnight()

    def _at(self, hour: int, minute: int = 0) -> None:
        set_clock(self.household, datetime.combine(self.day, time(hour, minute), BERLIN))

    def _active(self) -> list[str]:
        return [behavior for behavior in self.behaviors if behavior not in self.archived]

    def _plan(self) -> None:
        entries, length = [], (self.calendar.last(self.day) - self.day).days + 1
        asked = {behavior.id for behavior in self.space.planning.outline(self.day).behaviors}
        for behavior in (each for each in self._active() if each in asked):  # what rests all week is not
            wanted = self.space.behaviors.get(behavior)
            minutes = max(wanted.typical_minutes // 5 * 5, 5)
            days = self.random.sample(range(length), min(wanted.target_per_week, 6, length))
            entries += [(behavior, day, self.random.choice(STARTS), minutes) for day in days]
        if entries:
            self.sessions = accept_now(
                self.space, hand_made(self.space, self.day, placed(DEFAULT_SLOTS, tuple(entries)))
            )

    def _go_away(self) -> None:
        first = self.day - DAY * self.random.choice((0, 2))
        self.space.away.add(first, self.day + DAY * self.random.randrange(6))

    def _rest(self) -> None:
        """Pause a behavior, now and then for days gone by, or take it up again."""
        behavior, since = self.random.choice(self._active()), self.day - DAY * self.random.choice((0, 0, 3, 10))
        last = self.random.choice((None, since + DAY * self.random.randrange(20)))
        if self.space.pauses.on(behavior, self.day) is not None:
            self.space.pauses.resume(behavior)
        else:
            self._quietly(lambda: self.space.pauses.add(behavior, since, last, clear=self.random.random() < 0.5))

    def _meet(self, behavior: str) -> None:
        """Do, skip or miss what is planned of a behavior today; now and then do it anyway, or more than once."""
        if behavior in self.archived:
            return
        self._at(self.random.randrange(19, 23), self.random.randrange(60))
        for session in self.sessions:
            if (session.behavior, session.day) == (behavior, self.day):
                chance = self.random.random()
                if chance < 0.65:
                    self._done(behavior, session=session.id)
                elif chance < 0.75:
                    self._skip(behavior, session=session.id)
        while self.random.random() < 0.2:
            at = datetime.combine(self.day, time(self.random.randrange(3, 17), self.random.randrange(60)), BERLIN)
            if self._done(behavior, at=at) and self.random.random() < 0.1:
                self.space.history.undo()
                if self.random.random() < 0.5:
                    self.space.history.redo()
        if self.random.random() < 0.03:
            self._skip(behavior, day=self.day)

    def _done(self, behavior: str, **how: Any) -> bool:
        """Do something for some while; tell whether that was not refused, as a time that no clock showed is."""
        minutes = self.random.choice((5, 12, 20, 30, 45, 90, 150))
        amount = self.random.choice((None, 0, 2.5, 12)) if self.space.behaviors.get(behavior).unit else None
        how |= {"minutes": minutes, "amount": amount, "rating": self.taste.choice((None, 1, 2, 3, 4, 5))}
        return self._quietly(lambda: self.space.tracking.done(behavior, **how))

    def _skip(self, behavior: str, **what: Any) -> None:
        """Skip something, unless it is no longer planned."""
        self._quietly(lambda: self.space.tracking.skip(behavior, **what))

    def _back_date(self) -> None:
        day = self.day - DAY * self.random.randrange(1, BACKDATED_DAYS)
        self._done(self.random.choice(list(self.behaviors)), day=day)

    def _after_midnight(self) -> None:
        set_clock(self.household, datetime.combine(self.day + DAY, time(1, 30), BERLIN))
        self._done(self.random.choice(self._active()))

    @staticmethod
    def _quietly(action: Callable[[], object]) -> bool:
        """Do something that may be refused, and tell whether it was not."""
        try:
            action()
        except HabitosError:
            return False
        return True

    # Wishes

    def _change_something(self) -> None:
        """Change a wish; now and then take it back, and perhaps do it again."""
        before = self._noted()
        last = self.space.history.last()
        wishes = (self._put_away, self._weigh, self._allow, self._add_new, self._turn)
        self.random.choice((self._change, self._change, self._change, *wishes))()
        if self.space.history.last() == last or self.random.random() >= 0.3:
            return
        after = self._noted()
        self.space.history.undo()
        self._note(before)
        if self.random.random() < 0.5:
            self.space.history.redo()
            self._note(after)
        self.space = self.household.open_workspace(self.space.history.profile())

    def _noted(self) -> tuple[Any, ...]:
        return deepcopy((self.behaviors, self.made, self.archived, self.weights, self.budgets, self.calendar))

    def _note(self, noted: tuple[Any, ...]) -> None:
        self.behaviors, self.made, self.archived, self.weights, self.budgets, self.calendar = deepcopy(noted)

    def _from(self, from_now: bool) -> date:
        return self.day if from_now else self.calendar.last(self.day) + DAY

    def _wanted(self, behavior: str, *, from_now: bool) -> None:
        now = self.space.behaviors.get(behavior).model_dump() | {"active": behavior not in self.archived}
        since = self._from(from_now or not self.space.behaviors.has_history(behavior))
        if not now["active"]:  # what was to come no more comes
            now = self.behaviors[behavior].on(since - DAY) | {"active": False}
        self.behaviors[behavior].want(now, since)

    def _change(self) -> None:
        behavior, fields = self.random.choice(self._active()), self.random.choice(CHANGES)
        from_now = self.random.random() < 0.5
        changed = self.space.behaviors.get(behavior).model_copy(update=fields)
        if self._quietly(lambda: self.space.behaviors.update(changed, from_now=from_now)):
            self._wanted(behavior, from_now=from_now)

    def _put_away(self) -> None:
        if self.archived and self.random.random() < 0.7:
            behavior = self.random.choice(sorted(self.archived))
            self.space.behaviors.restore(behavior)
            self.archived.discard(behavior)
            self._wanted(behavior, from_now=True)
        elif len(self._active()) > 3:
            behavior, from_now = self.random.choice(self._active()), self.random.random() < 0.5
            self.space.behaviors.archive(behavior, from_now=from_now)
            self.archived.add(behavior)
            self._wanted(behavior, from_now=from_now)

    def _weigh(self) -> None:
        name, weight = self.random.choice(list(self.weights)), self.random.choice((0.0, 5.0, 40.0))
        from_now = self.random.random() < 0.5
        if sum(self.weights[other].of[-1][1] for other in self.weights if other != name):
            self.space.objectives.set_weight(name, weight, from_now=from_now)
            self.weights[name].want(weight, self._from(from_now))

    def _allow(self) -> None:
        budget, from_now = self.random.choice((None, 3.0, 9.5, 20.0)), self.random.random() < 0.5
        preferences = self.space.profile.preferences.model_copy(update={"energy_budget": (budget,) * 7})
        profile = self.household.accounts.save_preferences(self.space.profile, preferences, from_now=from_now)
        self.space = self.household.open_workspace(profile)
        self.budgets.want((budget,) * 7, self._from(from_now))

    def _turn(self) -> None:
        """Let weeks begin on another weekday."""
        weekday = self.random.randrange(7)
        preferences = self.space.profile.preferences.model_copy(update={"week_start": weekday})
        self.space = self.household.open_workspace(
            self.household.accounts.save_preferences(self.space.profile, preferences)
        )
        self.calendar.turn(weekday, self.day)

    def _add_new(self) -> None:
        if len(self.behaviors) < 9:
            self._add(make_behavior(f"new{len(self.behaviors)}", impacts={"health": 0.4}, energy_cost=1))

    def _add(self, behavior: Any) -> None:
        self.space.behaviors.add(behavior)
        self.behaviors[behavior.id] = Versions([(date.min, behavior.model_dump() | {"active": True})])
        self.made[behavior.id] = max(self.day, START)

    # What an onlooker sees

    def record(self) -> Record:
        """Return the log and the plans, with what was noted of wishes."""
        entries = [line.entry for line in self.space.tracking.log(limit=100_000)]
        done = [entry for entry in entries if isinstance(entry, Completion)]
        skips = [entry for entry in entries if isinstance(entry, Skip)]
        weeks = {self.calendar.first(START + DAY * day) for day in range((self.day - START).days + 8)}
        planned = [each for week in sorted(weeks) for each in self.space.planning.sessions(week)]
        return Record(
            now=self.household.clock.now().astimezone(UTC),
            today=self.day,
            day_began=datetime.combine(self.day, time(DAY_END), BERLIN).astimezone(UTC),
            calendar=self.calendar,
            behaviors=self.behaviors,
            made=self.made,
            weights=self.weights,
            budgets=self.budgets,
            done=[
                Done(c.behavior, c.day, c.minutes, c.session, c.amount, c.unit, c.context.slot, c.rating) for c in done
            ],
            skipped={(each.behavior, each.day) for each in skips},
            skipped_sessions={each.session for each in skips if each.session},
            planned=[Planned(each.id, each.behavior, each.day, each.slot, each.minutes) for each in planned],
            away={each.first + DAY * n for each in self.space.away.all() for n in range(each.days)},
            paused={(p.behavior, day) for p in self.space.pauses.all() for day in p.within(START, self.day + 14 * DAY)},
        )
