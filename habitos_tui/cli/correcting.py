"""Putting an entry of the log right: what is not given stays."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from habitos_tui.domain.model.completion import Completion, Skip
from habitos_tui.errors import InvalidInputError
from habitos_tui.services.tracking import Tracking


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be another: of a rating and an energy 0, and of tags a single empty one, stand for none."""

    minutes: int | None = None
    day: date | None = None
    start: int | None = None
    rating: int | None = None
    energy: int | None = None
    amount: float | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def place(self) -> dict[str, Any]:
        """The given of length, day and start."""
        given = {"minutes": self.minutes, "day": self.day, "start": self.start}
        return {name: value for name, value in given.items() if value is not None}

    @property
    def is_of_completion(self) -> bool:
        """Whether it says what a skip has not."""
        rest = (self.rating, self.energy, self.amount)
        return bool(self.place or self.tags) or any(value is not None for value in rest)


def corrected(tracking: Tracking, found: Completion | Skip, correction: Correction) -> Completion | Skip:
    """Store an entry as it is to be and return it; one that is so already is left alone.

    InvalidInputError for anything but the reason of a skip.
    """
    if isinstance(found, Completion):
        changed = _completion(tracking, found, correction)
        return tracking.edit(changed) if changed != found else found
    if correction.is_of_completion:
        raise InvalidInputError("This was skipped: only its reason can be changed.", hint="Give it with --note.")
    wanted = found if correction.note is None else found.model_copy(update={"reason": correction.note})
    return tracking.edit_skip(wanted) if wanted != found else found


def _completion(tracking: Tracking, found: Completion, correction: Correction) -> Completion:
    context = found.context
    if correction.energy is not None:
        context = context.model_copy(update={"energy_before": correction.energy or None})
    if correction.tags:
        context = context.model_copy(update={"tags": tuple(tag for tag in correction.tags if tag.strip())})
    update = correction.place | {"context": context}
    if correction.note is not None:
        update["note"] = correction.note
    if correction.rating is not None:
        update["rating"] = correction.rating or None
    changed = found.model_copy(update=update)
    return changed if correction.amount is None else tracking.with_amount(changed, correction.amount)
