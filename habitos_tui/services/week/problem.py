"""Makes the frozen problem of one week from what a profile holds; pure.

Profiles count weekdays from Monday and know any minute; a problem counts days from the week's first and lies on
the grid. Busy time is rounded outwards, slots inwards.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from habitos_tui.domain.model.agenda import BusyDayOff, DatedBusy, PlannedSession, WeeklyBusy
from habitos_tui.domain.model.away import Away
from habitos_tui.domain.model.base import DAYS, LAST_MINUTE, MINUTES_PER_DAY, ONE_DAY, TO_LAST_DAY
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion
from habitos_tui.domain.model.month_date import LONGEST_MONTH
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.pause import Pause, paused_days
from habitos_tui.domain.model.problem import (
    STABILITY_WHEN_REPLANNING,
    Adherence,
    FixedSession,
    NotBefore,
    PreviousSession,
    Problem,
)
from habitos_tui.domain.model.profile import Preferences
from habitos_tui.domain.model.rule import LONGEST_NAME, Rule, Scope, ScopedRule
from habitos_tui.domain.model.validation import validated
from habitos_tui.domain.model.week import Busy, Slot, on_grid, slot_at
from habitos_tui.domain.model.weeks import Weeks
from habitos_tui.domain.planning.week_in_rhythm import Happening, in_week, out_of_season
from habitos_tui.domain.text.phrasing import capital
from habitos_tui.domain.text.rule_phrasing import tagged
from habitos_tui.errors import InvalidInputError
from habitos_tui.insight.adherence import Chances
from habitos_tui.services.week.away import LostDays, away_busy, days_of_week, next_week_busy
from habitos_tui.services.week.chances import week_chances
from habitos_tui.services.week.imminent import imminent
from habitos_tui.services.week.soon_due import soon_after_due
from habitos_tui.services.week.tasks import TaskProgress, TaskWeek
from habitos_tui.services.week.weekdays import turn_behavior, turn_rule, turn_values
from habitos_tui.services.week.within_reach import within_reach
from habitos_tui.text import first_characters


@dataclass(frozen=True, slots=True)
class Instant:
    """A place in a week: `day` counts from its first day, `minute` is minutes after that day's midnight."""

    day: int
    minute: int


