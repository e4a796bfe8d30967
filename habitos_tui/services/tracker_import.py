"""What other trackers have kept, taken over: which habit becomes which behavior, and its days as entries of the log.

Entries get ids that follow from the habit and its day, so that a second reading adds nothing twice, whatever has been
renamed meanwhile. They have no time of the day that anybody knows: they count for streaks and strength, and teach
nothing about slots.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any, Final
from uuid import UUID, uuid5

from habitos_tui.domain.model.amount import MAX_AMOUNT, MAX_UNIT
from habitos_tui.domain.model.base import DAYS, NOON
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.completion import Completion, Context, Skip
from habitos_tui.domain.model.days import LATEST
from habitos_tui.domain.model.naming import folded, slug, unused
from habitos_tui.domain.model.tag import MAX_TAGS, plain_tag
from habitos_tui.domain.model.tracked import Tracked, TrackedDay, TrackedHabit, TrackedState, TrackedTask
from habitos_tui.domain.text.phrasing import count
from habitos_tui.domain.text.quick.behavior import read_behavior
from habitos_tui.domain.text.quick.context import QuickContext
from habitos_tui.services.behaviors import Behaviors
from habitos_tui.services.store import Store

NAMESPACE: Final = UUID("5b0c9a86-4d5e-5a53-9a0e-3f6d7c1c2b11")
WEEK: Final = len(DAYS)
A_MONTH: Final = range(28, 32)
LONGEST: Final = 366
"""Days of a rhythm."""
MOST_A_DAY: Final = 50
_HOW_OFTEN: Final = ("target_per_week", "max_per_week", "min_per_week", "max_per_day", "rhythm")
TASK_MINUTES: Final = 30
"""That a task takes which says nothing about it."""


@dataclass(frozen=True, slots=True)
class HabitMap:
    """What becomes of one habit."""

    habit: TrackedHabit
    behavior: Behavior
    """A new one, or the one that takes its days in."""
    is_new: bool
    completions: tuple[Completion, ...]
    """That are not there yet."""
    skips: tuple[Skip, ...]
    known: int
    """Days that are there already."""


@dataclass(frozen=True, slots=True)
class TrackerPreview:
    """What taking over a file would do."""

    kind: str
    """The word for what kind of file it is."""
    habits: tuple[HabitMap, ...]
    tasks: tuple[Behavior, ...]
    left_out: tuple[tuple[str, str], ...] = field(default=())

    @property
    def entries(self) -> int:
        """How many entries the log would get."""
        return sum(len(habit.completions) + len(habit.skips) for habit in self.habits)

    @property
    def taken(self) -> str:
        """What would come in, as "12 entries", or "2 behaviors" where nothing was done of them."""
        new = sum(habit.is_new for habit in self.habits)
        if self.entries or not (new or self.tasks):
            return count(self.entries, "entry", "entries")
        return count(new, "behavior") if new else count(len(self.tasks), "task")

    @property
    def anything(self) -> bool:
        """Tell whether it would do anything at all."""
        return bool(self.entries or self.tasks or any(habit.is_new for habit in self.habits))


class TrackerImport:
    """Takes over what other programs have kept into one profile."""

    def __init__(self, store: Store, behaviors: Behaviors, context: Callable[[], QuickContext]) -> None:
        self._store = store
        self._behaviors = behaviors
        self._context = context

    def preview(self, tracked: Tracked) -> TrackerPreview:
        """Return what would become of everything in a file; nothing is stored."""
        with self._store.database.reading():
            here = Known.of(self._store, self._context())
            habits = tuple(self._mapped(habit, tracked, here) for habit in tracked.habits)
            tasks = tuple(self._tasks(tracked.tasks, here))
        late = sum(day.day > self._store.today() for habit in tracked.habits for day in habit.days)
        future = (("days", f"{count(late, 'day')} still to come"),) if late else ()
        done = sum(task.done is not None for task in tracked.tasks)
        over = (("tasks", f"{count(done, 'task')} done already"),) if done else ()
        return TrackerPreview(tracked.kind.value, habits, tasks, (*tracked.left_out, *future, *over))

    def add(self, preview: TrackerPreview) -> None:
        """Store what a preview shows, as one change."""
        label = f"Took over {preview.taken} from {preview.kind}"
        with self._store.change(label):
            for task in preview.tasks:
                self._behaviors.add(task)
            for habit in preview.habits:
                if habit.is_new:
                    self._behaviors.add(habit.behavior)
            self._store.completions.add_all(c for habit in preview.habits for c in habit.completions)
            self._store.completions.add_skips(s for habit in preview.habits for s in habit.skips)
            for habit in preview.habits:
                if habit.is_new and habit.habit.archived:
                    self._behaviors.archive(habit.behavior.id, from_now=True)

    def _mapped(self, habit: TrackedHabit, tracked: Tracked, here: "Known") -> HabitMap:
        """Return what becomes of a habit: its days go where they went before, else to the behavior of its name."""
        ids = {entry_id(tracked.kind, habit.key, day.day): day for day in habit.days}
        before = next((here.owner[key] for key in ids if key in here.owner), None)
        behavior = here.behaviors.get(before or "") or here.free_of_name(habit.name)
        known = sum(key in here.owner for key in ids)
        is_new = behavior is None
        if behavior is None:
            behavior = self._new(habit, here)
        here.take(behavior)
        here.claimed.add(behavior.id)
        new = {key: day for key, day in ids.items() if key not in here.owner and day.day <= self._store.today()}
        done = tuple(self._completion(key, day, behavior) for key, day in new.items() if _is_done(day))
        skips = tuple(self._skip(key, day, behavior) for key, day in new.items() if not _is_done(day))
        return HabitMap(habit, behavior, is_new, done, skips, known)

    def _new(self, habit: TrackedHabit, here: "Known") -> Behavior:
        """Return a behavior for a habit: how often is the habit's, the rest as for a name that is typed."""
        since = habit.days[0].day if habit.days else self._store.today()
        name = here.new_name(habit.name)
        fields = usual_fields(name, here.context) | wanted(habit, since) | {"id": here.new_id(name)}
        fields["tags"] = tags_of((*habit.tags, habit.category))
        if habit.unit or habit.amount is not None or any(day.amount is not None for day in habit.days):
            fields |= {"unit": _unit(habit.unit), "amount": _amount(habit.amount)}
        # One that does not fit the rules of the profile would keep all others out.
        return self._behaviors.fitted(self._behaviors.from_json(fields))

    def _tasks(self, tasks: Iterable[TrackedTask], here: "Known") -> Iterator[Behavior]:
        for task in tasks:
            if task.done is None and here.of_name(task.name) is None:
                due = None if task.due is None else str(self._store.clock.local(task.due).date())
                own: dict[str, Any] = {"task": {"total_minutes": TASK_MINUTES, "due": due}}
                own |= {"id": here.new_id(task.name), "tags": tags_of(task.tags)}
                found = self._behaviors.from_json(usual_fields(task.name, here.context) | own)
                here.take(found)
                yield found

    def _completion(self, key: UUID, day: TrackedDay, behavior: Behavior) -> Completion:
        amount = _amount(day.amount) if behavior.unit is not None else None
        return Completion(
            id=key,
            behavior=behavior.id,
            day=day.day,
            done_at=self._store.clock.at(day.day, NOON).astimezone(UTC),
            start=NOON,
            minutes=behavior.typical_minutes,
            note=day.note,
            amount=amount,
            unit=None if amount is None else behavior.unit,
            context=Context(weekday=day.day.weekday()),
        )

    def _skip(self, key: UUID, day: TrackedDay, behavior: Behavior) -> Skip:
        at = self._store.clock.at(day.day, NOON).astimezone(UTC)
        return Skip(id=key, behavior=behavior.id, day=day.day, recorded_at=at, reason=day.note)


