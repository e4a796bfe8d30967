from pathlib import Path

import pytest

from habitos_tui.storage.database import Database
from tests.support.storage import Room, make_database, make_room


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return make_database(tmp_path)


@pytest.fixture
def room(database: Database) -> Room:
    """A profile with the starting objectives and one behavior, "run"."""
    return make_room(database)
