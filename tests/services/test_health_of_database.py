"""What is told of the database itself, and of a directory that is not there yet."""

import os
from pathlib import Path

import pytest

from habitos_tui.bootstrap import DataDirectory
from habitos_tui.errors import DamagedDatabaseError
from habitos_tui.services import health
from habitos_tui.services.health import (
    MAX_EXAMPLES,
    check_data,
    describe_database,
    describe_directory,
    find_damage,
)
from habitos_tui.storage import checkup
from habitos_tui.storage.database import Database


def told(database: Database) -> dict[str, tuple[str, str, bool]]:
    """Return level, sentence, and whether there is a hint, by subject."""
    found = describe_database(database)
    return {one.subject: (one.level.value, one.sentence, bool(one.hint)) for one in found}


def test_a_sound_database_is_told_with_its_version_size_and_mode(household: DataDirectory) -> None:
    database = household.database
    size = database.path.stat().st_size // 1024
    assert told(database) == {
        "Database": ("good", f"Version {database.version}, {size} kB, mode 0600", False),
        "Pages": ("good", "Every page and index is sound", False),
        "Tables": ("good", "Every table, index and trigger is there", False),
        "References": ("good", "Nothing refers to something that is not there", False),
        "Values": ("good", "Every value is one that its column can have", False),
        "Contents": ("good", "Everything can be read", False),
    }


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_who_else_could_read_it_is_told(household: DataDirectory, mode: int) -> None:
    household.database.path.chmod(mode)
    level, sentence, hint = told(household.database)["Database"]
    assert (level, sentence.endswith(f"mode {mode:04o}"), hint) == ("note", True, True)


def test_one_that_cannot_be_written_is_told(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "may", lambda _path, right: right != os.W_OK)
    level, sentence, hint = told(household.database)["Database"]
    assert (level, sentence.endswith("it cannot be written"), hint) == ("note", True, True)


def test_some_of_what_is_broken_is_named(household: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_database: Database) -> list[str]:
        raise DamagedDatabaseError("All of it is damaged.")

    assert MAX_EXAMPLES == 3
    pages = [f"page {number}" for number in range(MAX_EXAMPLES + 2)]
    monkeypatch.setattr(checkup, "broken_pages", lambda _: pages)
    monkeypatch.setattr(checkup, "missing_parts", lost)
    found = told(household.database)
    assert found["Pages"][::2] == ("bad", True)
    assert pages[MAX_EXAMPLES - 1] in found["Pages"][1]
    assert pages[MAX_EXAMPLES] not in found["Pages"][1]
    assert "2 more" in found["Pages"][1]
    assert found["Tables"] == ("bad", "All of it is damaged", True)
    monkeypatch.setattr(checkup, "broken_pages", lambda _: pages[:MAX_EXAMPLES])
    assert "more" not in told(household.database)["Pages"][1]


def test_a_directory_that_is_not_there_yet_is_no_fault(tmp_path: Path) -> None:
    (found,) = describe_directory(tmp_path / "later")
    assert (found.level.value, "is not there yet" in found.sentence) == ("note", True)


def test_everything_of_sound_data_is_checked(household: DataDirectory) -> None:
    found = list(check_data(household.database))
    assert [one.subject for one in found] == ["Pages", "Tables", "References", "Values", "Contents"]
    assert {one.level.value for one in found} == {"good"}
    assert find_damage(household.database) is None


def test_the_first_damage_is_an_error_with_the_way_back(
    household: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, "orphans", lambda _: ["A rule is of nobody"])
    monkeypatch.setattr(checkup, "unreadable", lambda *_: ["A rule cannot be read"])
    found = find_damage(household.database)
    assert found is not None
    assert found.message == f"“{household.database.path}” is damaged: A rule is of nobody."
    assert found.hint == household.database.place.way_back() != ""
