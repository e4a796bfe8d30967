"""Nothing that a person typed steers the terminal, and nothing is lost in JSON."""

import json

import pytest

from habitos_tui.cli.output import pad, say, say_json, table, tell
from habitos_tui.text import cell_width
from tests.support.hostile import HOSTILE_NAMES

DANGEROUS = {chr(code) for code in [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]}


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=ascii)
def test_hostile_text_arrives_harmless_on_both_streams(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    say(f"Name: {name}")
    tell(f"Name: {name}")
    out, err = capsys.readouterr()
    for text in (out, err):
        assert text.startswith("Name:")
        assert text.count("\n") == 1
        assert not DANGEROUS & set(text[:-1])


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=ascii)
def test_json_keeps_the_text_and_escapes_what_steers(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    say_json("name", {"name": name})
    out = capsys.readouterr().out
    assert json.loads(out) == {"format": "habitos-name/1", "name": name}
    assert not DANGEROUS & set(out.replace("\n", ""))


def test_json_keeps_letters_of_all_scripts_readable(capsys: pytest.CaptureFixture[str]) -> None:
    say_json("name", {"name": "é 朝"})
    assert "é 朝" in capsys.readouterr().out


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=ascii)
@pytest.mark.parametrize("right", [False, True])
def test_padded_text_is_as_wide_as_asked(name: str, right: bool) -> None:
    assert cell_width(pad(name, 12, right=right)) == 12


def test_table_columns_line_up_by_cells() -> None:
    lines = table(("Name", "N"), [("朝", "1"), ("abc", "22")], right={1})
    assert lines == ["Name   N", "朝     1", "abc   22"]
