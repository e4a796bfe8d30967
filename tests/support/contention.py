"""A process that reads and then writes, again and again: python -m tests.support.contention DATABASE PROFILE ROUNDS."""

import sys
from pathlib import Path
from uuid import UUID

from habitos_tui.storage.database import Database
from habitos_tui.storage.objectives import ObjectiveRepository


def count_up(database: Database, profile_id: UUID, rounds: int) -> None:
    """Raise the weight of the first objective by one, `rounds` times."""
    objectives = ObjectiveRepository(database, profile_id)
    for _ in range(rounds):
        with database.unit():
            first = objectives.all()[0]
            objectives.set_weight(first.name, first.weight + 1)


if __name__ == "__main__":
    opened = Database(Path(sys.argv[1]))
    opened.create_or_open()
    count_up(opened, UUID(sys.argv[2]), int(sys.argv[3]))
