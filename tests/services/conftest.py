from pathlib import Path

import pytest

from habitos_tui.bootstrap import Household
from habitos_tui.services.workspace import Workspace
from tests.support.household import add_alice, make_household


@pytest.fixture
def household(tmp_path: Path) -> Household:
    """A household without profiles."""
    return make_household(tmp_path)


@pytest.fixture
def alice(household: Household) -> Workspace:
    """Alice in the middle of a planned week."""
    return household.open_workspace(add_alice(household))


@pytest.fixture
def idle(household: Household) -> Workspace:
    """Alice with nothing planned yet."""
    return household.open_workspace(add_alice(household, planned=False))
