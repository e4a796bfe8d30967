"""What is painted in pieces looks, after any number of moves, like what is painted at once."""

import pytest

from habitos_tui.bootstrap import DataDirectory
from tests.support.walks import PLACES, WALKS, walk_on

MOVES = 60
"""On every screen; `make torture` takes 500, drawn anew with every seed."""
FEW_MOVES = 40

CASES = [(name, True) for name in WALKS] + [("week", False)]


@pytest.mark.parametrize(
    ("name", "hostile"), CASES, ids=[f"{name}-{'hostile' * hostile or 'plain'}" for name, hostile in CASES]
)
async def test_a_screen_looks_like_itself_after_many_moves(household: DataDirectory, name: str, hostile: bool) -> None:
    await walk_on(household, WALKS[name], MOVES, hostile=hostile)


@pytest.mark.parametrize("name", PLACES)
async def test_so_does_every_other_place(household: DataDirectory, name: str) -> None:
    await walk_on(household, PLACES[name], FEW_MOVES)


@pytest.mark.parametrize("name", WALKS)
async def test_so_does_every_screen_with_all_its_panes(household: DataDirectory, name: str) -> None:
    await walk_on(household, WALKS[name], FEW_MOVES, (200, 50), hostile=False)
