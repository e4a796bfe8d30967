"""Calendars in whatever encoding their program wrote them: letters come in as they were meant."""

from pathlib import Path

import pytest

from tests.exchange.calendars.ics import calendar, event, read

WHEN = "DTSTART:20261201T090000Z\nDTEND:20261201T100000Z"


def titles(folder: Path, content: bytes) -> tuple[list[str], str]:
    reading = read(folder, content)
    assert not reading.trouble
    assert not reading.left_out
    return [one.title for one in reading.occurrences], reading.note


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_what_begins_with_a_mark_or_is_plain(tmp_path: Path, encoding: str) -> None:
    assert titles(tmp_path, calendar(event(WHEN, title="Café 朝 👩")).encode(encoding)) == (["Café 朝 👩"], "")


def test_windows_1252_is_guessed_and_told(tmp_path: Path) -> None:
    content = calendar(event(WHEN, title="Café, 5 €\x81")).replace("\x81", "").encode("windows-1252")
    note = "is not all in UTF-8; 1 line is read as Windows-1252"
    assert titles(tmp_path, content.replace(b"\x80", b"\x80\x81")) == (["Café, 5 €\x81"], note)


def test_each_line_counts_for_itself(tmp_path: Path) -> None:
    first = calendar(event(WHEN, title="Büro")).encode("latin-1")
    second = event(WHEN, uid="two", title="Café 朝").encode() + b"END:VCALENDAR"
    found, note = titles(tmp_path, first.replace(b"END:VCALENDAR", second))
    assert sorted(found) == ["Büro", "Café 朝"]
    assert note == "is not all in UTF-8; 1 line is read as Windows-1252"


@pytest.mark.parametrize(
    ("named", "encoding", "title"),
    [
        ("ISO-8859-5", "iso-8859-5", "Врач"),
        ('"windows-1251"', "windows-1251", "Врач"),
        ("iso-2022-jp", "iso-2022-jp", "歯医者"),
        ("UTF-8", "utf-8", "Café"),
        ("rot13", "utf-8", "Café"),
        ("no-such", "windows-1252", "Café"),
    ],
)
def test_a_line_says_its_own(tmp_path: Path, named: str, encoding: str, title: str) -> None:
    content = (
        calendar(event(WHEN)).encode().replace(b"SUMMARY:Meeting", f"SUMMARY;CHARSET={named}:{title}".encode(encoding))
    )
    found, note = titles(tmp_path, content)
    assert found == [title]
    assert bool(note) == (named == "no-such")


def test_a_letter_that_is_folded_in_its_middle(tmp_path: Path) -> None:
    content = calendar(event(WHEN, title="Café am Eck")).encode().replace(b"\xc3\xa9", b"\xc3\r\n \xa9")
    assert titles(tmp_path, content) == (["Café am Eck"], "")