@dataclass(slots=True)
class Known:
    """What the profile has already, and what this file adds to it on the way."""

    context: QuickContext
    behaviors: dict[str, Behavior]
    owner: Mapping[UUID, str]
    """The behavior of every entry of the log, by its id."""
    by_name: dict[str, list[Behavior]] = field(default_factory=dict)
    claimed: set[str] = field(default_factory=set)
    """The behaviors that have got a habit of this file: two habits of one name stay two."""

    @classmethod
    def of(cls, store: Store, context: QuickContext) -> "Known":
        """Return what a profile has; new behaviors are read against `context`."""
        every = (*store.behaviors.all(), *store.behaviors.all(archived=True))
        owner = {done.id: done.behavior for done in store.completions.between(date.min, LATEST)}
        owner |= {skip.id: skip.behavior for skip in store.completions.skips_between(date.min, LATEST)}
        return cls(context, {behavior.id: behavior for behavior in every}, owner)

    def of_name(self, name: str) -> Behavior | None:
        """Return the behavior of a name, whatever its case."""
        return next(iter(self._named().get(folded(name), ())), None)

    def free_of_name(self, name: str) -> Behavior | None:
        """Return the behavior of a name unless another habit of this file has it."""
        found = self.of_name(name)
        return None if found is None or found.id in self.claimed else found

    def new_name(self, name: str) -> str:
        """Return a name that nothing has."""
        taken = self._named()
        numbered = (name if number == 1 else f"{name} {number}" for number in itertools.count(1))
        return next(one for one in numbered if folded(one) not in taken)

    def take(self, behavior: Behavior) -> None:
        """Note a behavior that this file brings."""
        if behavior.id not in self.behaviors:
            self._named().setdefault(folded(behavior.name), []).append(behavior)
        self.behaviors[behavior.id] = behavior

    def _named(self) -> dict[str, list[Behavior]]:
        """Return the behaviors by their names, made once: a file may have hundreds."""
        if not self.by_name:
            for behavior in self.behaviors.values():
                self.by_name.setdefault(folded(behavior.name), []).append(behavior)
        return self.by_name

    def new_id(self, name: str) -> str:
        """Return an id that nothing has."""
        return unused(slug(name, "behavior"), set(self.behaviors))


