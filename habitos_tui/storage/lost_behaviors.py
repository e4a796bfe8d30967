"""Behaviors that the log of a damaged database names and that are lost: they are made anew, archived, to keep the log.

What was wanted of one last is taken over where that is known; its name is lost with it, so it is named by its id.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from habitos_tui.domain.model.days import LATEST
from habitos_tui.storage import mapping
from habitos_tui.storage.file import DatabaseFile

Row = Mapping[str, Any]

LOGGED: Final = ("completions", "absences")
"""The tables whose rows are worth a behavior that nothing else is known of."""

_USUAL: Final[Row] = {
    "archived": 1,
    "category": "other",
    "min_minutes": 1,
    "typical_minutes": 30,
    "max_minutes": 1440,
    "energy_cost": 0,
    "preferred_slots": "[]",
    "strict_slots": 0,
    "weekdays": 127,
    "target_per_week": 0,
    "min_per_week": 0,
    "max_per_day": 50,
    "min_gap_days": 0,
    "learning": 1,
    "tags": "[]",
}
"""What asks for nothing, and forbids nothing."""

_DATED: Final = ("behavior_wishes", *LOGGED)


def lost_behaviors(draft: DatabaseFile, left: Mapping[str, Iterable[Row]]) -> list[Row]:
    """Return rows for the behaviors that what is `left` of the log names and the draft does not have.

    They have the columns of the draft, whatever its version. Its connection must be open.
    """
    there = set(draft.connections.execute_sql("SELECT profile_id, id FROM behaviors").fetchall())
    columns = [column.name for column in draft.connections.get_columns("behaviors")]
    wished = _last_wishes(left.get("behavior_wishes", ()))
    named = dict.fromkeys((row["profile_id"], row["behavior"]) for name in LOGGED for row in left.get(name, ()))
    found: list[Row] = []
    for position, (owner, behavior) in enumerate((key for key in named if key not in there), start=len(there)):
        own = {"profile_id": owner, "id": behavior, "name": behavior, "position": position}
        row = {**_USUAL, **wished.get((owner, behavior), {}), **own}
        found.append({name: row[name] for name in columns if name in row})
    return found


def put_away(left: Mapping[str, Iterable[Row]], behavior: Row) -> Row | None:
    """Return what is wanted of a behavior that was made anew: nothing any more, from the day after all that is known.

    None where nothing is known of what was wanted: then nothing ever was.
    """
    mine = {name: [row for row in rows if _names(row, behavior)] for name, rows in left.items() if name in _DATED}
    wishes = sorted(mine.get("behavior_wishes", ()), key=lambda row: str(row["since"]))
    if not wishes:
        return None
    days = [row["day"] for name in LOGGED for row in mine.get(name, ())]
    last = min(date.fromisoformat(max([wishes[-1]["since"], *days])), LATEST - timedelta(days=1))
    return {**wishes[-1], "since": (last + timedelta(days=1)).isoformat(), "active": 0}


def _names(row: Row, behavior: Row) -> bool:
    return bool((row["profile_id"], row["behavior"]) == (behavior["profile_id"], behavior["id"]))


def _last_wishes(rows: Iterable[Row]) -> dict[tuple[Any, Any], Row]:
    """Return what was wanted last of each behavior, as far as it has columns for that."""
    ordered = sorted(rows, key=lambda row: str(row["since"]))
    return {(row["profile_id"], row["behavior"]): _of_a_behavior(row) for row in ordered}


def _of_a_behavior(wish: Row) -> Row:
    return {name: wish[name] for name in mapping.WISH_COLUMNS if name in wish and name != "impacts"}
