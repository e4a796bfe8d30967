"""Walks drawn at random through every screen leave the terminal as if it had been painted at once."""

import asyncio
import random
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.support.household import make_household
from tests.support.walks import PLACES, WALKS, walk_on
from tests.torture.promises import Promise, Tally

MOVES: Final = 200
"""Of one walk."""
SIZES: Final = ((80, 24), (120, 40), (200, 50))


def walk_everywhere(size: tuple[int, int], count: int, seed: int) -> Tally:
    """Take so many walks at a size, each on the next screen, with names meant to break it."""
    tally, draw = Tally(), random.Random(f"{seed} {size}")
    for name, place in islice(cycle({**WALKS, **PLACES}.items()), count):
        drawn = draw.getrandbits(32)
        with tally.trial(f"{name} at {size}, drawn with {drawn}"), TemporaryDirectory() as folder:
            asyncio.run(walk_on(make_household(Path(folder)), place, MOVES, size, seed=drawn))
    return tally


PROMISES: Final = tuple(
    Promise(
        f"walks of {MOVES} keys on every screen and dialog at {columns} by {lines}: the terminal as if painted at once",
        len(WALKS) + len(PLACES),
        0,
        partial(walk_everywhere, (columns, lines)),
    )
    for columns, lines in SIZES
)
