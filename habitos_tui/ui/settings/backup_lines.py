"""Backups as lines and sentences; pure functions."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar, Final

from textual.content import Content

from habitos_tui.domain.model.backup import Backup, DatabaseContents, ProfileContents
from habitos_tui.domain.model.naming import folded
from habitos_tui.domain.text.phrasing import count, day_label
from habitos_tui.errors import InvalidInputError
from habitos_tui.paths import chosen_file
from habitos_tui.services.backups import RestorePreview
from habitos_tui.ui.kit.safe_text import MUTED, fit, safe

MADE_CELLS, KIND_CELLS, SIZE_CELLS, NAME_CELLS = 22, 18, 9, 16
ANOTHER: Final = "another profile"
"""In the place of a name that is hidden from the one profile that may log in."""
NOT_GOOD: Final = "✗ cannot be restored"
NONE_YET: Final = "There is none yet."


@dataclass(frozen=True, slots=True)
class BackupsView:
    """The backups, None while they are read; with `only` no other profile is named."""

    backups: tuple[Backup, ...] | None
    today: date
    only: str | None

    NOTHING: ClassVar["BackupsView"]


BackupsView.NOTHING = BackupsView(None, date.min, None)


def backup_line(backup: Backup, view: BackupsView, width: int) -> Content:
    """Return when a backup was made, why, its size and whose profiles are in it."""
    made = f"{day_label(backup.made_at.date(), view.today)} {backup.made_at:%H:%M}"
    size = f"{-(-backup.size // 1024)} kB".rjust(SIZE_CELLS)
    inside = ", ".join(_named(one, view.only) for one in _profiles(backup.contents))
    room = max(width - 4 - MADE_CELLS - KIND_CELLS - SIZE_CELLS, 0)
    return Content.assemble(
        "  ",
        fit(made, MADE_CELLS),
        (fit(backup.kind.value, KIND_CELLS), MUTED),
        (size, MUTED),
        "  ",
        safe(fit(inside or "no profile", room)) if backup.good else safe(fit(NOT_GOOD, room), "$text-error"),
    )


def backup_detail(backup: Backup) -> str:
    """Return the name of a backup, by which commands know it too."""
    return f"{backup.path.name}, in {backup.path.parent.name}/ of the data directory"


def told_summary(made: tuple[int, datetime | None], today: date) -> str:
    """Return "3, the newest of Mon 30 Nov 10:15" or "none yet"."""
    number, newest = made
    return "none yet" if newest is None else f"{number}, the newest of {day_label(newest.date(), today)} {newest:%H:%M}"


def preview_lines(preview: RestorePreview, only: str | None, today: date, width: int) -> list[Content]:
    """Return what is in a backup over what would go."""
    return [
        safe("In the backup", "bold $primary"),
        *_table(_profiles(preview.found), only, today, width),
        Content(""),
        safe("What would go, and is kept as another backup", "bold $primary"),
        *_would_go(preview, only, today, width),
    ]


def summary_of(preview: RestorePreview) -> str:
    """Return what restoring it means."""
    return f"“{preview.source.name}” takes the place of everything, of every profile: whatever came since then goes."


def typed_path(text: str) -> Path:
    """Return the path that was typed; InvalidInputError for the home of a user who has none, or a missing folder."""
    try:
        path = str(Path(text).expanduser()) if text else ""
    except RuntimeError as error:
        raise InvalidInputError("There is no such user.", issues=(("path", "names a user who has no home"),)) from error
    return chosen_file(f"{path}{os.sep}" if text.endswith(os.sep) else path)


def _would_go(preview: RestorePreview, only: str | None, today: date, width: int) -> Iterator[Content]:
    if not preview.something_there:
        yield safe("  nothing: there is no database")
    elif preview.present is None:
        yield safe("  a file that cannot be read")
    else:
        yield from _table(_profiles(preview.present), only, today, width)


def _table(profiles: Sequence[ProfileContents], only: str | None, today: date, width: int) -> Iterator[Content]:
    if not profiles:
        yield safe("  no profile")
        return
    for one in profiles:
        until = () if one.days is None else (f"until {day_label(one.days[1], today)}",)
        held = (count(one.behaviors, "behavior"), f"{one.completions} done", count(one.plans, "plan"), *until)
        room = max(width - 2 - NAME_CELLS - 1, 0)
        name = safe(fit(_named(one, only), NAME_CELLS))
        yield Content.assemble("  ", name, " ", safe(fit(", ".join(held), room), MUTED))


def _profiles(contents: DatabaseContents | None) -> tuple[ProfileContents, ...]:
    return () if contents is None else contents.profiles


def _named(profile: ProfileContents, only: str | None) -> str:
    return profile.name if only is None or folded(profile.name) == folded(only) else ANOTHER