@dataclass(frozen=True, slots=True)
class WeekMaterial:
    """Everything a week's problem is made of, in the profile's own terms."""

    week: date
    weeks: Weeks
    """Which days are a week; the present one may be cut."""
    preferences: Preferences
    slots: tuple[Slot, ...]
    busy: tuple[WeeklyBusy, ...]
    objectives: tuple[Objective, ...]
    behaviors: tuple[Behavior, ...]
    """The active ones, in the user's order."""
    rules: tuple[Rule, ...]
    archived: tuple[Behavior, ...] = ()
    dated: tuple[DatedBusy, ...] = ()
    """Of this week and the days right before and after it."""
    days_off: tuple[BusyDayOff, ...] = ()
    """As `dated`."""
    absences: tuple[Away, ...] = ()
    """Those with a day of this week."""
    pauses: tuple[Pause, ...] = ()
    """Those with a day of this week, or of the month after it."""
    completions: tuple[Completion, ...] = ()
    """Of this week."""
    locked: tuple[PlannedSession, ...] = ()
    """Sessions the user locked that can still happen."""
    previous: tuple[PlannedSession, ...] = ()
    """Accepted sessions still ahead that may be moved; empty when the week is planned from scratch."""
    chances: Chances | None = None
    """What was learned; None where the usual chances hold."""
    now: Instant | None = None
    """None unless the week is under way."""
    begins: int = 0
    """In the first week of a profile the day from which on it was planned first."""
    asks_from: int = 0
    """The day from which on that week asks for behaviors: the next one where too little was left of that day."""
    over: int | None = None
    """Days before this one have gone by; None where `now` tells."""
    days_before: Mapping[str, Sequence[date]] = field(default_factory=dict)
    """By behavior with a rhythm: when it was done before the week, or is planned until then; a day for each session."""
    away_later: Collection[date] = ()
    """Days of absence after the week, as far as a rhythm asks for them."""
    replanning: bool = False
    at_once: bool = False
    """Whether a new session may begin this minute: it is placed by hand."""
    tasks: Mapping[str, TaskProgress] = field(default_factory=dict)
    """How far tasks are outside of this week, by behavior."""

    @property
    def lost(self) -> LostDays:
        """The days that nothing can be asked of."""
        today = 0 if self.now is None else self.now.day
        over = today if self.over is None else self.over
        return LostDays(self.away, self.begins, self.asks_from, over, len(self.days))

    @property
    def days(self) -> range:
        """The days of this week, counted from its first: one that is cut leaves the others to the next."""
        return DAYS[: self.weeks.length(self.week)]

    @property
    def away(self) -> frozenset[int]:
        """The days of absence among them; what comes after a cut week says nothing of it."""
        return days_of_week(self.absences, self.week).intersection(self.days)

    def paused(self, behavior_id: str) -> frozenset[int]:
        """Return the days of this week, counted from its first, on which a behavior is paused."""
        found = paused_days(self.pauses, behavior_id, self.week, self.week + TO_LAST_DAY)
        return frozenset((day - self.week).days for day in found).intersection(self.days)

    def rests(self, behavior: Behavior) -> bool:
        """Tell whether a behavior is paused on all of its days in this week, so that it is no part of it."""
        paused = self.paused(behavior.id)
        return bool(paused) and paused.issuperset(set(self._turned(behavior).weekdays).intersection(self.days))

    def lost_of(self, behavior: Behavior) -> LostDays:
        """Return the days on which nothing can be asked of a behavior."""
        lost = self.lost
        return replace(lost, away=lost.away | self.paused(behavior.id))

    def task_week(self, behavior: Behavior) -> TaskWeek | None:
        """Return what this week has to do with a task of the profile; None for what is not to be done once."""
        if behavior.task is None:
            return None
        return TaskWeek(
            self._on_its_days(turn_behavior(behavior, -self.week.weekday())),
            behavior.task,
            self.week,
            0 if self.now is None else self.now.day,
            self.preferences.grid_minutes,
            self.lost_of(behavior).shut,
            _fixed(self, {behavior.id}),
            self.tasks.get(behavior.id, TaskProgress()),
        )

    def asked_of(self, behavior: Behavior) -> Behavior:
        """Return a behavior of the profile as this week has it, its weekdays counted from the week's first."""
        if (task := self.task_week(behavior)) is not None:
            return task.as_asked(objective.name for objective in self.objectives if objective.weight)
        asks_from = max(self.begins, self.asks_from)
        done = sum(c.behavior == behavior.id and (c.day - self.week).days < asks_from for c in self.completions)
        happening = self._happening(behavior.id)
        asked = in_week(behavior, happening).as_planned()
        turned, gone = turn_behavior(asked, -self.week.weekday()), out_of_season(behavior, happening)
        lost = self.lost_of(behavior)
        return self._on_its_days(replace(lost, away=lost.away | gone).asked_of(turned, done), gone)

    def usually_asked_of(self, behavior: Behavior) -> Behavior:
        """Return the same as if none of its days were lost."""
        whole = Weeks(self.week.weekday())
        return replace(self, absences=(), away_later=(), pauses=(), begins=0, asks_from=0, weeks=whole).asked_of(
            behavior
        )

    def _happening(self, behavior: str) -> Happening:
        """Return the week as a rhythm looks at it."""
        paused = paused_days(self.pauses, behavior, self.week, self.week + LONGEST_MONTH * ONE_DAY)
        return Happening(
            self.week,
            self.weeks,
            self.days_before.get(behavior, ()),
            [completion.day for completion in self.completions if completion.behavior == behavior],
            None if self.now is None else self.week + timedelta(days=self.now.day),
            {*(self.week + timedelta(days=day) for day in self.away), *self.away_later, *paused},
        )

    def asked_by(self, rule: Rule) -> Rule | None:
        """Return a rule of the profile as this week has it, its days counted from the week's first; None without any.

        Behaviors that are put away, or rest all week, are not in it.
        """
        gone = {behavior.id for behavior in self.archived} | {b.id for b in self.behaviors if self.rests(b)}
        kept = self._without_tag(rule.without(gone))
        return None if kept is None else self.lost.within(turn_rule(kept, -self.week.weekday()), self._idle(rule))

    def _without_tag(self, rule: Rule | None) -> Rule | None:
        """Return a rule about a tag as one about the behaviors that have it here, which still says the tag.

        None where none of them takes part in the week.
        """
        if not isinstance(rule, ScopedRule) or rule.scope.tag is None:
            return rule
        here = (*(b for b in self.behaviors if not self.rests(b)), *_done_all_the_same(self))
        behaviors = tuple(behavior.id for behavior in here if rule.scope.picks(behavior))
        name = f"{rule.name} ({tagged(rule.scope.tag)})" if rule.name else capital(tagged(rule.scope.tag))
        update = (
            {"scope": Scope(behaviors=behaviors), "name": first_characters(name, LONGEST_NAME)} if behaviors else {}
        )
        return rule.model_copy(update=update) if update else None

    def _idle(self, rule: Rule) -> frozenset[int]:
        """Return the days on which pauses leave a rule without a meaning: all it counts rest, or its cue does."""
        if rule.cue is not None:
            return self.paused(rule.cue[0])
        if not isinstance(rule, ScopedRule):
            return frozenset()
        days = [self.paused(behavior.id) for behavior in self.behaviors if rule.scope.picks(behavior)]
        return frozenset.intersection(*days) if days else frozenset()

    def _on_its_days(self, turned: Behavior, gone: frozenset[int] = frozenset()) -> Behavior:
        """Return a behavior without days that are `gone` or of a pause; itself where it has no others."""
        lost = self.paused(turned.id) | gone
        left = tuple(day for day in turned.weekdays if day not in lost)
        return turned.model_copy(update={"weekdays": left}) if lost and left else turned

    def _turned(self, behavior: Behavior) -> Behavior:
        return turn_behavior(behavior.as_planned(), -self.week.weekday())


