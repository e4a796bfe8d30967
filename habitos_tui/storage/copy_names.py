"""When copies of the database were made: by their names, since whoever moves a folder often loses its times."""

import re
from datetime import datetime, time
from pathlib import Path
from typing import Final

_STAMP: Final = re.compile(r"-(?P<day>\d{4}-\d\d-\d\d)(-(?P<time>\d{6}))?(-\d+)?\.db")


def made_at(copy: Path) -> datetime:
    """Return the local time, without a zone, at which a copy was made; OSError where it is gone.

    That is the time of the file, unless its name tells that it was made before: then the file was copied since. A name
    that tells only the day means its end at the latest.
    """
    written = datetime.fromtimestamp(copy.stat().st_mtime)  # noqa: DTZ006 - as the names have it
    named = _named(copy.name)
    return written if named is None else min(written, named)


def by_age(copy: Path) -> tuple[datetime, int, str]:
    """Return what sorts copies, those made first before the others; OSError where one is gone."""
    return made_at(copy), copy.stat().st_mtime_ns, copy.name


def _named(name: str) -> datetime | None:
    """Return the last moment that a name can mean, None for one that tells no time."""
    found = _STAMP.search(name)
    if found is None:
        return None
    at = found["time"]
    try:
        if at is None:
            return datetime.combine(datetime.fromisoformat(found["day"]), time.max)
        return datetime.fromisoformat(f"{found['day']} {at}").replace(microsecond=999_999)
    except ValueError:
        return None
