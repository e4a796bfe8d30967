"""Files that are none, broken or made to do harm: a sentence each, and nothing else."""

import io
import random
import sqlite3
import struct
import zipfile
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest

from habitos_tui.domain.model.tracked import TrackerKind
from habitos_tui.errors import InvalidInputError
from habitos_tui.exchange.trackers import source
from habitos_tui.exchange.trackers.read import read_tracker
from tests.exchange.trackers.files import LISTED, write_loop, write_zip

FILES = tuple(kind for kind in TrackerKind if kind is not TrackerKind.HARSH)
WRONG = {
    "empty": b"",
    "noise": b"\x00\xff\xfe\x80" * 300,
    "words": b"these are words",
    "deep": b"[" * 100_000,
    "list": b"[1, 2]",
    "object": b'{"habits": 3}',
    "quotes": b'"' * 1000,
    "zip without habits": None,
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_file_of_a_tracker(tmp_path: Path, kind: TrackerKind, name: str) -> None:
    path = tmp_path / "file"
    content = WRONG[name]
    if content is None:
        write_zip(path, {"../../evil.csv": "a,b\n", "Checkmarks.csv": ""})
    else:
        path.write_bytes(content)
    with pytest.raises(InvalidInputError) as caught:
        read_tracker(kind, path)
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize("kind", TrackerKind)
def test_a_path_that_leads_nowhere(tmp_path: Path, kind: TrackerKind) -> None:
    with pytest.raises(InvalidInputError):
        read_tracker(kind, tmp_path / "none")


def test_a_bomb_of_an_archive_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 100_000)
    path = write_zip(tmp_path / "bomb.zip", {"Habits.csv": LISTED, "001 A/Checkmarks.csv": b"0" * 1_000_000})
    with pytest.raises(InvalidInputError, match="holds too much"):
        read_tracker(TrackerKind.LOOP, path)


def test_an_archive_that_lies_about_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size in the directory says ten bytes; what is unpacked counts, or the sum of it that does not fit."""
    monkeypatch.setattr(source, "MAX_BYTES", 100_000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Habits.csv", b"0" * 1_000_000)
    data = buffer.getvalue().replace(struct.pack("<L", 1_000_000), struct.pack("<L", 10))
    (tmp_path / "lie.zip").write_bytes(data)
    with pytest.raises(InvalidInputError):
        read_tracker(TrackerKind.LOOP, tmp_path / "lie.zip")


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_MEMBERS", 3)
    path = write_zip(tmp_path / "many.zip", {f"{n}.csv": "" for n in range(9)})
    with pytest.raises(InvalidInputError, match="holds too much"):
        read_tracker(TrackerKind.LOOP, path)


def test_a_newer_backup_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="25 is the newest known"):
        read_tracker(TrackerKind.LOOP, write_loop(tmp_path / "new.db", 26, [], []))


def test_damaged_files_give_a_sentence_or_what_is_left(tmp_path: Path) -> None:
    """Bytes turned anywhere in a backup, an archive and a table."""
    draw = random.Random(5)
    habit = {"id": 1, "name": "Run", "freq_num": 2, "freq_den": 7, "archived": 0, "type": 0, "uuid": "abc"}
    backup = write_loop(tmp_path / "a.db", 25, [habit], [(1, date(2026, 11, 24), 2, "x")]).read_bytes()
    archive = write_zip(
        tmp_path / "a.zip", {"Habits.csv": LISTED, "001 A/Checkmarks.csv": "2026-11-24,2\n"}
    ).read_bytes()
    table = b"HabitName,CalendarDate,Value\nRun,11/23/2026,1\nRun,2026-11-24,2\n"
    kinds = ((TrackerKind.LOOP, backup), (TrackerKind.LOOP, archive), (TrackerKind.HABITBULL, table))
    for kind, whole in kinds:
        for _ in range(60):
            data = bytearray(whole)
            for _ in range(draw.randint(1, 20)):
                data[draw.randrange(len(data))] = draw.randrange(256)
            (tmp_path / "x").write_bytes(bytes(data[: draw.randint(1, len(data))]))
            with suppress(InvalidInputError):
                read_tracker(kind, tmp_path / "x")


def test_what_is_compressed_is_damaged(tmp_path: Path) -> None:
    """The directory is whole, the bytes of a member are not: its own errors come of that, not those of archives."""
    whole = write_zip(tmp_path / "a.zip", {"Habits.csv": LISTED * 50})
    data = bytearray(whole.read_bytes())
    data[45:60] = b"\xff" * 15
    whole.write_bytes(bytes(data))
    with pytest.raises(InvalidInputError, match="no zip file that can be read"):
        read_tracker(TrackerKind.LOOP, whole)


def test_lines_that_are_too_short_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("HabitName,CalendarDate,Value\nRun\nRun,2026-11-23\nRun,2026-11-24,1\n")
    tracked = read_tracker(TrackerKind.HABITBULL, tmp_path / "a.csv")
    assert [len(habit.days) for habit in tracked.habits] == [1]
    assert len(tracked.left_out) == 2


def test_a_view_in_the_place_of_a_table(tmp_path: Path) -> None:
    """It could have rows without end."""
    path = tmp_path / "a.db"
    endless = "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, 'Run' AS name FROM n"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE VIEW Habits AS {endless}")
    with pytest.raises(InvalidInputError, match="it has no table Habits"):
        read_tracker(TrackerKind.LOOP, path)


@pytest.mark.parametrize("value", ["1e300", '{"value": 1, "precision": 9999}', "[[[[1]]]]", "NaN", "-5"])
def test_amounts_that_are_none(tmp_path: Path, value: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(f'[{{"type": "Float", "name": "a\\ud800b", "stats": {{"2026-11-01": {value}}}, "goal": {value}}}]')
    [habit] = read_tracker(TrackerKind.DIJO, path).habits
    assert habit.name == "a?b"
    assert len(habit.days) <= 1


def test_a_row_of_millions_of_cells_is_not_taken_apart(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("HabitName,CalendarDate,Value\n" + "x," * 11_000)
    with pytest.raises(InvalidInputError, match="has a row of more than 10000 cells"):
        read_tracker(TrackerKind.HABITBULL, tmp_path / "a.csv")


def test_nobody_has_hundreds_of_habits(tmp_path: Path) -> None:
    lines = "".join(f"Habit {number},2026-11-24,1\n" for number in range(501))
    (tmp_path / "a.csv").write_text("HabitName,CalendarDate,Value\n" + lines)
    with pytest.raises(InvalidInputError, match="more than 500 habits"):
        read_tracker(TrackerKind.HABITBULL, tmp_path / "a.csv")