def usual_fields(name: str, context: QuickContext) -> dict[str, Any]:
    """Return what is assumed of a behavior by its name, as where one is typed, without how often it is wanted."""
    draft = read_behavior('"' + name.replace('"', "'") + '"', context).draft
    known = {} if draft is None else draft.fields()
    return {field: value for field, value in known.items() if field not in _HOW_OFTEN} | {"name": name}


def entry_id(kind: str, habit: str, day: date) -> UUID:
    """Return the id of the entry that a habit's day becomes, the same at every reading."""
    return uuid5(NAMESPACE, f"{kind}\0{habit}\0{day}")


def wanted(habit: TrackedHabit, since: date) -> dict[str, Any]:
    """Return the fields that say how often a habit is wanted, as near to it as a behavior can.

    So often in a week as is; every so many days or weeks, or so often a month, as a rhythm; anything else by the week,
    rounded.
    """
    times, every = habit.times, max(1, habit.every)
    if times == 0:
        return {"target_per_week": 0}
    if every in A_MONTH and times <= A_MONTH.start:
        return {"rhythm": {"times_a_month": times}}
    if times == 1 and every not in {1, WEEK} and every <= LONGEST:
        weeks, rest = divmod(every, WEEK)
        said = {"every_days": every} if rest else {"every_weeks": weeks}
        return {"rhythm": said | {"since": str(since)}} | ({} if "every_days" in said else {"target_per_week": 1})
    target = max(1, round(times * WEEK / every))
    a_day = min(MOST_A_DAY, -(-target // WEEK))
    return {"target_per_week": min(target, WEEK * a_day), "max_per_day": a_day}


def tags_of(words: Iterable[str]) -> list[str]:
    """Return the tags that words make, as far as they can be read."""
    plain = (
        str(plain_tag("".join(letter for letter in word.replace(",", " ") if letter.isprintable()))) for word in words
    )
    return sorted({tag[:50].strip() for tag in plain if tag})[:MAX_TAGS]


def _unit(word: str) -> str:
    """Return the unit of a habit, "times" where it is none that a behavior can have."""
    return word if word[:1].isalpha() and word.isprintable() and len(word) <= MAX_UNIT else "times"


def _amount(amount: float | None) -> float | None:
    """Return an amount, None where it is none that anybody does."""
    return amount if amount is not None and 0 < amount <= MAX_AMOUNT else None


def _is_done(day: TrackedDay) -> bool:
    return day.state is TrackedState.DONE
