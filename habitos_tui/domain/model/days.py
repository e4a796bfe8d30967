"""The days there are, and dates as documents write them."""

import re
from datetime import date
from typing import Final

EARLIEST: Final = date(1970, 1, 1)
LATEST: Final = date(2999, 12, 31)
"""The weeks that can be planned, and planned from, lie between these days."""

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def iso_day(text: str) -> date | None:
    """Return the day of a date such as 2026-11-23; None for anything else."""
    try:
        day = date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None
    return day if day is not None and EARLIEST <= day <= LATEST else None
