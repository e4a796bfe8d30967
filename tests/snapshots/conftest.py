"""A household per picture, and a clock that stands still on the wall too."""

from collections.abc import Callable
from pathlib import Path

import pytest

from habitos_tui.bootstrap import Household
from tests.support.household import make_household

Snap = Callable[..., bool]


@pytest.fixture
def household(tmp_path: Path) -> Household:
    return make_household(tmp_path)
