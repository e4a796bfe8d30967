from pathlib import Path

import pytest

from habitos_tui.storage.database import Database
from tests.support.storage import Room, make_behavior, make_database


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return make_database(tmp_path)


@pytest.fixture
def room(database: Database) -> Room:
    """A profile with the starting objectives and one behavior, "run"."""
    room = Room(database)
    room.behaviors.add(make_behavior())
    return room
