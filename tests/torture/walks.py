"""Walks drawn at random through every screen leave the terminal as if it had been painted at once."""

import asyncio
import random
from itertools import cycle, islice, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.support.household import make_household
from tests.support.walks import PLACES, WALKS, walk_on
from tests.torture.promises import Promise, Tally

MOVES: Final = 500
"""Of one walk."""
SIZES: Final = ((80, 24), (120, 40), (200, 50))


def walk_everywhere(count: int, seed: int) -> Tally:
    """Take so many walks, each on the next screen or size, with names meant to break it."""
    tally, draw = Tally(), random.Random(seed)
    places = cycle(product(SIZES, {**WALKS, **PLACES}.items()))
    for size, (name, place) in islice(places, count):
        drawn = draw.getrandbits(32)
        with tally.trial(f"{name} at {size}, drawn with {drawn}"), TemporaryDirectory() as folder:
            asyncio.run(walk_on(make_household(Path(folder)), place, MOVES, size, seed=drawn))
    return tally


PROMISES: Final = (
    Promise(
        f"walks of {MOVES} keys on every screen and dialog, at three sizes: the terminal as if painted at once",
        len(SIZES) * (len(WALKS) + len(PLACES)),
        0,
        walk_everywhere,
    ),
)