def build_problem(material: WeekMaterial) -> Problem:
    """Return the week as the planner takes it; InvalidInputError with the paths of what does not fit.

    As `as_asked`, but with no minimum higher than the rest of the week can still meet, and what is due soon.
    """
    return soon_after_due(within_reach(as_asked(material), material.lost.shut), material.behaviors)


def as_asked(material: WeekMaterial) -> Problem:
    """Return the week with all that is asked of it; InvalidInputError with the paths of what does not fit.

    Days of absence are busy, those of a pause are none of its behavior's, and what is asked shrinks with them. Accepted
    sessions that begin within the notice are fixed.
    """
    problem = _built(material)
    if not any(problem.too_soon((session.day - material.week).days, session.start) for session in material.previous):
        return problem
    staying = imminent(problem, _built(replace(material, at_once=True)), material.previous)
    left = tuple(session for session in material.previous if session not in staying)
    return _built(replace(material, locked=(*material.locked, *staying), previous=left))


def _built(material: WeekMaterial) -> Problem:
    """Return the week with what its material says is fixed."""
    preferences = material.preferences
    grid, turn = preferences.grid_minutes, -material.week.weekday()
    slots = tuple(_slot_on_grid(slot, grid) for slot in material.slots)
    lost = material.lost
    behaviors = (
        *(material.asked_of(behavior) for behavior in material.behaviors if not material.rests(behavior)),
        *(turn_behavior(behavior.as_planned(), turn) for behavior in _done_all_the_same(material)),
    )
    active = {behavior.id for behavior in material.behaviors if not material.rests(behavior)}
    rules = [material.asked_by(rule) for rule in material.rules]
    settings = preferences.settings
    if material.replanning:
        stability = max(settings.stability, STABILITY_WHEN_REPLANNING)
        settings = settings.model_copy(update={"stability": stability})
    problem = validated(
        lambda: Problem(
            name=f"Week of {material.week.isoformat()}",
            week_start=material.week,
            grid_minutes=grid,
            transition_minutes=preferences.transition_minutes,
            slots=slots,
            objectives={objective.name: objective.weight for objective in material.objectives},
            energy_budget=turn_values(preferences.energy_budget, turn),
            busy=tuple(busy_on_grid(material, slots, grid)),
            behaviors=behaviors,
            rules=tuple(rule for rule in rules if rule is not None),
            adherence=_adherence(material, behaviors, slots, lost.shut),
            fixed=_fixed(material, {behavior.id for behavior in behaviors}),
            previous=_previous(material, slots, active),
            not_before=_not_before(material.now, grid),
            notice_minutes=0 if material.now is None or material.at_once else preferences.notice_minutes,
            settings=settings,
        ),
        "This week cannot be planned as it is",
    )
    return _with_deadlines(material, problem)


