"""What was wanted when, for tests of what judges a log."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from habitos_tui.domain.model.behavior import Behavior
from habitos_tui.domain.model.objective import Objective
from habitos_tui.domain.model.wishes import EVER, Timeline, Version, Wish, WishedBehavior, Wishes
from habitos_tui.storage.triggers import JOURNAL


def wished(behavior: Behavior, *, archived: bool = False) -> WishedBehavior:
    """Return a behavior of which the same was always wanted."""
    return WishedBehavior(behavior, Timeline([Version(EVER, Wish(behavior, active=True))]), archived)


def changing(behavior: Behavior, changes: Mapping[date, Mapping[str, object] | None]) -> WishedBehavior:
    """Return a behavior of which other things were wanted from some days on; None puts it away."""
    versions = [Version(EVER, Wish(behavior, active=True))]
    for day, fields in changes.items():
        before = versions[-1].value.behavior
        versions.append(Version(day, Wish(before.model_copy(update=dict(fields or {})), fields is not None)))
    now = versions[-1].value
    return WishedBehavior(now.behavior, Timeline(versions), not now.active)


def wishes(
    active: Iterable[Behavior], objectives: Sequence[Objective] = (), archived: Iterable[Behavior] = ()
) -> Wishes:
    """Return wishes that never changed."""
    behaviors = [*map(wished, active), *(wished(behavior, archived=True) for behavior in archived)]
    weights = {objective.name: Timeline([Version(EVER, objective.weight)]) for objective in objectives}
    return Wishes(behaviors, weights, Timeline([Version(EVER, (None,) * 7)]))


def dump(path: Path) -> list[str]:
    """Return every row of a database but those of the undo journal, and of when each row was changed last."""
    kept = tuple(f'INSERT INTO "{table}"' for table in JOURNAL)
    with closing(sqlite3.connect(path)) as connection:
        lines = connection.iterdump()
        return sorted(line for line in lines if line.startswith("INSERT") and not line.startswith(kept))
