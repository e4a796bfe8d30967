"""The process of its own, and what becomes of files that end it."""

import io
import json
import os
import resource
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import pytest

from habitos_tui.errors import HabitosError
from habitos_tui.exchange.calendars import child, reader
from habitos_tui.exchange.calendars.folders import CalendarFile, calendar_files
from habitos_tui.exchange.calendars.reader import ReadingStoppedError, read_calendars, stop_reading
from tests.exchange.calendars.ics import END, MONDAY, calendar, event
from tests.support.missing import pretend_missing

GOOD = calendar(event("DTSTART:20261202T090000Z\nDTEND:20261202T100000Z"))


def files(folder: Path, *names: str) -> list[CalendarFile]:
    for name in names:
        (folder / name).write_text(GOOD)
    return [CalendarFile(folder / name, "calendar") for name in names]


def test_files_are_read_in_a_process_of_their_own(tmp_path: Path) -> None:
    readings = read_calendars([*files(tmp_path, "a.ics"), CalendarFile(tmp_path / "none", "gone")], MONDAY, END)
    assert [len(reading.occurrences) for reading in readings] == [1, 0]
    assert readings[1].trouble == "does not exist"


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    """As a disk of another system has it."""
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    (folder / os.fsdecode(b"\xff.ics")).write_text(GOOD)
    [file] = calendar_files(tmp_path)
    [reading] = read_calendars([file], MONDAY, END)
    assert (reading.calendar, len(reading.occurrences)) == ("caf\N{REPLACEMENT CHARACTER}", 1)


def test_a_file_that_ends_the_process_is_named_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "child.py"
    script.write_text(
        "import json, sys, os\n"
        "for file, name in json.load(sys.stdin)['files']:\n"
        "    if 'bad' in file:\n        os._exit(1)\n"
        "    print(json.dumps({'file': file, 'calendar': name}), flush=True)\n"
    )
    monkeypatch.setattr(reader, "COMMAND", [sys.executable, str(script)])
    readings = read_calendars(files(tmp_path, "a.ics", "bad.ics", "c.ics"), MONDAY, END)
    assert [bool(reading.trouble) for reading in readings] == [False, True, False]


def test_an_answer_that_is_none_is_the_trouble_of_its_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "child.py"
    script.write_text(
        "import json, sys\n"
        "for file, name in json.load(sys.stdin)['files']:\n"
        "    print('{' if 'bad' in file else json.dumps({'file': file, 'calendar': name}))\n"
        "print('one too many')\n"
    )
    monkeypatch.setattr(reader, "COMMAND", [sys.executable, str(script)])
    readings = read_calendars(files(tmp_path, "a.ics", "bad.ics", "c.ics"), MONDAY, END)
    damaged = "could not be read: what was made of it came back damaged"
    assert [reading.trouble for reading in readings] == ["", damaged, ""]
    assert readings[1].file.endswith("bad.ics")


@pytest.mark.parametrize("one", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e"])
def test_a_title_may_hold_what_ends_lines_elsewhere(tmp_path: Path, one: str) -> None:
    (tmp_path / "a.ics").write_text(
        calendar(event("DTSTART:20261202T090000Z\nDURATION:PT1H", title=f"A{one}b"), head=f"X-WR-CALNAME:W{one}k\n")
    )
    [reading] = read_calendars([CalendarFile(tmp_path / "a.ics", "calendar")], MONDAY, END)
    assert (reading.calendar, reading.occurrences[0].title) == (f"W{one}k", f"A{one}b")


def test_one_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "COMMAND", ["/bin/sh", "-c", "cat >/dev/null; exec sleep 60"])
    monkeypatch.setattr(reader, "SECONDS", 0.1)
    [reading] = read_calendars(files(tmp_path, "a.ics"), MONDAY, END)
    assert reading.trouble == "could not be read within 0.1 seconds"


def test_all_files_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "COMMAND", ["/bin/sh", "-c", "cat >/dev/null; exec sleep 60"])
    monkeypatch.setattr(reader, "SECONDS", 0.1)
    readings = read_calendars(files(tmp_path, "a.ics", "b.ics", "c.ics"), MONDAY, END)
    late = "is not read: those before it took 0.1 seconds"
    assert [reading.trouble for reading in readings] == ["could not be read within 0.1 seconds", late, late]


def test_all_files_together_take_so_many_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MOST_TIMES", 1)
    asked = [(str(one.path), one.calendar) for one in files(tmp_path, "a.ics", "b.ics", "c.ics")]
    request = json.dumps({"first": str(MONDAY), "last": str(END), "files": asked})
    answer = io.StringIO()
    with patch.object(sys, "stdin", io.StringIO(request)), patch.object(sys, "stdout", answer):
        monkeypatch.setattr(child, "MEMORY", resource.RLIM_INFINITY)
        child.main()
    troubles = [json.loads(line)["trouble"] for line in answer.getvalue().splitlines()]
    assert troubles == ["", "", child.TOO_MUCH]


def test_it_is_stopped_from_another_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "COMMAND", ["/bin/sh", "-c", "exec sleep 60"])
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read_calendars, files(tmp_path, "a.ics", "b.ics"), MONDAY, END)
        while not reading.done():  # as soon as the process is there
            stop_reading()
        with pytest.raises(ReadingStoppedError):
            reading.result()


def test_without_the_libraries_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_missing(monkeypatch)
    with pytest.raises(HabitosError) as caught:
        read_calendars(files(tmp_path, "a.ics"), MONDAY, END)
    assert caught.value.hint == "pip install 'habitos-tui[calendar]'"
