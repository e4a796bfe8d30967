"""What a person can do with the slots of the day."""

from habitos_tui.domain.model.base import MINUTES_PER_DAY, format_clock
from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.consistency import slot_issues
from habitos_tui.domain.model.naming import did_you_mean
from habitos_tui.domain.model.rule import ScopedRule
from habitos_tui.domain.model.undo_entry import UndoKind
from habitos_tui.domain.model.validation import Issue, invalid, validated
from habitos_tui.domain.model.week import Slot
from habitos_tui.domain.text.phrasing import listed, slot_label
from habitos_tui.domain.text.rule_phrasing import rule_sentence
from habitos_tui.errors import InvalidInputError, NotFoundError
from habitos_tui.services.store import Store

MAX_SLOTS = 48


class Slots:
    """The slots of one profile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._repository = store.calendar

    def all(self) -> tuple[Slot, ...]:
        """Return the slots in the order of the day."""
        return self._repository.slots()

    def save(self, slots: tuple[Slot, ...]) -> None:
        """Store a whole new list, in the order of the day, without overlaps.

        Refused with a sentence when it lacks a slot that a behavior prefers or a rule speaks of; see `rename`.
        """
        issues = slot_issues(slots) + self._size_issues(slots)
        if issues:
            raise invalid("These slots", tuple(issues))
        with self._store.change("Changed the slots"):
            kept = {slot.name for slot in slots}
            for slot in self.all():
                if slot.name not in kept:
                    self._refuse_if_used(slot.name)
            self._repository.replace_slots(slots)

    def put(self, slot: Slot, old: str | None = None) -> None:
        """Store a slot where it lies in the day: a new one, or in the place of the one named `old`.

        What uses the old one is renamed with it. InvalidInputError names the fields `name`, `start` and `end`.
        """
        verb, name = ("Added", slot.name) if old is None else ("Changed", old)
        with self._store.change(f"{verb} the slot “{slot_label(name)}”"):
            others = tuple(other for other in self.all() if other.name != old)
            slots = tuple(sorted((*others, slot), key=lambda each: each.start))
            own = f"[{slots.index(slot)}]."
            issues = _place_issues(slot, others) + [
                (path.removeprefix(own), sentence)
                for path, sentence in self._size_issues(slots)
                if path.startswith(own) or not path
            ]
            if issues:
                raise invalid("This slot", tuple(issues))
            self._repository.replace_slots(slots)
            if old is not None and old != slot.name:
                self._rename_in_use(old, slot.name)

    def delete(self, name: str) -> None:
        """Delete a slot; refused with a sentence while a behavior prefers it or a rule speaks of it."""
        with self._store.change(f"Deleted the slot “{slot_label(name)}”", UndoKind.DELETION):
            self.save(tuple(slot for slot in self.all() if slot.name != name))

    def rename(self, old: str, new: str) -> None:
        """Give a slot another name, in the behaviors and rules that speak of it too, and in the plans and the log."""
        with self._store.change(f"Renamed the slot “{old}” to “{new}”"):
            slots = self.all()
            if old not in {slot.name for slot in slots}:
                hint = did_you_mean(old, (slot.name for slot in slots)) or "See: habitos-tui slots list"
                raise NotFoundError(f"There is no slot “{old}”.", hint=hint)
            renamed = tuple(_renamed(slot, new) if slot.name == old else slot for slot in slots)
            if issues := slot_issues(renamed):
                raise invalid("These slots", tuple(issues))
            self._repository.replace_slots(renamed)
            self._rename_in_use(old, new)

    def _size_issues(self, slots: tuple[Slot, ...]) -> list[Issue]:
        if not 1 <= len(slots) <= MAX_SLOTS:
            return [("", f"must be between 1 and {MAX_SLOTS}")]
        grid = self._store.profile.preferences.grid_minutes
        return [
            (f"[{index}].{field}", f"must be a multiple of the grid of {grid} minutes")
            for index, slot in enumerate(slots)
            for field in ("start", "end")
            if getattr(slot, field) % grid
        ]

    def _all_behaviors(self) -> tuple[Behavior, ...]:
        return (*self._store.behaviors.all(), *self._store.behaviors.all(archived=True))

    def _refuse_if_used(self, slot: str) -> None:
        names, first = self._store.names(), self._store.profile.preferences.week_start
        users = [f"“{behavior.name}”" for behavior in self._all_behaviors() if slot in behavior.every_preferred_slot]
        users += [
            f"the rule “{rule_sentence(rule, names, first)}”"
            for rule in self._store.rules.all()
            if isinstance(rule, ScopedRule) and rule.slot == slot
        ]
        if users:
            verb = "needs" if len(users) == 1 else "need"
            sentence = f"The slot “{slot_label(slot)}” cannot go: {listed(users)} {verb} it."
            raise InvalidInputError(sentence, issues=(("", sentence),), hint="Rename it, or change those first.")

    def _rename_in_use(self, old: str, new: str) -> None:
        self._repository.rename_in_log(old, new)
        for behavior in self._all_behaviors():
            renamed_behavior = behavior.with_slot_renamed(old, new)
            if renamed_behavior is not behavior:
                self._store.behaviors.update(renamed_behavior)
        for rule in self._store.rules.all():
            renamed = rule.with_slot_renamed(old, new)
            if renamed is not rule:
                self._store.rules.update(renamed)


def _place_issues(slot: Slot, others: tuple[Slot, ...]) -> list[Issue]:
    """Return what keeps `slot` from having its name and its place among the `others`."""
    issues: list[Issue] = []
    for other in others:
        if other.name == slot.name:
            issues.append(("name", "is that of another slot"))
        elif other.start <= slot.start < other.end:
            issues.append(
                ("start", f"lies inside “{slot_label(other.name)}”, which goes on until {format_clock(other.end)}")
            )
        elif slot.start < other.start < slot.end:
            issues.append(
                ("end", f"reaches into “{slot_label(other.name)}”, which begins at {format_clock(other.start)}")
            )
        elif slot.end - MINUTES_PER_DAY > other.start:
            issues.append(("end", f"reaches into “{slot_label(other.name)}” of the next day"))
        elif other.end - MINUTES_PER_DAY > slot.start:
            issues.append(("start", f"lies inside “{slot_label(other.name)}” of the day before"))
    return issues


def _renamed(slot: Slot, name: str) -> Slot:
    return validated(lambda: Slot(name=name, start=slot.start, end=slot.end), "This slot")
