import os
from datetime import datetime
from pathlib import Path

import pytest

from habitos_tui.storage.copy_names import by_age, made_at

MADE = datetime.fromisoformat("2026-11-23 09:30")
LATER = datetime.fromisoformat("2026-12-24 18:00")


def copy_of(folder: Path, name: str, written: datetime) -> Path:
    path = folder / name
    path.touch()
    os.utime(path, (written.timestamp(), written.timestamp()))
    return path


@pytest.mark.parametrize(
    ("name", "written", "made"),
    [
        ("habitos-2026-11-23-093000.db", MADE, MADE),
        ("habitos-2026-11-23-093000-2.db", LATER, MADE),
        ("habitos-before-restore-2026-11-23-093000.db", LATER, MADE),
        ("habitos-auto-2026-11-23.db", MADE, MADE),
        ("habitos-auto-2026-11-23.db", LATER, datetime.fromisoformat("2026-11-23 23:59")),
        ("habitos-2026-99-23-093000.db", LATER, LATER),
        ("habitos-v12.db", LATER, LATER),
    ],
)
def test_a_copy_is_as_old_as_its_name_though_its_file_was_copied(
    tmp_path: Path, name: str, written: datetime, made: datetime
) -> None:
    assert made_at(copy_of(tmp_path, name, written)).replace(second=0, microsecond=0) == made


def test_copies_of_a_folder_that_was_moved_stay_in_order(tmp_path: Path) -> None:
    names = [
        "habitos-auto-2026-11-21.db",
        "habitos-2026-11-22-120000.db",
        "habitos-before-restore-2026-11-22-180000.db",
    ]
    copies = [copy_of(tmp_path, name, LATER) for name in reversed(names)]
    assert [path.name for path in sorted(copies, key=by_age)] == names
