from pathlib import Path

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.services.workspace import Workspace
from tests.support.household import add_alice, make_household


@pytest.fixture
def household(tmp_path: Path) -> DataDirectory:
    """A household without profiles."""
    return make_household(tmp_path)


@pytest.fixture
def alice(household: DataDirectory) -> Workspace:
    """Alice in the middle of a planned week."""
    return household.open_workspace(add_alice(household))


@pytest.fixture
def idle(household: DataDirectory) -> Workspace:
    """Alice with nothing planned yet."""
    return household.open_workspace(add_alice(household, planned=False))
