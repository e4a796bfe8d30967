"""A year of changing wishes, recounted by a program that knows the glossary alone: figures compared, and mismatches."""

import tempfile
from pathlib import Path
from typing import Final

from tests.support.changing_year import ChangingYear
from tests.support.recounted import compared, counted
from tests.support.recounted_panes import panes

TITLE = "A year of changing wishes, recounted month by month"
LIVES: Final = ((1, 0), (2, 6), (3, 0))
"""Seed and first weekday of the week."""
MONTHS: Final = 12
DAYS_A_MONTH: Final = 30


def run() -> None:
    """Print a row per life, with the first mismatches."""
    for seed, week_start in LIVES:
        with tempfile.TemporaryDirectory() as directory:
            life, figures = ChangingYear(Path(directory), seed, week_start), 0
            wrong = list[str]()
            for _ in range(MONTHS):
                life.live(DAYS_A_MONTH)
                record = life.record()
                for count, found in (compared(life.space, record), counted(panes(life.space, record))):
                    figures += count
                    wrong += found
        print(f"  seed {seed}: {figures} figures, {len(wrong)} mismatches", flush=True)
        for line in wrong[:5]:
            print(f"    {line}")
