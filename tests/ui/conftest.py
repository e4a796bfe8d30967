"""A household per test."""

from pathlib import Path

import pytest

from habitos_tui.bootstrap import Household
from tests.support.household import make_household


@pytest.fixture
def household(tmp_path: Path) -> Household:
    return make_household(tmp_path)
