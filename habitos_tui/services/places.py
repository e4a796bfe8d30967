"""Whether the directories that the program keeps things in can be used by whoever runs it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from habitos_tui.domain.model.finding import CheckLevel, Finding
from habitos_tui.paths import Paths, barred, kept_out, lost_link, may


def describe_places(paths: Paths) -> Iterator[Finding]:
    """Yield a finding for each directory that cannot be used as it has to be; one that is not there yet is made."""
    yield from _trouble("Data", paths.root, "nothing can be changed")
    if barred(paths.root) is None:
        yield from _trouble("Backups", paths.backups, "no backup can be made")
        yield from _trouble("Crashes", paths.crash_dir, "no report of a crash can be kept")
    if paths.config is not None:
        yield from _trouble("Config", paths.config, "no setting can be kept")


def _trouble(subject: str, place: Path, otherwise: str) -> Iterator[Finding]:
    if (closed := barred(place)) is not None:
        yield Finding(subject, CheckLevel.BAD, *kept_out(closed))
    elif (lost := lost_link(place)) is not None:
        yield Finding(subject, CheckLevel.BAD, lost.message.rstrip("."), lost.hint)
    elif os.path.lexists(place) and not place.is_dir():
        yield Finding(subject, CheckLevel.BAD, f"“{place}” is no directory: {otherwise}", "Move it away.")
    elif place.is_dir() and (lacking := _lacking(place)):
        mode = stat.S_IMODE(place.stat().st_mode)
        sentence = f"“{place}” cannot be {lacking} ({mode:04o}): {otherwise}"
        yield Finding(subject, CheckLevel.BAD, sentence, f"Its owner can allow it: chmod u+rwx “{place}”")


def _lacking(place: Path) -> str:
    """Return what cannot be done with a directory, "" where everything can."""
    rights = {"read": os.R_OK, "written to": os.W_OK}
    return " or ".join(name for name, right in rights.items() if not may(place, right))
