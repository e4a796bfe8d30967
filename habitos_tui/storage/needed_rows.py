"""Rows that nothing works without, and what comes into their place when a damaged database is mended.

Every profile has slots, a first budget and a weekday that weeks begin on; of every behavior and objective it is known
what was wanted first. Whoever reads them says so where they are missing. All but the slots also stand elsewhere.
"""

from collections.abc import Iterator
from typing import Final

from habitos_tui.domain.model.week import DEFAULT_SLOTS
from habitos_tui.domain.model.wishes import EVER
from habitos_tui.storage import mapping
from habitos_tui.storage.file import DatabaseFile

_SLOT: Final = "INSERT INTO slots (profile_id, name, position, start, end) VALUES (?, ?, ?, ?, ?)"
_COPIED: Final = ", ".join(name for name in mapping.WISH_COLUMNS if name != "impacts")
_FROM_ELSEWHERE: Final = {
    "budget_wishes": """
        INSERT INTO budget_wishes (profile_id, since, energy_budget) SELECT id, :ever, energy_budget FROM profiles
        WHERE id NOT IN (SELECT profile_id FROM budget_wishes)
    """,
    "week_starts": """
        INSERT INTO week_starts (profile_id, since, weekday) SELECT id, :ever, week_start FROM profiles
        WHERE id NOT IN (SELECT profile_id FROM week_starts)
    """,
    "objective_wishes": """
        INSERT INTO objective_wishes (profile_id, objective, since, weight)
        SELECT profile_id, name, :ever, weight FROM objectives o WHERE NOT EXISTS
            (SELECT 1 FROM objective_wishes w WHERE w.profile_id = o.profile_id AND w.objective = o.name)
    """,
    "behavior_wishes": f"""
        INSERT INTO behavior_wishes (profile_id, behavior, since, active, impacts, {_COPIED})
        SELECT profile_id, id, :ever, 1 - archived,
            (SELECT json_group_object(objective, impact) FROM behavior_impacts i
                WHERE i.profile_id = b.profile_id AND i.behavior = b.id), {_COPIED}
        FROM behaviors b WHERE NOT EXISTS
            (SELECT 1 FROM behavior_wishes w WHERE w.profile_id = b.profile_id AND w.behavior = b.id)
    """,  # noqa: S608 - names of the schema
}


def filled_in(draft: DatabaseFile) -> tuple[str, ...]:
    """Put the usual slots, or what stands elsewhere, where there is nothing; return the tables that lacked something.

    The connection must be open, and nothing watch the tables.
    """
    return tuple(_filled(draft))


def _filled(draft: DatabaseFile) -> Iterator[str]:
    connections = draft.connections
    lacking = "SELECT id FROM profiles WHERE id NOT IN (SELECT profile_id FROM slots)"
    without = [str(owner) for (owner,) in connections.execute_sql(lacking).fetchall()]
    for owner in without:
        for position, slot in enumerate(DEFAULT_SLOTS):
            values = (owner, slot.name, position, slot.start, slot.end)
            connections.execute_sql(_SLOT, values)
    if without:
        yield "slots"
    for table, statement in _FROM_ELSEWHERE.items():
        if connections.execute_sql(statement, {"ever": EVER.isoformat()}).rowcount > 0:
            yield table