def _with_deadlines(material: WeekMaterial, problem: Problem) -> Problem:
    """Return the problem with a rule for each task of which it asks all that is left."""
    taken = {rule.id for rule in material.rules}
    tasks = (material.task_week(b) for b in material.behaviors if b.task is not None and not material.rests(b))
    found = (t.deadline(problem.behavior_by_id[t.behavior.id], problem, taken) for t in tasks if t is not None)
    deadlines = tuple(rule for rule in found if rule is not None)
    return problem.changed(rules=(*problem.rules, *deadlines)) if deadlines else problem


def _adherence(
    material: WeekMaterial, behaviors: Sequence[Behavior], slots: Sequence[Slot], away: Collection[int]
) -> tuple[Adherence, ...]:
    if material.chances is None:
        return ()
    return tuple(week_chances(material.chances, material.week, behaviors, [slot.name for slot in slots], away))


def _slot_on_grid(slot: Slot, grid: int) -> Slot:
    start, end = on_grid(slot.start, grid), slot.end // grid * grid
    if start >= end:
        sentence = f"is too short for a grid of {grid} minutes"
        raise InvalidInputError(f"The slot “{slot.name}” {sentence}.", issues=((f"slots.{slot.name}", sentence),))
    return Slot(name=slot.name, start=start, end=end)


def busy_on_grid(material: WeekMaterial, slots: Sequence[Slot], grid: int) -> Iterator[Busy]:
    """Yield the busy time of the week's days, rounded outwards."""
    latest = max(slot.end for slot in slots)
    yield from next_week_busy(material.weeks.length(material.week), latest)
    yield from away_busy(material.absences, material.week, latest)
    for block, day in occurrences(material.week, material.busy, material.dated, material.days_off):
        yield from (part.busy for part in busy_parts(block, day, latest, grid))


def occurrences(
    week: date, weekly: Iterable[WeeklyBusy], dated: Iterable[DatedBusy], days_off: Iterable[BusyDayOff]
) -> Iterator[tuple[WeeklyBusy | DatedBusy, int]]:
    """Yield each busy time with the days of the week that it is on, counted from the first.

    Those of the day before (-1) and the day after (7) count too: the last night of a week runs into the next one.
    """
    free = {(off.busy, off.day) for off in days_off}
    for block in weekly:
        for day in range(-1, len(DAYS) + 1):
            at = week + timedelta(days=day)
            if at.weekday() == block.weekday and (block.id, at) not in free:
                yield block, day
    for single in dated:
        day = (single.day - week).days
        if -1 <= day <= len(DAYS) and not single.freed:
            yield single, day


@dataclass(frozen=True, slots=True)
class BusyPart:
    """Busy time of the calendar as it lies on one day of a problem; `later` minutes on is where its own times are."""

    busy: Busy
    later: int = 0


def busy_parts(block: WeeklyBusy | DatedBusy, day: int, latest: int, grid: int) -> Iterator[BusyPart]:
    """Yield the block of `day` rounded outwards, and its parts that belong to the night of a neighbouring day as well.

    Only the days of the week itself count. `latest` is the minute at which the last slot ends: as far as a day reaches.
    """
    start, end = block.start // grid * grid, on_grid(block.end, grid)
    parts = [(day, start, min(end, max(latest, MINUTES_PER_DAY)), 0)]
    if end > MINUTES_PER_DAY:
        parts.append((day + 1, max(0, start - MINUTES_PER_DAY), end - MINUTES_PER_DAY, MINUTES_PER_DAY))
    if start + MINUTES_PER_DAY < latest:
        night_end = min(end + MINUTES_PER_DAY, LAST_MINUTE)
        parts.append((day - 1, start + MINUTES_PER_DAY, night_end, -MINUTES_PER_DAY))
    for at, first, last, later in parts:
        if at in DAYS and first < last:
            yield BusyPart(Busy(day=at, start=first, end=last, title=block.title), later)


def _done_all_the_same(material: WeekMaterial) -> list[Behavior]:
    """Return archived and resting behaviors done this week, limited to that: it counts, but nothing is added to it."""
    times = Counter(completion.behavior for completion in material.completions)
    return [
        behavior.model_copy(
            update={"target_per_week": times[behavior.id], "min_per_week": 0, "max_per_week": times[behavior.id]}
        )
        for behavior in (*material.archived, *filter(material.rests, material.behaviors))
        if behavior.id in times
    ]


def _not_before(now: Instant | None, grid: int) -> NotBefore | None:
    return None if now is None else NotBefore(day=now.day, time=min(on_grid(now.minute, grid), LAST_MINUTE))


def _previous(material: WeekMaterial, slots: Sequence[Slot], active: set[str]) -> tuple[PreviousSession, ...]:
    """Return where the accepted plan has what may be moved, and when it begins there; one a place."""
    kept: dict[tuple[str, int, str], PreviousSession] = {}
    for session in material.previous:
        day, slot = (session.day - material.week).days, slot_at(slots, session.start)
        if session.behavior in active and slot is not None:
            place = PreviousSession(behavior=session.behavior, day=day, slot=slot, start=session.start)
            kept.setdefault((session.behavior, day, slot), place)
    return tuple(kept.values())


def _fixed(material: WeekMaterial, known: set[str]) -> tuple[FixedSession, ...]:
    """Return what is locked or done, without overlaps, in time order."""
    layout = _Layout(material.preferences.grid_minutes)
    for session in material.locked:
        if session.behavior in known:
            layout.lock(session, (session.day - material.week).days)
    for completion in sorted(material.completions, key=lambda c: (c.day, c.start), reverse=True):
        if completion.behavior in known:
            layout.add_done(completion, (completion.day - material.week).days)
    return tuple(sorted(layout.sessions, key=lambda session: (session.day, session.start)))


class _Layout:
    """Fixed sessions being laid out so that none overlaps another."""

    def __init__(self, grid: int) -> None:
        self.grid = grid
        self.sessions: list[FixedSession] = []

    def lock(self, session: PlannedSession, day: int) -> None:
        """Add a locked session where it is; one that overlaps an earlier one cannot happen as well and is left out."""
        start = session.start // self.grid * self.grid
        minutes = min(on_grid(session.start + session.minutes, self.grid) - start, MINUTES_PER_DAY)
        if self._in_the_way(day, start, minutes) is None:
            self._add(session.behavior, day, start, minutes, "locked")

    def add_done(self, completion: Completion, day: int) -> None:
        """Add what was done, moved to the nearest free time before it, else after it.

        Several things logged at once all end at the same moment; moving them back keeps the time ahead free.
        """
        start = self._earlier(day, completion.start, completion.minutes)
        start = self._later(day, completion.start, completion.minutes) if start is None else start
        if start is not None:
            self._add(completion.behavior, day, start, completion.minutes, "done")

    def _add(self, behavior: str, day: int, start: int, minutes: int, kind: Literal["done", "locked"]) -> None:
        self.sessions.append(FixedSession(behavior=behavior, day=day, start=start, minutes=minutes, kind=kind))

    def _earlier(self, day: int, start: int, minutes: int) -> int | None:
        while start >= 0:
            start = start // self.grid * self.grid
            other = self._in_the_way(day, start, minutes)
            if other is None:
                return start
            start = other[0] - minutes
        return None

    def _later(self, day: int, start: int, minutes: int) -> int | None:
        start = start // self.grid * self.grid
        while start <= LAST_MINUTE:
            other = self._in_the_way(day, start, minutes)
            if other is None:
                return start
            start = on_grid(other[1], self.grid)
        return None

    def _in_the_way(self, day: int, start: int, minutes: int) -> tuple[int, int] | None:
        """Return start and end, after midnight of `day`, of a session that takes the same time."""
        for session in self.sessions:
            shift = (session.day - day) * MINUTES_PER_DAY
            if session.start + shift < start + minutes and start < session.end + shift:
                return session.start + shift, session.end + shift
        return None
